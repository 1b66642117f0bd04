use domain::{
    category::Category,
    congress::Life,
    id::UnitId,
    nomination::{Nomination, state::State},
    permission::{self, Action, Actor, Role, allows},
    refusal::Refusal,
    window::{Extension, Stage},
};

use crate::sample::{self, at, now};

/// Who may do what in which state, windows and congress aside. Columns are the states in the order of a nomination's life; letters
/// are A(dministrator), F(inal reviewer), L(iaison), N(ominee). Compared with domain.md, “A nomination's life”.
const TABLE: &str = "\
                     allocated  pending  rejected  approved  reported  finally_approved  finally_rejected  deregistered
view                 AFLN       AFLN     AFLN      AFLN      AFLN      AFLN              AFLN              AFLN
reveal               AFLN       AFLN     AFLN      AFLN      AFLN      AFLN              AFLN              AFLN
allocate             -          -        -         -         -         -                 -                 -
fill_in              LN         L        LN        -         -         -                 L                 -
bring_in             N          -        N         -         -         -                 -                 -
claim_exception      LN         L        LN        -         -         -                 L                 -
submit               LN         -        LN        -         -         -                 -                 -
first_review         -          L        -         -         -         -                 -                 -
revoke_first_review  -          -        L         L         -         -                 -                 -
report               -          -        -         L         -         -                 -                 -
final_review         -          -        -         -         F         -                 -                 -
revoke_final_review  -          -        -         -         F         F                 -                 -
undo                 -          -        FL        FL        -         FL                FL                -
return_report        -          -        -         -         F         -                 -                 -
resubmit             -          -        -         -         -         -                 L                 -
deregister           L          L        L         L         -         -                 L                 -
disable              L          L        L         L         -         -                 L                 -
enable               L          L        L         L         -         -                 L                 -
change_category      L          L        L         -         -         -                 -                 -
attach               L          L        L         L         -         -                 L                 -
attach_signed_form   L          L        L         L         L         L                 L                 -
receive_original     A          A        A         A         A         A                 A                 -
give_consent         LN         LN       LN        LN        LN        LN                LN                -
withdraw_consent     N          N        N         N         N         N                 N                 -
remind               L          -        L         -         -         -                 -                 -
";

fn code(action: Action) -> String {
    serde_json::to_value(action)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn letters(action: Action, state: State) -> String {
    let letter = |role: Role| match role {
        Role::Administrator => 'A',
        Role::FinalReviewer => 'F',
        Role::Liaison => 'L',
        Role::Nominee => 'N',
    };
    let may: String = Role::ALL
        .into_iter()
        .filter(|role| allows(*role, action, state))
        .map(letter)
        .collect();
    if may.is_empty() { "-".to_owned() } else { may }
}

#[test]
fn every_role_may_do_exactly_what_the_table_says_in_every_state() {
    let expected: Vec<Vec<&str>> = TABLE
        .lines()
        .skip(1)
        .map(|line| line.split_whitespace().collect())
        .collect();
    let found: Vec<Vec<String>> = Action::all()
        .map(|action| {
            let cells = State::ALL.map(|state| letters(action, state));
            [vec![code(action)], cells.to_vec()].concat()
        })
        .collect();
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(expected, found);
    }
    assert_eq!(expected.len(), found.len());
}

fn require(action: Action, actor: &Actor, nomination: &Nomination) -> Result<Role, Refusal> {
    permission::require(
        action,
        actor,
        nomination,
        &sample::unit(1, 2),
        &sample::congress(),
        now(),
    )
}

fn nomination(state: State) -> Nomination {
    sample::nomination(1, Category::Delegate, state)
}

#[test]
fn for_every_role_action_and_state_the_answer_is_the_role_or_the_right_refusal() {
    for action in Action::all() {
        for state in State::ALL {
            for role in Role::ALL {
                let answer = require(action, &sample::actor(role), &nomination(state));
                let roles = action.permission().roles;
                let expected = if allows(role, action, state) {
                    Ok(role)
                } else if roles.contains(&role) {
                    Err(Refusal::WrongState {
                        action,
                        current: state,
                    })
                } else {
                    Err(Refusal::NotPermitted { action, roles })
                };
                assert_eq!(answer, expected, "{role:?} {action:?} {state:?}");
                if let Err(refusal) = answer {
                    assert!(!refusal.says().zh.is_empty() && !refusal.says().en.is_empty());
                }
            }
        }
    }
}

