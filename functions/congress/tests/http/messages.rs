//! What the convener writes to units, and who saw full numbers.

use domain::{category::Category, message::MessageKind, nomination::state::State};
use harness::{get, post};
use serde_json::{Value, json};

use crate::stage::Stage;

fn body(stage: &Stage, heading: &str, preview: bool) -> Value {
    let units = [&stage.world.unit, &stage.world.other_unit];
    json!({ "units": units, "heading": heading, "text": "请于周五前\n完成上报", "preview": preview })
}

async fn on_their_way(stage: &Stage) -> Vec<domain::message::Message> {
    let (store, now) = (stage.harness.store(), stage.harness.now());
    let due = store.due_messages(now, 100).await.unwrap();
    due.into_iter().flat_map(|item| item.messages).collect()
}

#[tokio::test]
async fn it_is_first_said_how_many_get_it_and_then_each_liaison_gets_it_once() {
    let stage = Stage::set().await;
    let ask = |preview| {
        let ask = post(stage.path("/messages")).by(&stage.administrator);
        ask.json(&body(&stage, "请尽快上报", preview))
            .key("the-same-message")
    };
    let preview = post(stage.path("/messages"))
        .by(&stage.administrator)
        .json(&body(&stage, "请尽快上报", true));
    let preview = preview.send(&stage.app).await;
    assert_eq!(preview.status, 200, "{preview}");
    assert_eq!(preview.json(), json!({ "units": 2, "people": 3 }));
    assert_eq!(on_their_way(&stage).await, []);
    for _ in 0..2 {
        let sent = ask(false).send(&stage.app).await;
        assert_eq!(sent.status, 201, "{sent}");
        assert_eq!(sent.json()["people"], 3);
    }
    let messages = on_their_way(&stage).await;
    assert_eq!(messages.len(), 3, "sent twice with one key it is one");
    assert!(
        messages
            .iter()
            .all(|one| one.kind == MessageKind::FromConvener
                && one.words.quote == "请于周五前\n完成上报"
                && one.words.heading == "请尽快上报")
    );
    let list = get(stage.path("/messages")).by(&stage.administrator);
    let list = list.send(&stage.app).await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(list["items"][0]["people"], 3);
    assert_eq!(list["items"][0]["units"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_with_every_fault_and_others_may_not() {
    let stage = Stage::set().await;
    let ask = |body: Value| post(stage.path("/messages")).json(&body);
    let empty = ask(json!({ "units": [], "heading": "", "text": "" }));
    let empty = empty.by(&stage.administrator).send(&stage.app).await;
    assert_eq!(empty.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(empty.pointers(), ["/heading", "/text", "/units"]);
    let long = json!({ "units": [stage.world.unit], "heading": "长".repeat(21), "text": "长".repeat(1001) });
    let long = ask(long).by(&stage.administrator).send(&stage.app).await;
    assert_eq!(long.pointers(), ["/heading", "/text"]);
    for (who, status) in [
        (&stage.world.reviewer, 403),
        (&stage.world.liaison, 403),
        (&stage.world.stranger, 404),
    ] {
        let cookie = stage.sign_in(who).await;
        let answer = ask(body(&stage, "标题", false)).by(&cookie);
        assert_eq!(answer.send(&stage.app).await.status, status);
        for path in ["/messages", "/disclosures"] {
            let answer = get(stage.path(path)).by(&cookie).send(&stage.app).await;
            assert_eq!(answer.status, status, "{path}");
        }
    }
    assert_eq!(on_their_way(&stage).await, []);
}

#[tokio::test]
async fn who_looked_at_whose_full_numbers_is_listed_for_administrators() {
    let stage = Stage::set().await;
    let (harness, world) = (&stage.harness, &stage.world);
    let state = State::Reported;
    let one = harness
        .add_nominee(world, 1, Category::Delegate, state)
        .await;
    let unit = harness.unit(&world.congress, &world.unit).await;
    let wanted = store::Wanted {
        congress: Some(&world.congress),
        ..store::Wanted::default()
    };
    let congress = harness.store().load(&wanted).await.unwrap();
    let congress = congress.congress.unwrap();
    for phone in [&world.liaison, &one.phone] {
        let actor = domain::permission::Actor::of(phone, &congress, Some(&unit), Some(&one));
        let one = harness.nomination(&one.congress, &one.unit, &one.id).await;
        harness.wait(jiff::SignedDuration::from_secs(1));
        let case = domain::nomination::Case {
            standing: domain::nomination::Standing {
                congress: &congress,
                unit: &unit,
            },
            nomination: &one,
            actor: &actor,
            now: harness.now(),
        };
        let decision = domain::nomination::reveal::reveal(case).unwrap();
        let store = harness.store();
        let commit = store.commit(&decision, None, harness.now(), || harness.id());
        commit.await.unwrap();
    }
    let list = get(stage.path("/disclosures")).by(&stage.administrator);
    let list = list.send(&stage.app).await;
    assert!(!list.to_string().contains("1990"), "no number: {list}");
    let list = list.json();
    assert_eq!(list["total"], 1, "their own is disclosed to nobody: {list}");
    assert_eq!(list["items"][0]["of"], "欧阳示例");
    assert_eq!(list["items"][0]["action"], "reveal");
    assert_eq!(list["items"][0]["role_name"], "选举单位联络员");
}
