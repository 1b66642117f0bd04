//! A congress, a unit and its nominations, of a realistic size.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicU32, Ordering::SeqCst},
};

use domain::{
    audit::{AuditEntry, Deed},
    category::Category,
    congress::{CategoryRule, Congress, Level, Life, Office, Officer, Settings, Support},
    decision::{Claim, Decision, Person},
    form::{Form, changes::Before, values::Values},
    id::{CongressId, NominationId, UnitId},
    message::{Message, MessageKind, Words},
    nomination::{Certificate, Nomination, last_step::LastStep, state::State},
    permission::{Action, Role},
    phone::Phone,
    quota::{Quota, Quotas},
    structure::{Facts, Trait},
    unit::{Contact, Counts, Unit, UnitKind},
    window::{Extension, Stage, Window, Windows},
};
use jiff::{Timestamp, civil::date};
use store::Store;

pub(crate) const ID_NUMBER: &str = "440605198407039816";

pub(crate) fn now() -> Timestamp {
    "2026-11-22T08:30:15.123456Z".parse().unwrap()
}

pub(crate) fn id(number: u32) -> String {
    format!("0198c0de-7000-7abc-8def-{number:012}")
}

pub(crate) fn congress_id() -> CongressId {
    CongressId::parse(&id(1)).unwrap()
}

pub(crate) fn unit_id() -> UnitId {
    UnitId::parse(&id(2)).unwrap()
}

pub(crate) fn nomination_id(number: u32) -> NominationId {
    NominationId::parse(&id(1_000 + number)).unwrap()
}

pub(crate) fn phone(number: u32) -> Phone {
    Phone::parse(&format!("199{number:08}")).unwrap()
}

pub(crate) fn contact(name: &str, number: u32) -> Contact {
    Contact {
        name: name.into(),
        phone: phone(number),
    }
}

pub(crate) fn congress() -> Congress {
    let window = Window {
        opens_at: "2026-11-01T00:00:00Z".parse().unwrap(),
        closes_at: "2026-12-01T00:00:00Z".parse().unwrap(),
    };
    let both = BTreeSet::from([Office::Administrator, Office::FinalReviewer]);
    Congress {
        id: congress_id(),
        version: 0,
        convener: "示例市科学技术协会".into(),
        life: Life::Open,
        settings: Settings {
            venue: "示例市会议中心".into(),
            starts_on: Some(date(2026, 12, 20)),
            ends_on: Some(date(2026, 12, 22)),
            categories: Category::ALL
                .map(|one| (one, CategoryRule::default()))
                .into(),
            traits: Trait::ALL.into(),
            windows: Windows(Stage::ALL.map(|stage| (stage, window)).into()),
            support: Support {
                name: "会务组".into(),
                phone: "0757-8000000".into(),
            },
            rule_text: "各选举单位按分配名额推选。".into(),
            ..Settings::new(
                "示例市科学技术协会第九次代表大会",
                Level::City,
                date(2026, 12, 20),
            )
        },
        officers: vec![
            Officer {
                contact: contact("王管理", 901),
                offices: both.clone(),
            },
            Officer {
                contact: contact("李终审", 902),
                offices: both,
            },
        ],
    }
}

pub(crate) fn unit() -> Unit {
    let minimums: BTreeMap<_, _> = Trait::ALL.map(|one| (one, 1)).into();
    let quota = |category: Category| {
        let minimums = if category.has_minimums() {
            minimums.clone()
        } else {
            BTreeMap::new()
        };
        (
            category,
            Quota {
                places: 50,
                minimums,
            },
        )
    };
    Unit {
        id: unit_id(),
        congress: congress_id(),
        version: 0,
        code: "U001".into(),
        name: "示例市光学学会".into(),
        kind: UnitKind::LearnedSociety,
        liaisons: vec![contact("张联络", 801), contact("赵联络", 802)],
        quotas: Quotas(Category::ALL.map(quota).into()),
        counts: Counts::default(),
        materials: domain::material::Filed::default(),
        extensions: vec![Extension {
            stage: Stage::Nominating,
            until: "2026-12-05T00:00:00Z".parse().unwrap(),
            reason: "台风".into(),
        }],
        last_activity_at: Some(now()),
    }
}

pub(crate) fn facts() -> Facts {
    Facts {
        sex: "2".into(),
        ethnic_group: "11".into(),
        party: "04".into(),
        second_party: None,
        birth_date: date(1984, 7, 3),
        occupation: "203".into(),
        grassroots: true,
        education: "11".into(),
        title_rank: "1".into(),
        answers: BTreeMap::new(),
    }
}

pub(crate) fn certificate(number: u32) -> Certificate {
    let number = format!("{}{number:04}", &ID_NUMBER[..14]);
    Certificate {
        kind: "111".into(),
        number,
    }
}

/// A nomination just allocated, number 0 and up.
pub(crate) fn nomination(number: u32) -> Nomination {
    Nomination {
        id: nomination_id(number),
        congress: congress_id(),
        unit: unit_id(),
        version: 0,
        category: Category::CommitteeMember,
        state: State::Allocated,
        enabled: true,
        name: "欧阳若曦".into(),
        phone: phone(number),
        facts: None,
        certificate: None,
        allocated_at: now(),
        submitted_at: None,
        submissions: 0,
        changed_at: now(),
        photo: false,
        attachments: 0,
        materials: domain::material::Filed::default(),
        original_received: false,
        approval: None,
        trail: None,
        exceptions: Vec::new(),
        consent: None,
        reminded_at: None,
        last_step: None,
    }
}

