//! Every item comes back as it was written.

use domain::{
    audit::{AuditEntry, Deed, Remark},
    category::Category,
    congress::Congress,
    decision::{Decision, Person, Receipt},
    form::{Form, changes::Change},
    id::{AttachmentId, NominationId},
    nomination::{Nomination, state::State},
    permission::Action,
};
use jiff::Timestamp;
use proptest::prelude::*;
use store::{Attachment, AttachmentKind, Owner, Pointer, Wanted};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

#[tokio::test]
async fn a_command_s_whole_snapshot_comes_back_in_one_call() {
    let engine = Engine::start().await;
    let store = &engine.store;
    store
        .commit_congress(None, &sample::congress(), None, now())
        .await
        .unwrap();
    let nominations = [
        sample::nomination(1),
        sample::submitted(2, State::FirstReviewPending),
    ];
    let mut decision = sample::allocation(&sample::unit(), &nominations);
    decision.form = Some(sample::form(1));
    store.commit(&decision, None, now(), ids()).await.unwrap();
    let after = sample::committed(store, &decision).await;

    let (congress, unit) = (sample::congress_id(), sample::unit_id());
    let (store, meter) = store.metered();
    let wanted = Wanted {
        congress: Some(&congress),
        unit: Some((&congress, &unit)),
        nomination: Some((&congress, &unit, &nominations[0].id)),
        form: Some(&nominations[0].id),
        units: vec![unit.clone()],
        nominations: vec![(unit.clone(), nominations[1].id.clone())],
        ..Wanted::default()
    };
    let loaded = store.load(&wanted).await.unwrap();
    assert_eq!(meter.round_trips(), 1);
    assert_eq!(
        loaded.congress,
        Some(Congress {
            version: 1,
            ..sample::congress()
        })
    );
    assert_eq!(loaded.unit, after.unit);
    assert_eq!(loaded.units, after.unit.into_iter().collect::<Vec<_>>());
    assert_eq!(loaded.nomination.as_ref(), Some(&after.created[0]));
    assert_eq!(loaded.nominations, [after.created[1].clone()]);
    assert_eq!(loaded.form, after.form);
}

#[tokio::test]
async fn what_is_not_there_is_none() {
    let engine = Engine::start().await;
    let congress = sample::congress_id();
    let wanted = Wanted {
        congress: Some(&congress),
        idempotency: Some("never used"),
        form: Some(&sample::nomination_id(1)),
        ..Wanted::default()
    };
    let id = sample::nomination_id(1);
    let wanted = Wanted {
        form: Some(&id),
        ..wanted
    };
    let loaded = engine.store.load(&wanted).await.unwrap();
    assert!(loaded.congress.is_none() && loaded.done.is_none() && loaded.form.is_none());
    let nothing = engine.store.load(&Wanted::default()).await.unwrap();
    assert!(nothing.congress.is_none());
}

#[tokio::test]
async fn a_dossier_holds_form_trail_and_files_in_order() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let nomination = sample::submitted(1, State::FirstReviewRejected);
    let mut trail: Vec<_> = (1..=12)
        .map(|sequence| rejection(&nomination, sequence))
        .collect();
    let form = sample::form(1);
    let decision = Decision {
        form: Some(form.clone()),
        audit: trail.clone(),
        ..Decision::default()
    };
    store.commit(&decision, None, now(), ids()).await.unwrap();
    let attachment = attachment(&nomination.id);
    store
        .put_attachment(&attachment, None, now())
        .await
        .unwrap();

    let linked = store.linked_trail(&nomination.id).await.unwrap();
    assert!(linked.iter().all(|linked| linked.holds), "{linked:?}");
    // Decided together, each follows the one before it.
    for (entry, before) in trail.iter_mut().skip(1).zip(&linked) {
        entry.follows = before.link;
        assert!(entry.follows.is_some());
    }
    let dossier = store.dossier(&nomination.id).await.unwrap();
    assert_eq!(dossier.form, Some(Form { version: 1, ..form }));
    assert_eq!(dossier.trail, trail);
    assert_eq!(dossier.attachments, [attachment]);
}

fn rejection(nomination: &Nomination, sequence: u64) -> AuditEntry {
    AuditEntry {
        sequence,
        role: (sequence > 1).then_some(domain::permission::Role::FinalReviewer),
        opinion: Some("身份证号与出生日期不一致".into()),
        remarks: vec![Remark {
            field: "id_number".into(),
            text: "请核对".into(),
        }],
        changes: vec![Change {
            field: "post".into(),
            before: Some("讲师".into()),
            after: None,
        }],
        ..sample::entry(
            nomination,
            Deed::from(Action::RevokeFirstReview),
            Some(State::Reported),
        )
    }
}

