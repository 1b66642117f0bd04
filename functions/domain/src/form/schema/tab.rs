//! The three tabs of the form and the groups of fields within them.

use serde::Serialize;

use super::Label;
use crate::text::Text;

/// A tab of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// 基本信息（一）: the person and their education.
    Basic1,
    /// 基本信息（二）: work and posts.
    Basic2,
    /// 基本信息（三）: curriculum vitae and achievements.
    Basic3,
}

impl Tab {
    /// All of them in order.
    pub const ALL: [Self; 3] = [Self::Basic1, Self::Basic2, Self::Basic3];

    /// The code in JSON and in ids of elements.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Basic1 => "basic1",
            Self::Basic2 => "basic2",
            Self::Basic3 => "basic3",
        }
    }

    /// The tab with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.code() == code)
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Basic1 => Text::new("基本信息（一）", "Basic information (1)"),
            Self::Basic2 => Text::new("基本信息（二）", "Basic information (2)"),
            Self::Basic3 => Text::new("基本信息（三）", "Basic information (3)"),
        }
    }
}

/// Fields that stand together under a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id, unique in the form.
    pub id: &'static str,
    /// The tab it stands in.
    pub tab: Tab,
    /// Its heading.
    pub heading: Label<'static>,
}

impl Group {
    pub(super) const fn new(
        id: &'static str,
        tab: Tab,
        zh: &'static str,
        en: &'static str,
    ) -> Self {
        Self {
            id,
            tab,
            heading: Label::new(zh, en),
        }
    }
}
