//! What requests cost, as the tables themselves say (architecture.md, “Data”; the progress of 200 units: at most 3 round
//! trips and 60 read units).

use axum::Router;
use domain::{category::Category, nomination::state::State};
use harness::{Ask, get, post};
use store::Meter;

use crate::stage::Stage;

/// Sends a request on a meter of its own; answers round trips and read units.
pub(crate) async fn cost(stage: &Stage, ask: Ask) -> (u64, f64) {
    let (routes, _) = congress::router().split_for_parts();
    let (app, meter): (Router, Meter) = stage.harness.metered_app(routes);
    let answer = ask.send(&app).await;
    assert_eq!(answer.status, 200, "{answer}");
    (meter.round_trips(), meter.read_units())
}

#[tokio::test]
async fn a_units_indicators_take_two_round_trips_and_ten_read_units() {
    let stage = Stage::set().await;
    for number in 1..=6 {
        let (category, state) = (Category::Delegate, State::Reported);
        stage
            .harness
            .add_nominee(&stage.world, number, category, state)
            .await;
    }
    let liaison = stage.sign_in(&stage.world.liaison).await;
    let (trips, units) = cost(&stage, get(stage.unit("")).by(&liaison)).await;
    assert!(
        trips <= 2 && units <= 10.0,
        "{trips} round trips, {units} read units"
    );
}

#[tokio::test]
async fn two_hundred_units_are_imported_and_then_seen_within_the_budget() {
    let stage = Stage::set().await;
    let file = two_hundred();
    let path = stage.path("/unit-imports");
    let ask = |path: &str| {
        post(path)
            .by(&stage.administrator)
            .bytes("text/csv", file.clone())
    };
    let preview = ask(&path).send(&stage.app).await;
    let digest = preview.json()["digest"].as_str().unwrap().to_owned();
    let begin = std::time::Instant::now();
    let confirm = ask(&format!("{path}?confirm=true")).header("if-match", &digest);
    let (trips, _) = cost(&stage, confirm).await;
    println!("200 units in {trips} round trips, {:?}", begin.elapsed());
    // Session, units, and a unit with its code's guard and its liaison's pointer to each run of a hundred writes.
    assert!(trips <= 12, "{trips} round trips");
    let (trips, units) = cost(
        &stage,
        get(stage.path("/progress")).by(&stage.administrator),
    )
    .await;
    println!("the progress of 202 units is seen in {trips} round trips with {units} read units");
    assert!(
        trips <= 3 && units <= 60.0,
        "{trips} round trips, {units} read units"
    );
}

pub(crate) fn two_hundred() -> String {
    let mut file = "单位编号,单位名称,联络员,联络员手机,委员名额,委员-基层工作者不少于,委员-45岁以下不少于,\
        委员-少数民族不少于,委员-民主党派不少于,委员-女性不少于,代表名额,代表-基层工作者不少于,代表-45岁以下不少于,\
        代表-少数民族不少于,代表-民主党派不少于,代表-女性不少于,特邀代表名额,列席代表名额,参会嘉宾名额,工作人员名额\n"
        .to_owned();
    for number in 100..300 {
        let line = [
            &format!("N{number},示例市第{number}学会,徐怡,19900900{number},"),
            "2,0,1,1,0,1,6,1,1,0,0,1,0,2,1,1\n",
        ];
        file.extend(line);
    }
    file
}
