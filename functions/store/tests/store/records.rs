//! The check of all records misses nothing: whatever is taken away is named.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    decision::{Decision, Person},
    id::{AttachmentId, MaterialId},
    nomination::{Nomination, state::State},
    unit::Unit,
};
use store::{Attachment, AttachmentKind, RecordFault, UnitChange};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

type Item = HashMap<String, AttributeValue>;

/// A congress, a unit and two people with their forms.
async fn scene() -> Engine {
    let engine = Engine::start().await;
    let store = &engine.store;
    let congress = sample::congress();
    let founded = store.commit_congress(None, &congress, None, now()).await;
    founded.unwrap();
    let unit = UnitChange {
        before: None,
        after: Some(Unit {
            version: 0,
            ..sample::unit()
        }),
    };
    let invited = store.commit_units(&[unit], &[], None, now(), ids()).await;
    invited.unwrap();
    let stored = store.units(&congress.id).await.unwrap().remove(0);
    let new = [1, 2].map(|number| Nomination {
        attachments: 0,
        ..sample::submitted(number, State::FirstReviewPending)
    });
    let mut allocated = sample::allocation(&stored, &new);
    for one in &new {
        let certificate = Person::Certificate(one.certificate.clone().unwrap());
        allocated.claims.push(sample::claim(one, certificate));
    }
    store.commit(&allocated, None, now(), ids()).await.unwrap();
    for number in [1, 2] {
        let draft = Decision {
            form: Some(sample::form(number)),
            ..Decision::default()
        };
        store.commit(&draft, None, now(), ids()).await.unwrap();
    }
    give_file(&engine).await;
    engine
}

/// A file of a material that is asked of the unit.
async fn give_file(engine: &Engine) {
    let store = &engine.store;
    let mut unit = store.units(&sample::congress().id).await.unwrap().remove(0);
    let record = MaterialId::parse("record").unwrap();
    let file = Attachment {
        id: AttachmentId::parse("file").unwrap(),
        owner: (&unit).into(),
        name: "记录.pdf".to_owned(),
        kind: AttachmentKind::Material,
        material: Some(record.clone()),
        content_type: "application/pdf".to_owned(),
        size: 1,
        sha256: String::new(),
        upload: None,
        confirmed: false,
        added_at: now(),
        added_by: "张联络".to_owned(),
    };
    store.put_attachment(&file, None, now()).await.unwrap();
    unit.materials.add(&record);
    let counted = Decision {
        unit: Some(unit),
        ..Decision::default()
    };
    let confirmed = store.confirm_attachment(&counted, &file, None, now(), ids());
    confirmed.await.unwrap();
}

fn text(item: &Item, name: &str) -> String {
    item[name].as_s().unwrap().clone()
}

async fn put(engine: &Engine, item: &Item) {
    let put = engine.client.put_item().table_name("records");
    put.set_item(Some(item.clone())).send().await.unwrap();
}

async fn delete(engine: &Engine, item: &Item) {
    let delete = engine.client.delete_item().table_name("records");
    let delete = delete.key("pk", item["pk"].clone());
    delete.key("sk", item["sk"].clone()).send().await.unwrap();
}

/// What is no copy, guard or pointer of anything: messages that wait, what was changed when.
fn stands_alone(item: &Item) -> bool {
    let (pk, sk) = (text(item, "pk"), text(item, "sk"));
    pk == "OUTBOX" || sk.starts_with("HISTORY#") || sk.starts_with("CODE#")
}

#[tokio::test]
async fn whatever_is_taken_away_is_missed_and_nothing_else() {
    let engine = scene().await;
    let report = engine.store.verify_records().await.unwrap();
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((report.units, report.nominations), (1, 2));
    let mut missed = 0;
    for item in engine.everything().await {
        if stands_alone(&item) {
            continue;
        }
        delete(&engine, &item).await;
        let report = engine.store.verify_records().await.unwrap();
        assert!(
            !report.is_whole(),
            "{} {}",
            text(&item, "pk"),
            text(&item, "sk")
        );
        put(&engine, &item).await;
        missed += 1;
    }
    let report = engine.store.verify_records().await.unwrap();
    assert!(report.is_whole(), "put back, all is well: {report:?}");
    // Congress, its officers' pointers; unit, board, register, its file, its liaisons' pointers; each person's summary, form, entry of
    // the trail and two guards.
    let people = sample::congress().officers.len() + sample::unit().liaisons.len();
    assert_eq!(missed, 5 + people + 2 * 5);
}

#[tokio::test]
async fn a_guard_of_nobody_and_a_pointer_of_nobody_are_named() {
    let engine = scene().await;
    let items = engine.everything().await;
    let guard = items.iter().find(|item| text(item, "pk").starts_with("I#"));
    let liaison = items
        .iter()
        .find(|item| text(item, "sk").ends_with("#LIAISON"));
    for (item, pk, fault) in [
        (guard, "I#somebody", RecordFault::StrayGuard),
        (liaison, "P#somebody", RecordFault::StrayPointer),
    ] {
        let mut stray = item.unwrap().clone();
        stray.insert("pk".into(), AttributeValue::S(pk.into()));
        put(&engine, &stray).await;
        let report = engine.store.verify_records().await.unwrap();
        let mut named = report.faults.values().flatten();
        assert!(named.any(|one| *one == fault), "{report:?}");
        delete(&engine, &stray).await;
    }
}
