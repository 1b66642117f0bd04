//! Work is taken once, put off, finished.

use domain::decision::Decision;
use jiff::{SignedDuration, Timestamp};
use store::{OutboxKind, Store};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

async fn tell(store: &Store, at: Timestamp, number: u32) {
    let told = Decision {
        messages: vec![sample::message(&sample::phone(number))],
        ..Decision::default()
    };
    store
        .commit(&told, None, at, || sample::id(number))
        .await
        .unwrap();
}

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

#[tokio::test]
async fn all_messages_of_a_command_are_one_item_due_at_once() {
    let engine = Engine::start().await;
    let nominations = [1, 2].map(sample::nomination);
    let decision = sample::allocation(&sample::unit(), &nominations);
    engine
        .store
        .commit(&decision, None, now(), ids())
        .await
        .unwrap();
    let due = engine.store.due_messages(now(), 10).await.unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].kind, OutboxKind::Messages);
    assert_eq!(due[0].messages, decision.messages);
}

#[tokio::test]
async fn what_is_due_comes_oldest_first_and_what_is_not_due_does_not_come() {
    let engine = Engine::start().await;
    let store = &engine.store;
    for (number, at) in [(1, later(2)), (2, now()), (3, later(100))] {
        tell(store, at, number).await;
    }
    let ids =
        |items: Vec<store::OutboxItem>| items.into_iter().map(|item| item.id).collect::<Vec<_>>();
    assert_eq!(
        ids(store.due_messages(later(5), 10).await.unwrap()),
        [sample::id(2), sample::id(1)]
    );
    assert_eq!(
        ids(store.due_messages(later(5), 1).await.unwrap()),
        [sample::id(2)]
    );
}

#[tokio::test]
async fn one_of_two_workers_gets_the_lease_and_it_ends() {
    let engine = Engine::start().await;
    let store = &engine.store;
    tell(store, now(), 1).await;
    let item = store.due_messages(now(), 1).await.unwrap().remove(0);
    assert!(store.lease(&item, later(60)).await.unwrap());
    assert!(!store.lease(&item, later(60)).await.unwrap());
    assert_eq!(store.due_messages(later(59), 1).await.unwrap(), []);
    let again = store.due_messages(later(60), 1).await.unwrap().remove(0);
    assert!(store.lease(&again, later(120)).await.unwrap());
}

#[tokio::test]
async fn what_failed_is_put_off_and_counted_unless_somebody_else_has_it_by_now() {
    let engine = Engine::start().await;
    let store = &engine.store;
    tell(store, now(), 1).await;
    let item = store.due_messages(now(), 1).await.unwrap().remove(0);
    store.lease(&item, later(60)).await.unwrap();
    assert!(store.postpone(&item, later(60), later(300)).await.unwrap());
    assert_eq!(store.due_messages(later(299), 1).await.unwrap(), []);
    let again = store.due_messages(later(300), 1).await.unwrap().remove(0);
    assert_eq!(again.attempts, 1);
    assert!(!store.postpone(&item, later(60), later(900)).await.unwrap());
}

#[tokio::test]
async fn what_is_finished_is_gone_and_cannot_be_taken() {
    let engine = Engine::start().await;
    let store = &engine.store;
    tell(store, now(), 1).await;
    let item = store.due_messages(now(), 1).await.unwrap().remove(0);
    store.finish(&item).await.unwrap();
    assert_eq!(store.due_messages(now(), 1).await.unwrap(), []);
    assert!(!store.lease(&item, later(60)).await.unwrap());
    assert_eq!(engine.everything().await.len(), 0);
}
