//! Opening, closing, reopening, archiving.

use domain::congress::Life;
use harness::post;
use serde_json::json;

use crate::stage::Stage;

#[tokio::test]
async fn opening_a_draft_invites_every_liaison_once() {
    let stage = Stage::set().await;
    stage.bring_to(Life::Draft).await;
    let cookie = stage.administrator.clone();
    let answer = post(stage.path("/open"))
        .by(&cookie)
        .at(2)
        .key("open-once")
        .send(&stage.app)
        .await;
    assert_eq!(
        (answer.status, &answer.json()["life"]),
        (200, &json!("open")),
        "{answer}"
    );
    let again = post(stage.path("/open"))
        .by(&cookie)
        .at(2)
        .key("open-once")
        .send(&stage.app)
        .await;
    assert_eq!(again.json(), answer.json());
    let waiting = stage
        .harness
        .store()
        .due_messages(stage.harness.now(), 10)
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    let mut told: Vec<_> = waiting[0]
        .messages
        .iter()
        .map(|message| message.to.national().to_owned())
        .collect();
    told.sort_unstable();
    assert_eq!(told, ["19900000003", "19900000004", "19900000005"]);
    assert_eq!(
        waiting[0].messages[0].words.congress,
        "示例市科学技术协会第九次代表大会"
    );
}

#[tokio::test]
async fn a_life_goes_its_way_and_no_other() {
    let stage = Stage::set().await;
    let cookie = stage.administrator.clone();
    let go = |verb: &str, version: u64| post(stage.path(verb)).by(&cookie).at(version);
    for verb in ["/open", "/reopen", "/archive"] {
        assert_eq!(
            go(verb, 1).send(&stage.app).await.refusal(),
            (409, "congress_not_open".into()),
            "{verb}"
        );
    }
    for (verb, version, life) in [
        ("/close", 1, "closed"),
        ("/reopen", 2, "open"),
        ("/close", 3, "closed"),
        ("/archive", 4, "archived"),
    ] {
        let answer = go(verb, version).send(&stage.app).await;
        assert_eq!(answer.json()["life"], life, "{answer}");
    }
    assert_eq!(go("/reopen", 5).send(&stage.app).await.status, 409);
    assert_eq!(
        go("/close", 4).send(&stage.app).await.refusal(),
        (412, "stale_version".into())
    );
    assert_eq!(
        post(stage.path("/close"))
            .by(&cookie)
            .send(&stage.app)
            .await
            .status,
        428
    );
    let waiting = stage
        .harness
        .store()
        .due_messages(stage.harness.now(), 10)
        .await
        .unwrap();
    assert!(waiting.is_empty(), "reopening tells nobody again");
}
