//! Eligibility conditions: who may be nominated in a category, and which named reason excepts somebody.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Settings, too_long};
use crate::{
    category::Category,
    codes,
    refusal::{Fault, FaultCode, Said},
    structure::{Facts, Trait},
    text::Language,
    unit::text_within,
};

/// The most conditions of a congress, and reasons of one condition.
const MOST: usize = 20;
/// The longest reason, in characters.
const LONGEST_REASON: usize = 50;

/// What a condition asks of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum Requirement {
    /// Born on this day or later.
    BornNotBefore(Date),
    /// Born on this day or earlier.
    BornNotAfter(Date),
    /// Has this trait.
    Trait(Trait),
    /// Has this rank of a professional title or a higher one (GB/T 8561).
    TitleRank(String),
}

/// What happens to a nomination that does not meet a condition and claims no exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Everybody sees it and nobody is stopped.
    Warning,
    /// It cannot be submitted, approved or reported.
    Refusal,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Its id within the congress; exceptions name it.
    pub id: String,
    /// For whom.
    pub categories: BTreeSet<Category>,
    /// What it asks.
    #[serde(flatten)]
    pub requires: Requirement,
    /// What happens otherwise.
    pub severity: Severity,
    /// The reasons that except somebody, e.g. 院士、专家; none can be claimed where there are none.
    #[serde(default)]
    pub exceptions: Vec<String>,
}

impl Condition {
    /// Whether somebody meets it.
    pub fn met(&self, facts: &Facts, settings: &Settings) -> bool {
        match &self.requires {
            Requirement::BornNotBefore(date) => facts.birth_date >= *date,
            Requirement::BornNotAfter(date) => facts.birth_date <= *date,
            Requirement::Trait(wanted) => facts
                .traits(settings.reference_date, settings.age_limit)
                .contains(wanted),
            Requirement::TitleRank(rank) => match (place(rank), place(&facts.title_rank)) {
                (Some(wanted), Some(has)) => has <= wanted,
                _ => false,
            },
        }
    }

    /// The condition in words: 须为 1966-01-01 及以后出生.
    pub fn says(&self, settings: &Settings) -> Said {
        match &self.requires {
            Requirement::BornNotBefore(date) => Said::new(
                format!("须为 {date} 及以后出生"),
                format!("Must be born on {date} or later"),
            ),
            Requirement::BornNotAfter(date) => Said::new(
                format!("须为 {date} 及以前出生"),
                format!("Must be born on {date} or earlier"),
            ),
            Requirement::Trait(wanted) => {
                let name = settings.trait_name(*wanted);
                Said::new(format!("须为{}", name.zh), format!("Must be: {}", name.en))
            }
            Requirement::TitleRank(rank) => {
                let name = |language| {
                    let table = codes::table("title_rank");
                    table
                        .and_then(|table| table.name(rank, language))
                        .unwrap_or(rank)
                };
                let (zh, en) = (name(Language::Zh), name(Language::En));
                Said::new(
                    format!("专业技术职级须为{zh}及以上"),
                    format!("The title's rank must be at least: {en}"),
                )
            }
        }
    }

    /// The field of the form that it is about.
    pub const fn field(&self) -> &'static str {
        match self.requires {
            Requirement::BornNotBefore(_)
            | Requirement::BornNotAfter(_)
            | Requirement::Trait(Trait::UnderAgeLimit) => "birth_date",
            Requirement::Trait(Trait::Grassroots) => "grassroots",
            Requirement::Trait(Trait::EthnicMinority) => "ethnic_group",
            Requirement::Trait(Trait::DemocraticParty) => "party",
            Requirement::Trait(Trait::Female) => "sex",
            Requirement::TitleRank(_) => "title_rank",
        }
    }
}

/// Where a rank stands in its table, the highest first; “none” is no rank.
fn place(rank: &str) -> Option<usize> {
    let table = codes::table("title_rank")?;
    let ranks = table.entries.iter().filter(|entry| entry.code != NO_RANK);
    ranks
        .enumerate()
        .find(|(_, entry)| entry.code == rank)
        .map(|(place, _)| place)
}

/// 无 in the table of ranks.
const NO_RANK: &str = "9";

/// Every fault, with pointers below `/conditions`.
pub(super) fn faults(conditions: &[Condition], settings: &Settings) -> Vec<Fault> {
    let mut faults = Vec::new();
    if conditions.len() > MOST {
        faults.push(Fault::new(
            "/conditions",
            FaultCode::TooLong,
            format!("最多 {MOST} 条资格条件"),
            format!("At most {MOST} conditions"),
        ));
    }
    for (index, condition) in conditions.iter().enumerate() {
        let pointer = format!("/conditions/{index}");
        if conditions[..index]
            .iter()
            .any(|other| other.id == condition.id)
        {
            faults.push(Fault::new(
                format!("{pointer}/id"),
                FaultCode::Repeated,
                "条件编号重复，请删去后重新添加",
                "Two conditions have the same id; remove one and add it again",
            ));
        }
        text_within(
            &format!("{pointer}/id"),
            "条件编号",
            "the condition's id",
            &condition.id,
            36,
            &mut faults,
        );
        faults.extend(of_one(condition, &pointer, settings));
    }
    faults
}

fn of_one(condition: &Condition, pointer: &str, settings: &Settings) -> Vec<Fault> {
    let mut faults = Vec::new();
    let used = |category: &Category| settings.categories.contains_key(category);
    if !condition.categories.iter().any(used) {
        faults.push(Fault::required(
            format!("{pointer}/categories"),
            "适用的身份类型（至少一种本届大会使用的）",
            "for whom: at least one category of this congress",
        ));
    }
    if let Requirement::TitleRank(rank) = &condition.requires
        && place(rank).is_none()
    {
        faults.push(Fault::new(
            format!("{pointer}/value"),
            FaultCode::UnknownCode,
            "请选择专业技术职级",
            "Choose a rank",
        ));
    }
    if condition.exceptions.len() > MOST {
        faults.push(Fault::new(
            format!("{pointer}/exceptions"),
            FaultCode::TooLong,
            format!("一条条件最多 {MOST} 个例外理由"),
            format!("A condition has at most {MOST} reasons for an exception"),
        ));
    }
    for reason in &condition.exceptions {
        faults.extend(too_long(
            &format!("{pointer}/exceptions"),
            "例外理由",
            "A reason",
            reason,
            LONGEST_REASON,
        ));
    }
    faults
}
