//! 更换手机号: what stands by the old phone stands by the new one, and nothing of others changes.

use domain::{
    category::Category,
    congress::Life,
    form::Form,
    nomination::{Nomination, state::State},
    phone::Phone,
    phone_change::change,
};

use crate::sample::{self, now};

fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap()
}

fn nominated() -> (Nomination, Option<Form>) {
    let one = sample::nomination(1, Category::Delegate, State::FirstReviewApproved);
    let form = Form::of(&one);
    (one, Some(form))
}

#[test]
fn offices_units_nominations_forms_and_guards_go_over_and_those_of_others_stay() {
    let (one, form) = nominated();
    let (from, to) = (one.phone.clone(), phone("19900007777"));
    let mut congress = sample::congress();
    congress.officers[0].contact.phone = from.clone();
    let mut unit = sample::unit(3, 1);
    unit.liaisons[0].phone = from.clone();
    let others = sample::nomination(2, Category::Delegate, State::Allocated);
    let before = [(one.clone(), form), (others, None)];
    let moved = change(
        &[congress.clone()],
        &[unit.clone(), sample::unit(1, 0)],
        &before,
        &from,
        &to,
        now(),
    );
    let mut expected = congress.clone();
    expected.officers[0].contact.phone = to.clone();
    assert_eq!(moved.congresses, [expected]);
    unit.liaisons[0].phone = to.clone();
    let units: Vec<_> = moved.units.iter().map(|one| &one.liaisons).collect();
    assert_eq!(units, [&unit.liaisons], "the other unit is not written");
    let [decision] = &moved.nominations[..] else {
        panic!("one nomination is theirs")
    };
    assert_eq!(decision.changed[0].phone, to);
    assert_eq!(
        decision.changed[0].state, one.state,
        "and nothing else moves"
    );
    let form = decision.form.as_ref().unwrap();
    assert_eq!(form.values.text("phone"), Some(to.e164()));
    assert_eq!(form.version, 0, "written on condition of what was read");
    assert_eq!((decision.claims.len(), decision.releases.len()), (1, 1));
    let said = decision.audit[0].opinion.as_deref().unwrap();
    assert!(
        !said.contains(from.national()) && said.contains("7777"),
        "{said}"
    );
}

#[test]
fn of_an_archived_congress_the_form_stays_as_it_was_handed_in() {
    let before = nominated();
    let (from, to) = (before.0.phone.clone(), phone("19900007777"));
    let mut congress = sample::congress();
    congress.life = Life::Archived;
    let moved = change(&[congress], &[], &[before], &from, &to, now());
    assert_eq!(moved.nominations[0].form, None);
    assert_eq!(moved.nominations[0].changed[0].phone, to);
}
