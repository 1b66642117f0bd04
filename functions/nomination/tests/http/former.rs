//! 从往届登记表带入.

use domain::{
    category::Category,
    congress::{Level, Settings},
    nomination::{Nomination, bring_in::VERSION, state::State},
};
use harness::{Answer, delete, get, patch, post, put, world};
use serde_json::{Value, json};

use crate::{photo::picture, stage::Stage};

/// Somebody at a congress of a province some years ago, with photo, and again at one of a city.
struct Twice {
    stage: Stage,
    before: Nomination,
    now: Nomination,
    /// Their cookie.
    nominee: String,
}

impl Twice {
    async fn new() -> Self {
        let harness = harness::Harness::start().await;
        let former = Settings {
            title: "示例省科学技术协会第八次代表大会".to_owned(),
            level: Level::Province,
            ..world::settings()
        };
        let then = harness.world_with(former, world::quotas()).await;
        let here = harness.world().await;
        let before = harness
            .add_nominee(&then, 1, Category::Delegate, State::FirstReviewRejected)
            .await;
        let stage = Stage::of(harness, here).await;
        let now = stage.delegate(1, State::Allocated).await;
        let nominee = stage.cookie(&now.phone).await;
        let twice = Self {
            stage,
            before,
            now,
            nominee,
        };
        let photo = put(twice.stage.path(&twice.before, "/photo"));
        let photo = twice
            .nominee(photo.bytes("image/jpeg", picture(500, 700)))
            .await;
        assert_eq!(photo.status, 200, "{photo}");
        twice
    }

    async fn nominee(&self, ask: harness::Ask) -> Answer {
        self.stage.send(ask.by(&self.nominee)).await
    }

    async fn offered(&self) -> Value {
        let path = self.stage.path(&self.now, "/former-forms");
        let offered = self.nominee(get(path)).await;
        assert_eq!(offered.status, 200, "{offered}");
        offered.json()
    }

    async fn form(&self) -> Answer {
        self.nominee(get(self.stage.path(&self.now, "/form"))).await
    }

    /// Consents to the number and the photo here.
    async fn consent(&self) {
        self.stage.harness.wait(jiff::SignedDuration::from_secs(1));
        let version = json!({ "version": domain::nomination::consent::VERSION });
        let ask = post(self.stage.path(&self.now, "/consent")).json(&version);
        assert_eq!(self.nominee(ask).await.status, 201);
    }

    /// Brings in from the former congress, upon the form as it is.
    async fn bring_in(&self, change: Value) -> Answer {
        let mut body = json!({ "congress": self.before.congress.as_str(), "fields": ["post"], "photo": false, "consent": VERSION });
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        let version = self.form().await.version().unwrap();
        let ask = post(self.stage.path(&self.now, "/former-forms"));
        self.nominee(ask.at(version).json(&body)).await
    }
}

#[tokio::test]
async fn a_former_form_is_offered_with_title_and_date_and_brought_in_with_its_photo() {
    let twice = Twice::new().await;
    let offered = twice.offered().await;
    let one = &offered["items"][0];
    assert_eq!(offered["items"].as_array().unwrap().len(), 1);
    assert_eq!(one["title"], "示例省科学技术协会第八次代表大会");
    assert_eq!(
        (&one["date"], &one["photo"]),
        (&json!("2027-01-10"), &json!(true))
    );
    assert_eq!(one["display"]["post"], "示例市物理学会理事长");
    assert_eq!(one["left_out"], json!([]));
    assert!(one["values"].get("phone").is_none());
    let fields: Vec<&String> = one["values"].as_object().unwrap().keys().collect();

    let withdraw = delete(twice.stage.path(&twice.now, "/consent"));
    assert_eq!(twice.nominee(withdraw).await.status, 201);
    let early = twice
        .bring_in(json!({ "fields": ["post"], "photo": true }))
        .await;
    assert_eq!(
        (early.code(), early.pointers()),
        ("consent_required".to_owned(), vec!["/photo".to_owned()])
    );
    let early = twice
        .bring_in(json!({ "fields": ["post", "id_number"] }))
        .await;
    assert_eq!(
        (early.code(), early.pointers()),
        ("consent_required".to_owned(), vec!["/fields/1".to_owned()])
    );
    twice.consent().await;
    let brought = twice
        .bring_in(json!({ "fields": fields, "photo": true }))
        .await;
    assert_eq!(brought.status, 200, "{brought}");
    let brought = brought.json();
    assert_eq!(brought["faults"], json!([]));
    assert_eq!(brought["values"]["id_number"], one["values"]["id_number"]);
    let photos = [&twice.before, &twice.now].map(|of| get(twice.stage.path(of, "/photo")));
    let [then, now] = photos.map(|ask| twice.nominee(ask));
    let (then, now) = (then.await, now.await);
    assert_eq!((then.status, now.status), (200, 200));
    assert_eq!(then.body, now.body);

    // The consent stands in the trail with the version of its words; the other congress is named nowhere.
    let details = twice
        .stage
        .liaison(get(twice.stage.path(&twice.now, "")))
        .await;
    let timeline = details.json()["timeline"].as_array().unwrap().clone();
    let step = timeline
        .iter()
        .find(|step| step["action"] == "bring_in")
        .unwrap();
    assert_eq!(
        (&step["action"], &step["opinion"], &step["role"]),
        (&json!("bring_in"), &json!(VERSION), &json!("nominee"))
    );
    assert!(!details.to_string().contains("示例省"), "{details}");
    let form = twice
        .stage
        .liaison(get(twice.stage.path(&twice.now, "/form")))
        .await;
    assert!(!form.to_string().contains("示例省"), "{form}");

    // The photo is an object of its own: another one here leaves the former.
    let other = put(twice.stage.path(&twice.now, "/photo"));
    twice
        .nominee(other.bytes("image/jpeg", picture(600, 840)))
        .await;
    let kept = twice
        .nominee(get(twice.stage.path(&twice.before, "/photo")))
        .await;
    assert_eq!(kept.body, then.body);
}

