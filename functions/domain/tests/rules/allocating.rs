use domain::{
    category::Category::{self, CommitteeMember, Delegate, Guest},
    nomination::{
        Standing,
        allocate::{MOST_ROWS, Row, allocate},
        change_category::change_category,
        state::State,
    },
    permission::Role,
    person_name::PersonName,
    refusal::{FaultCode, Refusal},
};

use crate::sample::{self, now, person::person};

pub(crate) fn row(number: usize, category: Category) -> Row {
    Row {
        id: sample::nomination_id(number),
        name: PersonName::parse(&person(number).name).unwrap(),
        phone: person(number).phone(),
        category,
    }
}

#[test]
fn rows_that_cannot_be_are_refused_at_their_places() {
    let mut congress = sample::congress();
    congress.settings.categories.remove(&Guest);
    let unit = sample::unit(40, 40);
    let faults = |rows: &[Row]| {
        let standing = Standing {
            congress: &congress,
            unit: &unit,
        };
        let Err(Refusal::Invalid(faults)) =
            allocate(rows, standing, &sample::actor(Role::Liaison), now())
        else {
            panic!("not refused")
        };
        assert!(
            faults
                .iter()
                .all(|fault| !fault.says.zh.is_empty() && !fault.says.en.is_empty())
        );
        faults
            .into_iter()
            .map(|fault| (fault.pointer, fault.code))
            .collect::<Vec<_>>()
    };
    assert_eq!(faults(&[]), [("/rows".to_owned(), FaultCode::Required)]);
    let twice = [row(1, Delegate), row(2, Delegate), row(1, Guest)];
    assert_eq!(
        faults(&twice),
        [
            ("/rows/2/category".to_owned(), FaultCode::NotUsed),
            ("/rows/2/phone".to_owned(), FaultCode::Repeated)
        ]
    );
    let many: Vec<Row> = (0..=MOST_ROWS)
        .map(|number| row(number, Delegate))
        .collect();
    assert_eq!(faults(&many), [("/rows".to_owned(), FaultCode::TooLong)]);
}

#[test]
fn only_a_liaison_allocates_while_the_congress_and_the_stage_are_open() {
    let (congress, unit) = (sample::congress(), sample::unit(1, 2));
    let rows = [row(1, Delegate)];
    for role in [Role::Administrator, Role::FinalReviewer, Role::Nominee] {
        let standing = Standing {
            congress: &congress,
            unit: &unit,
        };
        let refusal = allocate(&rows, standing, &sample::actor(role), now()).unwrap_err();
        assert_eq!(
            refusal.says().zh,
            "您的身份不能分配名额，可由选举单位联络员操作"
        );
    }
    let late = sample::at("2027-01-01T00:00:00Z");
    let standing = Standing {
        congress: &congress,
        unit: &unit,
    };
    let refusal = allocate(&rows, standing, &sample::actor(Role::Liaison), late).unwrap_err();
    assert!(matches!(refusal, Refusal::StageClosed { .. }));
    let closed = domain::congress::Congress {
        life: domain::congress::Life::Closed,
        ..sample::congress()
    };
    let standing = Standing {
        congress: &closed,
        unit: &unit,
    };
    let refusal = allocate(&rows, standing, &sample::actor(Role::Liaison), now()).unwrap_err();
    assert!(matches!(refusal, Refusal::CongressNotOpen { .. }));
}

#[test]
fn a_category_is_changed_when_its_quota_has_a_place_and_the_place_held_is_given_back_first() {
    let change = |members, delegates, held: &[Category], to| {
        let nominations: Vec<_> = held
            .iter()
            .enumerate()
            .map(|(number, category)| sample::nomination(number, *category, State::Allocated))
            .collect();
        let unit = sample::counting(sample::unit(members, delegates), &nominations);
        let congress = sample::congress();
        let case = domain::nomination::Case {
            standing: Standing {
                congress: &congress,
                unit: &unit,
            },
            nomination: &nominations[0],
            actor: &sample::actor(Role::Liaison),
            now: now(),
        };
        change_category(case, 1, to)
    };
    let decision = change(1, 1, &[Delegate], CommitteeMember).unwrap();
    assert_eq!(decision.changed[0].category, CommitteeMember);
    assert_eq!(decision.audit[0].opinion.as_deref(), Some("代表 → 委员"));
    assert_eq!(decision.unit.unwrap().counts.held(Delegate), 1);
    let Err(Refusal::QuotaExceeded(faults)) =
        change(1, 2, &[Delegate, CommitteeMember], CommitteeMember)
    else {
        panic!("not refused")
    };
    assert_eq!(
        (faults[0].pointer.as_str(), faults[0].says.zh.as_str()),
        ("/category", "委员名额 1 已用完")
    );
    assert!(matches!(
        change(1, 1, &[Delegate], Delegate),
        Err(Refusal::Invalid(_))
    ));
}
