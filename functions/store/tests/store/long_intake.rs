//! An intake of more people than one transaction holds is decided as one and done whole, whatever stops it half way; an import is
//! taken back the same way.

use std::sync::Arc;

use domain::{
    category::Category,
    decision::Person,
    id::{ImportId, NominationId},
    message::Words,
    nomination::{
        Nomination,
        allocate::Row,
        import::{Import, undo},
        intake::{By, Intake, Taken},
        state::State,
    },
    person_name::PersonName,
    unit::Unit,
};
use serde_json::json;
use store::{CommitError, Idempotency, Store, Wanted};

use crate::{
    engine::Engine,
    long_report::{Killed, in_a_minute},
    sample::{self, ids, now},
};

fn import_id() -> ImportId {
    ImportId::parse(&sample::id(77)).unwrap()
}

/// So many delegates with a few answers each, and the unit with their places taken.
fn intake(unit: &Unit, people: u32) -> (Unit, Intake) {
    let mut after = unit.clone();
    let taken = |number: u32| {
        after.counts.enter(Category::Delegate, State::Allocated);
        Taken {
            nomination: sample::nomination_id(number),
            place: Some(Row {
                id: sample::nomination_id(number),
                name: PersonName::parse("欧阳若曦").unwrap(),
                phone: sample::phone(number),
                category: Category::Delegate,
            }),
            fields: vec!["post".into()],
            answers: serde_json::from_value(json!({ "post": "示例大学教授" })).unwrap(),
        }
    };
    let people = (0..people).map(taken).collect();
    let by = By {
        congress: sample::congress_id(),
        unit: sample::unit_id(),
        at: now(),
        name: "张联络".into(),
        words: Words {
            congress: "示例大会".into(),
            unit: "示例学会".into(),
            ..Words::default()
        },
    };
    let intake = Intake {
        by,
        import: Some(import_id()),
        people,
    };
    (after, intake)
}

fn record(intake: &Intake) -> Import {
    Import {
        id: import_id(),
        congress: sample::congress_id(),
        unit: sample::unit_id(),
        version: 0,
        at: now(),
        by: "张联络".into(),
        file: "名单.xlsx".into(),
        placed: intake
            .people
            .iter()
            .map(|one| one.nomination.clone())
            .collect(),
        changed: Vec::new(),
        undone: None,
    }
}

async fn founded(store: &Store) -> Unit {
    let unit = sample::unit();
    let founding = sample::allocation(&unit, &[]);
    store.commit(&founding, None, now(), ids()).await.unwrap();
    founding.committed().unit.unwrap()
}

async fn take_in(store: &Store, unit: &Unit, intake: &Intake) -> Result<(), CommitError> {
    let import = record(intake);
    store
        .commit_intake(unit, intake, Some(&import), None, now(), sample::id(88))
        .await
}

async fn stored(store: &Store) -> (Unit, bool, Vec<Nomination>) {
    let (congress, id) = (sample::congress_id(), sample::unit_id());
    let wanted = Wanted {
        unit: Some((&congress, &id)),
        ..Wanted::default()
    };
    let loaded = store.load(&wanted).await.unwrap();
    let nominations = store.nominations_of_unit(&congress, &id).await.unwrap();
    (loaded.unit.unwrap(), loaded.reporting, nominations)
}

async fn is_pointed_at(store: &Store, number: u32) -> bool {
    !store
        .places_of(&sample::phone(number))
        .await
        .unwrap()
        .is_empty()
}

async fn invited(store: &Store) -> usize {
    let due = store.due_messages(in_a_minute(), 1000).await.unwrap();
    due.iter().map(|item| item.messages.len()).sum()
}

#[tokio::test]
async fn more_people_than_one_transaction_holds_are_taken_in_as_one_and_answered_once() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let unit = founded(store).await;
    let (after, intake) = intake(&unit, 130);
    let account = sample::phone(801);
    let record = || Idempotency {
        key: "key-1",
        account: &account,
        status: 201,
        body: "done".into(),
    };
    let answer = || async {
        let (id, record) = (sample::id(88), record());
        store
            .commit_intake(&after, &intake, None, Some(&record), now(), id)
            .await
    };
    answer().await.unwrap();
    let (unit, under_way, nominations) = stored(store).await;
    assert!(!under_way);
    assert_eq!(unit.counts, after.counts);
    assert_eq!(nominations.len(), 130);
    let form = store.dossier(&nominations[129].id).await.unwrap();
    assert_eq!(form.form.unwrap().values.text("post"), Some("示例大学教授"));
    assert_eq!(form.trail.len(), 1);
    assert!(is_pointed_at(store, 0).await && is_pointed_at(store, 129).await);
    assert_eq!(invited(store).await, 130);
    assert_eq!(store.carry_on_jobs(in_a_minute()).await.unwrap(), 0);
    let again = answer().await;
    assert!(
        matches!(again, Err(CommitError::AlreadyDone(_))),
        "{again:?}"
    );
}

