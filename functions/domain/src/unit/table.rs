//! The table in which units travel as CSV or workbook: one list of columns for import, export and template.

use super::{Unit, UnitKind};
use crate::{category::Category, congress::Settings, structure::Trait, text::half_width};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitColumn {
    /// 单位编号.
    Code,
    /// 单位名称.
    Name,
    /// 单位类型; may be left out of a file.
    Kind,
    /// 联络员: several separated by 、.
    LiaisonNames,
    /// 联络员手机: as many, in the same order.
    LiaisonPhones,
    /// …名额.
    Places(Category),
    /// …不少于.
    Minimum(Category, Trait),
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitCell {
    /// A text; phones too, so that no spreadsheet rounds them.
    Text(String),
    /// A number of places.
    Number(u32),
}

impl UnitCell {
    /// As it is written.
    pub fn shows(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// What separates several liaisons in one cell.
pub const SEPARATOR: &str = "、";

impl UnitColumn {
    /// Every column there is, in order.
    pub fn all() -> Vec<Self> {
        Self::of(&Category::ALL, &Trait::ALL)
    }

    /// The columns of a congress: its categories and traits, in order.
    pub fn used(settings: &Settings) -> Vec<Self> {
        let categories: Vec<_> = settings.categories.keys().copied().collect();
        let traits: Vec<_> = settings.traits.iter().copied().collect();
        Self::of(&categories, &traits)
    }

    fn of(categories: &[Category], traits: &[Trait]) -> Vec<Self> {
        let mut columns = vec![
            Self::Code,
            Self::Name,
            Self::Kind,
            Self::LiaisonNames,
            Self::LiaisonPhones,
        ];
        for category in categories {
            columns.push(Self::Places(*category));
            if category.has_minimums() {
                columns.extend(
                    traits
                        .iter()
                        .map(|wanted| Self::Minimum(*category, *wanted)),
                );
            }
        }
        columns
    }

    /// What stands above it, by the congress's own names and age limit.
    pub fn header(self, settings: &Settings) -> String {
        match self {
            Self::Code => "单位编号".to_owned(),
            Self::Name => "单位名称".to_owned(),
            Self::Kind => "单位类型".to_owned(),
            Self::LiaisonNames => "联络员".to_owned(),
            Self::LiaisonPhones => "联络员手机".to_owned(),
            Self::Places(category) => format!("{}名额", settings.category_name(category).zh),
            Self::Minimum(category, wanted) => format!(
                "{}-{}不少于",
                settings.category_name(category).zh,
                settings.trait_name(wanted).zh
            ),
        }
    }

    /// The column that a header means, whatever its spaces, dashes, asterisks and age: by the congress's own names, then by the
    /// usual ones, which files of an earlier term have.
    pub fn parse(header: &str, settings: &Settings) -> Option<Self> {
        let wanted = plain(header);
        let by = |settings: &Settings| {
            let mut all = Self::all().into_iter();
            all.find(|column| plain(&column.header(settings)) == wanted)
        };
        by(settings).or_else(|| by(&with_usual_names(settings)))
    }

    /// Whether a file must have it.
    pub const fn required(self) -> bool {
        !matches!(self, Self::Kind)
    }

    /// The column that a fault's pointer is about.
    pub fn at(pointer: &str) -> Option<Self> {
        let parts: Vec<_> = pointer.split('/').skip(1).collect();
        match parts.as_slice() {
            ["code"] => Some(Self::Code),
            ["name"] => Some(Self::Name),
            ["kind"] => Some(Self::Kind),
            ["liaisons", _, "phone"] => Some(Self::LiaisonPhones),
            ["liaisons", ..] => Some(Self::LiaisonNames),
            ["quotas", category, "places"] => Category::parse(category).map(Self::Places),
            ["quotas", category, "minimums", wanted] => Some(Self::Minimum(
                Category::parse(category)?,
                Trait::parse(wanted)?,
            )),
            _ => None,
        }
    }

    /// A unit's cell in it. Phones are masked; a file read back with them masked keeps them.
    pub fn cell(self, unit: &Unit) -> UnitCell {
        let joined = |texts: Vec<String>| UnitCell::Text(texts.join(SEPARATOR));
        match self {
            Self::Code => UnitCell::Text(unit.code.clone()),
            Self::Name => UnitCell::Text(unit.name.clone()),
            Self::Kind => UnitCell::Text(unit.kind.name().zh.to_owned()),
            Self::LiaisonNames => {
                joined(unit.liaisons.iter().map(|one| one.name.clone()).collect())
            }
            Self::LiaisonPhones => {
                joined(unit.liaisons.iter().map(|one| one.phone.masked()).collect())
            }
            Self::Places(category) => UnitCell::Number(unit.quotas.places(category)),
            Self::Minimum(category, wanted) => {
                UnitCell::Number(unit.quotas.minimum(category, wanted))
            }
        }
    }
}

fn with_usual_names(settings: &Settings) -> Settings {
    let mut usual = settings.clone();
    for rule in usual.categories.values_mut() {
        rule.name = None;
    }
    usual
}

/// What of a header counts: no spaces, digits (the age), dashes, asterisks or marks of width zero.
pub(super) fn plain(header: &str) -> String {
    half_width(header)
        .chars()
        .filter(|letter| !letter.is_whitespace() && !letter.is_ascii_digit())
        .filter(|letter| {
            let dash = matches!(letter, '-' | '—' | '–' | '‐' | '−' | '_');
            !dash && !matches!(letter, '*' | '\u{feff}' | '\u{200b}')
        })
        .collect()
}

impl UnitKind {
    /// The kind with this name, in Chinese, or this code.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name().zh == text || kind.code() == text)
    }

    /// The kind that a unit's name suggests, for files that do not say: 学会, 研究会 and 协会 are learned societies, unless the
    /// name says whose association for science and technology (科协) it is; 镇街科协 and those of any other place are local;
    /// 大学, 学院 and 学校 are universities; 公司 and 集团 enterprises; whatever remains is directly affiliated.
    pub fn guess(name: &str) -> Self {
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        if has(&["公司", "集团", "工厂"]) {
            Self::Enterprise
        } else if has(&["大学", "学院", "学校"]) {
            Self::University
        } else if has(&["科协", "科学技术协会"]) {
            Self::LocalAssociation
        } else if has(&["学会", "研究会", "协会"]) {
            Self::LearnedSociety
        } else {
            Self::Direct
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::congress::{CategoryRule, Level, OwnName};

    fn settings() -> Settings {
        Settings::new("甲", Level::City, jiff::civil::date(2026, 11, 30))
    }

    #[test]
    fn a_category_s_own_name_heads_its_columns_and_the_usual_one_is_understood_too() {
        let mut settings = settings();
        let own = OwnName {
            zh: "正式代表".to_owned(),
            en: String::new(),
        };
        let rule = CategoryRule {
            name: Some(own),
            ..CategoryRule::default()
        };
        settings.categories.insert(Category::Delegate, rule);
        let places = UnitColumn::Places(Category::Delegate);
        assert_eq!(places.header(&settings), "正式代表名额");
        for written in ["正式代表名额", "代表名额"] {
            assert_eq!(UnitColumn::parse(written, &settings), Some(places));
        }
    }

    #[test]
    fn every_header_means_its_column_at_any_age_limit() {
        for age_limit in [45, 50] {
            let mut settings = settings();
            settings.age_limit = age_limit;
            for column in UnitColumn::all() {
                let header = column.header(&settings);
                assert_eq!(UnitColumn::parse(&header, &settings), Some(column));
            }
        }
        assert_eq!(UnitColumn::all().len(), 5 + 6 + 10);
    }

    #[test]
    fn a_header_is_understood_as_offices_write_it() {
        let minimum = UnitColumn::Minimum(Category::Delegate, Trait::UnderAgeLimit);
        for written in [
            "代表-45岁以下不少于",
            " 代表 — ４５岁以下不少于* ",
            "\u{feff}代表–45岁以下不少于",
        ] {
            assert_eq!(
                UnitColumn::parse(written, &settings()),
                Some(minimum),
                "{written}"
            );
        }
        assert_eq!(UnitColumn::parse("代表", &settings()), None);
        assert_eq!(UnitColumn::parse("", &settings()), None);
    }

    #[test]
    fn the_kind_follows_from_the_name_where_a_file_does_not_say() {
        for (name, kind) in [
            ("示例市物理学会", UnitKind::LearnedSociety),
            ("示例市科普作家协会", UnitKind::LearnedSociety),
            ("石岐镇街科协", UnitKind::LocalAssociation),
            ("示例大学科学技术协会", UnitKind::University),
            ("示例机械集团科协", UnitKind::Enterprise),
            ("示例市科技馆", UnitKind::Direct),
        ] {
            assert_eq!(UnitKind::guess(name), kind, "{name}");
        }
    }

    #[test]
    fn a_faults_pointer_leads_to_its_column() {
        let minimum = UnitColumn::Minimum(Category::Delegate, Trait::Female);
        assert_eq!(
            UnitColumn::at("/quotas/delegate/minimums/female"),
            Some(minimum)
        );
        assert_eq!(
            UnitColumn::at("/liaisons/1/phone"),
            Some(UnitColumn::LiaisonPhones)
        );
        assert_eq!(UnitColumn::at("/liaisons"), Some(UnitColumn::LiaisonNames));
        assert_eq!(UnitColumn::at("/elsewhere"), None);
    }
}
