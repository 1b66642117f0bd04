//! The harness itself: what it puts into the tables is what the rules would have made.

use domain::{
    category::Category,
    form::{check, schema::Schema},
    nomination::state::State,
    window::china_date,
};
use harness::{Harness, form, get};

#[tokio::test]
async fn a_nominee_can_be_put_into_every_state_and_is_counted_there() {
    let harness = Harness::start().await;
    let world = harness.world().await;
    for (number, state) in (1..).zip(State::ALL) {
        let put = harness
            .add_nominee(&world, number, Category::Delegate, state)
            .await;
        let stored = harness.nomination(&put.congress, &put.unit, &put.id).await;
        assert_eq!(stored, put);
    }
    let unit = harness.unit(&world.congress, &world.unit).await;
    for state in State::ALL {
        assert_eq!(unit.counts.of(Category::Delegate, state), 1, "{state:?}");
    }
}

#[tokio::test]
async fn the_complete_form_has_no_fault() {
    let harness = Harness::start().await;
    let world = harness.world().await;
    for number in [1, 2, 999] {
        let state = State::Allocated;
        let nominee = harness
            .add_nominee(&world, number, Category::Observer, state)
            .await;
        let saved = form::saved(&nominee, number, harness.now());
        let level = harness::world::settings().level;
        assert_eq!(
            check::complete(
                &saved.values,
                &Schema::built_in(level),
                china_date(harness.now())
            ),
            []
        );
        assert_eq!(
            check::warnings(&saved.values, china_date(harness.now())),
            []
        );
    }
}

#[tokio::test]
async fn somebody_signed_in_has_a_live_session_and_the_shell_answers() {
    let harness = Harness::start().await;
    let world = harness.world().await;
    let cookie = harness.sign_in(&world.liaison).await;
    let (app, meter) = harness.metered_app(api::shell::health().into());
    let answer = get("/api/health").by(&cookie).send(&app).await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(meter.round_trips(), 0);
    let missing = get("/api/nothing").send(&app).await;
    assert_eq!(missing.refusal(), (404, "not_found".to_owned()));
}
