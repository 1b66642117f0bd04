use altcha::{SolveChallengeOptions, solve_challenge};

use super::*;

const CHEAP: Difficulty = Difficulty {
    cost: 1,
    counter: 20,
};

fn now() -> Timestamp {
    // The crate reads the machine's clock for expiry, so the time handed in must not lie behind it.
    Timestamp::now()
}

fn answer(challenge: &Challenge) -> String {
    let solution = solve_challenge(SolveChallengeOptions::new(challenge))
        .unwrap()
        .unwrap();
    let payload = Payload {
        challenge: challenge.clone(),
        solution,
    };
    STANDARD.encode(serde_json::to_string(&payload).unwrap())
}

#[test]
fn a_solved_challenge_is_good_and_is_known_by_its_nonce() {
    let challenges = Challenges::new(&[1; 32]);
    let challenge = challenges.create(CHEAP, now()).unwrap();
    let spent = challenges.check(&answer(&challenge), now()).unwrap();
    assert_eq!(spent.nonce, challenge.parameters.nonce);
    assert_eq!(
        spent.expires_at.as_second(),
        challenge.parameters.expires_at.unwrap()
    );
}

#[test]
fn a_challenge_of_another_key_is_worth_nothing() {
    let challenge = Challenges::new(&[2; 32]).create(CHEAP, now()).unwrap();
    let checked = Challenges::new(&[1; 32]).check(&answer(&challenge), now());
    assert_eq!(checked, Err(Unsolved::Wrong));
}

#[test]
fn an_answer_later_than_ten_minutes_is_too_late() {
    let challenges = Challenges::new(&[1; 32]);
    let challenge = challenges.create(CHEAP, now()).unwrap();
    let answer = answer(&challenge);
    let at = |minutes, seconds| {
        now() + SignedDuration::from_mins(minutes) + SignedDuration::from_secs(seconds)
    };
    assert!(challenges.check(&answer, at(9, 58)).is_ok());
    assert_eq!(challenges.check(&answer, at(10, 2)), Err(Unsolved::Late));
}

#[test]
fn an_easier_challenge_made_of_ours_is_refused() {
    let challenges = Challenges::new(&[1; 32]);
    let mut challenge = challenges.create(CHEAP, now()).unwrap();
    challenge.parameters.key_prefix = String::new();
    assert_eq!(
        challenges.check(&answer(&challenge), now()),
        Err(Unsolved::Wrong)
    );
}

#[test]
fn a_guessed_key_is_refused() {
    let challenges = Challenges::new(&[1; 32]);
    let challenge = challenges.create(CHEAP, now()).unwrap();
    let mut solution = solve_challenge(SolveChallengeOptions::new(&challenge))
        .unwrap()
        .unwrap();
    solution.derived_key = "00".repeat(32);
    let payload = serde_json::to_string(&Payload {
        challenge,
        solution,
    })
    .unwrap();
    assert_eq!(
        challenges.check(&STANDARD.encode(payload), now()),
        Err(Unsolved::Wrong)
    );
}

#[test]
fn what_is_not_an_answer_is_refused_without_work() {
    let challenges = Challenges::new(&[1; 32]);
    for junk in ["", "%%%", "e30=", "bnVsbA==", &"A".repeat(5000)] {
        assert_eq!(
            challenges.check(junk, now()),
            Err(Unsolved::Wrong),
            "{}",
            junk.len()
        );
    }
}

#[test]
fn the_work_rises_with_the_number_of_challenges() {
    let usual = Difficulty::default();
    assert_eq!(usual.after(9), usual);
    assert_eq!(usual.after(10).counter, 2000);
    assert_eq!(usual.after(1000).counter, 4000);
    assert_eq!(usual.after(1000).cost, usual.cost);
}

#[test]
fn the_counter_lies_around_the_average() {
    let drawn: Vec<u32> = (0..200)
        .map(|_| {
            Difficulty {
                cost: 1,
                counter: 100,
            }
            .draw()
        })
        .collect();
    assert!(drawn.iter().all(|counter| (50..150).contains(counter)));
    assert!(
        drawn.iter().any(|counter| *counter < 90) && drawn.iter().any(|counter| *counter > 110)
    );
}
