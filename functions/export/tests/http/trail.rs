//! Every step of every nomination as a file.

use domain::{
    audit::{AuditEntry, Deed},
    category::Category,
    decision::Decision,
    nomination::state::State,
    permission::Role,
};

use crate::stage::Stage;

#[tokio::test]
async fn the_convener_gets_every_step_with_its_links_and_no_number() {
    let stage = Stage::set().await;
    let (harness, world) = (&stage.harness, &stage.world);
    let state = State::FirstReviewPending;
    let mut one = harness
        .add_nominee(world, 1, Category::Delegate, state)
        .await;
    for (action, to) in [
        (Deed::FirstApprove, State::FirstReviewApproved),
        (Deed::FirstReject, State::FirstReviewRejected),
    ] {
        let entry = AuditEntry {
            nomination: one.id.clone(),
            sequence: one.version + 1,
            at: harness.now(),
            role: Some(Role::Liaison),
            name: "张联络".into(),
            action,
            from: Some(one.state),
            to,
            opinion: Some("=同意".into()),
            remarks: Vec::new(),
            changes: vec![],
            follows: one.trail,
        };
        one.state = to;
        let decision = Decision {
            unit: Some(harness.unit(&one.congress, &one.unit).await),
            changed: vec![one.clone()],
            audit: vec![entry],
            ..Decision::default()
        };
        let store = harness.store();
        let commit = store.commit(&decision, None, harness.now(), || harness.id());
        commit.await.unwrap();
        harness.wait(jiff::SignedDuration::from_secs(1));
        one = harness.nomination(&one.congress, &one.unit, &one.id).await;
    }
    let file = stage.take(&world.administrator, "trail.csv").await;
    assert_eq!(file.status, 200, "{file}");
    let text = String::from_utf8(file.body.to_vec()).unwrap();
    assert!(!text.contains("1990"), "no phone: {text}");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[1].contains("初审通过") && lines[2].contains("初审驳回"));
    assert!(lines[1].contains("'=同意"), "no formula: {text}");
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let (first, second) = (cells(lines[1]), cells(lines[2]));
    let link = first.last().unwrap();
    assert_eq!(link.len(), 64);
    assert_eq!(
        second[second.len() - 2],
        *link,
        "the second follows the first"
    );
    let of_unit = format!("trail.csv?unit={}", world.other_unit);
    let other = stage.take(&world.administrator, &of_unit).await;
    assert_eq!(
        String::from_utf8(other.body.to_vec())
            .unwrap()
            .lines()
            .count(),
        1
    );
}

#[tokio::test]
async fn it_is_the_administrators_alone() {
    let stage = Stage::set().await;
    let world = &stage.world;
    for (who, status) in [
        (&world.administrator, 200),
        (&world.reviewer, 403),
        (&world.liaison, 403),
        (&world.stranger, 404),
    ] {
        assert_eq!(stage.take(who, "trail.csv").await.status, status);
    }
    for unit in ["no-such-unit", "not%20an%20id"] {
        let path = format!("trail.csv?unit={unit}");
        assert_eq!(stage.take(&world.administrator, &path).await.status, 404);
    }
}
