//! 材料: what is missing, for whom, and what the report says of it.

use domain::{
    category::Category,
    congress::{Belongs, Congress, Material, Met, OwnName},
    id::MaterialId,
    indicator::{Indicator, Lacking, Measure, indicators},
    nomination::{
        Case, Nomination, Standing,
        attach::{attached, detached},
        report::report,
        state::State,
    },
    permission::{Action, Role},
    quota::Quotas,
    refusal::{FaultCode, Refusal},
    unit::{Unit, material},
};

use crate::sample::{self, now};

fn id(text: &str) -> MaterialId {
    MaterialId::parse(text).unwrap()
}

fn asked(text: &str, zh: &str, belongs: Belongs, categories: &[Category]) -> Material {
    Material {
        id: id(text),
        name: OwnName {
            zh: zh.to_owned(),
            en: String::new(),
        },
        belongs,
        categories: categories.iter().copied().collect(),
        template: None,
    }
}

/// Each delegate's opinion of the party organisation, and the unit's record of the electing meeting.
fn congress() -> Congress {
    let mut congress = sample::congress();
    congress.settings.materials = vec![
        asked(
            "opinion",
            "党组织意见",
            Belongs::Person,
            &[Category::Delegate],
        ),
        asked(
            "record",
            "选举会议记录",
            Belongs::Unit,
            &[Category::Delegate],
        ),
        asked("other", "其他", Belongs::Person, &[]),
    ];
    congress
}

fn unit(nominations: &[Nomination]) -> Unit {
    let quotas = Quotas([(Category::Delegate, sample::quota(2, &[]))].into());
    let unit = Unit {
        quotas,
        ..sample::unit(0, 2)
    };
    sample::counting(unit, nominations)
}

fn approved() -> [Nomination; 2] {
    [1, 2].map(|number| sample::nomination(number, Category::Delegate, State::FirstReviewApproved))
}

fn of_materials(congress: &Congress, unit: &Unit, nominations: &[Nomination]) -> Vec<Indicator> {
    let mut all = indicators(Standing { congress, unit }, nominations);
    all.retain(|one| matches!(one.of, Measure::Material(..)));
    all
}

#[test]
fn an_indicator_says_which_material_how_many_people_lack_it_and_who() {
    let (congress, mut nominations) = (congress(), approved());
    let mut unit = unit(&nominations);
    let all = of_materials(&congress, &unit, &nominations);
    let shown: Vec<_> = all
        .iter()
        .map(|one| (one.shows(), one.missing().zh))
        .collect();
    let of_people = ("0(2)".to_owned(), "还有 2 人缺少《党组织意见》".to_owned());
    let of_unit = ("0(1)".to_owned(), "单位尚未上传《选举会议记录》".to_owned());
    assert_eq!(shown, [of_people, of_unit]);
    nominations[0].materials.add(&id("opinion"));
    nominations[0].materials.add(&id("opinion"));
    unit.materials.add(&id("record"));
    let all = of_materials(&congress, &unit, &nominations);
    assert_eq!((all[0].shows(), all[0].met()), ("1(2)".to_owned(), false));
    let one = &nominations[1];
    let lacking = Lacking {
        id: one.id.clone(),
        name: one.name.clone(),
        state: one.state,
    };
    assert_eq!(all[0].lacking, [lacking]);
    assert!(all[1].met() && all[1].missing().zh.is_empty());
}

#[test]
fn those_who_do_not_count_and_categories_that_need_none_are_not_asked() {
    let congress = congress();
    let nominations = [
        sample::nomination(1, Category::Delegate, State::Allocated),
        sample::nomination(2, Category::Guest, State::FirstReviewApproved),
    ];
    let all = of_materials(&congress, &unit(&nominations), &nominations);
    assert_eq!((all[0].shows(), all[0].met()), ("0(0)".to_owned(), true));
    // What somebody lacks is told before they count, too.
    let missing = |one| -> Vec<_> {
        let lacks = domain::material::missing(one, &congress.settings);
        lacks.iter().map(|one| one.id.to_string()).collect()
    };
    assert_eq!(missing(&nominations[0]), ["opinion"]);
    assert!(missing(&nominations[1]).is_empty());
}

#[test]
fn a_unit_is_asked_once_somebody_comes_or_must_come() {
    let mut congress = congress();
    let nobody = unit(&[]);
    assert_eq!(of_materials(&congress, &nobody, &[]).len(), 2);
    // Up to: nobody need come, so nothing was elected yet.
    congress
        .settings
        .categories
        .get_mut(&Category::Delegate)
        .unwrap()
        .met = Met::UpTo;
    assert_eq!(of_materials(&congress, &nobody, &[]).len(), 1);
    let somebody = [sample::nomination(1, Category::Delegate, State::Allocated)];
    assert_eq!(
        of_materials(&congress, &unit(&somebody), &somebody).len(),
        2
    );
}

