//! One test for each rule of domain.md, “Quotas: the rules”; what is said to people included.

use domain::{
    category::Category,
    decision::Decision,
    early_warning::early_warnings,
    indicator::indicators,
    nomination::{
        Nomination, Standing,
        allocate::{Row, allocate},
        report::report,
        state::State,
    },
    permission::Role,
    refusal::{FaultCode, Refusal},
    structure::Trait,
    unit::Unit,
};

use crate::{
    allocating::row,
    sample::{self, now},
};

use Category::{CommitteeMember, Delegate, Guest};

fn try_rows(unit: &Unit, rows: &[Category]) -> Result<Decision, Refusal> {
    let rows: Vec<Row> = rows
        .iter()
        .enumerate()
        .map(|(number, category)| row(number, *category))
        .collect();
    let congress = sample::congress();
    allocate(
        &rows,
        Standing {
            congress: &congress,
            unit,
        },
        &sample::actor(Role::Liaison),
        now(),
    )
}

/// A unit in which people already hold places.
fn holding(members: u32, delegates: u32, held: &[Category]) -> Unit {
    let held: Vec<Nomination> = held
        .iter()
        .map(|category| sample::nomination(1, *category, State::Allocated))
        .collect();
    sample::counting(sample::unit(members, delegates), &held)
}

fn refused_rows(unit: &Unit, rows: &[Category]) -> Vec<(String, String)> {
    let Err(Refusal::QuotaExceeded(faults)) = try_rows(unit, rows) else {
        panic!("not refused")
    };
    assert!(
        faults
            .iter()
            .all(|fault| fault.code == FaultCode::QuotaExceeded && !fault.says.en.is_empty())
    );
    faults
        .into_iter()
        .map(|fault| (fault.pointer, fault.says.zh))
        .collect()
}

#[test]
fn rule_1_a_quota_is_the_upper_limit_of_those_allocated_and_not_deregistered() {
    let mut unit = holding(0, 2, &[Delegate, Delegate]);
    assert_eq!(
        refused_rows(&unit, &[Delegate])[0].1,
        "代表名额 2，已用 2，本次还能分配 0 名"
    );
    unit.counts.leave(Delegate, State::Allocated);
    unit.counts.enter(Delegate, State::Deregistered);
    assert!(try_rows(&unit, &[Delegate]).is_ok());
    assert!(try_rows(&holding(0, 0, &[Guest, Guest]), &[Guest]).is_err());
}

#[test]
fn rule_2_a_committee_member_takes_up_a_delegates_place() {
    assert!(try_rows(&holding(1, 2, &[Delegate]), &[CommitteeMember]).is_ok());
    let full = holding(1, 2, &[Delegate, Delegate]);
    let expected = "代表名额 2，已用 2，本次还能分配 0 名（委员占用代表名额）";
    assert_eq!(
        refused_rows(&full, &[CommitteeMember]),
        [("/rows/0/category".to_owned(), expected.to_owned())]
    );
    assert!(try_rows(&holding(1, 2, &[CommitteeMember]), &[Delegate]).is_ok());
    assert!(try_rows(&holding(1, 2, &[CommitteeMember, Delegate]), &[Delegate]).is_err());
}

#[test]
fn rule_3_a_delegate_never_takes_up_a_committee_members_place() {
    let unit = holding(1, 3, &[Delegate, Delegate]);
    assert_eq!(unit.counts.held(CommitteeMember), 0);
    assert!(try_rows(&unit, &[CommitteeMember]).is_ok());
    assert!(try_rows(&holding(1, 3, &[CommitteeMember]), &[CommitteeMember]).is_err());
}

/// The indicators of a unit with one committee member and one delegate, both with the given traits, approved by first review.
fn shown(people: &[(usize, Category)], minimums: &[(Category, Trait, u32)]) -> Vec<String> {
    let nominations: Vec<Nomination> = people
        .iter()
        .map(|(number, category)| {
            sample::nomination(*number, *category, State::FirstReviewApproved)
        })
        .collect();
    let mut unit = sample::counting(sample::unit(2, 4), &nominations);
    for (category, wanted, minimum) in minimums {
        unit.quotas
            .0
            .get_mut(category)
            .unwrap()
            .minimums
            .insert(*wanted, *minimum);
    }
    let congress = sample::congress();
    let all = indicators(
        Standing {
            congress: &congress,
            unit: &unit,
        },
        &nominations,
    );
    let of_two = all
        .iter()
        .filter(|one| matches!(one.category(), Some(CommitteeMember | Delegate)));
    of_two
        .map(|one| format!("{}{}", one.label.zh, one.shows()))
        .collect()
}

const WOMAN: usize = 0b00001;
const WOMAN_OF_A_MINORITY: usize = 0b00011;
const MAN: usize = 0b100_0000;

#[test]
fn rule_4_delegates_minimums_count_delegates_and_committee_members_together() {
    assert_eq!(
        shown(
            &[(WOMAN, CommitteeMember), (33, Delegate), (MAN, Delegate)],
            &[(Delegate, Trait::Female, 2)]
        ),
        ["委员名额1(2)", "代表名额3(4)", "代表中女性2(2)"]
    );
}

