//! A report too long for one transaction is done whole, whatever stops it half way.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering::SeqCst},
};

use aws_sdk_dynamodb::{
    config::{
        ConfigBag, Intercept, RuntimeComponents, interceptors::BeforeTransmitInterceptorContextRef,
    },
    error::BoxError,
};
use domain::{
    audit::Deed,
    decision::{Decision, Receipt},
    nomination::{Nomination, state::State},
    permission::Action,
    unit::Unit,
};
use jiff::{SignedDuration, Timestamp};
use store::{CommitError, Idempotency, Store, Wanted};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

const MANY: u32 = 120;

/// A unit with many nominations that first review approved.
async fn scene(store: &Store) -> (Unit, Vec<Nomination>) {
    let mut unit = sample::unit();
    let mut nominations = Vec::new();
    let all: Vec<_> = (0..MANY)
        .map(|number| sample::submitted(number, State::FirstReviewApproved))
        .collect();
    for some in all.chunks(30) {
        let mut decision = sample::allocation(&unit, some);
        decision.messages.clear();
        store.commit(&decision, None, now(), ids()).await.unwrap();
        let after = sample::committed(store, &decision).await;
        unit = after.unit.unwrap();
        nominations.extend(after.created);
    }
    (unit, nominations)
}

fn report(unit: &Unit, nominations: &[Nomination]) -> Decision {
    let report = Deed::from(Action::Report);
    let mut decision = sample::transition(unit, nominations, report, State::Reported);
    decision.receipt = Some(Receipt {
        number: "20261122-U001-5".into(),
        at: now(),
        by: "张联络".into(),
        returned: None,
        nominations: nominations.iter().map(|one| one.id.clone()).collect(),
    });
    decision.messages = vec![sample::message(&sample::phone(901))];
    decision
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

pub(crate) fn in_a_minute() -> Timestamp {
    now() + SignedDuration::from_secs(60)
}

#[tokio::test]
async fn a_report_of_many_is_done_as_decided_with_one_receipt() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let (unit, nominations) = scene(store).await;
    let decision = report(&unit, &nominations);
    let account = sample::phone(801);
    let record = || {
        Some(Idempotency {
            key: "key-1",
            account: &account,
            status: 201,
            body: "done".into(),
        })
    };
    store
        .commit(&decision, record(), now(), ids())
        .await
        .unwrap();

    let after = sample::committed(store, &decision).await;
    assert_eq!(
        stored(store).await,
        (after.unit.unwrap(), false, after.changed)
    );
    let receipts = store.receipts(&unit.congress, &unit.id).await.unwrap();
    assert_eq!(receipts, decision.receipt.into_iter().collect::<Vec<_>>());
    let trail = store
        .dossier(&nominations[MANY as usize - 1].id)
        .await
        .unwrap()
        .trail;
    assert_eq!(trail.last(), decision.audit.last());
    assert_eq!(store.due_messages(now(), 10).await.unwrap().len(), 1);
    assert_eq!(store.carry_on_jobs(in_a_minute()).await.unwrap(), 0);

    let again = store
        .commit(&report(&unit, &nominations), record(), now(), ids())
        .await;
    assert!(
        matches!(again, Err(CommitError::AlreadyDone(_))),
        "{again:?}"
    );
}

/// Fails every call after so many, as a process that is killed does.
#[derive(Debug)]
pub(crate) struct Killed {
    pub(crate) after: u32,
    pub(crate) sent: Arc<AtomicU32>,
}

impl Intercept for Killed {
    fn name(&self) -> &'static str {
        "killed"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.sent.fetch_add(1, SeqCst) < self.after {
            Ok(())
        } else {
            Err("killed".into())
        }
    }
}

#[tokio::test]
async fn a_report_that_was_stopped_anywhere_is_carried_on_and_nobody_acts_in_between() {
    // The calls: begin; then read, read the register and move, three times; end.
    for after in 1..=10 {
        let engine = Engine::start().await;
        let store = &engine.store;
        let (unit, nominations) = scene(store).await;
        let decision = report(&unit, &nominations);
        let killed = Killed {
            after,
            sent: Arc::default(),
        };
        engine
            .store_through(killed)
            .commit(&decision, None, now(), ids())
            .await
            .unwrap();

        let (half_way, reporting, _) = stored(store).await;
        assert!(reporting, "after {after} calls");
        let allocation = sample::allocation(&half_way, &[sample::nomination(999)]);
        let busy = store.commit(&allocation, None, now(), ids()).await;
        assert!(matches!(busy, Err(CommitError::Conflict)), "{busy:?}");
        assert_eq!(
            store.carry_on_jobs(now()).await.unwrap(),
            0,
            "it has a minute of its own"
        );

        assert_eq!(store.carry_on_jobs(in_a_minute()).await.unwrap(), 1);
        let after = sample::committed(store, &decision).await;
        assert_eq!(
            stored(store).await,
            (after.unit.unwrap(), false, after.changed)
        );
        store.commit(&allocation, None, now(), ids()).await.unwrap();
        assert_eq!(store.carry_on_jobs(in_a_minute()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_file_added_half_way_is_kept() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let (unit, nominations) = scene(store).await;
    let killed = Killed {
        after: 1,
        sent: Arc::default(),
    };
    let decision = report(&unit, &nominations);
    engine
        .store_through(killed)
        .commit(&decision, None, now(), ids())
        .await
        .unwrap();
    let with_file = Nomination {
        attachments: 3,
        ..nominations[0].clone()
    };
    let added = Decision {
        changed: vec![with_file],
        ..Decision::default()
    };
    store.commit(&added, None, now(), ids()).await.unwrap();
    store.carry_on_jobs(in_a_minute()).await.unwrap();
    let (_, _, reported) = stored(store).await;
    assert_eq!(reported[0].attachments, 3);
    assert_eq!(reported[0].version, nominations[0].version + 2);
    assert!(reported.iter().all(|one| one.state == State::Reported));
}

#[tokio::test]
async fn a_long_report_decided_on_a_stale_unit_does_not_begin() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let (unit, nominations) = scene(store).await;
    let stale = Unit {
        version: unit.version - 1,
        ..unit
    };
    let answer = store
        .commit(&report(&stale, &nominations), None, now(), ids())
        .await;
    assert!(matches!(answer, Err(CommitError::Conflict)), "{answer:?}");
    assert_eq!(store.carry_on_jobs(in_a_minute()).await.unwrap(), 0);
    let (_, reporting, all) = stored(store).await;
    assert!(!reporting && all == nominations);
}