fn attachment(nomination: &NominationId) -> Attachment {
    Attachment {
        id: AttachmentId::parse(&sample::id(77)).unwrap(),
        owner: Owner::Nomination(nomination.clone()),
        material: None,
        name: "登记表-440605198407039816.pdf".into(),
        kind: AttachmentKind::SignedForm,
        content_type: "application/pdf".into(),
        size: 1_234_567,
        sha256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".into(),
        upload: Some("an upload".to_owned()),
        confirmed: false,
        added_at: now(),
        added_by: "张联络".into(),
    }
}

#[tokio::test]
async fn a_file_is_confirmed_and_deleted_together_with_its_count() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let attachment = attachment(&sample::nomination_id(1));
    let counted = |version, attachments| Decision {
        changed: vec![Nomination {
            version,
            attachments,
            ..sample::nomination(1)
        }],
        ..Decision::default()
    };
    let nothing_there = store
        .confirm_attachment(&counted(0, 1), &attachment, None, now(), ids())
        .await;
    assert!(
        matches!(nothing_there, Err(store::CommitError::Conflict)),
        "{nothing_there:?}"
    );
    store
        .put_attachment(&attachment, None, now())
        .await
        .unwrap();
    store
        .confirm_attachment(&counted(0, 1), &attachment, None, now(), ids())
        .await
        .unwrap();
    let stored = store
        .attachment(&attachment.owner, &attachment.id)
        .await
        .unwrap();
    assert_eq!(
        stored,
        Some(Attachment {
            confirmed: true,
            ..attachment.clone()
        })
    );
    store
        .delete_attachment(&counted(1, 0), &attachment, None, now(), ids())
        .await
        .unwrap();
    assert_eq!(
        store
            .attachment(&attachment.owner, &attachment.id)
            .await
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn only_files_never_confirmed_go_away_by_themselves() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let attachment = attachment(&sample::nomination_id(1));
    store
        .put_attachment(&attachment, None, now())
        .await
        .unwrap();
    let has_end = |items: Vec<std::collections::HashMap<String, _>>| items[0].contains_key("ttl");
    assert!(has_end(engine.everything().await));
    store
        .confirm_attachment(&Decision::default(), &attachment, None, now(), ids())
        .await
        .unwrap();
    assert!(!has_end(engine.everything().await));
}

#[tokio::test]
async fn a_report_leaves_its_receipt_beside_the_nominations() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let receipt = Receipt {
        number: "20261122-U001-1".into(),
        at: now(),
        by: "张联络".into(),
        returned: None,
        nominations: vec![sample::nomination_id(1)],
    };
    let nominations = [sample::submitted(1, State::Reported)];
    let mut decision = sample::allocation(&sample::unit(), &nominations);
    decision.receipt = Some(receipt.clone());
    store.commit(&decision, None, now(), ids()).await.unwrap();
    let (congress, unit) = (sample::congress_id(), sample::unit_id());
    assert_eq!(store.receipts(&congress, &unit).await.unwrap(), [receipt]);
    assert_eq!(
        store
            .nominations_of_unit(&congress, &unit)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn the_queue_has_every_unit_s_nominations_by_state_but_no_deregistered_ones() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let states = [
        State::Reported,
        State::FinalReviewApproved,
        State::Deregistered,
        State::Reported,
    ];
    let nominations: Vec<_> = (1..)
        .zip(states)
        .map(|(n, state)| sample::submitted(n, state))
        .collect();
    let decision = sample::allocation(&sample::unit(), &nominations);
    store.commit(&decision, None, now(), ids()).await.unwrap();
    let created = sample::committed(store, &decision).await.created;
    let queue = async |states: &[State]| store.queue(&sample::congress_id(), states).await.unwrap();
    assert_eq!(
        queue(&[State::Reported]).await,
        [created[0].clone(), created[3].clone()]
    );
    assert_eq!(
        queue(&[State::FinalReviewApproved, State::Reported])
            .await
            .len(),
        3
    );
    assert_eq!(queue(&State::ALL).await.len(), 3);
}

#[tokio::test]
async fn somebody_s_places_are_one_list() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let me = sample::phone(901);
    store
        .grant_convener(&me, "示例市科学技术协会")
        .await
        .unwrap();
    store
        .commit_congress(None, &sample::congress(), None, now())
        .await
        .unwrap();
    let nomination = Nomination {
        phone: me.clone(),
        ..sample::nomination(1)
    };
    let decision = sample::allocation(&sample::unit(), &[nomination]);
    store.commit(&decision, None, now(), ids()).await.unwrap();
    let (congress, unit) = (sample::congress_id(), sample::unit_id());
    let mut unit_of_mine = sample::unit();
    unit_of_mine.id = domain::id::UnitId::parse("another-unit").unwrap();
    unit_of_mine.code = "U002".into();
    unit_of_mine.liaisons = vec![sample::contact("王管理", 901)];
    let change = store::UnitChange {
        before: None,
        after: Some(unit_of_mine.clone()),
    };
    store
        .commit_units(&[change], &[], None, now(), ids())
        .await
        .unwrap();
    assert_eq!(
        store.places_of(&me).await.unwrap(),
        [
            Pointer::Nominee {
                congress: congress.clone(),
                unit,
                nomination: sample::nomination_id(1)
            },
            Pointer::Officer {
                congress: congress.clone()
            },
            Pointer::Liaison {
                congress,
                unit: unit_of_mine.id
            },
            Pointer::Convener {
                organisation: "示例市科学技术协会".into()
            },
        ]
    );
}

