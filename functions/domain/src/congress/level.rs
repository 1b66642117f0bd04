//! The level of a convening body, which changes words on the form.

use serde::{Deserialize, Serialize};

use crate::text::Text;

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