/// The same after its form was submitted.
pub(crate) fn submitted(number: u32, state: State) -> Nomination {
    Nomination {
        state,
        facts: Some(facts()),
        certificate: Some(certificate(number)),
        submitted_at: Some(now()),
        submissions: 1,
        photo: true,
        attachments: 2,
        last_step: Some(LastStep {
            deed: Deed::FirstApprove,
            role: Role::Liaison,
            name: "欧阳若曦".into(),
            by: phone(number),
            at: now(),
            sequence: 1,
        }),
        ..nomination(number)
    }
}

/// A form of about 4 KB.
pub(crate) fn form(number: u32) -> Form {
    let row = |year: u32| {
        serde_json::json!({
            "from": format!("{year}-09"), "to": format!("{}-07", year + 4),
            "where": "示例大学物理与光电工程学院", "as": "副教授、教研室主任",
        })
    };
    let values = serde_json::json!({
        "name": "欧阳若曦", "sex": "2", "ethnic_group": "11", "birth_date": "1984-07-03",
        "phone": phone(number).e164(), "id_type": "111", "id_number": certificate(number).number,
        "email": "ouyang@example.org", "post": "示例大学物理与光电工程学院教授、博士生导师",
        "career": (0..8).map(|step| row(1990 + step * 4)).collect::<Vec<_>>(),
        "achievements": "主持国家自然科学基金项目三项，".repeat(52),
    });
    let values: Values = serde_json::from_value(values).unwrap();
    Form {
        nomination: nomination_id(number),
        version: 0,
        values,
        before: Some(Before::default()),
        saved_at: now(),
        saved_by: "欧阳若曦".into(),
        imported: None,
    }
}

pub(crate) fn entry(nomination: &Nomination, action: Deed, from: Option<State>) -> AuditEntry {
    AuditEntry {
        nomination: nomination.id.clone(),
        sequence: nomination.version + 1,
        at: now(),
        role: Some(Role::Liaison),
        name: "张联络".into(),
        action,
        from,
        to: nomination.state,
        opinion: None,
        remarks: Vec::new(),
        changes: Vec::new(),
        follows: nomination.trail,
    }
}

pub(crate) fn message(to: &Phone) -> Message {
    Message {
        kind: MessageKind::Invited,
        to: to.clone(),
        about: Some((&congress()).into()),
        words: Words {
            congress: congress().settings.title,
            unit: unit().name,
            person: "欧阳若曦".into(),
            until: "2026-12-01 08:00".into(),
            ..Words::default()
        },
    }
}

pub(crate) fn claim(nomination: &Nomination, person: Person) -> Claim {
    Claim {
        person,
        congress: nomination.congress.clone(),
        unit: nomination.unit.clone(),
        nomination: nomination.id.clone(),
        pointer: "/rows/0/phone".into(),
    }
}

/// Allocating these, as the rule decides it.
pub(crate) fn allocation(unit: &Unit, nominations: &[Nomination]) -> Decision {
    let mut unit = unit.clone();
    let by_phone = |one: &Nomination| claim(one, Person::Phone(one.phone.clone()));
    for one in nominations {
        unit.counts.enter(one.category, one.state);
    }
    Decision {
        unit: Some(unit),
        created: nominations.to_vec(),
        claims: nominations.iter().map(by_phone).collect(),
        audit: nominations
            .iter()
            .map(|one| entry(one, Deed::from(Action::Allocate), None))
            .collect(),
        messages: nominations.iter().map(|one| message(&one.phone)).collect(),
        ..Decision::default()
    }
}

/// Moving these to a state, as the rules decide it.
pub(crate) fn transition(unit: &Unit, nominations: &[Nomination], by: Deed, to: State) -> Decision {
    let mut decision = Decision::default();
    let mut unit = unit.clone();
    for one in nominations {
        unit.counts.leave(one.category, one.state);
        unit.counts.enter(one.category, to);
        let after = Nomination {
            state: to,
            ..one.clone()
        };
        decision.audit.push(entry(&after, by, Some(one.state)));
        decision.changed.push(after);
    }
    decision.unit = Some(unit);
    decision
}

/// How everything stands once it is committed, each trail of it ending as the chain that is stored does.
pub(crate) async fn committed(store: &Store, decision: &Decision) -> Decision {
    let mut after = decision.committed();
    for one in after.created.iter_mut().chain(&mut after.changed) {
        let trail = store.linked_trail(&one.id).await.unwrap();
        assert!(trail.iter().all(|linked| linked.holds), "{trail:?}");
        one.trail = trail.last().and_then(|linked| linked.link);
        let own = decision
            .audit
            .iter()
            .any(|entry| entry.nomination == one.id);
        assert_eq!(own, one.trail.is_some(), "{}", one.id);
    }
    after
}

/// Ids for the outbox, never the same twice.
pub(crate) fn ids() -> impl FnMut() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(5_000);
    || id(NEXT.fetch_add(1, SeqCst))
}