#[tokio::test]
async fn an_officer_who_leaves_loses_the_congress() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let before = sample::congress();
    store
        .commit_congress(None, &before, None, now())
        .await
        .unwrap();
    let before = Congress {
        version: 1,
        ..before
    };
    let after = Congress {
        officers: before.officers[..1].to_vec(),
        ..before.clone()
    };
    store
        .commit_congress(Some(&before), &after, None, now())
        .await
        .unwrap();
    assert_eq!(store.places_of(&sample::phone(902)).await.unwrap(), []);
    assert_eq!(store.places_of(&sample::phone(901)).await.unwrap().len(), 1);
    let stale = store
        .commit_congress(Some(&before), &after, None, now())
        .await;
    assert!(
        matches!(stale, Err(store::CommitError::Conflict)),
        "{stale:?}"
    );
}

#[tokio::test]
async fn forms_are_fetched_in_hundreds() {
    let engine = Engine::start().await;
    let store = &engine.store;
    for number in 0..120 {
        let form = Form {
            version: 0,
            ..sample::form(number)
        };
        let draft = Decision {
            form: Some(form),
            ..Decision::default()
        };
        store.commit(&draft, None, now(), ids()).await.unwrap();
    }
    let (store, meter) = store.metered();
    let wanted: Vec<_> = (0..130).map(sample::nomination_id).collect();
    assert_eq!(store.forms(&wanted).await.unwrap().len(), 120);
    assert_eq!(meter.round_trips(), 2);
}

fn nominations() -> impl Strategy<Value = Nomination> {
    let state = prop::sample::select(State::ALL.to_vec());
    let category = prop::sample::select(Category::ALL.to_vec());
    let at = (0_i64..4_000_000_000, 0_i32..1_000_000_000);
    let at = at.prop_map(|(second, nano)| Timestamp::new(second, nano).unwrap());
    let flags: (_, _, _, _) = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (
        0_u32..90_000_000,
        state,
        category,
        at,
        flags,
        ".{1,30}",
        0_u32..99,
    )
        .prop_map(
            |(number, state, category, at, (enabled, photo, original, known), name, count)| {
                Nomination {
                    state,
                    category,
                    enabled,
                    photo,
                    name,
                    original_received: original,
                    facts: known.then(sample::facts),
                    certificate: known.then(|| sample::certificate(count)),
                    submitted_at: known.then_some(at),
                    allocated_at: at,
                    changed_at: at,
                    submissions: count,
                    attachments: count,
                    version: 0,
                    ..sample::nomination(number)
                }
            },
        )
}

#[test]
fn whatever_a_nomination_is_it_comes_back_the_same() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let engine = runtime.block_on(Engine::start());
    let mut runner = proptest::test_runner::TestRunner::default();
    let answer = runner.run(&nominations(), |nomination| {
        let decision = Decision {
            created: vec![nomination.clone()],
            ..Decision::default()
        };
        let (congress, unit) = (&nomination.congress, &nomination.unit);
        let wanted = Wanted {
            nomination: Some((congress, unit, &nomination.id)),
            ..Wanted::default()
        };
        let loaded = runtime.block_on(async {
            match engine.store.commit(&decision, None, now(), ids()).await {
                // The same number again: what is there is there.
                Ok(()) | Err(store::CommitError::Conflict) => {}
                Err(error) => panic!("{error}"),
            }
            engine
                .store
                .load(&wanted)
                .await
                .unwrap()
                .nomination
                .unwrap()
        });
        prop_assert_eq!(
            loaded,
            Nomination {
                version: 1,
                ..nomination
            }
        );
        Ok(())
    });
    answer.unwrap();
}

#[tokio::test]
async fn a_person_claimed_by_certificate_is_no_pointer() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let nomination = sample::nomination(1);
    let person = Person::Certificate(sample::certificate(1));
    let decision = Decision {
        claims: vec![sample::claim(&nomination, person)],
        ..Decision::default()
    };
    store.commit(&decision, None, now(), ids()).await.unwrap();
    assert_eq!(store.places_of(&nomination.phone).await.unwrap(), []);
}
