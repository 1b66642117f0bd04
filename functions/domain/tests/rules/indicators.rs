use domain::{
    category::Category,
    indicator::{Compare, Indicator, Measure, indicators},
    nomination::{Standing, state::State},
    refusal::Said,
    structure::Trait,
    text::Language,
};

use crate::sample;

fn indicator(compare: Compare, submitted: u32, quota: u32) -> Indicator {
    let label = Said::new("代表名额", "Delegate places");
    Indicator {
        of: Measure::Places(Category::Delegate),
        submitted,
        quota,
        compare,
        label,
        lacking: Vec::new(),
    }
}

#[test]
fn each_is_shown_as_submitted_of_quota_and_green_or_red() {
    use Compare::{AtLeast, Equal, UpTo};
    for (compare, submitted, quota, met, missing) in [
        (Equal, 1, 3, false, "代表名额还差 2 名"),
        (Equal, 3, 3, true, ""),
        (Equal, 4, 3, false, "代表名额多出 1 名"),
        (UpTo, 1, 3, true, ""),
        (UpTo, 0, 0, true, ""),
        (UpTo, 4, 3, false, "代表名额多出 1 名"),
        (AtLeast, 1, 3, false, "代表名额还差 2 名"),
        (AtLeast, 3, 3, true, ""),
        (AtLeast, 4, 3, true, ""),
    ] {
        let one = indicator(compare, submitted, quota);
        assert_eq!(one.shows(), format!("{submitted}({quota})"));
        assert_eq!(
            (one.met(), one.missing().zh.as_str()),
            (met, missing),
            "{}",
            one.shows()
        );
        assert_eq!(one.missing().get(Language::En).is_empty(), met);
    }
}

#[test]
fn what_counts_is_approved_and_waiting_or_reported_and_not_sent_back() {
    for state in State::ALL {
        let nominations = [sample::nomination(1, Category::Delegate, state)];
        let unit = sample::counting(sample::unit(0, 3), &nominations);
        let congress = sample::congress();
        let all = indicators(
            Standing {
                congress: &congress,
                unit: &unit,
            },
            &nominations,
        );
        let shown = all
            .iter()
            .find(|one| one.category() == Some(Category::Delegate))
            .unwrap()
            .shows();
        let counted = matches!(
            state,
            State::FirstReviewApproved | State::Reported | State::FinalReviewApproved
        );
        assert_eq!(shown, if counted { "1(3)" } else { "0(3)" }, "{state:?}");
    }
}

#[test]
fn the_categories_stand_in_order_each_with_its_minimums_after_it_and_only_those_in_use() {
    let mut unit = sample::unit(1, 3);
    unit.quotas
        .0
        .get_mut(&Category::CommitteeMember)
        .unwrap()
        .minimums
        .insert(Trait::Grassroots, 1);
    let delegates = unit.quotas.0.get_mut(&Category::Delegate).unwrap();
    delegates.minimums = Trait::ALL.map(|wanted| (wanted, 1)).into();
    let mut congress = sample::congress();
    congress.settings.traits.remove(&Trait::Female);
    congress.settings.categories.remove(&Category::Staff);
    congress.settings.age_limit = 40;
    let all = indicators(
        Standing {
            congress: &congress,
            unit: &unit,
        },
        &[],
    );
    let labels = |language| {
        all.iter()
            .map(|one| one.label.get(language).to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        labels(Language::Zh),
        "委员名额 委员中基层工作者 代表名额 代表中基层工作者 代表中40岁以下 代表中少数民族 代表中民主党派 特邀代表名额 列席代表名额 参会嘉宾名额"
    );
    assert!(labels(Language::En).contains("Delegate: Aged 40 or under"));
    assert!(all.iter().all(|one| one.compare.code()
        == if one.wanted().is_some() {
            "at_least"
        } else {
            "equal"
        }));
}

#[test]
fn each_trait_of_a_submitted_form_counts_for_its_minimum() {
    for (bit, wanted) in [
        Trait::Female,
        Trait::EthnicMinority,
        Trait::DemocraticParty,
        Trait::UnderAgeLimit,
        Trait::Grassroots,
    ]
    .into_iter()
    .enumerate()
    {
        for (number, expected) in [(1 << bit, "1(1)"), (0b1_1111 ^ (1 << bit), "0(1)")] {
            let nominations = [sample::nomination(
                number,
                Category::Delegate,
                State::FirstReviewApproved,
            )];
            let mut unit = sample::counting(sample::unit(0, 1), &nominations);
            unit.quotas
                .0
                .get_mut(&Category::Delegate)
                .unwrap()
                .minimums
                .insert(wanted, 1);
            let congress = sample::congress();
            let all = indicators(
                Standing {
                    congress: &congress,
                    unit: &unit,
                },
                &nominations,
            );
            let shown = all
                .iter()
                .find(|one| one.wanted() == Some(wanted))
                .unwrap()
                .shows();
            assert_eq!(shown, expected, "{wanted:?} {number:b}");
        }
    }
}
