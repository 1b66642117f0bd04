//! Known and unknown numbers take the same time: at the median over a thousand tries within five milliseconds. A benchmark:
//! `cargo test -p login --test login benchmark_ -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use crate::browser::Place;

const TRIES: usize = 1000;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn close(what: &str, known: Vec<Duration>, unknown: Vec<Duration>) {
    let (known, unknown) = (median(known), median(unknown));
    let apart = known.abs_diff(unknown);
    println!(
        "{what}, median of {TRIES}: known number {known:.2?}, unknown number {unknown:.2?}, {apart:.2?} apart (at most 5 ms), ratio {:.3}",
        known.as_secs_f64() / unknown.as_secs_f64()
    );
    assert!(apart < Duration::from_millis(5));
}

#[tokio::test]
#[ignore = "benchmark"]
async fn benchmark_the_time_of_an_answer_does_not_tell_whether_there_is_an_account() {
    let place = Place::new().await.limited(|limits| {
        limits.codes_per_network = u32::MAX;
        limits.challenges_per_network = u32::MAX;
        limits.codes_a_day = u32::MAX;
        limits.passwords_per_network = u32::MAX;
    });
    let phone = |number: usize| format!("199009{number:05}");
    for number in 0..TRIES {
        let mut browser = place.browser();
        browser.ask(&phone(number)).await;
        let code = place.code(&phone(number)).await;
        browser
            .set_password(&phone(number), &code, "three small boats")
            .await;
    }
    place.harness.wait(jiff::SignedDuration::from_mins(2));
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..TRIES {
        for (times, phone) in [
            (&mut known, phone(number)),
            (&mut unknown, phone(number + 50_000)),
        ] {
            let mut browser = place.browser();
            let solution = browser.verify().await;
            let begin = Instant::now();
            assert_eq!(browser.ask_with(&phone, &solution).await.status, 202);
            times.push(begin.elapsed());
        }
    }
    close("ask for a code", known, unknown);
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..TRIES {
        for (times, phone) in [
            (&mut known, phone(number)),
            (&mut unknown, phone(number + 80_000)),
        ] {
            let mut browser = place.browser();
            let begin = Instant::now();
            assert_eq!(
                browser
                    .sign_in_by_password(&phone, "three small boots")
                    .await
                    .status,
                422
            );
            times.push(begin.elapsed());
        }
    }
    close("a wrong password", known, unknown);
}
