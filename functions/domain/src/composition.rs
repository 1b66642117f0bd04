//! The composition of those who hold a place (统计): how many of each category, sex, age and so on. Counted in one pass over
//! summaries; a form is never read for it.

pub mod target;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    category::Category,
    codes,
    congress::Settings,
    id::UnitId,
    nomination::Nomination,
    structure::{Facts, Trait},
    text::{Language, Text},
    unit::UnitKind,
};

/// Age bands: from and to in full years, both included.
pub const AGE_BANDS: [(i16, i16); 5] = [(0, 35), (36, 45), (46, 55), (56, 60), (61, 999)];

/// The code of those whose form was never submitted, so that nothing is known yet.
pub const UNKNOWN: &str = "unknown";
const UNKNOWN_NAME: Text = Text::new("未填报", "Not submitted yet");

/// How many have a code of some table, category or band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u32,
    /// The same in tenths of a percent of everybody who holds a place, rounded half up. Screen and workbook show this
    /// number, so that they agree to the last digit.
    pub tenths: u32,
}

/// The same people divided in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// By what: `category`, `sex`, `age_band`, …
    pub code: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Whether everybody stands in exactly one share, so that they add up to the total. Not so for the traits: one person
    /// can have several or none.
    pub adds_up: bool,
    /// Whose form was never submitted stand under [`UNKNOWN`], last.
    pub shares: Vec<Share>,
}

/// The composition of a congress or a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Composition {
    /// How many hold a place.
    pub total: u32,
    /// Category, sex, age band, ethnic group, party, education, title rank, occupation, kind of unit, traits.
    pub facets: Vec<Facet>,
}

/// A way to divide by a table: its code and name, the table, and what of the facts is looked at.
type Coded = (&'static str, Text, &'static str, fn(&Facts) -> &str);

/// Those that come from the form, but for the age.
const CODED: [Coded; 6] = [
    ("sex", Text::new("性别", "Sex"), "sex", |facts| &facts.sex),
    (
        "ethnic_group",
        Text::new("民族", "Ethnic group"),
        "ethnic_group",
        |facts| &facts.ethnic_group,
    ),
    ("party", Text::new("党派", "Party"), "party", |facts| {
        &facts.party
    }),
    (
        "education",
        Text::new("学历", "Education"),
        "education",
        |facts| &facts.education,
    ),
    (
        "title_rank",
        Text::new("专业技术职级", "Rank of title"),
        "title_rank",
        |facts| &facts.title_rank,
    ),
    (
        "occupation",
        Text::new("职业类别", "Occupation"),
        "occupation",
        |facts| &facts.occupation,
    ),
];

/// The composition of those among `nominations` who hold a place. `kinds` says what kind each unit is of; it is left out of
/// the composition of a single unit.
pub fn composition(
    nominations: &[Nomination],
    kinds: Option<&BTreeMap<UnitId, UnitKind>>,
    settings: &Settings,
    language: Language,
) -> Composition {
    let holders: Vec<_> = nominations
        .iter()
        .filter(|one| one.state.holds_place())
        .collect();
    let total = count(holders.len());
    let facet = |code, name: Text, adds_up, shares: Vec<Share>| Facet {
        code,
        name: name.get(language),
        adds_up,
        shares: shares.into_iter().map(|one| one.of(total)).collect(),
    };
    let category = Text::new("身份", "Category");
    let band = Text::new("年龄段", "Age band");
    let mut facets = vec![facet(
        "category",
        category,
        true,
        by_category(&holders, settings, language),
    )];
    for (code, name, table, fact) in CODED {
        let fact = |one: &'_ Nomination| one.facts.as_ref().map(|facts| fact(facts).to_owned());
        let shares = by_code(&holders, table, language, fact);
        facets.push(facet(code, name, true, shares));
        if code == "sex" {
            let shares = by_age_band(&holders, settings, language);
            facets.push(facet("age_band", band, true, shares));
        }
    }
    if let Some(kinds) = kinds {
        let name = Text::new("单位类型", "Kind of unit");
        let shares = by_kind(&holders, kinds, language);
        facets.push(facet("unit_kind", name, true, shares));
    }
    let name = Text::new("结构指标", "Traits");
    let shares = by_trait(&holders, settings, language);
    facets.push(facet("trait", name, false, shares));
    Composition { total, facets }
}