#[test]
fn a_stranger_may_do_nothing() {
    let stranger = Actor {
        roles: Vec::new(),
        ..sample::actor(Role::Nominee)
    };
    assert!(stranger.is_stranger());
    for action in Action::all() {
        let refusal = require(action, &stranger, &nomination(State::Allocated)).unwrap_err();
        assert!(
            matches!(refusal, Refusal::NotPermitted { .. }),
            "{action:?}"
        );
    }
}

#[test]
fn a_disabled_nominee_may_do_nothing_and_others_what_they_could_before() {
    for state in State::ALL {
        let disabled = Nomination {
            enabled: false,
            ..nomination(state)
        };
        for action in Action::all() {
            let nominee = require(action, &sample::actor(Role::Nominee), &disabled);
            let expected = if action.permission().roles.contains(&Role::Nominee) {
                Refusal::AccessDisabled
            } else {
                Refusal::NotPermitted {
                    action,
                    roles: action.permission().roles,
                }
            };
            assert_eq!(nominee, Err(expected), "{action:?} {state:?}");
            let liaison = sample::actor(Role::Liaison);
            assert_eq!(
                require(action, &liaison, &disabled),
                require(action, &liaison, &nomination(state))
            );
        }
    }
}

#[test]
fn another_part_does_not_give_a_disabled_nominee_their_own_back() {
    let disabled = Nomination {
        enabled: false,
        ..nomination(State::Allocated)
    };
    let both = |other| Actor {
        roles: vec![other, Role::Nominee],
        ..sample::actor(Role::Nominee)
    };
    assert_eq!(
        require(Action::FillIn, &both(Role::Administrator), &disabled),
        Err(Refusal::AccessDisabled)
    );
    assert_eq!(
        require(Action::View, &both(Role::Administrator), &disabled),
        Ok(Role::Administrator)
    );
    assert_eq!(
        require(Action::FillIn, &both(Role::Liaison), &disabled),
        Ok(Role::Liaison)
    );
}

#[test]
fn outside_its_window_a_stage_is_closed_and_what_has_none_stays_open() {
    let late = at("2027-01-01T00:00:00Z");
    for (action, state, role) in Action::all()
        .flat_map(|action| State::ALL.map(move |state| (action, state)))
        .flat_map(|(action, state)| Role::ALL.map(move |role| (action, state, role)))
        .filter(|(action, state, role)| allows(*role, *action, *state))
    {
        let (unit, congress) = (sample::unit(1, 2), sample::congress());
        let answer = permission::require(
            action,
            &sample::actor(role),
            &nomination(state),
            &unit,
            &congress,
            late,
        );
        match action.stage(state) {
            None => assert_eq!(answer, Ok(role), "{action:?}"),
            Some(expected) => {
                let Err(Refusal::StageClosed { stage, says }) = answer else {
                    panic!("{action:?} {answer:?}")
                };
                assert_eq!(stage, expected, "{action:?} {state:?}");
                assert!(
                    says.zh.contains("2026-12-31 08:00") && says.en.contains("2026-12-31 08:00")
                );
            }
        }
    }
}

#[test]
fn what_the_liaison_corrects_under_review_belongs_to_that_reviews_stage() {
    assert_eq!(
        Action::FillIn.stage(State::Allocated),
        Some(Stage::Nominating)
    );
    assert_eq!(
        Action::FillIn.stage(State::FirstReviewRejected),
        Some(Stage::Nominating)
    );
    assert_eq!(
        Action::FillIn.stage(State::FirstReviewPending),
        Some(Stage::FirstReview)
    );
    assert_eq!(
        Action::FillIn.stage(State::FinalReviewRejected),
        Some(Stage::FinalReview)
    );
    assert_eq!(
        Action::Submit.stage(State::FirstReviewRejected),
        Some(Stage::Nominating)
    );
}

