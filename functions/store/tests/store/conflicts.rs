//! Who is faster wins, the others are told; persons are nominated once; a command is done once.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering::SeqCst},
};

use aws_sdk_dynamodb::config::{
    ConfigBag, Intercept, RuntimeComponents, http::HttpResponse,
    interceptors::BeforeDeserializationInterceptorContextMut,
};
use aws_sdk_dynamodb::error::BoxError;
use domain::{
    audit::Deed,
    decision::{Decision, Person},
    nomination::state::State,
    permission::Action,
};
use store::{CommitError, Idempotency, Store, Wanted};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

async fn allocate(
    store: &Store,
    unit: &domain::unit::Unit,
    number: u32,
) -> Result<(), CommitError> {
    let decision = sample::allocation(unit, &[sample::nomination(number)]);
    store.commit(&decision, None, now(), ids()).await
}

/// The unit as it is stored.
async fn unit(store: &Store) -> domain::unit::Unit {
    store.units(&sample::congress_id()).await.unwrap().remove(0)
}

#[tokio::test]
async fn a_decision_on_a_stale_version_changes_nothing() {
    let engine = Engine::start().await;
    let store = &engine.store;
    allocate(store, &sample::unit(), 1).await.unwrap();
    let again = allocate(store, &sample::unit(), 2).await;
    assert!(matches!(again, Err(CommitError::Conflict)), "{again:?}");
    let nominations = store
        .nominations_of_unit(&sample::congress_id(), &sample::unit_id())
        .await;
    assert_eq!(nominations.unwrap().len(), 1);
    assert_eq!(store.places_of(&sample::phone(2)).await.unwrap(), []);
    assert_eq!(store.due_messages(now(), 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_stale_draft_does_not_overwrite_a_newer_one() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let draft = |version| {
        let form = domain::form::Form {
            version,
            ..sample::form(1)
        };
        Decision {
            form: Some(form),
            ..Decision::default()
        }
    };
    store.commit(&draft(0), None, now(), ids()).await.unwrap();
    for stale in [0, 2] {
        let answer = store.commit(&draft(stale), None, now(), ids()).await;
        assert!(matches!(answer, Err(CommitError::Conflict)), "{answer:?}");
    }
    store.commit(&draft(1), None, now(), ids()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_the_same_instant_one_wins() {
    let engine = Engine::start().await;
    let store = &engine.store;
    for round in 0..10 {
        let read = if round == 0 {
            sample::unit()
        } else {
            unit(store).await
        };
        let (one, other) = (2 * round + 10, 2 * round + 11);
        let answers = tokio::join!(allocate(store, &read, one), allocate(store, &read, other));
        let won = [&answers.0, &answers.1]
            .iter()
            .filter(|answer| answer.is_ok())
            .count();
        assert_eq!(won, 1, "{answers:?}");
    }
    let nominations = store
        .nominations_of_unit(&sample::congress_id(), &sample::unit_id())
        .await;
    assert_eq!(nominations.unwrap().len(), 10);
}

#[tokio::test]
async fn somebody_nominated_already_is_named_by_the_row() {
    let engine = Engine::start().await;
    let store = &engine.store;
    allocate(store, &sample::unit(), 1).await.unwrap();
    let rows = [2, 1].map(sample::nomination);
    let twin = domain::nomination::Nomination {
        id: sample::nomination_id(9),
        ..rows[1].clone()
    };
    let mut decision = sample::allocation(&unit(store).await, &[rows[0].clone(), twin]);
    decision.claims[1].pointer = "/rows/1/phone".into();
    let answer = store.commit(&decision, None, now(), ids()).await;
    let Err(CommitError::Claimed(claims)) = answer else {
        panic!("{answer:?}")
    };
    let pointers: Vec<_> = claims.iter().map(|claim| claim.pointer.as_str()).collect();
    assert_eq!(pointers, ["/rows/1/phone"]);
    assert_eq!(store.places_of(&sample::phone(2)).await.unwrap(), []);
}

#[tokio::test]
async fn a_certificate_is_claimed_once_whatever_the_phone() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let claiming = |number| {
        let nomination = sample::nomination(number);
        let person = Person::Certificate(sample::certificate(7));
        let claims = vec![sample::claim(&nomination, person)];
        Decision {
            created: vec![nomination],
            claims,
            ..Decision::default()
        }
    };
    store
        .commit(&claiming(1), None, now(), ids())
        .await
        .unwrap();
    let answer = store.commit(&claiming(2), None, now(), ids()).await;
    assert!(matches!(answer, Err(CommitError::Claimed(_))), "{answer:?}");
}

#[tokio::test]
async fn somebody_deregistered_can_be_nominated_again_but_only_their_holder_frees_them() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let first = sample::nomination(1);
    let person = Person::Phone(first.phone.clone());
    allocate(store, &sample::unit(), 1).await.unwrap();
    let release = |nomination: &_| Decision {
        releases: vec![sample::claim(nomination, person.clone())],
        ..Decision::default()
    };
    let somebody_else = store
        .commit(&release(&sample::nomination(2)), None, now(), ids())
        .await;
    assert!(
        matches!(somebody_else, Err(CommitError::Conflict)),
        "{somebody_else:?}"
    );
    store
        .commit(&release(&first), None, now(), ids())
        .await
        .unwrap();
    assert_eq!(store.places_of(&first.phone).await.unwrap(), []);
    let twin = domain::nomination::Nomination {
        id: sample::nomination_id(9),
        ..first
    };
    let decision = sample::allocation(&unit(store).await, &[twin]);
    store.commit(&decision, None, now(), ids()).await.unwrap();
}

#[tokio::test]
async fn a_command_sent_twice_is_done_once_and_answers_the_same() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let account = sample::phone(801);
    let decision = sample::allocation(&sample::unit(), &[sample::nomination(1)]);
    let record = |body: &str| {
        Some(Idempotency {
            key: "key-1",
            account: &account,
            status: 201,
            body: body.to_owned(),
        })
    };
    store
        .commit(&decision, record("first"), now(), ids())
        .await
        .unwrap();
    let again = store
        .commit(&decision, record("second"), now(), ids())
        .await;
    let Err(CommitError::AlreadyDone(done)) = again else {
        panic!("{again:?}")
    };
    assert_eq!((done.status, done.body.as_str()), (201, "first"));
    assert!(store.is_account_of(&done, &account));
    assert!(!store.is_account_of(&done, &sample::phone(802)));
    let wanted = Wanted {
        idempotency: Some("key-1"),
        ..Wanted::default()
    };
    assert_eq!(store.load(&wanted).await.unwrap().done, Some(done));
}

#[tokio::test]
async fn a_trail_is_only_ever_added_to() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let first = sample::allocation(&sample::unit(), &[sample::nomination(1)]);
    store.commit(&first, None, now(), ids()).await.unwrap();
    let overwriting = Decision {
        audit: first.audit.clone(),
        ..Decision::default()
    };
    let answer = store.commit(&overwriting, None, now(), ids()).await;
    assert!(matches!(answer, Err(CommitError::Conflict)), "{answer:?}");
}

