//! The whole journey on real-sized input: 40 units and 226 nominees from set-up to the exported roster, through the
//! functions' own HTTP interface, with some rejected, revoked, deregistered and resubmitted on the way. Every cell of
//! the exported workbook is compared with the input.

use std::{sync::Arc, time::Instant};

use super::journey::{convener::Convener, roster, unit::UnitAtWork};
use domain::category::Category;
use tests::{people::Nominee, stage::Stage};

/// Units worked on at the same time.
const AT_ONCE: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_and_twenty_six_nominees_go_from_allocation_to_the_exported_roster() {
    let begin = Instant::now();
    let stage = Stage::start().await;
    let convener = Convener::sign_in(&stage).await;
    let congress = convener.create_congress().await;
    let units = convener.import_units(&congress).await;
    assert_eq!(units.len(), 40);
    convener.open(&congress).await;

    let all = Nominee::all();
    let mut people = 0;
    let places = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
    let mut at_work = tokio::task::JoinSet::new();
    for (index, unit) in units.iter().cloned().enumerate() {
        let nominees: Vec<_> = all
            .iter()
            .filter(|one| one.0.get("单位编号") == unit.code)
            .cloned()
            .collect();
        people += nominees.len();
        let work = UnitAtWork::new(
            &stage,
            &congress,
            unit,
            nominees,
            u16::try_from(index).unwrap(),
        );
        let places = Arc::clone(&places);
        at_work.spawn(async move {
            let _place = places.acquire_owned().await.expect("open");
            work.allocate_to_report().await
        });
    }
    assert_eq!(people, 226);
    let mut reported = Vec::new();
    while let Some(unit) = at_work.join_next().await {
        reported.push(unit.expect("the unit's work ends well"));
    }
    let sent_back = convener.final_review(&congress, 226).await;
    assert!(sent_back > 0, "final review sends somebody back");
    for unit in &reported {
        unit.correct_and_report_again().await;
    }
    convener.approve_the_rest(&congress, 226).await;

    let workbook = convener.export_unmasked(&congress).await;
    roster::compare_every_cell(&workbook, &all);
    roster::has_so_many_of_each_category(
        &workbook,
        &[
            (Category::CommitteeMember, 35),
            (Category::Delegate, 111),
            (Category::SpecialDelegate, 12),
            (Category::Observer, 40),
            (Category::Guest, 14),
            (Category::Staff, 14),
        ],
    );
    println!("226 nominees: {:.1} s", begin.elapsed().as_secs_f64());
    stage.stop().await;
}
