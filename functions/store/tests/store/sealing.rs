//! Nothing personal stands in clear, and nothing sealed can be moved.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    audit::{Deed, Remark},
    decision::Person,
    nomination::{Nomination, state::State},
};
use store::{Attachment, Idempotency, StoreError, UnitChange, Wanted};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

/// Everything that has a place for something personal.
async fn fill(engine: &Engine) {
    let store = &engine.store;
    store
        .commit_congress(None, &sample::congress(), None, now())
        .await
        .unwrap();
    let change = UnitChange {
        before: None,
        after: Some(sample::unit()),
    };
    let told = [sample::message(&sample::phone(801))];
    store
        .commit_units(&[change], &told, None, now(), ids())
        .await
        .unwrap();
    store
        .grant_convener(&sample::phone(901), "示例市科学技术协会")
        .await
        .unwrap();
    let nomination = sample::submitted(1, State::FirstReviewRejected);
    let unit = domain::unit::Unit {
        version: 1,
        ..sample::unit()
    };
    let mut decision = sample::allocation(&unit, std::slice::from_ref(&nomination));
    let certificate = Person::Certificate(sample::certificate(1));
    decision
        .claims
        .push(sample::claim(&nomination, certificate));
    decision.form = Some(sample::form(1));
    decision.audit[0] = domain::audit::AuditEntry {
        opinion: Some(format!("身份证号应为{}", sample::certificate(1).number)),
        remarks: vec![Remark {
            field: "phone".into(),
            text: sample::phone(1).national().into(),
        }],
        ..sample::entry(
            &nomination,
            Deed::FirstReject,
            Some(State::FirstReviewPending),
        )
    };
    let account = sample::phone(801);
    let body = format!(r#"{{"phone":"{}"}}"#, account.e164());
    let record = Idempotency {
        key: "key-1",
        account: &account,
        status: 201,
        body,
    };

    store
        .commit(&decision, Some(record), now(), ids())
        .await
        .unwrap();
    let attachment = Attachment {
        id: domain::id::AttachmentId::parse("a-1").unwrap(),
        owner: (&nomination).into(),
        material: None,
        name: format!("{}.pdf", sample::certificate(1).number),
        kind: store::AttachmentKind::Material,
        content_type: "application/pdf".into(),
        size: 1,
        sha256: String::new(),
        upload: None,
        confirmed: false,
        added_at: now(),
        added_by: "张联络".into(),
    };
    store
        .put_attachment(&attachment, None, now())
        .await
        .unwrap();
}

/// All text of an item, and its bytes as far as they are text.
fn readable(item: &HashMap<String, AttributeValue>) -> String {
    let text = |value: &AttributeValue| match value {
        AttributeValue::S(text) | AttributeValue::N(text) => text.clone(),
        AttributeValue::B(bytes) => String::from_utf8_lossy(bytes.as_ref()).into_owned(),
        other => format!("{other:?}"),
    };
    let attributes = item
        .iter()
        .map(|(name, value)| format!("{name}={}", text(value)));
    attributes.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn no_stored_item_shows_a_phone_an_id_number_or_a_name() {
    let engine = Engine::start().await;
    fill(&engine).await;
    let items = engine.everything().await;
    assert!(items.len() >= 15, "{}", items.len());
    let phones = [1, 801, 802, 901, 902].map(|number| sample::phone(number).national().to_owned());
    let personal = ["欧阳", "张联络", "王管理", "example.org", "1984", "副教授"];
    let certificate = sample::certificate(1).number;
    let secrets = phones
        .iter()
        .map(String::as_str)
        .chain(personal)
        .chain([certificate.as_str()]);
    for secret in secrets {
        for item in &items {
            let text = readable(item);
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

#[tokio::test]
async fn a_sealed_value_moved_to_another_nomination_does_not_open() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let nominations = [1, 2].map(sample::nomination);
    let decision = sample::allocation(&sample::unit(), &nominations);
    store.commit(&decision, None, now(), ids()).await.unwrap();
    let of = |items: &[HashMap<String, AttributeValue>], nomination: &Nomination| {
        let sk = AttributeValue::S(format!("N#{}", nomination.id));
        items.iter().find(|item| item["sk"] == sk).unwrap().clone()
    };
    let items = engine.everything().await;
    let (one, mut other) = (of(&items, &nominations[0]), of(&items, &nominations[1]));
    other.insert("p".into(), one["p"].clone());
    engine
        .client
        .put_item()
        .table_name("records")
        .set_item(Some(other))
        .send()
        .await
        .unwrap();

    let (congress, unit) = (sample::congress_id(), sample::unit_id());
    let load = async |nomination: &Nomination| {
        let nomination = Some((&congress, &unit, &nomination.id));
        store
            .load(&Wanted {
                nomination,
                ..Wanted::default()
            })
            .await
    };
    assert!(load(&nominations[0]).await.is_ok());
    let moved = load(&nominations[1]).await;
    assert!(
        matches!(
            moved,
            Err(StoreError::Corrupt {
                item: "nomination",
                attribute: "p"
            })
        ),
        "{moved:?}"
    );
}

#[tokio::test]
async fn an_item_of_a_later_layout_is_refused_and_not_guessed_at() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let decision = sample::allocation(&sample::unit(), &[sample::nomination(1)]);
    store.commit(&decision, None, now(), ids()).await.unwrap();
    let items = engine.everything().await;
    let sk = AttributeValue::S(format!("UNIT#{}", sample::unit_id()));
    let mut unit = items.iter().find(|item| item["sk"] == sk).unwrap().clone();
    unit.insert("v".into(), AttributeValue::N("2".into()));
    engine
        .client
        .put_item()
        .table_name("records")
        .set_item(Some(unit))
        .send()
        .await
        .unwrap();
    let answer = store.units(&sample::congress_id()).await;
    assert!(
        matches!(
            answer,
            Err(StoreError::Corrupt {
                item: "unit",
                attribute: "v"
            })
        ),
        "{answer:?}"
    );
}

#[tokio::test]
async fn nothing_answers_for_tables_that_are_not_reached() {
    let engine = Engine::start().await;
    let store = store::Store::new(
        engine.client.clone(),
        store::Tables {
            records: "no-such-table".into(),
            access: "access".into(),
        },
        crate::engine::keys(),
    );
    let answer = store.units(&sample::congress_id()).await;
    assert!(
        matches!(answer, Err(StoreError::Unavailable(_))),
        "{answer:?}"
    );
}
