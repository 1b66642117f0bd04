use std::collections::BTreeSet;

use domain::{
    category::Category,
    congress::Life,
    nomination::{
        access, allocate,
        change_category::change_category,
        deregister::deregister,
        fill_in::fill_in,
        report::report,
        return_report::return_report,
        review::{self, Outcome, Review},
        state::{State, TRANSITIONS},
        submit, undo,
    },
    permission::{Action, Actor, Role},
    person_name::PersonName,
    refusal::Refusal,
    structure::Trait,
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Map, json};

use crate::{
    command::{Command, Step, step},
    model::{Model, action_of},
    sample::{self, person::person},
};

const COUNTED: [State; 3] = [
    State::FirstReviewApproved,
    State::Reported,
    State::FinalReviewApproved,
];

/// A unit with few places, so that they run out and fill up, and now and then a minimum.
fn model() -> impl Strategy<Value = Model> {
    let minimum =
        prop::option::weighted(0.3, (prop::sample::select(Trait::ALL.to_vec()), 1..2_u32));
    (0..3_u32, 0..3_u32, any::<bool>(), minimum).prop_map(|(members, more, lenient, minimum)| {
        let congress = if lenient {
            sample::lenient_congress()
        } else {
            sample::congress()
        };
        let mut unit = sample::unit(members, members + more);
        for category in [
            Category::SpecialDelegate,
            Category::Observer,
            Category::Staff,
            Category::Guest,
        ] {
            unit.quotas
                .0
                .insert(category, sample::quota(u32::from(lenient), &[]));
        }
        let delegates = unit.quotas.0.get_mut(&Category::Delegate).expect("a quota");
        delegates
            .minimums
            .extend(minimum.filter(|_| members + more > 0));
        assert_eq!(unit.check(&congress.settings), Ok(()));
        Model::new(congress, unit)
    })
}

/// Carries a step out on the model; answers what was done or why not.
fn carry_out(
    model: &mut Model,
    step: &Step,
) -> Result<Vec<(Option<State>, Action, State)>, Refusal> {
    let role = step
        .other_role
        .unwrap_or_else(|| role_for(model, &step.command));
    let actor = sample::actor(role);
    let decision = match &step.command {
        Command::Allocate(rows) => allocate_rows(model, rows, &actor)?,
        Command::Report => {
            let decision = report(model.standing(), &model.nominations, &actor, sample::now())?;
            assert!(
                model.everything_is_green(&COUNTED),
                "reported with a red indicator"
            );
            decision
        }
        Command::ReturnReport => {
            let all = &model.nominations;
            return_report(model.standing(), all, &actor, "名单有误", sample::now())?
        }
        command => match on_one(model, command, &actor, step.stale) {
            None => return Ok(Vec::new()),
            Some(decided) => decided?,
        },
    };
    let steps = decision
        .audit
        .iter()
        .map(|entry| (entry.from, action_of(entry.action), entry.to))
        .collect();
    let done = model.commit(decision);
    Ok(if done { steps } else { Vec::new() })
}

/// Who would give a command: an undo, whoever decided.
fn role_for(model: &Model, command: &Command) -> Role {
    let index = command.which() % model.nominations.len().max(1);
    let last = model.nominations.get(index);
    let last = last.and_then(|one| one.last_step.as_ref());
    match (command, last) {
        (Command::Undo(_), Some(step)) => step.role,
        _ => command.role(),
    }
}

fn allocate_rows(
    model: &Model,
    rows: &[(Category, usize)],
    actor: &Actor,
) -> Result<domain::decision::Decision, Refusal> {
    let rows: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(index, (category, number))| allocate::Row {
            id: sample::nomination_id(model.trail.len() * 10 + index),
            name: PersonName::parse(&person(*number).name).expect("a name"),
            phone: person(*number).phone(),
            category: *category,
        })
        .collect();
    allocate::allocate(&rows, model.standing(), actor, sample::now())
}