#[tokio::test]
async fn what_does_not_fit_one_transaction_is_refused_whole() {
    let engine = Engine::start().await;
    let many: Vec<_> = (0..60).map(sample::nomination).collect();
    let decision = sample::transition(
        &sample::unit(),
        &many,
        Deed::from(Action::Allocate),
        State::Allocated,
    );
    let answer = engine.store.commit(&decision, None, now(), ids()).await;
    assert!(matches!(answer, Err(CommitError::TooLarge)), "{answer:?}");
    assert_eq!(engine.everything().await.len(), 0);
}

/// Answers transactions as `DynamoDB` does when they collide with others, which the embedded engine never says.
#[derive(Debug)]
struct Colliding {
    sent: Arc<AtomicU32>,
}

impl Intercept for Colliding {
    fn name(&self) -> &'static str {
        "colliding"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // The first call reads the unit's register.
        if self.sent.fetch_add(1, SeqCst) > 0 {
            let body = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                    "CancellationReasons":[{"Code":"TransactionConflict"}]}"#;
            *context.response_mut() = HttpResponse::new(400.try_into()?, body.into());
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_collision_is_tried_again_a_few_times_and_is_then_a_conflict() {
    let engine = Engine::start().await;
    let sent = Arc::new(AtomicU32::new(0));
    // The engine does write, so after a collision that was none the absent condition fails: also a conflict.
    let store = engine.store_through(Colliding {
        sent: Arc::clone(&sent),
    });
    let answer = allocate(&store, &sample::unit(), 1).await;
    assert!(matches!(answer, Err(CommitError::Conflict)), "{answer:?}");
    assert_eq!(sent.load(SeqCst), 1 + 4);
}