#[test]
fn a_report_without_a_material_is_refused_by_its_name() {
    let (congress, mut nominations) = (congress(), approved());
    let mut unit = unit(&nominations);
    let liaison = sample::actor(Role::Liaison);
    let tried = |unit: &Unit, nominations: &[Nomination]| {
        let standing = Standing {
            congress: &congress,
            unit,
        };
        report(standing, nominations, &liaison, now())
    };
    let refused = tried(&unit, &nominations).unwrap_err().says().zh;
    assert!(
        refused.contains("还有 2 人缺少《党组织意见》；单位尚未上传《选举会议记录》"),
        "{refused}"
    );
    for one in &mut nominations {
        one.materials.add(&id("opinion"));
    }
    unit.materials.add(&id("record"));
    assert!(tried(&unit, &nominations).is_ok());
}

#[test]
fn what_is_asked_later_or_no_longer_needs_nothing_else_to_be_right() {
    let (mut congress, mut nominations) = (congress(), approved());
    for one in &mut nominations {
        one.materials.add(&id("opinion"));
    }
    let mut unit = unit(&nominations);
    unit.materials.add(&id("record"));
    congress.settings.materials.push(asked(
        "proof",
        "证明",
        Belongs::Person,
        &[Category::Delegate],
    ));
    let red = |congress: &Congress| {
        let all = of_materials(congress, &unit, &nominations);
        all.into_iter()
            .filter(|one| !one.met())
            .map(|one| one.label.zh)
            .collect::<Vec<_>>()
    };
    assert_eq!(red(&congress), ["证明"]);
    congress.settings.materials.pop();
    assert!(red(&congress).is_empty());
    // The same material asked of the unit: what people gave is not the unit's.
    congress.settings.materials[0].belongs = Belongs::Unit;
    assert_eq!(red(&congress), ["党组织意见"]);
}

#[test]
fn a_file_of_a_material_is_counted_with_its_unit_and_another_one_is_not() {
    let (congress, nominations) = (congress(), approved());
    let unit = unit(&nominations);
    let liaison = sample::actor(Role::Liaison);
    let case = |nomination| Case {
        standing: Standing {
            congress: &congress,
            unit: &unit,
        },
        nomination,
        actor: &liaison,
        now: now(),
    };
    let opinion = id("opinion");
    let decision = attached(
        case(&nominations[0]),
        Action::Attach,
        "意见.pdf",
        Some(&opinion),
    )
    .unwrap();
    let after = &decision.changed[0];
    assert_eq!((after.attachments, after.materials.of(&opinion)), (1, 1));
    assert!(decision.unit.is_some());
    let back = detached(case(after), Action::Attach, "意见.pdf", Some(&opinion)).unwrap();
    assert_eq!(
        (
            back.changed[0].attachments,
            back.changed[0].materials.total()
        ),
        (0, 0)
    );
    let plain = attached(case(&nominations[0]), Action::Attach, "证明.pdf", None).unwrap();
    assert_eq!((plain.unit, plain.changed[0].materials.total()), (None, 0));
}

#[test]
fn a_unit_s_file_is_counted_with_its_history_and_stays_while_the_convener_has_it() {
    let (congress, liaison) = (congress(), sample::actor(Role::Liaison));
    let record = id("record");
    let reported = [sample::nomination(1, Category::Delegate, State::Reported)];
    let (with_unit, with_convener) = (unit(&approved()), unit(&reported));
    let standing = |unit| Standing {
        congress: &congress,
        unit,
    };
    let added =
        material::attached(standing(&with_unit), &liaison, now(), "记录.pdf", &record).unwrap();
    let after = added.unit.unwrap();
    assert_eq!(after.materials.of(&record), 1);
    let change = &added.history.unwrap().changes[0];
    assert_eq!(
        (&*change.what, &*change.to),
        ("/materials/选举会议记录", "记录.pdf")
    );
    let back = material::detached(standing(&after), &liaison, now(), "记录.pdf", &record).unwrap();
    assert_eq!(back.unit.unwrap().materials.total(), 0);
    let stays = material::detached(
        standing(&with_convener),
        &liaison,
        now(),
        "记录.pdf",
        &record,
    );
    assert_eq!(stays.unwrap_err(), Refusal::FileReported);
    let reviewer = sample::actor(Role::FinalReviewer);
    let refused = material::attached(standing(&with_unit), &reviewer, now(), "记录.pdf", &record);
    assert!(
        matches!(refused, Err(Refusal::RoleNeeded { .. })),
        "{refused:?}"
    );
}

#[test]
fn settings_with_faulty_materials_are_refused_with_every_fault() {
    let mut congress = congress();
    congress.settings.categories.remove(&Category::Guest);
    congress.settings.materials = vec![
        asked("a", "意见", Belongs::Person, &[]),
        asked("a", "意见", Belongs::Person, &[Category::Guest]),
        asked("much-too-long", " ", Belongs::Unit, &[]),
    ];
    let faults = congress.settings.faults();
    let found: Vec<_> = faults
        .iter()
        .map(|fault| (&*fault.pointer, fault.code))
        .collect();
    assert_eq!(
        found,
        [
            ("/materials/1/id", FaultCode::Repeated),
            ("/materials/1/categories", FaultCode::NotUsed),
            ("/materials/1/name/zh", FaultCode::Repeated),
            ("/materials/2/id", FaultCode::Repeated),
            ("/materials/2/name/zh", FaultCode::Required),
        ]
    );
}