#[test]
fn rule_5_committee_members_minimums_count_them_alone_and_one_person_can_satisfy_several() {
    let minimums = [
        (CommitteeMember, Trait::Female, 1),
        (CommitteeMember, Trait::EthnicMinority, 1),
    ];
    assert_eq!(
        shown(
            &[(MAN, CommitteeMember), (WOMAN_OF_A_MINORITY, Delegate)],
            &minimums
        )[..3],
        ["委员名额1(2)", "委员中少数民族0(1)", "委员中女性0(1)"]
    );
    assert_eq!(
        shown(&[(WOMAN_OF_A_MINORITY, CommitteeMember)], &minimums)[..3],
        ["委员名额1(2)", "委员中少数民族1(1)", "委员中女性1(1)"]
    );
}

#[test]
fn rule_6_a_batch_is_allocated_all_or_nothing_and_every_failing_row_is_named() {
    let unit = holding(1, 2, &[]);
    let rows = [CommitteeMember, CommitteeMember, Delegate, Delegate, Guest];
    let refused: Vec<_> = refused_rows(&unit, &rows)
        .into_iter()
        .map(|(pointer, _)| pointer)
        .collect();
    assert_eq!(refused, ["/rows/1/category", "/rows/3/category"]);
    let decision = try_rows(&unit, &[CommitteeMember, Delegate, Guest]).unwrap();
    assert_eq!(
        (
            decision.created.len(),
            decision.audit.len(),
            decision.claims.len()
        ),
        (3, 3, 3)
    );
    assert_eq!(decision.unit.unwrap().counts.held(Delegate), 2);
    assert_eq!(decision.messages.len(), 3);
}

#[test]
fn rule_7_reporting_is_refused_unless_every_indicator_is_green_and_each_red_one_is_named() {
    let nominations = [sample::nomination(
        MAN,
        Delegate,
        State::FirstReviewApproved,
    )];
    let mut unit = sample::counting(sample::unit(0, 2), &nominations);
    unit.quotas.0.retain(|category, _| *category == Delegate);
    unit.quotas.0.get_mut(&Delegate).unwrap().minimums =
        [(Trait::Female, 1), (Trait::UnderAgeLimit, 1)].into();
    let congress = sample::congress();
    let standing = Standing {
        congress: &congress,
        unit: &unit,
    };
    let refusal = report(standing, &nominations, &sample::actor(Role::Liaison), now()).unwrap_err();
    assert_eq!(
        refusal.says().zh,
        "指标未全部达标，暂不能上报：代表名额还差 1 名；代表中45岁以下还差 1 名；代表中女性还差 1 名"
    );
    assert!(
        refusal
            .says()
            .en
            .starts_with("Reporting needs every indicator met: Delegate places: 1 more needed")
    );
}

#[test]
fn rule_8_met_is_equal_to_the_quota_unless_the_convener_says_up_to() {
    let nominations = [sample::nomination(MAN, Delegate, State::Reported)];
    let unit = sample::counting(sample::unit(0, 2), &nominations);
    let met = |congress| {
        let all = indicators(
            Standing {
                congress: &congress,
                unit: &unit,
            },
            &nominations,
        );
        let places = all
            .into_iter()
            .find(|one| one.category() == Some(Delegate))
            .unwrap();
        (places.met(), places.shows(), places.compare.code())
    };
    assert_eq!(met(sample::congress()), (false, "1(2)".to_owned(), "equal"));
    assert_eq!(
        met(sample::lenient_congress()),
        (true, "1(2)".to_owned(), "up_to")
    );
}

#[test]
fn rule_9_when_free_places_are_no_more_than_a_minimum_lacking_the_next_must_be_such_people() {
    let warned = |delegates, minimum: u32, people: &[usize]| {
        let nominations: Vec<_> = people
            .iter()
            .map(|number| sample::nomination(*number, Delegate, State::FirstReviewPending))
            .collect();
        let mut unit = sample::counting(sample::unit(0, delegates), &nominations);
        unit.quotas
            .0
            .get_mut(&Delegate)
            .unwrap()
            .minimums
            .insert(Trait::Female, minimum);
        let congress = sample::congress();
        let warnings = early_warnings(
            Standing {
                congress: &congress,
                unit: &unit,
            },
            &nominations,
        );
        warnings
            .into_iter()
            .map(|warning| warning.says.zh)
            .collect::<Vec<_>>()
    };
    assert_eq!(warned(3, 1, &[MAN]), Vec::<String>::new());
    assert_eq!(
        warned(3, 1, &[MAN, MAN + 4]),
        ["代表名额还剩 1 个，女性还差 1 名：接下来 1 名须是女性"]
    );
    assert_eq!(
        warned(3, 2, &[MAN]),
        ["代表名额还剩 2 个，女性还差 2 名：接下来 2 名都须是女性"]
    );
    assert_eq!(warned(3, 1, &[MAN, WOMAN]), Vec::<String>::new());
    assert_eq!(warned(1, 1, &[MAN]), ["代表名额已用完，但女性还差 1 名"]);
}

