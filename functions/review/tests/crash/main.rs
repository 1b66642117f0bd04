//! A report of 250 nominations, and the process that carries it out killed at each of its calls to the storage: before the
//! call goes out, and after it was answered. Whatever remains is ended by the worker, exactly once.
//!
//! The process is this program again ([`the_process_that_is_killed`]), with the function's own routes and a client that ends
//! the process by SIGKILL at the call it is told.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

use domain::{
    category::Category,
    id::{NominationId, UnitId},
    nomination::state::State,
};
use harness::{Harness, World, killing::Killing, post};
use jiff::SignedDuration;

const PEOPLE: u32 = 250;

#[test]
#[ignore = "the process that is killed: started by the test below, and of no use without it"]
fn the_process_that_is_killed() {
    let Ok(database) = std::env::var("DATABASE") else {
        return;
    };
    let set = |name| std::env::var(name).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let killing = Killing::at(set("CALL").parse().unwrap(), set("WHEN") == "after");
        let harness = Harness::over(database.parse().unwrap(), killing).await;
        let app = review::router(harness.edge().clone());
        let ask = post(set("REPORT")).by(&set("COOKIE")).key(&set("KEY"));
        let answer = ask.send(&app).await;
        assert_eq!(answer.status, 201, "{answer}");
    });
}

struct Stage {
    harness: Harness,
    world: World,
    cookie: String,
}

impl Stage {
    async fn new() -> Self {
        let harness = Harness::start().await;
        let mut quotas = harness::world::quotas();
        for (category, quota) in &mut quotas.0 {
            quota.minimums.clear();
            quota.places = if *category == Category::Delegate {
                PEOPLE
            } else {
                0
            };
        }
        let world = harness.world_with(harness::world::settings(), quotas).await;
        let cookie = harness.sign_in(&world.liaison).await;
        Self {
            harness,
            world,
            cookie,
        }
    }

    fn report(&self, unit: &UnitId) -> String {
        format!("/api/reviews/{}/units/{unit}/reports", self.world.congress)
    }

    /// Runs the process until it is killed at its `call`; whether it came that far.
    fn killed(&self, unit: &UnitId, call: u32, when: &str) -> bool {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "the_process_that_is_killed", "--ignored"])
            .env("DATABASE", self.harness.database().to_string())
            .env("CALL", call.to_string())
            .env("WHEN", when)
            .env("REPORT", self.report(unit))
            .env("COOKIE", &self.cookie)
            .env("KEY", unit.as_str());
        let output = command.output().unwrap();
        let ended = output.status.success();
        let signal = std::os::unix::process::ExitStatusExt::signal(&output.status);
        assert!(ended || signal == Some(9), "{output:?}");
        !ended
    }
}

/// Load, list, begin; read and move; five times read, read the register (the load had it for the first) and move; end.
const CALLS: u32 = 3 + 2 + 5 * 3 + 1;
/// Those that write: begin, six times move, end.
const WRITES: [u32; 8] = [3, 5, 8, 11, 14, 17, 20, 21];

/// Every call is a step; those that only read leave nothing behind, so for them once is enough.
#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_step_a_long_report_is_finished_after_a_restart_exactly_once() {
    let stage = Stage::new().await;
    let (mut steps, mut calls) = (0, 0);
    for when in ["before", "after"] {
        for call in 1.. {
            // What only reads leaves nothing behind, answered or not.
            if when == "after" && call <= calls && !WRITES.contains(&call) {
                continue;
            }
            let unit = stage.harness.another_unit(&stage.world).await;
            let people = stage
                .harness
                .add_approved(&stage.world.congress, &unit, PEOPLE)
                .await;
            if !stage.killed(&unit, call, when) {
                break;
            }
            steps += 1;
            calls = calls.max(call);
            after_a_restart(&stage, &unit, &people).await;
        }
    }
    assert_eq!((calls, steps), (CALLS, CALLS as usize + WRITES.len()));
    let report = stage.harness.store().verify_trails().await.unwrap();
    assert_eq!(report.faults.len(), 0, "{:?}", report.faults);
    assert_eq!(report.entries, report.nominations, "each has one entry");
}

async fn after_a_restart(stage: &Stage, unit: &UnitId, people: &[NominationId]) {
    let (harness, congress) = (&stage.harness, &stage.world.congress);
    let app = review::router(harness.edge().clone());
    let receipts = harness.store().receipts(congress, unit).await.unwrap();
    let begun = !receipts.is_empty();
    // The page sends it again, as the person does who saw no answer.
    let ask = post(stage.report(unit)).by(&stage.cookie);
    let again = ask.key(unit.as_str()).send(&app).await;
    assert_eq!(again.status, 201, "{again}");
    harness.wait(SignedDuration::from_secs(61));
    let ended = harness.store().carry_on_jobs(harness.now()).await;
    assert!(ended.unwrap() <= 1);
    let receipts_after = harness.store().receipts(congress, unit).await.unwrap();
    assert_eq!(receipts_after.len(), 1, "begun before: {begun}");
    assert_eq!(receipts_after[0].nominations.len(), people.len());
    assert_eq!(again.json()["number"], receipts_after[0].number);
    let after = harness.unit(congress, unit).await;
    assert_eq!(after.counts.of(Category::Delegate, State::Reported), PEOPLE);
    assert_eq!(after.counts.total(), PEOPLE);
    let all = harness.store().nominations_of_unit(congress, unit).await;
    for one in all.unwrap() {
        assert_eq!((one.state, one.version), (State::Reported, 2), "moved once");
        assert!(one.trail.is_some());
    }
    let again = harness.store().carry_on_jobs(harness.now()).await;
    assert_eq!(again.unwrap(), 0, "nothing is left to do");
    // The mark is gone: the unit can be worked on.
    let second = post(stage.report(unit)).by(&stage.cookie).send(&app).await;
    assert_eq!(second.refusal(), (409, "nothing_to_do".to_owned()));
}