#[tokio::test]
async fn only_what_was_chosen_takes_the_place_of_what_is_there() {
    let twice = Twice::new().await;
    let save = patch(twice.stage.path(&twice.now, "/form"))
        .at(0)
        .json(&json!({ "changes": { "post": "示例大学 教授", "title": "教授" } }));
    assert_eq!(twice.nominee(save).await.status, 200);
    let brought = twice
        .bring_in(json!({ "fields": ["full_time_school"] }))
        .await
        .json();
    assert_eq!(brought["values"]["full_time_school"], "示例大学");
    assert_eq!(brought["values"]["post"], "示例大学 教授");
    assert_eq!(brought["values"]["title"], "教授");
    let brought = twice.bring_in(json!({ "fields": ["post"] })).await.json();
    assert_eq!(brought["values"]["post"], "示例市物理学会理事长");
    assert!(!twice.stage.now(&twice.now).await.photo);
}

#[tokio::test]
async fn what_cannot_be_brought_in_is_refused_at_its_place_and_changes_nothing() {
    let twice = Twice::new().await;
    let before = twice.form().await.json();
    for (change, pointer) in [
        (json!({ "consent": "2020-01" }), "/consent"),
        (json!({ "fields": [] }), "/fields"),
        (json!({ "fields": ["post", "fax"] }), "/fields/1"),
        (json!({ "fields": ["phone"] }), "/fields/0"),
        (
            json!({ "congress": twice.now.congress.as_str() }),
            "/congress",
        ),
        (json!({ "congress": "../x" }), "/congress"),
    ] {
        let refused = twice.bring_in(change.clone()).await;
        assert_eq!(
            (refused.status, refused.pointers()),
            (422, vec![pointer.to_owned()]),
            "{change}"
        );
    }
    let ask = post(twice.stage.path(&twice.now, "/former-forms")).at(7);
    let body = json!({ "congress": twice.before.congress.as_str(), "fields": ["post"], "consent": VERSION });
    let stale = twice.nominee(ask.json(&body)).await;
    assert_eq!(stale.refusal(), (412, "stale_version".to_owned()));
    assert_eq!(twice.form().await.json(), before);
    assert!(twice.stage.trail(&twice.now).await.is_empty());
}

#[tokio::test]
async fn nobody_else_sees_a_former_form_and_a_closed_access_opens_none() {
    let twice = Twice::new().await;
    let path = twice.stage.path(&twice.now, "/former-forms");
    assert_eq!(
        twice.stage.liaison(get(&*path)).await.refusal(),
        (403, "forbidden".to_owned())
    );
    // Somebody else's.
    let other = twice.stage.delegate(2, State::Allocated).await;
    let cookie = twice.stage.cookie(&other.phone).await;
    let theirs = twice
        .stage
        .send(get(twice.stage.path(&other, "/former-forms")).by(&cookie))
        .await;
    assert_eq!(theirs.json()["items"], json!([]));
    // Access to the former one is disabled.
    let mut before = twice.stage.now(&twice.before).await;
    before.enabled = false;
    let decision = domain::decision::Decision {
        changed: vec![before],
        ..Default::default()
    };
    let (store, now) = (twice.stage.harness.store(), twice.stage.harness.now());
    let committed = store.commit(&decision, None, now, || twice.stage.harness.id());
    committed.await.unwrap();
    assert_eq!(twice.offered().await["items"], json!([]));
}

#[tokio::test]
async fn a_certificate_that_somebody_else_has_here_is_told_at_once() {
    let twice = Twice::new().await;
    let other = twice.stage.delegate(3, State::FirstReviewPending).await;
    // Their number stands in the former form of this person.
    let number = harness::form::complete(3)["id_number"].clone();
    let path = twice.stage.path(&twice.before, "/form");
    let version = twice.nominee(get(&*path)).await.version().unwrap();
    let change = json!({ "changes": { "id_number": number } });
    let saved = twice.nominee(patch(path).at(version).json(&change)).await;
    assert_eq!(saved.status, 200, "{saved}");
    let refused = twice
        .bring_in(json!({ "fields": ["id_type", "id_number"] }))
        .await;
    assert_eq!(refused.refusal(), (409, "duplicate_person".to_owned()));
    assert!(!refused.to_string().contains(other.id.as_str()));
}
