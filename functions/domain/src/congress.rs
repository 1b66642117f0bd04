//! A congress (代表大会): its settings and its life.

pub mod convening;
pub mod found;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    id::CongressId,
    phone::Phone,
    refusal::{Fault, FaultCode, Refusal, Said},
    structure::Trait,
    text::Text,
    unit::{Contact, text_within},
    window::Windows,
};

/// The level of the convening body; changes words on the form (省委委员 / 市委委员).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 全国.
    National,
    /// 省.
    Province,
    /// 市.
    City,
    /// 县.
    County,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::National, Self::Province, Self::City, Self::County];

    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
        }
    }

    /// The word that stands for “{level}” in the form's labels, e.g. 省 in 省科协.
    pub const fn word(self) -> Text {
        match self {
            Self::National => Text::new("全国", "National"),
            Self::Province => Text::new("省", "Provincial"),
            Self::City => Text::new("市", "Municipal"),
            Self::County => Text::new("县", "County"),
        }
    }

    /// The word before 委 in 委委员: 中央委员会 is 中, 省委 is 省.
    pub const fn committee_word(self) -> Text {
        match self {
            Self::National => Text::new("中", "Central"),
            other => other.word(),
        }
    }
}

/// Where a congress is in its life: draft → open → closed → archived; closed may be opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// 筹备中: only the convener sees it.
    Draft,
    /// 进行中.
    Open,
    /// 已结束: everything can be read, nothing changed.
    Closed,
    /// 已归档.
    Archived,
}

impl Life {
    /// All of them in order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Open, Self::Closed, Self::Archived];

    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Archived => "archived",
        }
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Draft => Text::new("筹备中", "Draft"),
            Self::Open => Text::new("进行中", "Open"),
            Self::Closed => Text::new("已结束", "Closed"),
            Self::Archived => Text::new("已归档", "Archived"),
        }
    }

    /// Where it may go from here.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Open],
            Self::Open => &[Self::Closed],
            Self::Closed => &[Self::Open, Self::Archived],
            Self::Archived => &[],
        }
    }
}

/// When a category counts as met (rule 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// Exactly the quota.
    #[default]
    Equal,
    /// Anything up to the quota.
    UpTo,
}

/// How a congress uses a category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRule {
    /// When it counts as met.
    #[serde(default)]
    pub met: Met,
}

/// Who helps (支持联系人), shown on every page's foot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Name.
    pub name: String,
    /// Phone as it is to be shown: a published number, landlines too.
    pub phone: String,
}

/// A part somebody of the convening body has in a congress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// 管理员: sets up, watches, exports.
    Administrator,
    /// 终审员: does the final review.
    FinalReviewer,
}

/// Somebody of the convening body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Who.
    pub contact: Contact,
    /// With which parts, at least one.
    pub offices: BTreeSet<Office>,
}

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
}

const fn default_age_limit() -> u8 {
    45
}

impl Settings {
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
        if self.rule_text.chars().count() > 2_000 {
            text_within(
                "/rule_text",
                "名额说明",
                "the rule",
                &self.rule_text,
                2_000,
                &mut faults,
            );
        }
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

/// A congress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Congress {
    /// Its id.
    pub id: CongressId,
    /// Raised by one with every change.
    pub version: u64,
    /// The convening body's name.
    pub convener: String,
    /// Where it is in its life.
    pub life: Life,
    /// What the convener set.
    pub settings: Settings,
    /// Its administrators and final reviewers.
    pub officers: Vec<Officer>,
}

impl Congress {
    /// Whether work may be done in it.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`].
    pub fn require_open(&self) -> Result<(), Refusal> {
        if self.life == Life::Open {
            Ok(())
        } else {
            Err(Refusal::CongressNotOpen { life: self.life })
        }
    }

    /// The parts somebody who signed in with this phone has in it.
    pub fn offices_of(&self, phone: &Phone) -> BTreeSet<Office> {
        let theirs = self
            .officers
            .iter()
            .filter(|officer| officer.contact.phone == *phone);
        theirs
            .flat_map(|officer| officer.offices.iter().copied())
            .collect()
    }

    /// The name of the trait here.
    pub fn trait_name(&self, wanted: Trait) -> Said {
        self.settings.trait_name(wanted)
    }

    /// The congress with another set of officers.
    ///
    /// # Errors
    /// Every fault: somebody twice or without a part, and no administrator left.
    pub fn with_officers(mut self, officers: Vec<Officer>) -> Result<Self, Refusal> {
        let mut faults = Vec::new();
        for (index, officer) in officers.iter().enumerate() {
            let pointer = format!("/officers/{index}/name");
            text_within(
                &pointer,
                "姓名",
                "the name",
                &officer.contact.name,
                50,
                &mut faults,
            );
            if officer.offices.is_empty() {
                let pointer = format!("/officers/{index}/roles");
                faults.push(Fault::required(
                    pointer,
                    "至少一个角色",
                    "at least one role",
                ));
            }
            if officers[..index]
                .iter()
                .any(|other| other.contact.phone == officer.contact.phone)
            {
                faults.push(Fault::new(
                    format!("/officers/{index}/phone"),
                    FaultCode::Repeated,
                    "同一手机号填写了两次，请合并为一行",
                    "This phone is given twice; join the two rows",
                ));
            }
        }
        if !officers
            .iter()
            .any(|officer| officer.offices.contains(&Office::Administrator))
        {
            faults.push(Fault::required(
                "/officers",
                "至少一名管理员",
                "at least one administrator",
            ));
        }
        if faults.is_empty() {
            self.officers = officers;
            Ok(self)
        } else {
            Err(Refusal::Invalid(faults))
        }
    }

    /// The congress with other settings.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every fault; [`Refusal::CongressNotOpen`] once it is archived.
    pub fn with_settings(mut self, settings: Settings) -> Result<Self, Refusal> {
        if self.life == Life::Archived {
            return Err(Refusal::CongressNotOpen { life: self.life });
        }
        let faults = settings.faults();
        if faults.is_empty() {
            self.settings = settings;
            Ok(self)
        } else {
            Err(Refusal::Invalid(faults))
        }
    }

    /// The congress moved on in its life from where it must be.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`] with where it is, when it is elsewhere or cannot go there from here.
    pub fn moved(self, from: Life, to: Life) -> Result<Self, Refusal> {
        if self.life == from {
            self.moved_to(to)
        } else {
            Err(Refusal::CongressNotOpen { life: self.life })
        }
    }

    /// The congress moved on in its life.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`] with where it is, when it cannot go there from here.
    pub fn moved_to(mut self, life: Life) -> Result<Self, Refusal> {
        if self.life.next().contains(&life) {
            self.life = life;
            Ok(self)
        } else {
            Err(Refusal::CongressNotOpen { life: self.life })
        }
    }
}
