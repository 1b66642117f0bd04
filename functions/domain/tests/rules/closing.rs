//! Who is told before a window closes.

use domain::{
    category::Category,
    closing::Closing,
    congress::{Congress, Life},
    message::{Message, MessageKind},
    nomination::{Nomination, state::State},
    quota::Quotas,
    unit::Unit,
    window::{Extension, Stage},
};

use crate::sample::{self, at, now};

/// A unit with two delegates' places and nothing else.
fn unit(nominations: &[Nomination]) -> Unit {
    let quotas = Quotas([(Category::Delegate, sample::quota(2, &[]))].into());
    let unit = Unit {
        quotas,
        ..sample::unit(0, 2)
    };
    sample::counting(unit, nominations)
}

fn delegate(number: usize, state: State) -> Nomination {
    sample::nomination(number, Category::Delegate, state)
}

fn closing(stage: Stage) -> Closing {
    let of = |one: &Closing| one.stage == stage && one.days == 3;
    let mut all = Closing::of_congress(&sample::congress(), now());
    all.remove(all.iter().position(of).unwrap())
}

fn told(messages: &[Message]) -> Vec<(String, String)> {
    let one = |message: &Message| {
        // A nominee is told of their own form, everybody else of how many wait.
        let kind = if message.words.person.is_empty() {
            MessageKind::WindowClosing
        } else {
            MessageKind::FormClosing
        };
        assert_eq!(message.kind, kind);
        (
            message.to.national().to_owned(),
            message.words.number.clone(),
        )
    };
    messages.iter().map(one).collect()
}

fn liaison(waiting: &str) -> (String, String) {
    (sample::LIAISON.to_owned(), waiting.to_owned())
}

fn said(stage: Stage, congress: &Congress, nominations: &[Nomination]) -> Vec<(String, String)> {
    told(&closing(stage).to_unit(congress, &unit(nominations), nominations))
}

#[test]
fn a_week_three_days_and_one_day_before_each_end_that_is_still_to_come() {
    let congress = sample::congress();
    let all = Closing::of_congress(&congress, now());
    assert_eq!(all.len(), 9);
    let closes = at("2026-12-31T00:00:00Z");
    let due: Vec<_> = all[..3].iter().map(Closing::due_at).collect();
    assert_eq!(
        due,
        [
            at("2026-12-24T00:00:00Z"),
            at("2026-12-28T00:00:00Z"),
            at("2026-12-30T00:00:00Z")
        ]
    );
    assert_eq!(Closing::of_congress(&congress, closes), []);
    let late = Closing::of_congress(&congress, at("2026-12-28T00:00:00Z"));
    assert!(late.iter().all(|one| one.days == 1), "{late:?}");
    let mut unit = sample::unit(0, 1);
    assert_eq!(Closing::of_unit(&unit, now()), []);
    unit.extensions.push(Extension {
        stage: Stage::FirstReview,
        until: closes,
        reason: "台风".into(),
    });
    let own = Closing::of_unit(&unit, now());
    assert_eq!((own.len(), &own[0].unit), (3, &Some(unit.id)));
}

#[test]
fn only_those_who_still_have_something_to_do_are_told() {
    let congress = sample::congress();
    let late = delegate(0, State::Allocated);
    let done = delegate(1, State::FirstReviewPending);
    let phone = |one: &Nomination| one.phone.national().to_owned();
    assert_eq!(
        said(Stage::Nominating, &congress, &[late.clone(), done.clone()]),
        [(phone(&late), String::new()), liaison("1")]
    );
    assert_eq!(
        said(Stage::Nominating, &congress, std::slice::from_ref(&done)),
        [liaison("1")],
        "a place that nobody has is something to do"
    );
    let both = [done.clone(), delegate(2, State::FirstReviewApproved)];
    assert_eq!(said(Stage::Nominating, &congress, &both), []);
    assert_eq!(said(Stage::FirstReview, &congress, &both), [liaison("2")]);
    let mut disabled = late;
    disabled.enabled = false;
    assert_eq!(
        said(Stage::Nominating, &congress, &[disabled, done]),
        [liaison("1")]
    );
    let rejected = [delegate(3, State::FinalReviewRejected)];
    assert_eq!(
        said(Stage::FinalReview, &congress, &rejected),
        [liaison("1")]
    );
    let all_done = [delegate(3, State::FinalReviewApproved)];
    assert_eq!(said(Stage::FinalReview, &congress, &all_done), []);
}

#[test]
fn an_end_that_was_moved_or_a_congress_that_is_over_says_nothing() {
    let waiting = [delegate(0, State::FirstReviewPending)];
    let mut moved = sample::congress();
    let window = moved.settings.windows.0.get_mut(&Stage::FirstReview);
    window.unwrap().closes_at = at("2027-01-05T00:00:00Z");
    assert_eq!(said(Stage::FirstReview, &moved, &waiting), []);
    let mut closed = sample::congress();
    closed.life = Life::Closed;
    assert_eq!(said(Stage::FirstReview, &closed, &waiting), []);
    let mut extended = unit(&waiting);
    extended.extensions.push(Extension {
        stage: Stage::FirstReview,
        until: at("2027-01-05T00:00:00Z"),
        reason: "台风".into(),
    });
    let congress = sample::congress();
    let closing = closing(Stage::FirstReview);
    assert_eq!(closing.to_unit(&congress, &extended, &waiting), []);
    let own = Closing::of_unit(&extended, now()).remove(0);
    assert_eq!(
        told(&own.to_unit(&congress, &extended, &waiting)),
        [liaison("1")]
    );
    let another = Unit {
        id: domain::id::UnitId::parse("another").unwrap(),
        ..extended
    };
    assert_eq!(own.to_unit(&congress, &another, &waiting), []);
}

#[test]
fn final_reviewers_hear_how_many_wait_in_all_units() {
    let congress = sample::congress();
    let units = [
        unit(&[delegate(0, State::Reported)]),
        unit(&[delegate(1, State::Reported), delegate(2, State::Reported)]),
    ];
    let closing = closing(Stage::FinalReview);
    assert_eq!(
        told(&closing.to_reviewers(&congress, &units)),
        [(sample::REVIEWER.to_owned(), "3".to_owned())]
    );
    assert_eq!(closing.to_reviewers(&congress, &[]), []);
    let other = self::closing(Stage::FirstReview);
    assert_eq!(other.to_reviewers(&congress, &units), []);
}
