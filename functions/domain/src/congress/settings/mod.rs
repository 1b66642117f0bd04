#![doc = include_str!("README.md")]

mod category;
mod condition;
mod material;
pub mod questions;
mod support;
mod target;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use category::{CategoryRule, Met, OwnName};
pub use condition::{Condition, Requirement, Severity};
pub use material::{Belongs, Material, Template};
pub use support::Support;
pub use target::{Target, Targets};

use super::Level;
use crate::{
    category::Category,
    refusal::{Fault, FaultCode, Said},
    structure::Trait,
    unit::text_within,
    window::Windows,
};

/// What a convener sets (大会信息).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Title, e.g. 示例市科学技术协会第九次代表大会.
    pub title: String,
    /// Level of the convening body.
    pub level: Level,
    /// Venue.
    #[serde(default)]
    pub venue: String,
    /// First day of the congress.
    #[serde(default)]
    pub starts_on: Option<Date>,
    /// Last day of the congress.
    #[serde(default)]
    pub ends_on: Option<Date>,
    /// The day at which ages are taken.
    pub reference_date: Date,
    /// The age behind “45岁以下”, in full years; the number itself is within (Civil Code, Article 1259).
    #[serde(default = "default_age_limit")]
    pub age_limit: u8,
    /// The categories it uses.
    pub categories: BTreeMap<Category, CategoryRule>,
    /// The traits it uses.
    pub traits: BTreeSet<Trait>,
    /// A window for each stage.
    #[serde(default)]
    pub windows: Windows,
    /// Who helps.
    #[serde(default)]
    pub support: Support,
    /// The convener's rule above the quota table.
    #[serde(default)]
    pub rule_text: String,
    /// Whether two final reviewers must approve.
    #[serde(default)]
    pub four_eyes: bool,
    /// What share of the whole congress is to have which trait.
    #[serde(default)]
    pub targets: Targets,
    /// The convener's official notice, shown to every unit; paragraphs of plain text.
    #[serde(default)]
    pub notice: String,
    /// Who may be nominated.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// Which files it asks for.
    #[serde(default)]
    pub materials: Vec<Material>,
    /// What it makes of the registration form.
    #[serde(default)]
    pub form: questions::FormSettings,
}

/// The age limit where none is set (domain.md).
const USUAL_AGE_LIMIT: u8 = 45;
/// The longest text of the convener's own, in characters.
const LONGEST_TEXT: usize = 2_000;
/// The longest official notice, in characters.
const LONGEST_NOTICE: usize = 10_000;

const fn default_age_limit() -> u8 {
    USUAL_AGE_LIMIT
}

impl Settings {
    /// The least a congress needs, with what is usual: no category, trait or window is set yet.
    pub fn new(title: impl Into<String>, level: Level, reference_date: Date) -> Self {
        Self {
            title: title.into(),
            level,
            venue: String::new(),
            starts_on: None,
            ends_on: None,
            reference_date,
            age_limit: USUAL_AGE_LIMIT,
            categories: BTreeMap::new(),
            traits: BTreeSet::new(),
            windows: Windows::default(),
            support: Support::default(),
            rule_text: String::new(),
            four_eyes: false,
            targets: Targets::new(),
            notice: String::new(),
            conditions: Vec::new(),
            materials: Vec::new(),
            form: questions::FormSettings::default(),
        }
    }

    /// The name of the trait here: the age limit is this congress's own.
    pub fn trait_name(&self, wanted: Trait) -> Said {
        let name = wanted.name();
        let limit = self.age_limit;
        match wanted {
            Trait::UnderAgeLimit => {
                Said::new(format!("{limit}岁以下"), format!("Aged {limit} or under"))
            }
            _ => Said::new(name.zh, name.en),
        }
    }

    /// What a category is called here.
    pub fn category_name(&self, category: Category) -> Said {
        let own = self
            .categories
            .get(&category)
            .and_then(CategoryRule::own_name);
        own.unwrap_or_else(|| Said::new(category.name().zh, category.name().en))
    }

    /// Whether minimums of traits apply to a category here.
    pub fn has_minimums(&self, category: Category) -> bool {
        let rule = self.categories.get(&category);
        category.has_minimums() && rule.is_some_and(|rule| rule.minimums)
    }

    /// Every fault in the settings, with pointers.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.windows.faults();
        text_within(
            "/title",
            "大会名称",
            "the congress's title",
            &self.title,
            100,
            &mut faults,
        );
        faults.extend(too_long("/venue", "地点", "The venue", &self.venue, 200));
        faults.extend(too_long(
            "/rule_text",
            "名额说明",
            "The rule",
            &self.rule_text,
            LONGEST_TEXT,
        ));
        faults.extend(self.support.faults());
        faults.extend(self.form.faults());
        let used = |category| self.categories.contains_key(&category);
        faults.extend(target::faults(&self.targets, used));
        faults.extend(too_long(
            "/notice",
            "通知正文",
            "The notice",
            &self.notice,
            LONGEST_NOTICE,
        ));
        for (category, rule) in &self.categories {
            faults.extend(rule.faults(&format!("/categories/{}", category.code())));
        }
        faults.extend(condition::faults(&self.conditions, self));
        faults.extend(material::faults(&self.materials, self));
        if let (Some(starts), Some(ends)) = (self.starts_on, self.ends_on)
            && ends < starts
        {
            faults.push(Fault::new(
                "/ends_on",
                FaultCode::OutOfRange,
                "结束日期不能早于开始日期",
                "The last day cannot be before the first",
            ));
        }
        if !(18..=100).contains(&self.age_limit) {
            faults.push(Fault::new(
                "/age_limit",
                FaultCode::OutOfRange,
                "年龄界限须在 18 至 100 之间",
                "The age limit must be between 18 and 100",
            ));
        }
        if self.categories.is_empty() {
            faults.push(Fault::required(
                "/categories",
                "至少一种身份类型",
                "at least one category",
            ));
        }
        faults
    }
}

/// A text of the convener's own that is longer than is kept.
fn too_long(pointer: &str, zh: &str, en: &str, text: &str, most: usize) -> Option<Fault> {
    (text.chars().count() > most).then(|| {
        Fault::new(
            pointer,
            FaultCode::TooLong,
            format!("{zh}最多 {most} 字"),
            format!("{en}: at most {most} characters"),
        )
    })
}
