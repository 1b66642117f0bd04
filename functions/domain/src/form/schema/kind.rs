//! What kinds of answer there are, and how each is stored.

use super::Column;
use crate::codes::{self, Code, CodeTable};

/// The kind of a field or column. All are stored as JSON text except where it says otherwise; text is trimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A month, `YYYY-MM`.
    Month,
    /// A year, `YYYY`.
    Year,
    /// A question to answer with yes or no: JSON boolean.
    YesNo,
    /// A box to tick that opens further fields: JSON boolean.
    Tick,
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

impl Kind {
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

    /// Whether it is answered by choosing rather than by writing.
    pub const fn is_chosen(self) -> bool {
        matches!(
            self,
            Self::YesNo
                | Self::Tick
                | Self::Code { .. }
                | Self::Codes { .. }
                | Self::CodePath { .. }
                | Self::Date
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