#[tokio::test]
async fn an_intake_that_was_stopped_anywhere_is_whole_or_nothing_of_it_is_there() {
    // The calls: three parts; the job, then 35 persons; the decision; five times read, read, read the register, write; the end.
    for after in [1, 4, 5, 6, 7, 8, 9, 10, 14, 25, 26] {
        let engine = Engine::start().await;
        let store = &engine.store;
        let unit = founded(store).await;
        let (with_places, intake) = intake(&unit, 130);
        let killed = Killed {
            after,
            sent: Arc::default(),
        };
        let killed = engine.store_through(killed);
        let answer = take_in(&killed, &with_places, &intake).await;
        let decided = answer.is_ok();
        store.carry_on_jobs(in_a_minute()).await.unwrap();
        let (unit, under_way, nominations) = stored(store).await;
        assert!(!under_way, "after {after} calls");
        let (counts, people) = if decided {
            (&with_places.counts, 130)
        } else {
            (&unit.counts, 0)
        };
        assert_eq!(
            (&unit.counts, nominations.len()),
            (counts, people),
            "after {after} calls"
        );
        assert_eq!(invited(store).await, people, "after {after} calls");
        for number in [0, 40, 129] {
            assert_eq!(
                is_pointed_at(store, number).await,
                decided,
                "{number} after {after} calls"
            );
        }
        assert_eq!(store.carry_on_jobs(in_a_minute()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn one_person_whom_another_unit_has_leaves_nothing_of_an_intake_and_is_named() {
    for taken in [0, 129] {
        let engine = Engine::start().await;
        let store = &engine.store;
        let unit = founded(store).await;
        let elsewhere = Nomination {
            id: NominationId::parse(&sample::id(4_000)).unwrap(),
            ..sample::nomination(taken)
        };
        let theirs = domain::decision::Decision {
            claims: vec![sample::claim(
                &elsewhere,
                Person::Phone(sample::phone(taken)),
            )],
            ..Default::default()
        };
        store.commit(&theirs, None, now(), ids()).await.unwrap();
        let (with_places, intake) = intake(&unit, 130);
        let refused = take_in(store, &with_places, &intake).await;
        let Err(CommitError::Claimed(claims)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(claims.len(), 1);
        assert_eq!(claims[0].pointer, format!("/rows/{taken}/phone"));
        let (as_before, under_way, nominations) = stored(store).await;
        assert!(as_before == unit && !under_way && nominations.is_empty());
        for number in [1, 35, 128] {
            assert!(!is_pointed_at(store, number).await, "{number}");
        }
        assert!(is_pointed_at(store, taken).await);
        assert_eq!(store.carry_on_jobs(in_a_minute()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn an_import_is_taken_back_whole_even_when_it_stops_half_way() {
    for after in [1, 4, 30] {
        let engine = Engine::start().await;
        let store = &engine.store;
        let unit = founded(store).await;
        let (with_places, intake) = intake(&unit, 60);
        take_in(store, &with_places, &intake).await.unwrap();
        let (unit, _, nominations) = stored(store).await;
        let imports = store.imports(&unit.congress, &unit.id).await.unwrap();
        let [import] = imports.as_slice() else {
            panic!("{imports:?}")
        };
        let forms = store.forms(&undo::concerned(import)).await.unwrap();
        assert_eq!((nominations.len(), forms.len()), (60, 60));
        let actor = domain::permission::Actor {
            phone: sample::phone(801),
            name: "张联络".into(),
            roles: vec![domain::permission::Role::Liaison],
        };
        let congress = sample::congress();
        let standing = domain::nomination::Standing {
            congress: &congress,
            unit: &unit,
        };
        let (empty, undone) =
            undo::undo(import, &nominations, &forms, standing, &actor, now()).unwrap();
        let killed = Killed {
            after,
            sent: Arc::default(),
        };
        engine
            .store_through(killed)
            .commit_undo(&empty, &undone, None, now(), sample::id(99))
            .await
            .unwrap();
        store.carry_on_jobs(in_a_minute()).await.unwrap();
        let (now_unit, under_way, nominations) = stored(store).await;
        assert!(!under_way, "after {after} calls");
        assert_eq!(now_unit.counts.held(Category::Delegate), 0);
        assert!(
            nominations
                .iter()
                .all(|one| one.state == State::Deregistered)
        );
        assert!(!is_pointed_at(store, 0).await && !is_pointed_at(store, 59).await);
        let imports = store.imports(&unit.congress, &unit.id).await.unwrap();
        assert!(imports[0].undone.is_some());
    }
}