#[test]
fn one_units_extension_opens_the_stage_for_it_alone() {
    let late = at("2027-01-01T00:00:00Z");
    let mut unit = sample::unit(1, 2);
    let until = at("2027-01-02T00:00:00Z");
    unit.extensions.push(Extension {
        stage: Stage::Nominating,
        until,
        reason: "台风".to_owned(),
    });
    let may = |action, unit| {
        permission::require(
            action,
            &sample::actor(Role::Liaison),
            &nomination(State::Allocated),
            unit,
            &sample::congress(),
            late,
        )
    };
    assert_eq!(may(Action::Submit, &unit), Ok(Role::Liaison));
    assert!(may(Action::Submit, &sample::unit(1, 2)).is_err());
}

#[test]
fn in_a_congress_that_is_not_open_one_may_only_look() {
    for life in Life::ALL {
        let mut congress = sample::congress();
        congress.life = life;
        for (action, state) in
            Action::all().flat_map(|action| State::ALL.map(move |state| (action, state)))
        {
            let Some(role) = Role::ALL
                .into_iter()
                .find(|role| allows(*role, action, state))
            else {
                continue;
            };
            let unit = sample::unit(1, 2);
            let answer = permission::require(
                action,
                &sample::actor(role),
                &nomination(state),
                &unit,
                &congress,
                now(),
            );
            let looks = matches!(action, Action::View | Action::Reveal);
            let expected = if looks || life == Life::Open {
                Ok(role)
            } else {
                Err(Refusal::CongressNotOpen { life })
            };
            assert_eq!(answer, expected, "{action:?} {state:?} {life:?}");
        }
    }
}

#[test]
fn a_page_shows_the_buttons_that_would_work() {
    let possible = |state, role, enabled| {
        let nomination = Nomination {
            enabled,
            ..nomination(state)
        };
        let (unit, congress) = (sample::unit(1, 2), sample::congress());
        let all = permission::possible(&sample::actor(role), &nomination, &unit, &congress, now());
        all.into_iter().map(code).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        possible(State::Allocated, Role::Liaison, true),
        "view reveal fill_in claim_exception submit deregister disable change_category attach attach_signed_form remind"
    );
    assert_eq!(
        possible(State::Allocated, Role::Nominee, true),
        "view reveal fill_in claim_exception submit"
    );
    assert_eq!(possible(State::Allocated, Role::Nominee, false), "");
    assert_eq!(
        possible(State::FirstReviewApproved, Role::Liaison, false),
        "view reveal revoke_first_review report deregister enable attach attach_signed_form"
    );
    assert_eq!(
        possible(State::Reported, Role::FinalReviewer, true),
        "view reveal final_review return_report"
    );
    assert_eq!(
        possible(State::Reported, Role::Liaison, true),
        "view reveal attach_signed_form"
    );
    assert_eq!(
        possible(State::Deregistered, Role::Liaison, true),
        "view reveal"
    );
}

#[test]
fn parts_follow_from_the_records_and_one_phone_can_have_several() {
    let congress = sample::congress();
    let mut unit = sample::unit(1, 2);
    let nominee = nomination(State::Allocated);
    let of = |phone: &str, unit: &domain::unit::Unit| {
        Actor::of(&sample::phone(phone), &congress, Some(unit), Some(&nominee))
    };
    assert_eq!(
        of(sample::ADMINISTRATOR, &unit).roles,
        [Role::Administrator]
    );
    assert_eq!(of(sample::REVIEWER, &unit).roles, [Role::FinalReviewer]);
    assert_eq!(of(sample::LIAISON, &unit).roles, [Role::Liaison]);
    assert_eq!(of(sample::LIAISON, &unit).name, "联络员");
    assert_eq!(of("19900000001", &unit).roles, [Role::Nominee]);
    assert!(of("19900008888", &unit).is_stranger());
    unit.liaisons[0].phone = sample::phone("19900000001");
    assert_eq!(
        of("19900000001", &unit).roles,
        [Role::Liaison, Role::Nominee]
    );
    assert!(of(sample::LIAISON, &unit).is_stranger());
    let other = domain::unit::Unit {
        id: UnitId::parse("unit-2").unwrap(),
        ..sample::unit(1, 2)
    };
    assert_eq!(
        Actor::of(&sample::phone("19900000001"), &congress, Some(&other), None).roles,
        []
    );
}
