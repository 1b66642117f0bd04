//! Many at once.

use domain::{category::Category, nomination::state::State};
use harness::{Harness, person, post};
use serde_json::json;
use tokio::task::JoinSet;

use crate::stage::Stage;

/// A unit with so many delegates' places and no minimums.
async fn with_places(places: u32) -> Stage {
    let harness = Harness::start().await;
    let mut quotas = harness::world::quotas();
    let delegates = quotas.0.get_mut(&Category::Delegate).unwrap();
    delegates.places = places;
    let world = harness.world_with(harness::world::settings(), quotas).await;
    Stage::of(harness, world).await
}

fn forty(first: u32) -> serde_json::Value {
    let rows: Vec<_> = (first..first + 40)
        .map(|number| {
            let phone = person::phone(number).national().to_owned();
            json!({ "name": "张三", "phone": phone, "category": "delegate" })
        })
        .collect();
    json!({ "rows": rows })
}

#[tokio::test]
async fn of_twenty_who_take_the_last_place_at_once_one_gets_it() {
    let stage = Stage::new().await;
    for number in 1..=5 {
        stage.delegate(number, State::Allocated).await;
    }
    let mut all = JoinSet::new();
    for number in 0..20 {
        let phone = person::phone(200 + number).national().to_owned();
        let rows = json!({ "rows": [{ "name": "张三", "phone": phone, "category": "delegate" }] });
        let ask = post(stage.unit()).by(&stage.liaison).json(&rows);
        let app = stage.app.clone();
        all.spawn(async move { ask.send(&app).await.refusal() });
    }
    let answers = all.join_all().await;
    let got = answers.iter().filter(|(status, _)| *status == 201).count();
    assert_eq!(got, 1, "{answers:?}");
    let full = answers
        .iter()
        .filter(|(_, code)| code == "quota_exceeded")
        .count();
    assert_eq!(full, 19, "{answers:?}");
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.held(Category::Delegate), 6);
}

#[tokio::test]
async fn the_same_request_sent_ten_times_at_once_counts_once_and_answers_the_same() {
    let stage = Stage::new().await;
    let phone = person::phone(200).national().to_owned();
    let rows = json!({ "rows": [{ "name": "张三", "phone": phone, "category": "delegate" }] });
    let ask = post(stage.unit())
        .by(&stage.liaison)
        .key("the-same-key")
        .json(&rows);
    let mut all = JoinSet::new();
    for _ in 0..10 {
        let (ask, app) = (ask.clone(), stage.app.clone());
        all.spawn(async move { ask.send(&app).await });
    }
    let answers = all.join_all().await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.status == 201 && answer.body == answers[0].body)
    );
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.held(Category::Delegate), 1);
}

#[tokio::test]
async fn two_liaisons_who_allocate_different_people_at_once_both_succeed() {
    let stage = Stage::new().await;
    let colleague = stage.cookie(&stage.world.colleague).await;
    let ask = |number: u32, cookie: &str| {
        let phone = person::phone(200 + number).national().to_owned();
        let rows = json!({ "rows": [{ "name": "张三", "phone": phone, "category": "delegate" }] });
        post(stage.unit()).by(cookie).json(&rows)
    };
    let (mine, theirs) = (ask(1, &stage.liaison), ask(2, &colleague));
    let (mine, theirs) = tokio::join!(stage.send(mine), stage.send(theirs));
    assert_eq!((mine.status, theirs.status), (201, 201), "{mine} {theirs}");
}

#[tokio::test]
async fn of_two_liaisons_who_allocate_forty_each_where_sixty_fit_one_gets_all_and_the_other_none() {
    let stage = with_places(60).await;
    let colleague = stage.cookie(&stage.world.colleague).await;
    let mine = post(stage.unit()).by(&stage.liaison).json(&forty(200));
    let theirs = post(stage.unit()).by(&colleague).json(&forty(300));
    let (mine, theirs) = tokio::join!(stage.send(mine), stage.send(theirs));
    let (got, refused) = if mine.status == 201 {
        (mine, theirs)
    } else {
        (theirs, mine)
    };
    assert_eq!(got.status, 201, "{got}");
    assert_eq!(got.json()["items"].as_array().map(Vec::len), Some(40));
    assert_eq!(refused.refusal(), (409, "quota_exceeded".to_owned()));
    // Twenty of theirs would have found a place, the others are named.
    let named = refused.pointers();
    assert_eq!(named.len(), 20, "{named:?}");
    assert_eq!(named[0], "/rows/20/category");
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.held(Category::Delegate), 40);
    assert_eq!(stage.messages().await.len(), 40);
}

#[tokio::test]
async fn forty_who_are_sent_twice_at_once_are_allocated_once() {
    let stage = with_places(90).await;
    let ask = post(stage.unit())
        .by(&stage.liaison)
        .key("forty-once")
        .json(&forty(200));
    let (one, two) = tokio::join!(stage.send(ask.clone()), stage.send(ask));
    assert_eq!((one.status, two.status), (201, 201), "{one} {two}");
    assert_eq!(one.body, two.body);
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.held(Category::Delegate), 40);
}
