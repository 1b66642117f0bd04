//! The list for public notice (公示): the columns that can be chosen and the rows of those finally approved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    codes,
    id::UnitId,
    nomination::{Nomination, state::State},
    text::{Language, Text},
    unit::Unit,
};

/// A column. There is none for a certificate, a phone or the day of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListColumn {
    /// 姓名; always there.
    Name,
    /// 性别.
    Sex,
    /// 民族.
    EthnicGroup,
    /// 出生年月, without the day.
    BirthMonth,
    /// 党派.
    Party,
    /// 学历.
    Education,
    /// 专业技术职级.
    TitleRank,
    /// 职业类别, first level.
    Occupation,
    /// 推荐单位.
    Unit,
    /// 身份.
    Category,
}

impl ListColumn {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Sex,
        Self::EthnicGroup,
        Self::BirthMonth,
        Self::Party,
        Self::Education,
        Self::TitleRank,
        Self::Occupation,
        Self::Unit,
        Self::Category,
    ];

    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Sex => "sex",
            Self::EthnicGroup => "ethnic_group",
            Self::BirthMonth => "birth_month",
            Self::Party => "party",
            Self::Education => "education",
            Self::TitleRank => "title_rank",
            Self::Occupation => "occupation",
            Self::Unit => "unit",
            Self::Category => "category",
        }
    }

    /// What stands above it.
    pub const fn name(self) -> Text {
        match self {
            Self::Name => Text::new("姓名", "Name"),
            Self::Sex => Text::new("性别", "Sex"),
            Self::EthnicGroup => Text::new("民族", "Ethnic group"),
            Self::BirthMonth => Text::new("出生年月", "Born"),
            Self::Party => Text::new("党派", "Party"),
            Self::Education => Text::new("学历", "Education"),
            Self::TitleRank => Text::new("专业技术职级", "Rank of title"),
            Self::Occupation => Text::new("职业类别", "Occupation"),
            Self::Unit => Text::new("推荐单位", "Nominated by"),
            Self::Category => Text::new("身份", "Category"),
        }
    }

    fn cell(self, one: &Nomination, unit: &str, language: Language) -> String {
        let facts = one.facts.as_ref();
        let coded = |table: &str, code: Option<&str>| {
            let table = codes::table(table);
            let path = table.and_then(|table| Some((table, table.path(code?))));
            // The first level: an education of “普通高中毕业” is “高中” here, as in the statistics.
            let name = path.and_then(|(_, path)| Some(path.first()?.name.get(language)));
            name.unwrap_or_default().to_owned()
        };
        match self {
            Self::Name => one.name.clone(),
            Self::Sex => coded("sex", facts.map(|facts| facts.sex.as_str())),
            Self::EthnicGroup => coded(
                "ethnic_group",
                facts.map(|facts| facts.ethnic_group.as_str()),
            ),
            Self::BirthMonth => facts.map_or_else(String::new, |facts| {
                let born = facts.birth_date;
                format!("{}-{:02}", born.year(), born.month())
            }),
            Self::Party => coded("party", facts.map(|facts| facts.party.as_str())),
            Self::Education => coded("education", facts.map(|facts| facts.education.as_str())),
            Self::TitleRank => coded("title_rank", facts.map(|facts| facts.title_rank.as_str())),
            Self::Occupation => coded("occupation", facts.map(|facts| facts.occupation.as_str())),
            Self::Unit => unit.to_owned(),
            Self::Category => one.category.name().get(language).to_owned(),
        }
    }
}

/// A row as it is published: a cell for each chosen column, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Chinese.
    pub zh: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

impl ListRow {
    /// The cells in one language.
    pub fn get(&self, language: Language) -> &[String] {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// The rows of those among `nominations` who are finally approved in one of the categories: by category, then by the units'
/// codes, then as they were nominated.
pub fn rows(
    nominations: &[Nomination],
    units: &[Unit],
    columns: &[ListColumn],
    categories: &[Category],
) -> Vec<ListRow> {
    let units: BTreeMap<&UnitId, &Unit> = units.iter().map(|unit| (&unit.id, unit)).collect();
    let mut approved: Vec<&Nomination> = nominations
        .iter()
        .filter(|one| one.state == State::FinalReviewApproved)
        .filter(|one| categories.contains(&one.category))
        .collect();
    let code = |one: &Nomination| units.get(&one.unit).map(|unit| unit.code.as_str());
    approved.sort_by(|one, other| {
        let order = |one| (one, ());
        let by_category = order(one.category).cmp(&order(other.category));
        by_category
            .then_with(|| code(one).cmp(&code(other)))
            .then_with(|| one.allocated_at.cmp(&other.allocated_at))
    });
    let row = |one: &Nomination| {
        let unit = units.get(&one.unit).map_or("", |unit| unit.name.as_str());
        let cells = |language| {
            columns
                .iter()
                .map(|column| column.cell(one, unit, language))
                .collect()
        };
        ListRow {
            zh: cells(Language::Zh),
            en: cells(Language::En),
        }
    };
    approved.into_iter().map(row).collect()
}
