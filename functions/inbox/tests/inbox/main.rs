#![doc = include_str!("README.md")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use axum::Router;
use domain::{
    id::{CongressId, UnitId},
    message::{About, Message, MessageKind, Noted, Words},
    phone::Phone,
};
use harness::{Harness, get, person::phone, post, put};
use serde_json::{Value, json};
use store::{OutboxItem, OutboxKind, Texts};

struct Stage {
    harness: Harness,
    app: Router,
    me: Phone,
    cookie: String,
}

impl Stage {
    async fn new() -> Self {
        let harness = Harness::start().await;
        let app = inbox::router(harness.edge().clone());
        let me = phone(1);
        let cookie = harness.sign_in(&me).await;
        Self {
            harness,
            app,
            me,
            cookie,
        }
    }

    /// One message of an event of its own; the same event again is the same message.
    async fn told(&self, to: &Phone, event: &str) {
        let message = Message {
            kind: MessageKind::SentBack,
            to: to.clone(),
            words: Words {
                quote: "请补充履历".into(),
                remarks: vec![Noted {
                    zh: "主要学习工作经历".into(),
                    en: "Education and career".into(),
                    text: "缺大学".into(),
                }],
                ..Words::default()
            },
            about: Some(About {
                congress: CongressId::parse("c-1").unwrap(),
                unit: Some(UnitId::parse("u-1").unwrap()),
                nomination: None,
            }),
        };
        let item = OutboxItem {
            id: event.into(),
            due_at: harness::START,
            kind: OutboxKind::Messages,
            language: domain::text::Language::Zh,
            messages: vec![message.clone()],
            closing: None,
            leased_until: None,
            attempts: 0,
        };
        let texts = Texts {
            zh: format!("退回{event}"),
            en: format!("back {event}"),
        };
        let store = self.harness.store();
        let now = self.harness.now();
        store.deliver(&item, &message, &texts, now).await.unwrap();
    }

    async fn list(&self, query: &str) -> Value {
        let path = format!("/api/inbox/messages{query}");
        let answer = get(path).by(&self.cookie).send(&self.app).await;
        assert_eq!(answer.status, 200, "{answer}");
        answer.json()
    }

    async fn unread(&self) -> u64 {
        let answer = get("/api/inbox/unread").by(&self.cookie).send(&self.app);
        answer.await.json()["unread"].as_u64().unwrap()
    }

    async fn read(&self, ids: &[&Value]) -> Value {
        let body = json!({ "ids": ids });
        let answer = post("/api/inbox/read").by(&self.cookie).json(&body);
        answer.send(&self.app).await.json()
    }
}

#[tokio::test]
async fn messages_come_newest_first_once_each_with_what_they_quote_and_are_about() {
    let stage = Stage::new().await;
    for event in ["e1", "e2", "e3", "e2"] {
        stage.told(&stage.me, event).await;
    }
    let all = stage.list("").await;
    let texts: Vec<_> = all["items"].as_array().unwrap().iter().collect();
    assert_eq!(
        texts.len(),
        3,
        "e2 was delivered twice and stands there once"
    );
    assert_eq!(
        (&texts[0]["text"], &texts[2]["text"]),
        (&json!("退回e3"), &json!("退回e1"))
    );
    assert_eq!(texts[0]["kind_name"], "登记表退回");
    assert_eq!(texts[0]["quote"], "请补充履历");
    assert_eq!(
        texts[0]["remarks"],
        json!([{ "label": "主要学习工作经历", "text": "缺大学" }])
    );
    assert_eq!(
        texts[0]["about"],
        json!({ "congress": "c-1", "unit": "u-1", "nomination": null })
    );
    let english = get("/api/inbox/messages").by(&stage.cookie).in_english();
    assert_eq!(
        english.send(&stage.app).await.json()["items"][0]["text"],
        "back e3"
    );
}

#[tokio::test]
async fn parts_follow_each_other_without_gap_or_repetition() {
    let stage = Stage::new().await;
    for event in ["e1", "e2", "e3", "e4", "e5"] {
        stage.told(&stage.me, event).await;
    }
    let (mut query, mut seen) = ("?limit=2".to_owned(), Vec::new());
    loop {
        let part = stage.list(&query).await;
        for item in part["items"].as_array().unwrap() {
            seen.push(item["text"].as_str().unwrap().to_owned());
        }
        let Some(next) = part["next"].as_str() else {
            break;
        };
        query = format!("?limit=2&before={}", next.replace('#', "%23"));
    }
    assert_eq!(seen, ["退回e5", "退回e4", "退回e3", "退回e2", "退回e1"]);
}