/// The warnings of a unit with these minimums and nobody nominated.
fn warned_of_none(
    members: u32,
    delegates: u32,
    minimums: &[(Category, Trait, u32)],
    met: domain::congress::Met,
) -> Vec<String> {
    let mut unit = sample::unit(members, delegates);
    for (category, wanted, minimum) in minimums {
        unit.quotas
            .0
            .get_mut(category)
            .unwrap()
            .minimums
            .insert(*wanted, *minimum);
    }
    let mut congress = sample::congress();
    congress
        .settings
        .categories
        .get_mut(&CommitteeMember)
        .unwrap()
        .met = met;
    let warnings = early_warnings(
        Standing {
            congress: &congress,
            unit: &unit,
        },
        &[],
    );
    warnings
        .into_iter()
        .map(|warning| warning.says.zh)
        .collect()
}

#[test]
fn rule_9_traits_are_taken_together_since_one_person_can_have_several() {
    use Trait::{EthnicMinority, Female, Grassroots};
    use domain::congress::Met::Equal;
    let of = |minimums: &[(Category, Trait, u32)]| warned_of_none(0, 3, minimums, Equal);
    assert_eq!(
        of(&[(Delegate, Female, 1), (Delegate, EthnicMinority, 2)]),
        Vec::<String>::new()
    );
    assert_eq!(
        of(&[(Delegate, Female, 2), (Delegate, EthnicMinority, 2)]),
        [
            "代表名额还剩 3 个，少数民族还差 2 名、女性还差 2 名：其中至少 1 名须同时是少数民族、女性"
        ]
    );
    assert_eq!(
        of(&[(Delegate, Female, 3), (Delegate, EthnicMinority, 1)]),
        [
            "代表名额还剩 3 个，少数民族还差 1 名、女性还差 3 名：接下来 3 名都须是女性，其中至少 1 名须是少数民族"
        ]
    );
    // Three traits over two places: nobody need have two given ones, yet somebody must have two of the three.
    assert_eq!(
        warned_of_none(
            0,
            2,
            &[
                (Delegate, Female, 1),
                (Delegate, EthnicMinority, 1),
                (Delegate, Grassroots, 1)
            ],
            Equal
        ),
        [
            "代表名额还剩 2 个，基层工作者还差 1 名、少数民族还差 1 名、女性还差 1 名：至少 1 名须具备以下各项中的 2 项：基层工作者、少数民族、女性"
        ]
    );
}

#[test]
fn rule_9_a_committee_member_counts_for_the_delegates_minimums_too() {
    use Trait::{EthnicMinority, Female};
    use domain::congress::Met::{Equal, UpTo};
    let minimums = [(CommitteeMember, Female, 1), (Delegate, EthnicMinority, 2)];
    // Two places, one of them a member's: both must be of a minority, and the member a woman besides.
    assert_eq!(
        warned_of_none(1, 2, &minimums, Equal),
        [
            "委员名额还剩 1 个，女性还差 1 名：接下来 1 名须同时是少数民族、女性",
            "代表名额还剩 2 个，少数民族还差 2 名：接下来 2 名都须是少数民族，其中至少 1 名须是女性",
        ]
    );
    // Where the member's place may stay empty, delegates' minimums ask nothing of it.
    assert_eq!(
        warned_of_none(1, 2, &minimums, UpTo)[0],
        "委员名额还剩 1 个，女性还差 1 名：接下来 1 名须是女性"
    );
}

#[test]
fn rule_9_more_lacking_than_places_left_says_what_to_do() {
    assert_eq!(
        warned_of_none(
            0,
            1,
            &[(Delegate, Trait::Female, 2)],
            domain::congress::Met::Equal
        ),
        ["代表名额只剩 1 个，但女性还差 2 名，须先注销人员或请换届单位调整名额"]
    );
}

#[test]
fn those_who_have_not_submitted_are_named_in_the_warning_and_count_for_no_trait() {
    let nominations = [sample::nomination(WOMAN, Delegate, State::Allocated)];
    let mut unit = sample::counting(sample::unit(0, 2), &nominations);
    unit.quotas
        .0
        .get_mut(&Delegate)
        .unwrap()
        .minimums
        .insert(Trait::Female, 1);
    let congress = sample::congress();
    let warnings = early_warnings(
        Standing {
            congress: &congress,
            unit: &unit,
        },
        &nominations,
    );
    assert_eq!((warnings[0].free, warnings[0].unknown), (1, 1));
    assert!(
        warnings[0]
            .says
            .zh
            .ends_with("（1 名已分配人员尚未提交，未计入）"),
        "{}",
        warnings[0].says.zh
    );
    assert!(
        warnings[0]
            .says
            .en
            .ends_with("(1 allocated have not submitted and are not counted)")
    );
}
