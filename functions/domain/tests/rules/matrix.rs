//! The quotas of many units at once.

use domain::{
    category::Category,
    id::UnitId,
    nomination::state::State,
    refusal::FaultCode,
    structure::Trait,
    unit::{
        Unit,
        matrix::{Cell, breaks, plan},
    },
};

use crate::sample::{self, congress};

fn cell(category: Category, wanted: Option<Trait>, from: u32, to: u32) -> Cell {
    let unit = sample::unit(0, 0).id;
    Cell {
        unit,
        category,
        wanted,
        from,
        to,
    }
}

/// A unit with two committee members' places among six delegates' and a delegate who was reported.
fn unit() -> Unit {
    let reported = sample::nomination(1, Category::Delegate, State::Reported);
    sample::counting(sample::unit(2, 6), &[reported])
}

#[test]
fn cells_change_what_they_name_and_nothing_else() {
    let cells = [
        cell(Category::Delegate, None, 6, 7),
        cell(Category::Delegate, Some(Trait::Female), 0, 2),
        cell(Category::Guest, None, 2, 0),
    ];
    let plan = plan(&cells, &congress(), &[unit()]).unwrap();
    assert_eq!((plan.faults, plan.stale), (vec![], vec![]));
    let (before, after) = &plan.changed[0];
    assert_eq!(after.quotas.places(Category::Delegate), 7);
    assert_eq!(after.quotas.minimum(Category::Delegate, Trait::Female), 2);
    assert!(!after.quotas.0.contains_key(&Category::Guest));
    assert_eq!(
        after.quotas.places(Category::Observer),
        before.quotas.places(Category::Observer)
    );
}

#[test]
fn faults_stand_at_the_cells_they_are_about_though_another_was_changed() {
    let mut unit = unit();
    unit.quotas
        .0
        .get_mut(&Category::Delegate)
        .unwrap()
        .minimums
        .insert(Trait::Female, 3);
    let plan = plan(
        &[cell(Category::Delegate, None, 6, 0)],
        &congress(),
        &[unit],
    )
    .unwrap();
    let mut found: Vec<_> = plan
        .faults
        .iter()
        .map(|fault| (fault.pointer.as_str(), fault.code))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            (
                "/units/unit-1/quotas/committee_member/places",
                FaultCode::OutOfRange
            ),
            (
                "/units/unit-1/quotas/delegate/minimums/female",
                FaultCode::MinimumAboveQuota
            ),
            (
                "/units/unit-1/quotas/delegate/places",
                FaultCode::QuotaBelowAllocated
            ),
        ]
    );
}

#[test]
fn a_cell_somebody_else_changed_is_told_and_one_that_is_so_already_changes_nothing() {
    let cells = [
        cell(Category::Delegate, None, 5, 8),
        cell(Category::Guest, None, 9, 2),
    ];
    let plan = plan(&cells, &congress(), &[unit()]).unwrap();
    assert_eq!(plan.stale.len(), 1);
    assert_eq!(
        plan.stale[0].says.zh,
        "此格已被他人由 5 改为 6，请核对后再保存"
    );
    let gone = Cell {
        unit: UnitId::parse("unit-9").unwrap(),
        ..cells[0].clone()
    };
    let plan = domain::unit::matrix::plan(&[gone], &congress(), &[unit()]).unwrap();
    assert_eq!(
        plan.stale[0].pointer,
        "/units/unit-9/quotas/delegate/places"
    );
}

#[test]
fn what_was_met_and_would_not_be_is_said_before_it_is_saved() {
    let people = [sample::nomination(2, Category::Delegate, State::Reported)];
    let before = sample::counting(sample::unit(0, 1), &people);
    let cells = [
        cell(Category::Delegate, None, 1, 2),
        cell(Category::Delegate, Some(Trait::Female), 0, 1),
    ];
    let plan = plan(&cells, &congress(), std::slice::from_ref(&before)).unwrap();
    let says: Vec<_> = breaks(&congress(), &before, &plan.changed[0].1, &people)
        .into_iter()
        .map(|says| says.zh)
        .collect();
    assert_eq!(
        says,
        [
            "代表名额：1(1) → 1(2)，代表名额还差 1 名",
            "代表中女性：– → 0(1)，代表中女性还差 1 名",
            "该单位已上报 1 人，名额变化后可能需要补报",
        ]
    );
}
