//! One row of a code table, and where a table comes from.

use crate::text::{Language, Text};

/// One code and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code as stored; unique within its table.
    pub code: &'static str,
    /// The name shown to people.
    pub name: Text,
    /// The code one level up, in tables with levels.
    pub parent: Option<&'static str>,
    /// Still understood in old records and imports, no longer offered for choosing.
    pub retired: bool,
    /// Pinyin initials of the Chinese name in lower case, for searching: `wwez` finds 维吾尔族.
    pub initials: &'static str,
    /// Other Chinese names that imports may use, separated by `|`.
    pub(super) aliases: &'static str,
}

impl Code {
    /// Other Chinese names this code is known by, for imports and for searching.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.aliases.split('|').filter(|alias| !alias.is_empty())
    }

    /// Whether what somebody typed into a search box means this code: part of the name in either
    /// language, part of another name, or the start of the initials.
    pub fn matches(&self, typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        self.name.get(Language::Zh).contains(&typed)
            || self.initials.starts_with(&typed)
            || self.name.get(Language::En).to_lowercase().contains(&typed)
            || self.aliases().any(|alias| alias.contains(&typed))
    }
}

/// Where a table comes from, as its file's heading comments say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The standard or other origin, such as `GB/T 3304-1991 …`.
    pub standard: &'static str,
    /// The edition, or what of it was taken.
    pub edition: &'static str,
    /// The day the data describes, `YYYY-MM-DD` or shorter.
    pub date: &'static str,
}
