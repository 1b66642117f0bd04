use domain::{
    audit::{Deed, Remark},
    category::Category,
    decision::Decision,
    form::Form,
    message::MessageKind,
    nomination::{
        Case, Nomination, Standing,
        access::set_access,
        deregister::{LONGEST_REASON, deregister},
        review::{self, LONGEST_OPINION, LONGEST_REMARK, Outcome, Review},
        state::State,
    },
    permission::{Action, Actor, Role},
    refusal::{Fault, FaultCode, Refusal},
};
use serde_json::{Value, json};

use crate::sample::{self, now, person::person};

/// A case with the given role on nomination 1 in a state, at version 1.
fn on<T>(state: State, role: Role, decide: impl FnOnce(Case<'_>) -> T) -> T {
    let nomination = sample::nomination(1, Category::Delegate, state);
    on_this(&nomination, role, decide)
}

fn on_this<T>(nomination: &Nomination, role: Role, decide: impl FnOnce(Case<'_>) -> T) -> T {
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

fn judged(outcome: Outcome, opinion: &str, remarks: &[(&str, &str)]) -> Review {
    let remark = |(field, text): &(&str, &str)| Remark {
        field: (*field).to_owned(),
        text: (*text).to_owned(),
    };
    Review {
        version: 1,
        outcome,
        opinion: opinion.to_owned(),
        remarks: remarks.iter().map(remark).collect(),
    }
}

fn first(review: &Review) -> Result<Decision, Refusal> {
    on(State::FirstReviewPending, Role::Liaison, |case| {
        review::first_review(case, review)
    })
}

fn last(review: &Review) -> Result<Decision, Refusal> {
    on(State::Reported, Role::FinalReviewer, |case| {
        review::final_review(case, review)
    })
}

fn faults(refusal: Result<Decision, Refusal>) -> Vec<(String, FaultCode)> {
    let Err(Refusal::Invalid(faults)) = refusal else {
        panic!("not refused: {refusal:?}")
    };
    assert!(
        faults
            .iter()
            .all(|Fault { says, .. }| !says.zh.is_empty() && !says.en.is_empty())
    );
    faults
        .into_iter()
        .map(|fault| (fault.pointer, fault.code))
        .collect()
}

fn told(decision: &Decision) -> Vec<(MessageKind, String)> {
    decision
        .messages
        .iter()
        .map(|message| (message.kind, message.to.national().to_owned()))
        .collect()
}

#[test]
fn an_approval_needs_no_opinion_and_keeps_one_that_is_given() {
    let decision = first(&judged(Outcome::Approve, "  ", &[])).unwrap();
    assert_eq!(decision.changed[0].state, State::FirstReviewApproved);
    assert_eq!(
        (decision.audit[0].action, &decision.audit[0].opinion),
        (Deed::FirstApprove, &None)
    );
    assert_eq!(
        told(&decision),
        [(MessageKind::Approved, "19900000001".to_owned())]
    );
    let decision = first(&judged(Outcome::Approve, " 同意 ", &[])).unwrap();
    assert_eq!(decision.audit[0].opinion.as_deref(), Some("同意"));
}

#[test]
fn a_rejection_needs_an_opinion_and_goes_back_to_the_nominee_with_its_remarks() {
    assert_eq!(
        faults(first(&judged(Outcome::Reject, " ", &[]))),
        [("/opinion".to_owned(), FaultCode::Required)]
    );
    let decision = first(&judged(
        Outcome::Reject,
        "请补充",
        &[("photo", "请换近照"), ("resume", "缺大学")],
    ))
    .unwrap();
    assert_eq!(decision.changed[0].state, State::FirstReviewRejected);
    assert_eq!(
        (decision.audit[0].action, decision.audit[0].remarks.len()),
        (Deed::FirstReject, 2)
    );
    assert_eq!(
        decision
            .unit
            .as_ref()
            .unwrap()
            .counts
            .of(Category::Delegate, State::FirstReviewRejected),
        1
    );
    assert_eq!(
        told(&decision),
        [(MessageKind::SentBack, "19900000001".to_owned())]
    );
    let message = &decision.messages[0];
    assert_eq!(message.words.until, "2026-12-31 08:00");
    assert_eq!(
        (&*message.words.quote, message.words.remarks.len()),
        ("请补充", 2),
        "the nominee finds opinion and remarks in the message"
    );
    let about = message.about.as_ref().unwrap();
    assert_eq!(about.narrowest(), decision.changed[0].id.as_str());
}

#[test]
fn final_review_approves_to_the_nominee_and_rejects_to_the_units_liaisons() {
    let decision = last(&judged(Outcome::Approve, "", &[])).unwrap();
    assert_eq!(
        (decision.changed[0].state, decision.audit[0].action),
        (State::FinalReviewApproved, Deed::FinalApprove)
    );
    assert_eq!(
        told(&decision),
        [(MessageKind::FinallyApproved, "19900000001".to_owned())]
    );
    let decision = last(&judged(Outcome::Reject, "不符合条件", &[])).unwrap();
    assert_eq!(
        (decision.changed[0].state, decision.audit[0].action),
        (State::FinalReviewRejected, Deed::FinalReject)
    );
    assert_eq!(
        told(&decision),
        [
            (MessageKind::FinallyRejected, "19900000001".to_owned()),
            (MessageKind::FinallySentBack, sample::LIAISON.to_owned()),
        ]
    );
    assert_eq!(
        faults(last(&judged(Outcome::Reject, "", &[]))),
        [("/opinion".to_owned(), FaultCode::Required)]
    );
}

#[test]
fn opinions_and_remarks_have_their_limits_and_all_faults_are_named() {
    use FaultCode::{NotUsed, OutOfRange, TooLong, UnknownField};
    let longest = "字".repeat(LONGEST_OPINION);
    assert!(first(&judged(Outcome::Reject, &longest, &[])).is_ok());
    let long = format!("{longest}字");
    assert_eq!(
        faults(first(&judged(Outcome::Reject, &long, &[]))),
        [("/opinion".to_owned(), TooLong)]
    );
    let remark = "字".repeat(LONGEST_REMARK + 1);
    let remarks = [
        ("name", "请核对"),
        ("nick_name", "?"),
        ("sex", " "),
        ("party", remark.as_str()),
    ];
    assert_eq!(
        faults(first(&judged(Outcome::Reject, "请改", &remarks))),
        [
            ("/remarks/1".to_owned(), UnknownField),
            ("/remarks/2".to_owned(), OutOfRange),
            ("/remarks/3".to_owned(), OutOfRange),
        ]
    );
    let with_approval = judged(Outcome::Approve, "", &[("name", "请核对")]);
    assert_eq!(
        faults(first(&with_approval)),
        [("/remarks/0".to_owned(), NotUsed)]
    );
}

#[test]
fn a_review_of_what_somebody_changed_meanwhile_is_refused_and_of_what_moved_on_says_where_it_is() {
    let stale = Review {
        version: 0,
        ..judged(Outcome::Approve, "", &[])
    };
    assert_eq!(
        first(&stale),
        Err(Refusal::Stale {
            expected: 0,
            current: 1
        })
    );
    let moved = on(State::FirstReviewApproved, Role::Liaison, |case| {
        review::first_review(case, &stale)
    });
    let expected = Refusal::WrongState {
        action: Action::FirstReview,
        current: State::FirstReviewApproved,
    };
    assert_eq!(moved, Err(expected.clone()));
    assert_eq!(
        expected.says().zh,
        "当前状态为“初审通过待上报”，不能初审，请刷新后再看"
    );
}

#[test]
fn every_command_on_a_version_refuses_a_stale_one() {
    let stale = Err(Refusal::Stale {
        expected: 7,
        current: 1,
    });
    let liaison = Role::Liaison;
    let form = person(1).form(true);
    assert_eq!(
        on(State::FirstReviewApproved, liaison, |case| {
            review::revoke_first_review(case, 7, &form)
        }),
        stale
    );
    assert_eq!(
        on(State::FinalReviewApproved, Role::FinalReviewer, |case| {
            review::revoke_final_review(case, 7)
        }),
        stale
    );
    assert_eq!(
        on(State::Allocated, liaison, |case| deregister(
            case, 7, "调动"
        )),
        stale
    );
    assert_eq!(
        on(State::Allocated, liaison, |case| set_access(case, 7, false)),
        stale
    );
    let to = Category::Guest;
    let changed = on(State::Allocated, liaison, |case| {
        domain::nomination::change_category::change_category(case, 7, to)
    });
    assert_eq!(changed, stale);
}

fn typed(changes: Value) -> Form {
    let form = person(1).form(true).submitted();
    form.with(
        &sample::built_in(),
        changes.as_object().unwrap(),
        "张二",
        now(),
    )
    .unwrap()
}

#[test]
fn revoking_goes_back_to_the_queue_it_was_decided_in() {
    let form = typed(json!({}));
    for state in [State::FirstReviewApproved, State::FirstReviewRejected] {
        let decision = on(state, Role::Liaison, |case| {
            review::revoke_first_review(case, 1, &form)
        })
        .unwrap();
        assert_eq!(decision.changed[0].state, State::FirstReviewPending);
        assert_eq!(
            (decision.audit[0].from, decision.audit[0].to),
            (Some(state), State::FirstReviewPending)
        );
        assert_eq!(decision.claims, []);
    }
    let decision = on(State::FinalReviewApproved, Role::FinalReviewer, |case| {
        review::revoke_final_review(case, 1)
    });
    assert_eq!(decision.unwrap().changed[0].state, State::Reported);
}

#[test]
fn revoking_a_rejection_takes_what_was_corrected_meanwhile_and_refuses_half_of_it() {
    let revoke = |form: &Form| {
        on(State::FirstReviewRejected, Role::Liaison, |case| {
            review::revoke_first_review(case, 1, form)
        })
    };
    let corrected =
        typed(json!({ "ethnic_group": "11", "id_type": "414", "id_number": "E12345678" }));
    let decision = revoke(&corrected).unwrap();
    assert_eq!(
        decision.changed[0].facts.as_ref().unwrap().ethnic_group,
        "11"
    );
    assert_eq!((decision.claims.len(), decision.releases.len()), (1, 1));
    let changed: Vec<_> = decision.audit[0].changes.iter().collect();
    let fields = changed.iter().map(|change| change.field.as_str());
    assert_eq!(
        fields.collect::<Vec<_>>(),
        ["ethnic_group", "id_type", "id_number"]
    );
    assert_eq!(decision.form, Some(corrected.submitted()));
    let half = typed(json!({ "post": null }));
    assert_eq!(revoke(&half), Err(Refusal::BeingCorrected));
    assert!(
        on(State::FirstReviewApproved, Role::Liaison, |case| {
            review::revoke_first_review(case, 1, &half)
        })
        .is_ok()
    );
}

#[test]
fn a_deregistration_needs_a_reason_frees_the_place_and_the_person() {
    let away = |reason: &str| {
        on(State::FirstReviewApproved, Role::Liaison, |case| {
            deregister(case, 1, reason)
        })
    };
    assert_eq!(
        faults(away(" ")),
        [("/reason".to_owned(), FaultCode::Required)]
    );
    let long = "字".repeat(LONGEST_REASON + 1);
    assert_eq!(
        faults(away(&long)),
        [("/reason".to_owned(), FaultCode::TooLong)]
    );
    let decision = away(" 工作调动 ").unwrap();
    assert_eq!(decision.audit[0].opinion.as_deref(), Some("工作调动"));
    assert_eq!(decision.unit.unwrap().counts.held(Category::Delegate), 0);
    assert_eq!(decision.releases.len(), 2, "phone and certificate");
    assert_eq!(
        (decision.changed[0].state, &decision.changed[0].certificate),
        (State::Deregistered, &None)
    );
    let new = on(State::Allocated, Role::Liaison, |case| {
        deregister(case, 1, "重复")
    })
    .unwrap();
    assert_eq!(
        new.releases.len(),
        1,
        "the phone alone before the first submission"
    );
}

#[test]
fn access_is_closed_and_opened_once_and_stops_nothing_else() {
    let decision = on(State::FirstReviewPending, Role::Liaison, |case| {
        set_access(case, 1, false)
    })
    .unwrap();
    assert!(!decision.changed[0].enabled);
    assert_eq!(decision.changed[0].state, State::FirstReviewPending);
    let again = on(State::FirstReviewPending, Role::Liaison, |case| {
        set_access(case, 1, true)
    });
    let Err(Refusal::NothingToDo(says)) = again else {
        panic!("not refused")
    };
    assert_eq!(
        (says.zh.as_str(), says.en.as_str()),
        ("该人员已是启用状态", "Access is enabled already")
    );
    let disabled = Nomination {
        enabled: false,
        ..sample::nomination(1, Category::Delegate, State::FirstReviewPending)
    };
    let opened = on_this(&disabled, Role::Liaison, |case| set_access(case, 1, true)).unwrap();
    assert!(opened.changed[0].enabled);
    let approved = on_this(&disabled, Role::Liaison, |case| {
        review::first_review(case, &judged(Outcome::Approve, "", &[]))
    });
    assert!(approved.is_ok());
    assert!(matches!(
        on_this(&disabled, Role::Liaison, |case| set_access(case, 1, false)),
        Err(Refusal::NothingToDo(_))
    ));
}

mod undoing {
    use domain::{
        decision::{Decision, Held},
        nomination::undo::{ACCEPTED, undo},
    };

    use super::*;

    /// The nomination as a decision left it a moment ago.
    fn decided(from: State, role: Role, outcome: Outcome) -> (Decision, Nomination) {
        let decision = on(from, role, |case| {
            let review = judgement(outcome);
            match from {
                State::Reported => review::final_review(case, &review),
                _ => review::first_review(case, &review),
            }
        })
        .unwrap();
        let after = decision.committed().changed.remove(0);
        (decision, after)
    }

    fn judgement(outcome: Outcome) -> Review {
        Review {
            version: 1,
            outcome,
            opinion: "请补充".to_owned(),
            remarks: Vec::new(),
        }
    }

    fn undone_after(
        nomination: &Nomination,
        role: Role,
        phone: &str,
        seconds: i64,
    ) -> Result<Decision, Refusal> {
        let actor = Actor {
            phone: sample::phone(phone),
            ..sample::actor(role)
        };
        let case = Case {
            standing: Standing {
                congress: &sample::congress(),
                unit: &sample::counting(sample::unit(1, 2), std::slice::from_ref(nomination)),
            },
            nomination,
            actor: &actor,
            now: now() + jiff::SignedDuration::from_secs(seconds),
        };
        undo(case, nomination.version, &person(1).form(true).submitted())
    }

    #[test]
    fn every_decision_can_be_taken_back_and_its_messages_are_withdrawn_where_they_wait() {
        for (from, role, phone) in [
            (State::FirstReviewPending, Role::Liaison, sample::LIAISON),
            (State::Reported, Role::FinalReviewer, sample::REVIEWER),
        ] {
            for outcome in [Outcome::Approve, Outcome::Reject] {
                let (decision, after) = decided(from, role, outcome);
                let held = decision.held.clone().unwrap();
                assert_eq!(held.due_at, now() + ACCEPTED);
                let undone = undone_after(&after, role, phone, 10).unwrap();
                assert_eq!(undone.changed[0].state, from);
                assert_eq!(undone.audit[0].action, Action::Undo.into());
                assert_eq!(undone.withdrawn, Some(held));
                assert_eq!(undone.messages, []);
            }
        }
    }

    #[test]
    fn only_who_decided_may_and_only_for_a_moment() {
        let (_, after) = decided(State::FirstReviewPending, Role::Liaison, Outcome::Approve);
        let over = Err(Refusal::TooLateToUndo);
        assert_eq!(
            undone_after(&after, Role::Liaison, "19900000077", 1),
            over,
            "a colleague"
        );
        assert_eq!(
            undone_after(&after, Role::Liaison, sample::LIAISON, 15),
            over,
            "too late"
        );
        let revoked = Nomination {
            last_step: None,
            ..after
        };
        assert_eq!(
            undone_after(&revoked, Role::Liaison, sample::LIAISON, 1),
            over,
            "not a decision"
        );
    }

    #[test]
    fn what_was_sent_back_and_is_edited_already_stays_sent_back() {
        let (_, after) = decided(State::Reported, Role::FinalReviewer, Outcome::Reject);
        let submitted = person(1).form(true).submitted();
        let edited = json!({ "remarks": "有" });
        let edited = submitted.with(&sample::built_in(), edited.as_object().unwrap(), "", now());
        let actor = sample::actor(Role::FinalReviewer);
        let unit = sample::counting(sample::unit(1, 2), std::slice::from_ref(&after));
        let case = Case {
            standing: Standing {
                congress: &sample::congress(),
                unit: &unit,
            },
            nomination: &after,
            actor: &actor,
            now: now(),
        };
        let undo = |form: &Form| undo(case, after.version, form);
        assert_eq!(undo(&edited.unwrap()), Err(Refusal::BeingCorrected));
        assert!(undo(&submitted).is_ok());
    }

    #[test]
    fn where_no_message_waits_none_is_looked_for_under_another_name() {
        let (one, after) = decided(State::FirstReviewPending, Role::Liaison, Outcome::Reject);
        let Held { id, .. } = one.held.unwrap();
        assert_eq!(id, format!("{}-{}", after.id, after.version));
    }
}
