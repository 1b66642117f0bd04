//! The verification code.

use domain::{category::Category, form::Form, nomination::Nomination, phone::Phone};
use harness::{Answer, person::phone};
use serde_json::{Value, json};

use crate::stage::{Stage, read};

impl Stage {
    /// The answer on a code that was scanned from somebody's paper.
    async fn scan(&self, by: &Phone, of: &Nomination, code: &str) -> Answer {
        let Nomination {
            congress, unit, id, ..
        } = of;
        let query = format!("congress={congress}&unit={unit}&nomination={id}&code={code}");
        self.take(by, &format!("/api/prints/checks?{query}")).await
    }
}

#[tokio::test]
async fn a_paper_matches_until_the_record_changes_and_strangers_learn_nothing_else() {
    let stage = Stage::set().await;
    let nominee = stage.nominee(1, Category::Delegate).await;
    let own = phone(1_001);
    let paper = stage.take(&own, &stage.of(&nominee, "form.pdf")).await;
    let Some(text) = read(&paper.body, "a_paper_matches_until_the_record_changes") else {
        return;
    };
    let code: String = text
        .split("核验码")
        .nth(1)
        .unwrap()
        .chars()
        .take(14)
        .collect();
    let world = &stage.world;
    for who in [&world.stranger, &world.other_liaison] {
        let answer = stage.scan(who, &nominee, &code).await;
        assert_eq!(
            answer.json(),
            json!({ "matches": true, "paper": "form", "person": Value::Null })
        );
        // Of somebody who is not there they learn the same as of a wrong code.
        let mut nobody = nominee.clone();
        nobody.id = domain::id::NominationId::parse(&stage.harness.id()).unwrap();
        let (nobody, wrong) = (
            stage.scan(who, &nobody, &code).await,
            stage.scan(who, &nominee, "7K3F-92MD-XQ4T").await,
        );
        assert_eq!(nobody.json(), wrong.json());
        assert_eq!(nobody.json()["matches"], false);
    }
    for who in [&own, &world.liaison, &world.administrator] {
        let answer = stage.scan(who, &nominee, &code.to_lowercase()).await;
        assert_eq!(answer.json()["person"]["name"], "欧阳示例", "{answer}");
    }
    // Whoever has only the code types it.
    let typed = |rest: String| stage.path(&format!("checks?code={code}{rest}"));
    let found = stage.take(&world.reviewer, &typed(String::new())).await;
    assert_eq!(
        (&found.json()["matches"], &found.json()["person"]["id"]),
        (&json!(true), &json!(nominee.id.to_string()))
    );
    let found = stage
        .take(&world.liaison, &typed(format!("&unit={}", world.unit)))
        .await;
    assert_eq!(found.json()["matches"], true);
    let elsewhere = stage
        .take(
            &world.other_liaison,
            &typed(format!("&unit={}", world.other_unit)),
        )
        .await;
    assert_eq!(
        elsewhere.json(),
        json!({ "matches": false, "paper": null, "person": null })
    );
    let hidden = stage.take(&world.stranger, &typed(String::new())).await;
    assert_eq!(hidden.status, 404);

    stage
        .fill_in(&nominee, json!({ "fax": "0771-0000000" }))
        .await;
    let answer = stage.scan(&world.liaison, &nominee, &code).await;
    assert_eq!(
        answer.json()["matches"],
        false,
        "the record says more than the paper"
    );
    assert_eq!(
        answer.json()["person"]["name"],
        "欧阳示例",
        "but whose it is, they may know"
    );
    stage.fill_in(&nominee, json!({ "fax": "" })).await;
    assert_eq!(
        stage.scan(&world.liaison, &nominee, &code).await.json()["matches"],
        true
    );
    stage.put_photo(&nominee, b"another picture".to_vec()).await;
    assert_eq!(
        stage.scan(&world.liaison, &nominee, &code).await.json()["matches"],
        false,
        "another photo"
    );
}

#[tokio::test]
async fn codes_cannot_be_tried_and_what_is_none_is_said_to_be() {
    let stage = Stage::blank().await;
    let nominee = stage.nominee(1, Category::Delegate).await;
    assert_ne!(
        Form::of(&nominee).values,
        domain::form::values::Values::default()
    );
    let stranger = &stage.world.stranger;
    for code in ["", "7K3F", "7K3F-92MD-XQ4U"] {
        let answer = stage.scan(stranger, &nominee, code).await;
        assert_eq!(
            (answer.status, answer.pointers()),
            (422, vec!["/code".to_owned()]),
            "{code}"
        );
    }
    let cookie = stage.harness.sign_in(stranger).await;
    let path = "/api/prints/checks?code=7K3F-92MD-XQ4T";
    let ask = || harness::get(path).by(&cookie);
    assert_eq!(
        ask().send(&stage.app).await.pointers(),
        ["/code"],
        "the address is cut off"
    );
    let store = stage.harness.store();
    while store
        .count_check(stranger, stage.harness.now())
        .await
        .unwrap()
        .is_ok()
    {}
    let answer = ask().send(&stage.app).await;
    assert_eq!(answer.refusal(), (429, "too_many_requests".into()));
    assert!(answer.headers.contains_key("retry-after"));
    stage.harness.wait(jiff::SignedDuration::from_hours(1));
    let cookie = stage.harness.sign_in(stranger).await;
    let later = harness::get(path).by(&cookie).send(&stage.app).await;
    assert_eq!(later.status, 422, "an hour later");
    let anonymous = harness::get(path).send(&stage.app).await;
    assert_eq!(anonymous.status, 401);
}