impl Share {
    fn new(code: &str, name: &str, count: u32) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            count,
            tenths: 0,
        }
    }

    fn of(self, total: u32) -> Self {
        let tenths = (u64::from(self.count) * 2000 + u64::from(total))
            .checked_div(u64::from(total) * 2)
            .unwrap_or(0);
        Self {
            tenths: u32::try_from(tenths).unwrap_or(u32::MAX),
            ..self
        }
    }
}

fn by_kind(
    holders: &[&Nomination],
    kinds: &BTreeMap<UnitId, UnitKind>,
    language: Language,
) -> Vec<Share> {
    let of = |kind: UnitKind| {
        let of = holders
            .iter()
            .filter(|one| kinds.get(&one.unit) == Some(&kind));
        Share::new(kind.code(), kind.name().get(language), count(of.count()))
    };
    let kinds = UnitKind::ALL.map(of).into_iter();
    kinds.filter(|share| share.count > 0).collect()
}

/// Counts by the first level of a code table, in the table's order; codes that nobody has are left out.
fn by_code(
    holders: &[&Nomination],
    table: &str,
    language: Language,
    code: impl Fn(&Nomination) -> Option<String>,
) -> Vec<Share> {
    let Some(table) = codes::table(table) else {
        return Vec::new();
    };
    let top = |code: String| {
        let top = table.path(&code).first().map(|entry| entry.code.to_owned());
        top.unwrap_or(code)
    };
    let mut counts: BTreeMap<Option<String>, u32> = BTreeMap::new();
    for one in holders {
        *counts.entry(code(one).map(top)).or_default() += 1;
    }
    let unknown = counts.remove(&None);
    let mut shares = Vec::new();
    for entry in &table.entries {
        if let Some(count) = counts.remove(&Some(entry.code.to_owned())) {
            shares.push(Share::new(entry.code, entry.name.get(language), count));
        }
    }
    // A code that its table no longer has is shown as it is, so that the sum stays right.
    let gone = counts
        .iter()
        .filter_map(|(code, count)| code.as_ref().map(|code| Share::new(code, code, *count)));
    shares.extend(gone);
    shares.extend(unknown.map(|count| unknown_share(count, language)));
    shares
}

fn by_category(holders: &[&Nomination], settings: &Settings, language: Language) -> Vec<Share> {
    let share = |category: Category| {
        let of = holders.iter().filter(|one| one.category == category);
        Share::new(
            category.code(),
            settings.category_name(category).get(language),
            count(of.count()),
        )
    };
    Category::ALL
        .map(share)
        .into_iter()
        .filter(|share| share.count > 0)
        .collect()
}

fn by_age_band(holders: &[&Nomination], settings: &Settings, language: Language) -> Vec<Share> {
    let ages: Vec<_> = holders
        .iter()
        .map(|one| one.age(settings.reference_date))
        .collect();
    let bands = AGE_BANDS.into_iter().map(|(from, to)| {
        let within = ages
            .iter()
            .flatten()
            .filter(|age| (from..=to).contains(*age));
        let name = band_name(from, to, language);
        Share::new(&format!("{from}-{to}"), &name, count(within.count()))
    });
    let mut shares: Vec<_> = bands.collect();
    let unknown = count(ages.iter().filter(|age| age.is_none()).count());
    shares.extend((unknown > 0).then(|| unknown_share(unknown, language)));
    shares
}

fn band_name(from: i16, to: i16, language: Language) -> String {
    let (youngest, oldest) = (from == 0, to == 999);
    match language {
        Language::Zh if youngest => format!("{to}岁及以下"),
        Language::Zh if oldest => format!("{from}岁及以上"),
        Language::Zh => format!("{from}—{to}岁"),
        Language::En if youngest => format!("{to} and under"),
        Language::En if oldest => format!("{from} and over"),
        Language::En => format!("{from}–{to}"),
    }
}

fn by_trait(holders: &[&Nomination], settings: &Settings, language: Language) -> Vec<Share> {
    let having = |wanted: &Trait| {
        holders
            .iter()
            .filter(|one| one.traits(settings).contains(wanted))
            .count()
    };
    let share = |wanted: &Trait| {
        let name = settings.trait_name(*wanted);
        Share::new(wanted.code(), name.get(language), count(having(wanted)))
    };
    settings.traits.iter().map(share).collect()
}

fn unknown_share(count: u32, language: Language) -> Share {
    Share::new(UNKNOWN, UNKNOWN_NAME.get(language), count)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
