//! One code table and the questions asked of it.

use super::{Code, Source};
use crate::text::Language;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A code table, in the order in which its entries are offered.
#[derive(Debug)]
pub struct CodeTable {
    /// The table's id, which is its file's name.
    pub id: &'static str,
    /// The standard, its edition and its date.
    pub source: Source,
    /// Every entry, retired ones included.
    pub entries: Vec<Code>,
    by_code: HashMap<&'static str, usize>,
    /// Built at the first import: no reader of forms needs it.
    by_name: OnceLock<HashMap<String, Found>>,
}

/// What a Chinese name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// Exactly one entry (its place in the table).
    One(usize),
    /// Several, such as the five 鼓楼区: guessing would write down a wrong place.
    Several,
}

impl CodeTable {
    pub(super) fn new(id: &'static str, source: Source, entries: Vec<Code>) -> Self {
        let by_code: HashMap<_, _> = entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.code, place))
            .collect();
        assert_eq!(by_code.len(), entries.len(), "table {id}: a code twice");
        Self {
            id,
            source,
            entries,
            by_code,
            by_name: OnceLock::new(),
        }
    }

    /// The entry with this code, retired or not.
    pub fn get(&self, code: &str) -> Option<&Code> {
        self.by_code.get(code).map(|&place| &self.entries[place])
    }

    /// The name of a code in a language.
    pub fn name(&self, code: &str, language: Language) -> Option<&'static str> {
        self.get(code).map(|entry| entry.name.get(language))
    }

    /// The entries that may be chosen, in order.
    pub fn active(&self) -> impl Iterator<Item = &Code> {
        self.entries.iter().filter(|entry| !entry.retired)
    }

    /// The entries that may be chosen one level below a code.
    pub fn children<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Code> {
        self.active()
            .filter(move |entry| entry.parent == Some(code))
    }

    /// The entries that may be chosen on the first level.
    pub fn roots(&self) -> impl Iterator<Item = &Code> {
        self.active().filter(|entry| entry.parent.is_none())
    }

    /// The code's entry and those above it, from the first level down; empty for an unknown code.
    pub fn path(&self, code: &str) -> Vec<&Code> {
        let mut path: Vec<_> =
            std::iter::successors(self.get(code), |entry| self.get(entry.parent?)).collect();
        path.reverse();
        path
    }

    /// The names of [`path`](Self::path) together, as they are read: 广东省中山市 in Chinese, from
    /// the smallest to the largest with commas in English.
    pub fn full_name(&self, code: &str, language: Language) -> Option<String> {
        let names = self
            .path(code)
            .into_iter()
            .map(|entry| entry.name.get(language));
        let full = match language {
            Language::Zh => names.collect::<String>(),
            Language::En => names.rev().collect::<Vec<_>>().join(", "),
        };
        (!full.is_empty()).then_some(full)
    }

    /// The entry that a Chinese name means, for imports: its name, another name or the names of all
    /// its levels (广东省中山市), whatever the spaces and separators and with or without 族 at the
    /// end. `None` when nothing or more than one entry has it; an entry that may be chosen goes
    /// before retired ones of the same name.
    ///
    /// ```
    /// # use domain::codes;
    /// let groups = codes::table("ethnic_group").expect("the table exists");
    /// assert_eq!(groups.by_zh_name(" 维吾尔 ").map(|group| group.code), Some("05"));
    /// ```
    pub fn by_zh_name(&self, name: &str) -> Option<&Code> {
        let names = self.by_name.get_or_init(|| self.names());
        match names.get(&key(name))? {
            Found::One(place) => Some(&self.entries[*place]),
            Found::Several => None,
        }
    }

    fn names(&self) -> HashMap<String, Found> {
        let mut names = HashMap::new();
        let ranked = [false, true].into_iter().flat_map(|retired| {
            let entries = self.entries.iter().enumerate();
            entries.filter(move |(_, entry)| entry.retired == retired)
        });
        for (place, entry) in ranked {
            let full = self.full_name(entry.code, Language::Zh);
            let written = [entry.name.get(Language::Zh)]
                .into_iter()
                .chain(entry.aliases())
                .map(key)
                .chain(full.as_deref().map(key));
            let mut known: Vec<_> = written.collect();
            known.dedup();
            for name in known {
                names
                    .entry(name)
                    .and_modify(|found| self.add(found, place))
                    .or_insert(Found::One(place));
            }
        }
        names
    }

    /// A further entry of a name makes it ambiguous, unless it is retired and the first is not.
    fn add(&self, found: &mut Found, place: usize) {
        if let Found::One(first) = *found
            && first != place
            && self.entries[first].retired == self.entries[place].retired
        {
            *found = Found::Several;
        }
    }
}

/// What of a name counts when it is looked up.
fn key(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|letter| {
            !letter.is_whitespace() && !"/-－—、，,·・\u{feff}\u{200b}".contains(*letter)
        })
        .map(|letter| match letter {
            '(' => '（',
            ')' => '）',
            other => other,
        })
        .collect();
    match plain.strip_suffix('族') {
        Some(group) if !group.is_empty() => group.to_owned(),
        _ => plain,
    }
}
