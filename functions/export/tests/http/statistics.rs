//! The composition as a workbook.

use std::io::{Cursor, Read};

use domain::{
    category::Category, composition::composition, nomination::state::State, text::Language,
};
use store::Wanted;

use crate::stage::{Stage, sheet};

#[tokio::test]
async fn every_number_of_the_workbook_is_the_pages_number_and_every_table_has_a_chart() {
    let stage = Stage::with_people().await;
    let (world, store) = (&stage.world, stage.harness.store());
    let answer = stage.take(&world.reviewer, "statistics.xlsx").await;
    let table = sheet(&answer);
    let states = [
        State::Allocated,
        State::Reported,
        State::FinalReviewApproved,
    ];
    let people = store.queue(&world.congress, &states).await.unwrap();
    let units = store.units(&world.congress).await.unwrap();
    let kinds = units.into_iter().map(|unit| (unit.id, unit.kind)).collect();
    let wanted = Wanted {
        congress: Some(&world.congress),
        ..Wanted::default()
    };
    let settings = store
        .load(&wanted)
        .await
        .unwrap()
        .congress
        .unwrap()
        .settings;
    let expected = composition(&people, Some(&kinds), &settings, Language::Zh);
    let rows: Vec<Vec<String>> = table
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let mut lines = 0;
    for facet in &expected.facets {
        let head = rows.iter().position(|row| row[0] == facet.name).unwrap();
        for (row, share) in rows[head + 1..].iter().zip(&facet.shares) {
            let percent = f64::from(share.tenths) / 1000.0;
            let line = [
                share.name.clone(),
                share.count.to_string(),
                percent.to_string(),
            ];
            assert_eq!(row[..3], line, "{}", facet.code);
            lines += 1;
        }
    }
    assert!(lines > 12, "{rows:?}");
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.body.to_vec())).unwrap();
    let charts = archive
        .file_names()
        .filter(|name| matches!(name, Ok(name) if name.starts_with("xl/charts/chart")));
    assert_eq!(charts.count(), expected.facets.len());
    let mut chart = String::new();
    let part = archive.by_name("xl/charts/chart1.xml").unwrap();
    { part }.read_to_string(&mut chart).unwrap();
    assert!(
        chart.contains("<c:barChart>") && chart.contains("构成"),
        "{chart}"
    );
    let delegates = expected.facets[0]
        .shares
        .iter()
        .find(|one| one.code == Category::Delegate.code());
    assert_eq!(delegates.map(|one| (one.count, one.tenths)), Some((2, 500)));
    for (phone, status) in [(&world.liaison, 403), (&world.stranger, 404)] {
        assert_eq!(stage.take(phone, "statistics.xlsx").await.status, status);
    }
}
