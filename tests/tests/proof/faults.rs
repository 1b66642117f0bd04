//! Mixed journeys while the storage refuses, delays, cuts and goes silent: no acknowledged change is lost, none is applied
//! twice, nothing is half done.

use std::time::Duration;

use harness::Harness;
use local::{SiteSource, functions};
use store::Patience;
use tests::weather::Weather;

use crate::{
    journey::{self, Journey},
    set,
};

/// Units at work at the same time.
const UNITS: u32 = 4;

/// How long an attempt may take here: the embedded tables answer in a few milliseconds, and silence is to cost little.
const PATIENCE: Patience = Patience {
    attempt: Duration::from_millis(400),
    in_all: Duration::from_secs(4),
};

/// Set `OPERATIONS` and `SEED` for a longer run and other weather.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_weather_nothing_acknowledged_is_lost_and_nothing_is_done_twice() {
    let (operations, seed) = (set("OPERATIONS", 400), set("SEED", 20_261_124));
    for percent in [1, 10, 30] {
        under(percent, operations, seed).await;
    }
}

async fn under(percent: u32, operations: u64, seed: u64) {
    let calm = Harness::start().await;
    let world = calm
        .world_with(harness::world::settings(), journey::quotas())
        .await;
    let weather = Weather::before(calm.database(), seed).await;
    let harness = calm.through(weather.address(), PATIENCE).await;
    let site = login::RelyingParty::of("http://localhost:8080").unwrap();
    let login = login::Settings::new([7; 32], site);
    let press = functions::press(&SiteSource::this_repository(), "http://localhost:8080");
    let (routes, _) = functions::routes(harness.edge(), login, press).split_for_parts();
    let app = harness.app(routes);
    let mut units = Vec::new();
    for unit in 0..UNITS {
        units.push(Journey::new(&calm, &world, app.clone(), 100_000 * (unit + 1)).await);
    }
    weather.set(percent);
    let each = operations.div_ceil(u64::from(UNITS));
    let at_work = units.into_iter().map(|mut unit| {
        tokio::spawn(async move {
            unit.work(each).await;
            unit
        })
    });
    let at_work: Vec<_> = at_work.collect();
    let (mut done, mut asked_again) = (0, 0);
    let mut units = Vec::new();
    for unit in at_work {
        let unit = unit.await.unwrap();
        done += unit.tally.done;
        asked_again += unit.tally.asked_again;
        units.push(unit);
    }
    let (calls, mishaps) = weather.counts();
    for unit in &units {
        unit.compare(&calm).await;
    }
    let report = calm.store().verify_records().await.unwrap();
    assert!(report.is_whole(), "{report:?}");
    assert!(
        2 * calls <= 3 * (calls - mishaps),
        "{calls} calls, {mishaps} of them in vain"
    );
    println!(
        "{percent}% of {calls} calls went wrong ({mishaps}): {done} operations, all acknowledged in the end, \
         {asked_again} of them asked for again by the person"
    );
}
