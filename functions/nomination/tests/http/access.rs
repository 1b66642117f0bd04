//! 注销, 禁用, 启用, 变更身份.

use domain::{category::Category, nomination::state::State};
use harness::{get, post};
use serde_json::json;

use crate::stage::Stage;

#[tokio::test]
async fn a_deregistered_nominee_frees_the_place_and_can_be_nominated_again() {
    let stage = Stage::new().await;
    let guest = stage
        .harness
        .add_nominee(&stage.world, 1, Category::Guest, State::Allocated)
        .await;
    let ask = post(stage.path(&guest, "/deregister")).at(guest.version);
    let answer = stage
        .liaison(ask.json(&json!({ "reason": "工作调动" })))
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(answer.json()["state"], "deregistered");
    assert!(!answer.json()["actions"].to_string().contains("deregister"));
    assert_eq!(stage.trail(&guest).await, ["deregister"]);
    let again = json!({ "rows": [{ "name": "张三", "phone": guest.phone.national(), "category": "guest" }] });
    assert_eq!(
        stage.liaison(post(stage.unit()).json(&again)).await.status,
        201
    );
}

#[tokio::test]
async fn a_deregistration_without_or_with_too_long_a_reason_is_refused() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    for reason in [" ".to_owned(), "长".repeat(201)] {
        let ask = post(stage.path(&one, "/deregister")).at(one.version);
        let answer = stage.liaison(ask.json(&json!({ "reason": reason }))).await;
        assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
        assert_eq!(answer.pointers(), ["/reason"]);
    }
}

#[tokio::test]
async fn a_change_on_a_stale_view_is_refused_with_the_present_one() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let ask = || post(stage.path(&one, "/disable")).json(&json!({}));
    assert_eq!(
        stage.liaison(ask()).await.refusal(),
        (428, "version_required".to_owned())
    );
    let stale = stage.liaison(ask().at(one.version + 1)).await;
    assert_eq!(stale.refusal(), (412, "stale_version".to_owned()));
    assert_eq!(stale.json()["current"]["version"], one.version);
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn a_disabled_nominee_is_kept_out_and_let_in_again() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let nominee = stage.cookie(&one.phone).await;
    let form = || get(stage.path(&one, "/form")).by(&nominee);
    assert_eq!(stage.send(form()).await.status, 200);
    let disabled = stage
        .liaison(post(stage.path(&one, "/disable")).at(one.version))
        .await;
    assert_eq!(disabled.json()["enabled"], false, "{disabled}");
    assert_eq!(stage.send(form()).await.status, 401, "signed out at once");
    let nominee = stage.cookie(&one.phone).await;
    let form = || get(stage.path(&one, "/form")).by(&nominee);
    for tail in ["", "/form", "/photo"] {
        let answer = stage.send(get(stage.path(&one, tail)).by(&nominee)).await;
        assert_eq!(answer.refusal(), (403, "forbidden".to_owned()), "{tail}");
        assert!(
            answer.json()["detail"].as_str().unwrap().contains("联络员"),
            "{answer}"
        );
    }
    let again = stage
        .liaison(post(stage.path(&one, "/disable")).at(one.version + 1))
        .await;
    assert_eq!(again.refusal(), (409, "nothing_to_do".to_owned()));
    let enabled = stage
        .liaison(post(stage.path(&one, "/enable")).at(one.version + 1))
        .await;
    assert_eq!(enabled.json()["enabled"], true, "{enabled}");
    assert_eq!(stage.send(form()).await.status, 200);
}

#[tokio::test]
async fn a_delegate_becomes_a_committee_member_though_all_delegates_places_are_taken() {
    let stage = Stage::new().await;
    let first = stage.delegate(1, State::Allocated).await;
    for number in 2..=6 {
        stage.delegate(number, State::Allocated).await;
    }
    let ask = |to: &str| post(stage.path(&first, "/category")).json(&json!({ "category": to }));
    let answer = stage
        .liaison(ask("committee_member").at(first.version))
        .await;
    assert_eq!(answer.json()["category"], "committee_member", "{answer}");
    let same = stage
        .liaison(ask("committee_member").at(first.version + 1))
        .await;
    assert_eq!(same.refusal(), (422, "invalid_input".to_owned()));
    stage
        .harness
        .add_nominee(&stage.world, 9, Category::Guest, State::Allocated)
        .await;
    let full = stage.liaison(ask("guest").at(first.version + 1)).await;
    assert_eq!(full.refusal(), (409, "quota_exceeded".to_owned()));
    assert_eq!(full.pointers(), ["/category"]);
    let unknown = stage.liaison(ask("king").at(first.version + 1)).await;
    assert_eq!(
        (unknown.status, unknown.pointers()),
        (422, vec!["/category".to_owned()])
    );
}

#[tokio::test]
async fn the_original_is_recorded_by_the_administrator_once() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Reported).await;
    let administrator = stage.cookie(&stage.world.administrator).await;
    let ask = || {
        post(stage.path(&one, "/original"))
            .json(&json!({ "received": true }))
            .by(&administrator)
    };
    let answer = stage.send(ask()).await;
    assert_eq!(answer.json()["original_received"], true, "{answer}");
    assert_eq!(
        stage.send(ask()).await.refusal(),
        (409, "nothing_to_do".to_owned())
    );
    let back = post(stage.path(&one, "/original")).json(&json!({ "received": false }));
    assert_eq!(
        stage.send(back.by(&administrator)).await.json()["original_received"],
        false
    );
}

#[tokio::test]
async fn whoever_is_disabled_or_deregistered_is_signed_out_at_once_unless_they_have_another_part() {
    let stage = Stage::new().await;
    let liaison_too = json!({ "rows": [{ "name": "张三", "phone": stage.world.liaison.national(), "category": "guest" }] });
    let answer = stage.liaison(post(stage.unit()).json(&liaison_too)).await;
    assert_eq!(answer.status, 201, "{answer}");
    let store = stage.harness.store();
    let (congress, unit) = (&stage.world.congress, &stage.world.unit);
    let own = store
        .nominations_of_unit(congress, unit)
        .await
        .unwrap()
        .remove(0);
    let one = stage.delegate(1, State::Allocated).await;
    let other = stage.delegate(2, State::Allocated).await;
    for nominee in [&one, &other, &own] {
        stage.cookie(&nominee.phone).await;
    }
    stage.harness.wait(jiff::SignedDuration::from_secs(1));
    let live = async |of: &domain::phone::Phone| {
        let sessions = store.sessions(of, stage.harness.now()).await;
        sessions.unwrap().len()
    };
    let before = live(&own.phone).await;
    for nominee in [&one, &own] {
        let ask = post(stage.path(nominee, "/disable")).at(nominee.version);
        assert_eq!(stage.liaison(ask).await.status, 200);
    }
    assert_eq!(live(&one.phone).await, 0);
    let events = store.events_of(&one.phone).await.unwrap();
    assert_eq!(events[0].event.code(), "part_ended");
    assert_eq!(live(&own.phone).await, before, "the liaison stays");
    assert_eq!(live(&other.phone).await, 1);
    let ask = post(stage.path(&other, "/deregister")).at(other.version);
    let answer = stage
        .liaison(ask.json(&json!({ "reason": "工作调动" })))
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(live(&other.phone).await, 0);
    // Nothing is left for a worker to do.
    let later = stage.harness.now() + jiff::SignedDuration::from_hours(1);
    assert_eq!(store.carry_on_jobs(later).await.unwrap(), 0);
}
