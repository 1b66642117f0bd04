//! The units' table.

use domain::{
    sheet::{Row, Verdict},
    unit::import::{Plan, plan, plan_liaisons},
};
use harness::{Harness, get};
use store::Wanted;

use crate::stage::{Stage, sheet};

#[tokio::test]
async fn the_units_table_is_in_the_imports_format_and_for_the_convener() {
    let stage = Stage::with_people().await;
    let sheet = sheet(&stage.take(&stage.world.reviewer, "units.xlsx").await);
    let rows: Vec<Vec<_>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(
        rows[0][..6],
        [
            "单位编号",
            "单位名称",
            "单位类型",
            "联络员",
            "联络员手机",
            "委员名额"
        ]
    );
    assert_eq!(
        rows[1][..6],
        [
            "U001",
            "示例市第U001学会",
            "学会",
            "徐怡、林同",
            "199****0003、199****0004",
            "2"
        ]
    );
    assert_eq!(rows.len(), 3);
    for (phone, status) in [(&stage.world.liaison, 403), (&stage.world.stranger, 404)] {
        assert_eq!(stage.take(phone, "units.xlsx").await.status, status);
    }
}

#[tokio::test]
async fn a_congress_without_units_has_no_table() {
    let harness = Harness::start().await;
    let world = harness.world().await;
    let store = harness.store();
    for id in [&world.unit, &world.other_unit] {
        let change = store::UnitChange {
            before: Some(harness.unit(&world.congress, id).await),
            after: None,
        };
        store
            .commit_units(&[change], &[], None, harness.now(), || harness.id())
            .await
            .unwrap();
    }
    let (routes, _) = export::router().split_for_parts();
    let cookie = harness.sign_in(&world.administrator).await;
    let path = format!("/api/exports/{}/units.xlsx", world.congress);
    let answer = get(path).by(&cookie).send(&harness.app(routes)).await;
    assert_eq!(answer.refusal(), (409, "nothing_to_do".into()));
}

#[tokio::test]
async fn what_is_exported_is_imported_again_and_all_of_it_is_unchanged() {
    let stage = Stage::with_people().await;
    let store = stage.harness.store();
    let world = &stage.world;
    let wanted = Wanted {
        congress: Some(&world.congress),
        ..Wanted::default()
    };
    let congress = store.load(&wanted).await.unwrap().congress.unwrap();
    let units = store.units(&world.congress).await.unwrap();
    let rows = async |file: &str| -> Vec<Row> {
        let answer = stage.take(&world.administrator, file).await;
        sheet::read(&answer.body).unwrap()
    };
    let all_unchanged = |plan: &Plan, count: usize| {
        assert_eq!(plan.rows.len(), count);
        assert_eq!(plan.count(Verdict::Unchanged), count, "{plan:?}");
    };
    let of_units = plan(
        &rows("units.xlsx").await,
        &congress,
        &units,
        || unreachable!(),
    );
    all_unchanged(&of_units.unwrap(), 2);
    let of_liaisons = plan_liaisons(&rows("liaisons.xlsx").await, &congress, &units);
    all_unchanged(&of_liaisons.unwrap(), 3);
}
