//! 查看完整号码.

use domain::nomination::state::State;
use harness::{get, person, post};

use crate::stage::Stage;

#[tokio::test]
async fn revealed_numbers_are_whole_and_recorded_and_make_no_view_stale() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let answer = stage.liaison(post(stage.path(&one, "/reveal"))).await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(answer.json()["id_number"], person::id_number("19800308", 1));
    assert_eq!(answer.json()["phone"], one.phone.display());
    let now = stage.now(&one).await;
    assert_eq!(now.version, one.version);
    assert_ne!(now.trail, one.trail, "it stands in the chain");
    stage.harness.wait(jiff::SignedDuration::from_secs(1));
    stage.liaison(post(stage.path(&one, "/reveal"))).await;
    assert_eq!(stage.trail(&one).await, ["reveal", "reveal"]);
}

#[tokio::test]
async fn nothing_but_a_reveal_shows_numbers_to_anybody_but_the_nominee() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let (number, phone) = (
        person::id_number("19800308", 1),
        one.phone.national().to_owned(),
    );
    let everybody = [
        &stage.world.liaison,
        &stage.world.administrator,
        &stage.world.reviewer,
    ];
    for who in everybody {
        let cookie = stage.cookie(who).await;
        for path in [
            stage.path(&one, ""),
            stage.path(&one, "/form"),
            stage.unit(),
        ] {
            let answer = stage.send(get(path).by(&cookie)).await;
            assert_eq!(answer.status, 200, "{answer}");
            let shown = answer.to_string();
            assert!(
                !shown.contains(&number) && !shown.contains(&phone),
                "{shown}"
            );
        }
    }
    let own = stage.cookie(&one.phone).await;
    let form = stage.send(get(stage.path(&one, "/form")).by(&own)).await;
    assert_eq!(form.json()["values"]["id_number"], number);
    assert_eq!(form.json()["values"]["phone"], one.phone.e164());
}
