//! Units, their codes and their liaisons' pointers.

use domain::{id::UnitId, unit::Unit};
use store::{CommitError, Store, UnitChange, unit_batches};

use crate::{
    engine::Engine,
    sample::{self, contact, ids, now},
};

fn unit(number: u32, code: &str) -> Unit {
    Unit {
        id: UnitId::parse(&sample::id(200 + number)).unwrap(),
        code: code.into(),
        liaisons: vec![contact("张联络", 800 + number)],
        ..sample::unit()
    }
}

fn created(unit: &Unit) -> UnitChange {
    UnitChange {
        before: None,
        after: Some(unit.clone()),
    }
}

fn changed(before: &Unit, change: impl FnOnce(&mut Unit)) -> UnitChange {
    let mut after = before.clone();
    change(&mut after);
    UnitChange {
        before: Some(before.clone()),
        after: Some(after),
    }
}

async fn commit(store: &Store, changes: &[UnitChange]) -> Result<(), CommitError> {
    store.commit_units(changes, &[], None, now(), ids()).await
}

async fn stored(store: &Store) -> Vec<Unit> {
    store.units(&sample::congress_id()).await.unwrap()
}

#[tokio::test]
async fn units_come_back_in_the_order_of_their_ids() {
    let engine = Engine::start().await;
    let units = [unit(1, "U001"), unit(2, "U002")];
    commit(&engine.store, &[created(&units[1]), created(&units[0])])
        .await
        .unwrap();
    assert_eq!(
        stored(&engine.store).await,
        units.map(|unit| Unit { version: 1, ..unit })
    );
}

#[tokio::test]
async fn a_code_belongs_to_one_unit_and_is_free_again_when_it_is_given_up() {
    let engine = Engine::start().await;
    let store = &engine.store;
    commit(store, &[created(&unit(1, "U001"))]).await.unwrap();
    let taken = commit(store, &[created(&unit(2, "U001"))]).await;
    assert!(matches!(taken, Err(CommitError::Conflict)), "{taken:?}");
    let both = commit(
        store,
        &[created(&unit(3, "U003")), created(&unit(4, "U003"))],
    )
    .await;
    assert!(matches!(both, Err(CommitError::Conflict)), "{both:?}");
    let first = stored(store).await.remove(0);
    commit(store, &[changed(&first, |unit| unit.code = "U009".into())])
        .await
        .unwrap();
    commit(store, &[created(&unit(2, "U001"))]).await.unwrap();
}

#[tokio::test]
async fn two_units_can_swap_their_codes() {
    let engine = Engine::start().await;
    let store = &engine.store;
    commit(
        store,
        &[created(&unit(1, "U001")), created(&unit(2, "U002"))],
    )
    .await
    .unwrap();
    let units = stored(store).await;
    let swapped = [
        changed(&units[0], |unit| unit.code = "U002".into()),
        changed(&units[1], |unit| unit.code = "U001".into()),
    ];
    commit(store, &swapped).await.unwrap();
    let codes: Vec<_> = stored(store)
        .await
        .into_iter()
        .map(|unit| unit.code)
        .collect();
    assert_eq!(codes, ["U002", "U001"]);
}

#[tokio::test]
async fn liaisons_get_and_lose_the_unit_with_the_change() {
    let engine = Engine::start().await;
    let store = &engine.store;
    commit(store, &[created(&unit(1, "U001"))]).await.unwrap();
    let before = stored(store).await.remove(0);
    let change = changed(&before, |unit| unit.liaisons = vec![contact("新联络", 850)]);
    commit(store, std::slice::from_ref(&change)).await.unwrap();
    assert_eq!(store.places_of(&sample::phone(801)).await.unwrap(), []);
    assert_eq!(store.places_of(&sample::phone(850)).await.unwrap().len(), 1);
    let stale = commit(store, &[change]).await;
    assert!(matches!(stale, Err(CommitError::Conflict)), "{stale:?}");
}

#[tokio::test]
async fn a_unit_that_is_deleted_leaves_nothing_behind() {
    let engine = Engine::start().await;
    let store = &engine.store;
    commit(store, &[created(&unit(1, "U001"))]).await.unwrap();
    let before = stored(store).await.remove(0);
    let stale = UnitChange {
        before: Some(unit(1, "U001")),
        after: None,
    };
    let answer = commit(store, &[stale]).await;
    assert!(matches!(answer, Err(CommitError::Conflict)), "{answer:?}");
    commit(
        store,
        &[UnitChange {
            before: Some(before),
            after: None,
        }],
    )
    .await
    .unwrap();
    assert_eq!(engine.everything().await.len(), 0);
}

#[tokio::test]
async fn an_import_is_cut_into_runs_that_fit() {
    let engine = Engine::start().await;
    let changes: Vec<_> = (1..=100)
        .map(|n| created(&unit(n, &format!("U{n:03}"))))
        .collect();
    let whole = commit(&engine.store, &changes).await;
    assert!(matches!(whole, Err(CommitError::TooLarge)), "{whole:?}");
    let batches = unit_batches(&changes);
    assert!(batches.len() > 1);
    for batch in batches {
        let told = [sample::message(&sample::phone(801))];
        engine
            .store
            .commit_units(batch, &told, None, now(), ids())
            .await
            .unwrap();
    }
    assert_eq!(stored(&engine.store).await.len(), 100);
}
