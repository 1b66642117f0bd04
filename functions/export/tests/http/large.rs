//! A roster of twenty thousand: what it costs in memory and time, in a process of its own beside the database's.

use std::{process::Command, time::Instant};

use domain::{
    category::Category,
    form::values::Values,
    id::{NominationId, UnitId},
    message::Words,
    nomination::{
        allocate::Row,
        intake::{By, Intake, Taken},
    },
    person_name::PersonName,
    quota::Quotas,
};
use export::RosterMaker;
use harness::{Harness, killing::Killing, person, world};
use job::Worker;
use serde_json::json;

use crate::stage::Stage;

const UNITS: u32 = 200;
const IN_EACH: u32 = 100;
/// What one export may take beyond the process's start, in KB.
const MOST_MEMORY: u64 = 20 * 1024;

#[test]
#[ignore = "the worker's process: started by the benchmark below, and of no use without it"]
fn the_worker_beside_the_database() {
    let Ok(database) = std::env::var("DATABASE") else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let harness = Harness::over(database.parse().unwrap(), Killing::at(0, false)).await;
        let edge = harness.edge().clone();
        let worker = Worker::new(edge.clone(), vec![Box::new(RosterMaker::new(edge))]);
        // The connection is there, and nothing was exported yet.
        assert_eq!(
            harness
                .store()
                .due_exports(&[], harness.now())
                .await
                .unwrap()
                .len(),
            0
        );
        let (begun, before) = (Instant::now(), peak());
        assert_eq!(worker.drain().await.unwrap(), 1);
        println!(
            "{} {} {}",
            begun.elapsed().as_millis(),
            processor(),
            peak() - before
        );
    });
}

/// The most memory this process has had, in KB (`VmHWM`).
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap()
}

/// How long this process has kept a processor busy, in hundredths of a second.
fn processor() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after = stat.rsplit_once(')').unwrap().1;
    let parts: Vec<u64> = after
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(|part| part.parse().unwrap())
        .collect();
    parts.iter().sum()
}

/// Nominees with whole forms in a new unit, put there as an import puts them.
async fn fill(stage: &Stage, number: u32) {
    let (harness, congress) = (&stage.harness, &stage.world.congress);
    let id = UnitId::parse(&harness.id()).unwrap();
    let code = format!("M{number:03}");
    harness
        .add_unit(world::unit(congress, &id, &code, &[], Quotas::default()))
        .await;
    let before = harness.unit(congress, &id).await;
    let mut after = before.clone();
    let taken = |at: u32| {
        let number = number * IN_EACH + at;
        let answers = harness::form::complete(number % 400);
        let answers = answers.as_object().unwrap().clone();
        let id = NominationId::parse(&harness.id()).unwrap();
        Taken {
            nomination: id.clone(),
            place: Some(Row {
                id,
                name: PersonName::parse("欧阳示例").unwrap(),
                phone: person::phone(10_000 + number),
                category: Category::Delegate,
            }),
            fields: answers.keys().cloned().collect(),
            answers: Values::from_iter(answers),
        }
    };
    let intake = Intake {
        by: By {
            congress: congress.clone(),
            unit: id,
            at: harness.now(),
            name: "徐怡".to_owned(),
            words: Words::default(),
        },
        import: None,
        people: (0..IN_EACH).map(taken).collect(),
    };
    for _ in 0..IN_EACH {
        after.counts.enter(
            Category::Delegate,
            domain::nomination::state::State::Allocated,
        );
    }
    let (store, job) = (harness.store(), harness.id());
    store
        .commit_intake(&after, &intake, None, None, harness.now(), job)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "benchmark"]
async fn benchmark_a_roster_of_twenty_thousand_from_storage() {
    let stage = Stage::set().await;
    let begun = Instant::now();
    for number in 0..UNITS {
        fill(&stage, number).await;
    }
    println!(
        "{} people with forms, made in {:?}",
        UNITS * IN_EACH,
        begun.elapsed()
    );
    let by = &stage.world.administrator;
    for format in ["xlsx", "csv"] {
        let accepted = stage.ask_for_job(by, &json!({ "format": format })).await;
        assert_eq!(accepted.status, 202, "{accepted}");
        let output = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "large::the_worker_beside_the_database",
                "--ignored",
                "--nocapture",
            ])
            .env("DATABASE", stage.harness.database().to_string())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8(output.stdout).unwrap();
        let line = said.lines().find(|line| {
            line.split(' ').count() == 3 && line.starts_with(|first: char| first.is_ascii_digit())
        });
        let figures: Vec<u64> = line
            .unwrap()
            .split(' ')
            .map(|figure| figure.parse().unwrap())
            .collect();
        let done = stage.jobs(by).await.remove(0);
        assert_eq!(
            (&done["state"], &done["total"]),
            (&json!("done"), &json!(UNITS * IN_EACH)),
            "{done}"
        );
        println!(
            "{format}: {} ms, {}0 ms of a processor, {} KB of memory beyond the start, a file of {} KB",
            figures[0],
            figures[1],
            figures[2],
            done["size"].as_u64().unwrap() / 1024
        );
        assert!(figures[2] <= MOST_MEMORY, "{} KB", figures[2]);
    }
}
