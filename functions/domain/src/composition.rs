//! The composition of those who hold a place (统计): how many of each category, sex, age and so on. Counted in one pass over
//! summaries; a form is never read for it.

pub mod target;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    category::Category,
    codes,
    congress::Settings,
    nomination::Nomination,
    structure::{Facts, Trait},
    text::{Language, Text},
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
}

/// The composition of a congress or a unit. Every list but the traits adds up to `total`: whose form was never
/// submitted stands under [`UNKNOWN`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Composition {
    /// How many hold a place.
    pub total: u32,
    /// By category.
    pub by_category: Vec<Share>,
    /// By sex, GB/T 2261.1.
    pub by_sex: Vec<Share>,
    /// By age at the reference date, [`AGE_BANDS`].
    pub by_age_band: Vec<Share>,
    /// By ethnic group, GB/T 3304.
    pub by_ethnic_group: Vec<Share>,
    /// By party, GB/T 4762.
    pub by_party: Vec<Share>,
    /// By occupation, first level.
    pub by_occupation: Vec<Share>,
    /// By education, the level of GB/T 4658.
    pub by_education: Vec<Share>,
    /// By rank of the title, GB/T 8561.
    pub by_title_rank: Vec<Share>,
    /// By trait; one person can have several or none.
    pub by_trait: Vec<Share>,
}

/// The composition of those among `nominations` who hold a place.
pub fn composition(
    nominations: &[Nomination],
    settings: &Settings,
    language: Language,
) -> Composition {
    let holders: Vec<_> = nominations
        .iter()
        .filter(|one| one.state.holds_place())
        .collect();
    let coded = |table: &str, code: fn(&Facts) -> &str| {
        by_code(&holders, table, language, |one| {
            one.facts.as_ref().map(code)
        })
    };
    Composition {
        total: count(holders.len()),
        by_category: by_category(&holders, language),
        by_sex: coded("sex", |facts| &facts.sex),
        by_age_band: by_age_band(&holders, settings, language),
        by_ethnic_group: coded("ethnic_group", |facts| &facts.ethnic_group),
        by_party: coded("party", |facts| &facts.party),
        by_occupation: coded("occupation", |facts| &facts.occupation),
        by_education: coded("education", |facts| &facts.education),
        by_title_rank: coded("title_rank", |facts| &facts.title_rank),
        by_trait: by_trait(&holders, settings, language),
    }
}

/// Counts by the first level of a code table, in the table's order; codes that nobody has are left out.
fn by_code<'a>(
    holders: &[&'a Nomination],
    table: &str,
    language: Language,
    code: impl Fn(&'a Nomination) -> Option<&'a str>,
) -> Vec<Share> {
    let Some(table) = codes::table(table) else {
        return Vec::new();
    };
    let top = |code: &'a str| table.path(code).first().map_or(code, |entry| entry.code);
    let mut counts: BTreeMap<Option<&str>, u32> = BTreeMap::new();
    for one in holders {
        *counts.entry(code(one).map(top)).or_default() += 1;
    }
    let unknown = counts.remove(&None);
    let mut shares = Vec::new();
    for entry in &table.entries {
        if let Some(count) = counts.remove(&Some(entry.code)) {
            let name = entry.name.get(language).to_owned();
            shares.push(Share {
                code: entry.code.to_owned(),
                name,
                count,
            });
        }
    }
    // A code that its table no longer has is shown as it is, so that the sum stays right.
    shares.extend(counts.into_iter().filter_map(|(code, count)| {
        code.map(|code| Share {
            code: code.to_owned(),
            name: code.to_owned(),
            count,
        })
    }));
    shares.extend(unknown.map(|count| unknown_share(count, language)));
    shares
}

fn by_category(holders: &[&Nomination], language: Language) -> Vec<Share> {
    let share = |category: Category| Share {
        code: category.code().to_owned(),
        name: category.name().get(language).to_owned(),
        count: count(
            holders
                .iter()
                .filter(|one| one.category == category)
                .count(),
        ),
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
    let bands = AGE_BANDS.into_iter().map(|(from, to)| Share {
        code: format!("{from}-{to}"),
        name: band_name(from, to, language),
        count: count(
            ages.iter()
                .flatten()
                .filter(|age| (from..=to).contains(*age))
                .count(),
        ),
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
    let share = |wanted: &Trait| Share {
        code: wanted.code().to_owned(),
        name: settings.trait_name(*wanted).get(language).to_owned(),
        count: count(having(wanted)),
    };
    settings.traits.iter().map(share).collect()
}

fn unknown_share(count: u32, language: Language) -> Share {
    Share {
        code: UNKNOWN.to_owned(),
        name: UNKNOWN_NAME.get(language).to_owned(),
        count,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