#[tokio::test]
async fn what_was_read_is_no_longer_counted_and_stays_read() {
    let stage = Stage::new().await;
    assert_eq!(stage.unread().await, 0);
    stage.told(&stage.me, "e1").await;
    stage.told(&stage.me, "e2").await;
    assert_eq!(stage.unread().await, 2);
    let id = stage.list("").await["items"][0]["id"].clone();
    assert_eq!(stage.read(&[&id, &json!("not there")]).await["unread"], 1);
    assert_eq!(stage.read(&[&id]).await["unread"], 1);
    let items = stage.list("").await["items"].clone();
    assert_eq!(
        (&items[0]["read"], &items[1]["read"]),
        (&json!(true), &json!(false))
    );
    stage.told(&stage.me, "e2").await;
    assert_eq!(stage.unread().await, 1, "told again it stays read");
    assert_eq!(stage.list("").await["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn nobody_sees_or_touches_anothers() {
    let stage = Stage::new().await;
    stage.told(&phone(2), "e1").await;
    assert_eq!(stage.list("").await["items"], json!([]));
    let other = stage.harness.sign_in(&phone(2)).await;
    let theirs = get("/api/inbox/messages")
        .by(&other)
        .send(&stage.app)
        .await
        .json();
    stage.read(&[&theirs["items"][0]["id"]]).await;
    let unread = get("/api/inbox/unread").by(&other).send(&stage.app).await;
    assert_eq!(unread.json()["unread"], 1);
    for ask in [
        get("/api/inbox/messages"),
        get("/api/inbox/unread"),
        get("/api/inbox/settings"),
        post("/api/inbox/read").json(&json!({ "ids": [] })),
        put("/api/inbox/settings").json(&json!({ "sms": {} })),
    ] {
        let answer = ask.send(&stage.app).await;
        assert_eq!(answer.refusal(), (401, "unauthenticated".to_owned()));
    }
}

#[tokio::test]
async fn what_comes_by_sms_is_chosen_kind_by_kind() {
    let stage = Stage::new().await;
    let wants = |settings: &Value, kind: &str| {
        let kinds = settings["kinds"].as_array().unwrap();
        let found = kinds.iter().find(|one| one["kind"] == kind);
        found.map(|one| one["sms"].as_bool().unwrap())
    };
    let ask = || get("/api/inbox/settings").by(&stage.cookie);
    let usual = ask().send(&stage.app).await.json();
    assert_eq!(wants(&usual, "sent_back"), Some(true));
    assert_eq!(wants(&usual, "approved"), Some(false));
    assert_eq!(wants(&usual, "sign_in_code"), None, "codes always come");
    let body = json!({ "sms": { "sent_back": false, "approved": true } });
    let choice = put("/api/inbox/settings").by(&stage.cookie).json(&body);
    assert_eq!(choice.send(&stage.app).await.status, 200);
    let chosen = ask().send(&stage.app).await.json();
    assert_eq!(wants(&chosen, "sent_back"), Some(false));
    assert_eq!(wants(&chosen, "approved"), Some(true));
    assert_eq!(wants(&chosen, "invited"), Some(true));
}

#[tokio::test]
async fn bad_input_is_refused_with_every_fault() {
    let stage = Stage::new().await;
    let answer = get("/api/inbox/messages?limit=51&before=").by(&stage.cookie);
    let answer = answer.send(&stage.app).await;
    assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(answer.pointers(), ["/limit", "/before"]);
    let answer = get("/api/inbox/messages?limit=many").by(&stage.cookie);
    assert_eq!(answer.send(&stage.app).await.pointers(), ["/limit"]);
    let body = json!({ "sms": { "lost": true, "sign_in_code": false } });
    let answer = put("/api/inbox/settings").by(&stage.cookie).json(&body);
    let answer = answer.send(&stage.app).await;
    assert_eq!(answer.pointers(), ["/sms/lost", "/sms/sign_in_code"]);
    let ids = vec!["x"; 101];
    let answer = post("/api/inbox/read").by(&stage.cookie);
    let answer = answer.json(&json!({ "ids": ids })).send(&stage.app).await;
    assert_eq!(answer.pointers(), ["/ids"]);
}
