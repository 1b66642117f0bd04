//! What `infra/local/demo` holds.

use serde::Deserialize;
use serde_json::{Map, Value};
use store::access::factors::TotpSecret;

pub(super) const CONGRESS: &str = include_str!("../../demo/congress.json");
pub(super) const UNITS: &str = include_str!("../../demo/units.csv");
pub(super) const PORTRAIT: &[u8] = include_bytes!("../../demo/portrait.png");
/// The empty form of a material, and what is uploaded for every material.
pub(super) const OPINION: &[u8] = include_bytes!("../../demo/opinion.docx");
/// What everybody reads of the congress.
pub(super) const NOTICE: &str = include_str!("../../demo/notice.md");
const NOMINEES: &str = include_str!("../../demo/nominees.json");

/// The convening body.
pub(super) const CONVENER: &str = "示例市科学技术协会";
/// Its administrator, who does the final review too.
pub(super) const ADMINISTRATOR: (&str, &str) = ("沈明远", "19900950000");
/// Its second final reviewer.
pub(super) const FINAL_REVIEWER: (&str, &str) = ("高佳音", "19900950099");

/// What the authenticator app of everybody in the convener's part of the demo holds. It is no secret: it is printed.
pub const AUTHENTICATOR: TotpSecret = TotpSecret::known(*b"Tuixuan's demo only.");

/// Who has that app.
pub(crate) const WITH_AUTHENTICATOR: [&str; 2] = [ADMINISTRATOR.1, FINAL_REVIEWER.1];

/// Somebody whom the demo lets nominate, and how far it brings them.
#[derive(Debug, Deserialize)]
pub(super) struct Nominee {
    pub(super) unit: String,
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) category: String,
    /// The code of the state.
    pub(super) state: String,
    /// The form's values by field id.
    pub(super) values: Map<String, Value>,
    /// What is corrected after a first review sent the form back, before it is submitted again; none was where it is empty.
    #[serde(default)]
    pub(super) corrected: Map<String, Value>,
}

/// An electing unit and its liaison.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) liaison: String,
    pub(super) phone: String,
}

pub(super) fn nominees() -> Result<Vec<Nominee>, serde_json::Error> {
    serde_json::from_str(NOMINEES)
}

pub(super) fn units() -> Vec<Unit> {
    let unit = |line: &str| {
        let mut cells = line.split(',').map(str::to_owned);
        let mut next = || cells.next().unwrap_or_default();
        Unit {
            code: next(),
            name: next(),
            liaison: next(),
            phone: next(),
        }
    };
    UNITS.lines().skip(1).map(unit).collect()
}

/// Somebody to sign in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// Their phone.
    pub phone: String,
    /// Their name.
    pub name: String,
    /// What they do, in both languages.
    pub part: String,
}

/// Whom to sign in as to see each side of the demo.
pub fn people() -> Vec<Somebody> {
    let somebody = |(name, phone): (&str, &str), part: String| Somebody {
        phone: phone.to_owned(),
        name: name.to_owned(),
        part,
    };
    let mut people = vec![
        somebody(
            ADMINISTRATOR,
            "换届单位管理员、终审 / convener, final review".to_owned(),
        ),
        somebody(FINAL_REVIEWER, "终审 / final review".to_owned()),
    ];
    for unit in units() {
        let part = format!("联络员 / liaison, {} {}", unit.code, unit.name);
        people.push(somebody((&unit.liaison, &unit.phone), part));
    }
    let nominees = nominees().unwrap_or_default();
    if let Some(nominee) = nominees.iter().find(|one| one.state == "allocated") {
        let part = "被推荐人，待填报 / nominee, form to fill in".to_owned();
        people.push(somebody((&nominee.name, &nominee.phone), part));
    }
    if let Some((name, phone)) = super::former::nominee() {
        let part =
            "被推荐人，可带入往届登记表 / nominee with a form at a former congress".to_owned();
        people.push(somebody((&name, &phone), part));
    }
    people
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::nomination::state::State;

    use super::{nominees, people, units};

    #[test]
    fn somebody_stands_in_every_state_and_nobody_twice() {
        let nominees = nominees().unwrap();
        let states: BTreeSet<_> = nominees.iter().map(|one| one.state.as_str()).collect();
        let all = State::ALL.map(State::code);
        assert_eq!(states, BTreeSet::from(all));
        let phones: BTreeSet<_> = nominees.iter().map(|one| one.phone.as_str()).collect();
        assert_eq!(phones.len(), nominees.len());
        assert!(phones.iter().all(|phone| phone.starts_with("1990095")));
    }

    #[test]
    fn every_nominee_belongs_to_a_unit_of_the_list() {
        let codes: BTreeSet<_> = units().into_iter().map(|unit| unit.code).collect();
        assert!(
            nominees()
                .unwrap()
                .iter()
                .all(|one| codes.contains(&one.unit))
        );
        // The administrator, a final reviewer, a nominee, and one with a former form.
        assert_eq!(people().len(), codes.len() + 4);
    }
}
