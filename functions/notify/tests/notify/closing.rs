//! Before a window closes: told once, to those who have not acted, however often the worker runs.

use domain::{
    category::Category,
    closing::Closing,
    message::MessageKind,
    nomination::state::State,
    phone::Phone,
    window::{Extension, Stage, Window},
};
use harness::{Harness, World};
use jiff::{SignedDuration, Timestamp};
use notify::{LEASE, Notifier};
use store::{UnitChange, Wanted};

use crate::drain::Recorder;

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn congress(harness: &Harness, world: &World) -> domain::congress::Congress {
    let wanted = Wanted {
        congress: Some(&world.congress),
        ..Wanted::default()
    };
    let loaded = harness.store().load(&wanted).await.unwrap();
    loaded.congress.unwrap()
}

/// The first review closes in ten days from now.
async fn closes_in_ten_days(harness: &Harness, world: &World) -> Timestamp {
    let before = congress(harness, world).await;
    let mut after = before.clone();
    let closes_at = harness.now() + 10 * DAY;
    let window = Window {
        opens_at: harness.now() - DAY,
        closes_at,
    };
    after.settings.windows.0 = [(Stage::FirstReview, window)].into();
    let store = harness.store();
    let commit = store.commit_congress(Some(&before), &after, None, harness.now());
    commit.await.unwrap();
    closes_at
}

async fn drain(harness: &Harness, recorder: &Recorder) {
    let notifier = Notifier::new(harness.store().clone(), recorder);
    while notifier.drain(harness.now()).await.unwrap().taken > 0 {}
}

async fn told(harness: &Harness, phone: &Phone) -> usize {
    let inbox = harness.store().inbox(phone, None, 50).await.unwrap();
    let closing = |one: &&store::InboxMessage| one.kind == MessageKind::WindowClosing;
    inbox.iter().filter(closing).count()
}

#[tokio::test]
async fn a_week_three_days_and_a_day_before_each_once_while_somebody_waits() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    let world = harness.world().await;
    let state = State::FirstReviewPending;
    let one = harness
        .add_nominee(&world, 1, Category::Delegate, state)
        .await;
    closes_in_ten_days(&harness, &world).await;
    for (wait, so_far) in [(2, 0), (1, 1), (3, 1), (1, 2), (1, 2), (1, 3), (2, 3)] {
        harness.wait(wait * DAY);
        drain(&harness, &recorder).await;
        drain(&harness, &recorder).await;
        assert_eq!(told(&harness, &world.liaison).await, so_far);
        assert_eq!(told(&harness, &world.other_liaison).await, 0, "none waits");
        assert_eq!(told(&harness, &one.phone).await, 0, "they have submitted");
    }
    let number = world.liaison.e164();
    let sent = recorder.numbers().iter().filter(|to| *to == number).count();
    assert_eq!(sent, 3);
}

#[tokio::test]
async fn a_worker_that_died_half_way_through_leaves_nobody_out_and_tells_nobody_twice() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    let world = harness.world().await;
    let state = State::FirstReviewPending;
    harness
        .add_nominee(&world, 1, Category::Delegate, state)
        .await;
    harness
        .add_nominee_to(
            &world.congress,
            &world.other_unit,
            2,
            Category::Guest,
            state,
        )
        .await;
    closes_in_ten_days(&harness, &world).await;
    harness.wait(3 * DAY);
    let store = harness.store();
    let item = store.due_messages(harness.now(), 50).await.unwrap();
    let item = item
        .into_iter()
        .find(|item| item.closing.is_some())
        .unwrap();
    // It had told the first unit, the messages were sent, and then it died.
    assert!(store.lease(&item, harness.now() + LEASE).await.unwrap());
    let closing: &Closing = item.closing.as_ref().unwrap();
    let (congress, unit) = (
        congress(&harness, &world).await,
        harness.unit(&world.congress, &world.unit).await,
    );
    let first = closing.to_unit(&congress, &unit, &[]);
    let id = format!("{}-{}-0", item.id, unit.id);
    store.tell(&first, item.due_at, &id).await.unwrap();
    drain(&harness, &recorder).await;
    assert_eq!(told(&harness, &world.liaison).await, 1);
    assert_eq!(told(&harness, &world.other_liaison).await, 0);
    harness.wait(LEASE);
    drain(&harness, &recorder).await;
    for phone in [&world.liaison, &world.other_liaison] {
        assert_eq!(told(&harness, phone).await, 1);
        let sent = recorder.numbers();
        assert_eq!(sent.iter().filter(|to| *to == phone.e164()).count(), 1);
    }
}

#[tokio::test]
async fn an_end_that_was_moved_is_told_at_its_new_time_and_a_units_own_at_its_own() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    let world = harness.world().await;
    let state = State::FirstReviewApproved;
    harness
        .add_nominee(&world, 1, Category::Delegate, state)
        .await;
    harness
        .add_nominee_to(
            &world.congress,
            &world.other_unit,
            2,
            Category::Guest,
            state,
        )
        .await;
    let closes_at = closes_in_ten_days(&harness, &world).await;
    let before = harness.unit(&world.congress, &world.unit).await;
    let mut after = before.clone();
    after.extensions.push(Extension {
        stage: Stage::FirstReview,
        until: closes_at + 5 * DAY,
        reason: "台风".into(),
    });
    let changes = [UnitChange {
        before: Some(before),
        after: Some(after),
    }];
    let store = harness.store();
    let commit = store.commit_units(&changes, &[], None, harness.now(), || harness.id());
    commit.await.unwrap();
    harness.wait(9 * DAY);
    drain(&harness, &recorder).await;
    assert_eq!(told(&harness, &world.other_liaison).await, 3);
    assert_eq!(
        told(&harness, &world.liaison).await,
        1,
        "its own week before"
    );
    harness.wait(5 * DAY);
    drain(&harness, &recorder).await;
    assert_eq!(told(&harness, &world.other_liaison).await, 3);
    assert_eq!(told(&harness, &world.liaison).await, 3);
}