/// A command on one nomination; nothing when there are none.
fn on_one(
    model: &mut Model,
    command: &Command,
    actor: &Actor,
    stale: bool,
) -> Option<Result<domain::decision::Decision, Refusal>> {
    let index = command.which() % model.nominations.len().max(1);
    if let Command::Submit { complete, .. } = command {
        prepare(model, index, *complete);
    }
    let nomination = model.nominations.get(index)?;
    let version = nomination.version + u64::from(stale);
    let form_version = model.form(index).version + u64::from(stale);
    let case = model.case(index, actor);
    Some(match command {
        Command::FillIn {
            wrong, emptying, ..
        } => {
            let changes = match (wrong, emptying) {
                (true, _) => json!({ "sex": "x" }),
                (false, true) => json!({ "post": null }),
                (false, false) => json!({ "fax": "0757-1" }),
            };
            let changes: Map<_, _> = changes.as_object().expect("an object").clone();
            fill_in(case, model.form(index), form_version, &changes)
        }
        Command::Submit { .. } if nomination.state == State::FinalReviewRejected => {
            let decided =
                submit::resubmit(case, model.form(index), form_version, &model.nominations);
            let counted = [COUNTED.as_slice(), &[State::FinalReviewRejected]].concat();
            assert!(
                decided.is_err() || model.everything_is_green(&counted),
                "submitted again with a red indicator"
            );
            decided
        }
        Command::Submit { .. } => submit::submit(case, model.form(index), form_version),
        Command::FirstReview {
            approve, silent, ..
        } => review::first_review(case, &judgement(version, *approve, *silent)),
        Command::FinalReview { approve, .. } => {
            review::final_review(case, &judgement(version, *approve, false))
        }
        Command::RevokeFirstReview(_) => {
            review::revoke_first_review(case, version, model.form(index))
        }
        Command::RevokeFinalReview(_) => review::revoke_final_review(case, version),
        Command::Undo(_) => undo::undo(case, version, model.form(index)),
        Command::Deregister { silent, .. } => {
            deregister(case, version, if *silent { " " } else { "工作调动" })
        }
        Command::SetAccess { enabled, .. } => access::set_access(case, version, *enabled),
        Command::ChangeCategory { to, .. } => change_category(case, version, *to),
        Command::Allocate(_) | Command::Report | Command::ReturnReport => {
            unreachable!("not on one nomination")
        }
    })
}

/// Whoever may fill it in types the form and hands in the photo, or forgets it.
fn prepare(model: &mut Model, index: usize, complete: bool) {
    let Some(nomination) = model.nominations.get_mut(index) else {
        return;
    };
    let to_fill_in = [
        State::Allocated,
        State::FirstReviewRejected,
        State::FinalReviewRejected,
    ];
    if !to_fill_in.contains(&nomination.state) {
        return;
    }
    nomination.photo = complete;
    let number: usize = nomination.phone.national()[7..]
        .parse()
        .expect("the person's number");
    let form = model
        .forms
        .get_mut(nomination.id.as_str())
        .expect("every nomination has a form");
    form.values = if complete {
        person(number).values()
    } else {
        person(number).form(false).values
    };
}

fn judgement(version: u64, approve: bool, silent: bool) -> Review {
    let outcome = if approve {
        Outcome::Approve
    } else {
        Outcome::Reject
    };
    let opinion = if silent {
        String::new()
    } else {
        "请补充".to_owned()
    };
    Review {
        version,
        outcome,
        opinion,
        remarks: Vec::new(),
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:?} {:?}",
            self.unit.quotas, self.congress.settings.categories
        )
    }
}

/// The model itself fails when anything that must be true is not. What the sequences reached is counted too: a test that never
/// reports proves nothing about reporting.
#[test]
fn no_sequence_of_commands_breaks_a_rule_and_together_they_go_every_way_of_the_table() {
    let mut done = BTreeSet::new();
    let mut refused = BTreeSet::new();
    let mut runner = TestRunner::deterministic();
    for _ in 0..400 {
        let sequence = (model(), prop::collection::vec(step(), 80));
        let (mut model, steps) = sequence
            .new_tree(&mut runner)
            .expect("a sequence")
            .current();
        for step in steps {
            match carry_out(&mut model, &step) {
                Ok(steps) => done.extend(steps),
                Err(refusal) => {
                    let name = format!("{refusal:?}");
                    refused.insert(name.split(['(', ' ']).next().expect("a name").to_owned());
                }
            }
        }
    }
    let missing: Vec<_> = TRANSITIONS
        .iter()
        .filter(|way| !done.contains(&(Some(way.from), way.by, way.to)))
        .collect();
    assert!(missing.is_empty(), "never went {missing:?}");
    let refused: Vec<_> = refused.iter().map(String::as_str).collect();
    assert_eq!(
        refused,
        [
            "AccessDisabled",
            "BeingCorrected",
            "IndicatorsRed",
            "Invalid",
            "NotPermitted",
            "NothingToDo",
            "QuotaExceeded",
            "Stale",
            "TooLateToUndo",
            "WrongState"
        ]
    );
}

#[test]
fn once_a_congress_is_closed_no_command_is_carried_out() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..40 {
        let sequence = (model(), prop::collection::vec(step(), 40));
        let (mut model, steps) = sequence
            .new_tree(&mut runner)
            .expect("a sequence")
            .current();
        let (before, after) = steps.split_at(20);
        for step in before {
            let _ = carry_out(&mut model, step);
        }
        model.congress.life = Life::Closed;
        for step in after {
            assert_eq!(
                carry_out(&mut model, step).unwrap_or_default(),
                [],
                "{step:?}"
            );
        }
    }
}
