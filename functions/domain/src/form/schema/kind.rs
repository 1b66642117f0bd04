//! What kinds of answer there are, and how each is stored.

use super::Column;
use crate::{
    codes::{self, Code, CodeTable},
    congress::questions::Choice,
};

/// The kind of a field or column. All are stored as JSON text except where it says otherwise; text is trimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// One line.
    Text {
        /// The most characters.
        most: usize,
    },
    /// Several lines, separated by `\n`.
    LongText {
        /// The most characters.
        most: usize,
    },
    /// A person's name, as [`PersonName`](crate::person_name::PersonName) writes it.
    Name,
    /// A day up to today, `YYYY-MM-DD`.
    Date,
    /// A day, also one to come, `YYYY-MM-DD`.
    Day,
    /// A month, `YYYY-MM`.
    Month,
    /// A year, `YYYY`.
    Year,
    /// A question to answer with yes or no: JSON boolean.
    YesNo,
    /// A box to tick that opens further fields: JSON boolean.
    Tick,
    /// A number in decimal digits, as [`number`](crate::form::values::number) writes it.
    Number {
        /// The least it may be.
        least: Option<i64>,
        /// The most it may be.
        most: Option<i64>,
        /// How many digits it may have after the point.
        decimals: u8,
    },
    /// One of a convener's own answers, by its id.
    Choice {
        /// The answers, those no longer offered included.
        choices: &'a [Choice],
    },
    /// Several of a convener's own answers: a JSON list of their ids, in the list's order, none twice.
    Choices {
        /// The answers, those no longer offered included.
        choices: &'a [Choice],
    },
    /// A code of a table.
    Code {
        /// The table's id.
        table: &'static str,
    },
    /// Several codes of a table: a JSON list of text, in the table's order, none twice.
    Codes {
        /// The table's id.
        table: &'static str,
        /// The codes that are offered here.
        among: &'static [&'static str],
    },
    /// A code of a table with levels: stored is the deepest, and only one that has none below it is complete.
    CodePath {
        /// The table's id.
        table: &'static str,
        /// How many levels there are to choose at most.
        levels: u8,
    },
    /// An e-mail address.
    Email,
    /// The phone that signs in, in E.164. It comes from the nomination and is not edited here.
    Phone,
    /// The number of the certificate.
    IdNumber,
    /// The photo. It is stored apart and never stands among the values.
    Photo,
    /// A file: the id of the attachment that was uploaded for it.
    File,
    /// Rows that repeat: a JSON list of objects, column → value.
    Rows {
        /// The columns.
        columns: &'static [Column],
        /// The most rows.
        most: usize,
        /// The fewest rows when the field is required.
        at_least: usize,
    },
}

impl<'a> Kind<'a> {
    /// The id of its code table, for kinds that have one.
    pub const fn table_id(self) -> Option<&'static str> {
        match self {
            Self::Code { table } | Self::Codes { table, .. } | Self::CodePath { table, .. } => {
                Some(table)
            }
            _ => None,
        }
    }

    /// Its code table, for kinds that have one.
    ///
    /// # Panics
    /// Never: a test shows that every table of the form exists.
    pub fn table(self) -> Option<&'static CodeTable> {
        self.table_id()
            .map(|id| codes::table(id).expect("every table of the form exists"))
    }

    /// The entries that are offered for choosing, in order; for a code path those of the first level.
    pub fn options(self) -> Vec<&'static Code> {
        let Some(table) = self.table() else {
            return Vec::new();
        };
        match self {
            Self::Codes { among, .. } => table
                .active()
                .filter(|entry| among.contains(&entry.code))
                .collect(),
            Self::CodePath { .. } => table.roots().collect(),
            _ => table.active().collect(),
        }
    }

    /// The convener's own answers, those no longer offered included; none for other kinds.
    pub const fn choices(self) -> &'a [Choice] {
        match self {
            Self::Choice { choices } | Self::Choices { choices } => choices,
            _ => &[],
        }
    }

    /// Whether it is answered by choosing rather than by writing.
    pub const fn is_chosen(self) -> bool {
        matches!(
            self,
            Self::YesNo
                | Self::Tick
                | Self::Code { .. }
                | Self::Codes { .. }
                | Self::CodePath { .. }
                | Self::Choice { .. }
                | Self::Choices { .. }
                | Self::Date
                | Self::Day
                | Self::Month
        )
    }

    /// The most characters of a text; `None` where the kind itself limits it.
    pub const fn most_characters(self) -> Option<usize> {
        match self {
            Self::Text { most } | Self::LongText { most } => Some(most),
            _ => None,
        }
    }
}
