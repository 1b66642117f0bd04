//! The chain of a trail, and what shows when somebody changes the table behind our back.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    audit::Deed,
    decision::Decision,
    nomination::{Nomination, state::State},
    permission::Action,
    unit::Unit,
};
use store::{Store, TrailFault, Wanted};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

async fn stored(store: &Store, one: &Nomination) -> (Unit, Nomination) {
    let wanted = Wanted {
        unit: Some((&one.congress, &one.unit)),
        nomination: Some((&one.congress, &one.unit, &one.id)),
        ..Wanted::default()
    };
    let loaded = store.load(&wanted).await.unwrap();
    (loaded.unit.unwrap(), loaded.nomination.unwrap())
}

/// Two nominations with trails of three entries each.
async fn scene(store: &Store) -> [Nomination; 2] {
    let new = [1, 2].map(|number| sample::submitted(number, State::FirstReviewPending));
    let allocated = sample::allocation(&sample::unit(), &new);
    store.commit(&allocated, None, now(), ids()).await.unwrap();
    for one in &new {
        for (deed, to) in [
            (Deed::FirstApprove, State::FirstReviewApproved),
            (Deed::Other(Action::Report), State::Reported),
        ] {
            let (unit, present) = stored(store, one).await;
            let moved = sample::transition(&unit, &[present], deed, to);
            store.commit(&moved, None, now(), ids()).await.unwrap();
        }
    }
    new
}

async fn faults(store: &Store) -> Vec<(String, Vec<TrailFault>)> {
    let report = store.verify_trails().await.unwrap();
    report.faults.into_iter().collect()
}

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn at(one: &Nomination, sequence: u64) -> (AttributeValue, AttributeValue) {
    (
        text(&format!("N#{}", one.id)),
        text(&format!("AUDIT#{sequence:08}")),
    )
}

async fn set(
    engine: &Engine,
    key: (AttributeValue, AttributeValue),
    name: &str,
    to: AttributeValue,
) {
    let update = engine.client.update_item().table_name("records");
    let update = update.key("pk", key.0).key("sk", key.1);
    let update = update
        .update_expression("SET #n = :v")
        .expression_attribute_names("#n", name)
        .expression_attribute_values(":v", to);
    update.send().await.unwrap();
}

async fn delete(engine: &Engine, key: (AttributeValue, AttributeValue)) {
    let delete = engine.client.delete_item().table_name("records");
    let delete = delete.key("pk", key.0).key("sk", key.1);
    delete.send().await.unwrap();
}

#[tokio::test]
async fn trails_that_nobody_touched_hold_from_their_beginning_to_their_end() {
    let engine = Engine::start().await;
    let [one, _] = scene(&engine.store).await;
    let report = engine.store.verify_trails().await.unwrap();
    assert_eq!((report.nominations, report.entries), (2, 6));
    assert_eq!(report.faults.len(), 0, "{report:?}");
    let trail = engine.store.linked_trail(&one.id).await.unwrap();
    assert!(trail.iter().all(|linked| linked.holds));
    assert_eq!(trail[0].entry.follows, None);
    assert_eq!(trail[2].entry.follows, trail[1].link);
    assert_eq!(stored(&engine.store, &one).await.1.trail, trail[2].link);
}

#[tokio::test]
async fn an_entry_that_was_altered_is_named() {
    let engine = Engine::start().await;
    let [one, _] = scene(&engine.store).await;
    set(&engine, at(&one, 2), "ac", text("first_reject")).await;
    assert_eq!(
        faults(&engine.store).await,
        [(one.id.to_string(), vec![TrailFault::Altered(2)])]
    );
}

#[tokio::test]
async fn an_entry_that_is_gone_is_missed_wherever_it_stood() {
    for sequence in [1, 2, 3] {
        let engine = Engine::start().await;
        let [one, _] = scene(&engine.store).await;
        delete(&engine, at(&one, sequence)).await;
        let found = faults(&engine.store).await;
        assert_eq!(found.len(), 1);
        assert!(
            found[0].1.contains(&TrailFault::Gap),
            "{sequence}: {found:?}"
        );
    }
}

#[tokio::test]
async fn a_trail_cut_short_together_with_its_summary_does_not_hold() {
    let engine = Engine::start().await;
    let [one, other] = scene(&engine.store).await;
    let key = (
        text(&format!("C#{}#U#{}", one.congress, one.unit)),
        text(&format!("N#{}", one.id)),
    );
    // The last entry is taken away, and the end of another trail is put in the summary.
    let end = stored(&engine.store, &other).await.1.trail.unwrap();
    delete(&engine, at(&one, 3)).await;
    let end = AttributeValue::B(aws_sdk_dynamodb::primitives::Blob::new(end.0));
    set(&engine, key, "tl", end).await;
    let found = faults(&engine.store).await;
    assert!(found[0].1.contains(&TrailFault::Gap), "{found:?}");
    assert!(found[0].1.contains(&TrailFault::Outside(2)), "{found:?}");
}

#[tokio::test]
async fn a_nomination_that_is_gone_is_missed_with_its_trail_or_without() {
    let engine = Engine::start().await;
    let [one, _] = scene(&engine.store).await;
    let summary = (
        text(&format!("C#{}#U#{}", one.congress, one.unit)),
        text(&format!("N#{}", one.id)),
    );
    delete(&engine, summary).await;
    let found = faults(&engine.store).await;
    assert!(found.contains(&(one.id.to_string(), vec![TrailFault::NominationGone])));
    for sequence in 1..=3 {
        delete(&engine, at(&one, sequence)).await;
    }
    let gone = vec![TrailFault::NominationsGone(1)];
    assert_eq!(
        faults(&engine.store).await,
        [(one.unit.to_string(), gone)],
        "the unit's counts still know of it"
    );
}

#[tokio::test]
async fn what_is_noted_without_changing_the_nomination_stands_in_the_chain_and_two_do_not_fork_it()
{
    let engine = Engine::start().await;
    let [one, _] = scene(&engine.store).await;
    let (unit, present) = stored(&engine.store, &one).await;
    let noted = |sequence| {
        let reveal = Deed::Other(Action::Reveal);
        let mut entry = sample::entry(&present, reveal, Some(present.state));
        entry.sequence = sequence;
        Decision {
            noted: Some(present.clone()),
            audit: vec![entry],
            ..Decision::default()
        }
    };
    let store = &engine.store;
    store
        .commit(&noted(1_000_000), None, now(), ids())
        .await
        .unwrap();
    let again = store.commit(&noted(1_000_001), None, now(), ids()).await;
    assert!(
        matches!(again, Err(store::CommitError::Conflict)),
        "{again:?}"
    );
    let deed = Deed::FinalApprove;
    let stale = sample::transition(
        &unit,
        std::slice::from_ref(&present),
        deed,
        State::FinalReviewApproved,
    );
    let stale = store.commit(&stale, None, now(), ids()).await;
    assert!(
        matches!(stale, Err(store::CommitError::Conflict)),
        "decided before it was noted: {stale:?}"
    );
    let (unit, after) = stored(store, &one).await;
    assert_eq!(after.version, present.version, "nobody's view is stale");
    let moved = sample::transition(&unit, &[after], deed, State::FinalReviewApproved);
    store.commit(&moved, None, now(), ids()).await.unwrap();
    assert_eq!(faults(store).await, []);
}
