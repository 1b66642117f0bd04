use domain::{
    category::Category,
    decision::{Decision, Person},
    form::{Form, changes::Change},
    nomination::{Case, Nomination, Standing, fill_in::fill_in, state::State, submit::submit},
    permission::Role,
    refusal::{FaultCode, Refusal},
};
use serde_json::{Value, json};

use crate::sample::{self, now, person::person};

fn on<T>(nomination: &Nomination, role: Role, decide: impl FnOnce(Case<'_>) -> T) -> T {
    let congress = sample::congress();
    let unit = sample::counting(sample::unit(1, 3), std::slice::from_ref(nomination));
    let (actor, standing) = (
        sample::actor(role),
        Standing {
            congress: &congress,
            unit: &unit,
        },
    );
    decide(Case {
        standing,
        nomination,
        actor: &actor,
        now: now(),
    })
}

fn nomination(state: State) -> Nomination {
    sample::nomination(1, Category::Delegate, state)
}

fn save(state: State, role: Role, form: &Form, changes: &Value) -> Result<Decision, Refusal> {
    on(&nomination(state), role, |case| {
        fill_in(case, form, 1, changes.as_object().unwrap())
    })
}

fn pointers(refusal: Result<Decision, Refusal>) -> Vec<(String, FaultCode)> {
    let Err(Refusal::Invalid(faults)) = refusal else {
        panic!("not refused: {refusal:?}")
    };
    faults
        .into_iter()
        .map(|fault| (fault.pointer, fault.code))
        .collect()
}

#[test]
fn a_draft_changes_the_form_alone_and_may_be_incomplete() {
    for (state, role) in [
        (State::Allocated, Role::Nominee),
        (State::Allocated, Role::Liaison),
        (State::FirstReviewRejected, Role::Nominee),
        (State::FinalReviewRejected, Role::Liaison),
    ] {
        let decision = save(
            state,
            role,
            &person(1).form(false),
            &json!({ "post": "某单位" }),
        )
        .unwrap();
        let form = decision.form.clone().unwrap();
        assert_eq!(form.values.text("post"), Some("某单位"));
        assert_eq!(
            (form.version, form.saved_at, form.saved_by.as_str()),
            (1, now(), role.name().zh)
        );
        assert_eq!(
            Decision {
                form: None,
                ..decision
            },
            Decision::default()
        );
    }
}

#[test]
fn under_first_review_the_form_stays_complete_and_the_summary_follows() {
    let form = person(1).form(true).submitted();
    let changes = json!({ "ethnic_group": "11", "post": "示例市物理学会理事长", "name": "张某" });
    let decision = save(State::FirstReviewPending, Role::Liaison, &form, &changes).unwrap();
    let changed = &decision.changed[0];
    assert_eq!(
        (changed.name.as_str(), changed.state),
        ("张某", State::FirstReviewPending)
    );
    assert_eq!(changed.facts.as_ref().unwrap().ethnic_group, "11");
    let named = fields(&decision.audit[0].changes);
    assert_eq!(named, ["name", "ethnic_group"], "only what differs");
    let reviewed = decision.form.as_ref().unwrap();
    assert_eq!(
        reviewed.changed_since_submission(),
        [],
        "it is what is reviewed"
    );
    assert!(decision.unit.is_some());
    let refused = save(
        State::FirstReviewPending,
        Role::Liaison,
        &form,
        &json!({ "post": null }),
    );
    assert_eq!(
        pointers(refused),
        [("/values/post".to_owned(), FaultCode::Required)]
    );
}

#[test]
fn a_draft_on_another_version_or_with_what_cannot_be_is_refused() {
    let form = person(1).form(false);
    let stale = on(&nomination(State::Allocated), Role::Nominee, |case| {
        fill_in(case, &form, 0, &serde_json::Map::new())
    });
    assert_eq!(
        stale,
        Err(Refusal::Stale {
            expected: 0,
            current: 1
        })
    );
    let refused = save(
        State::Allocated,
        Role::Nominee,
        &form,
        &json!({ "nick_name": "三", "sex": 1 }),
    );
    assert_eq!(
        pointers(refused),
        [
            ("/changes/nick_name".to_owned(), FaultCode::UnknownField),
            ("/changes/sex".to_owned(), FaultCode::Malformed)
        ]
    );
    let wrong = save(State::FirstReviewPending, Role::Nominee, &form, &json!({}));
    assert!(matches!(wrong, Err(Refusal::WrongState { .. })));
}

#[test]
fn a_submission_takes_facts_claims_the_certificate_and_remembers_the_form() {
    let new = Nomination {
        certificate: None,
        facts: None,
        ..nomination(State::Allocated)
    };
    let form = person(1).form(true);
    let decision = on(&new, Role::Nominee, |case| submit(case, &form, 1)).unwrap();
    let submitted = &decision.changed[0];
    assert_eq!(
        (
            submitted.state,
            submitted.submissions,
            submitted.submitted_at
        ),
        (State::FirstReviewPending, 1, Some(now()))
    );
    assert!(submitted.facts.is_some());
    let claimed = submitted.certificate.clone().unwrap();
    assert_eq!(decision.claims.len(), 1);
    assert_eq!(decision.claims[0].person, Person::Certificate(claimed));
    assert_eq!(decision.claims[0].pointer, "/values/id_number");
    assert_eq!(decision.releases, []);
    assert_eq!(decision.audit[0].changes, []);
    assert!(decision.form.unwrap().before.is_some());
}

#[test]
fn submitting_again_names_what_changed_and_releases_a_former_certificate() {
    let sent_back = nomination(State::FirstReviewRejected);
    let before = person(1).form(true).submitted();
    let changes = json!({ "id_type": "414", "id_number": "E12345678", "remarks": "有" });
    let form = before
        .with(&sample::built_in(), changes.as_object().unwrap(), "", now())
        .unwrap();
    let decision = on(&sent_back, Role::Nominee, |case| submit(case, &form, 1)).unwrap();
    let changes = &decision.audit[0].changes;
    assert_eq!(fields(changes), ["id_type", "id_number", "remarks"]);
    assert_eq!(
        (&changes[0].before, &changes[0].after),
        (&Some(json!("111")), &Some(json!("414")))
    );
    assert_eq!((decision.claims.len(), decision.releases.len()), (1, 1));
    assert_eq!(
        decision.releases[0].person,
        Person::Certificate(sent_back.certificate.unwrap())
    );
}

#[test]
fn a_submission_names_every_fault_and_the_missing_photo() {
    let without = Nomination {
        photo: false,
        ..nomination(State::Allocated)
    };
    let refused = on(&without, Role::Nominee, |case| {
        submit(case, &person(1).form(true), 1)
    });
    assert_eq!(
        pointers(refused),
        [("/values/photo".to_owned(), FaultCode::Required)]
    );
    let refused = on(&without, Role::Nominee, |case| {
        submit(case, &person(1).form(false), 1)
    });
    assert!(pointers(refused).len() > 15);
    let stale = on(&without, Role::Nominee, |case| {
        submit(case, &person(1).form(true), 2)
    });
    assert_eq!(
        stale,
        Err(Refusal::Stale {
            expected: 2,
            current: 1
        })
    );
}

fn fields(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|change| change.field.as_str()).collect()
}

#[test]
fn a_missing_photo_stands_among_the_other_faults_in_the_order_of_the_form() {
    let mut nomination = nomination(State::Allocated);
    nomination.photo = false;
    let nobody = Form {
        values: domain::form::values::Values::default(),
        ..Form::of(&nomination)
    };
    let refused = on(&nomination, Role::Nominee, |case| {
        submit(case, &nobody, nobody.version)
    });
    let found = pointers(refused);
    assert_eq!(found[0].0, "/values/photo");
    assert_eq!(found[1].0, "/values/name");
    // What contradicts the number stands at the field that is wrong, where that field stands.
    let whole = person(1).form(true);
    let other = Form {
        values: whole
            .values
            .with(
                &sample::built_in(),
                json!({ "sex": "1", "email": "a@" }).as_object().unwrap(),
            )
            .unwrap(),
        ..whole
    };
    let refused = on(&nomination, Role::Nominee, |case| {
        submit(case, &other, other.version)
    });
    let places: Vec<_> = pointers(refused)
        .into_iter()
        .map(|(pointer, _)| pointer)
        .collect();
    assert_eq!(places, ["/values/photo", "/values/sex", "/values/email"]);
}
