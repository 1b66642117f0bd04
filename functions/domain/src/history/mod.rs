#![doc = include_str!("README.md")]

mod differences;
mod words;

pub use differences::{of_congress, of_quotas, of_unit};
pub use words::{value, what};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{id::CongressId, permission::Actor, text::Text};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// The congress came to be.
    Created,
    /// Its settings were changed.
    Settings,
    /// Its officers were changed.
    Officers,
    /// It was opened, closed, opened again or archived.
    Life,
    /// A unit was invited.
    UnitAdded,
    /// A unit was changed.
    UnitChanged,
    /// A unit was removed.
    UnitRemoved,
    /// A stage was extended for a unit.
    Extended,
    /// Quotas of several units were changed at once.
    Quotas,
    /// Units were imported from a file.
    Imported,
    /// A unit gave a file of the materials that are asked of it.
    FileAdded,
    /// A unit took such a file back.
    FileRemoved,
}

impl Deed {
    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Settings => "settings",
            Self::Officers => "officers",
            Self::Life => "life",
            Self::UnitAdded => "unit_added",
            Self::UnitChanged => "unit_changed",
            Self::UnitRemoved => "unit_removed",
            Self::Extended => "extended",
            Self::Quotas => "quotas",
            Self::Imported => "imported",
            Self::FileAdded => "file_added",
            Self::FileRemoved => "file_removed",
        }
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Created => Text::new("创建大会", "Created the congress"),
            Self::Settings => Text::new("修改大会设置", "Changed the settings"),
            Self::Officers => Text::new("调整管理员与终审员", "Changed the officers"),
            Self::Life => Text::new("变更大会状态", "Moved the congress on"),
            Self::UnitAdded => Text::new("新增单位", "Added a unit"),
            Self::UnitChanged => Text::new("修改单位", "Changed a unit"),
            Self::UnitRemoved => Text::new("移除单位", "Removed a unit"),
            Self::Extended => Text::new("延长单位的时间", "Extended a stage for a unit"),
            Self::Quotas => Text::new("调整名额", "Changed quotas"),
            Self::Imported => Text::new("导入单位", "Imported units"),
            Self::FileAdded => Text::new("单位上传材料", "A unit added a file"),
            Self::FileRemoved => Text::new("单位删除材料", "A unit removed a file"),
        }
    }
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The unit's code and name, where it is a unit's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// JSON pointer of what changed, as in requests: `/quotas/delegate/places`.
    pub what: String,
    /// What it was, as text; empty where there was nothing.
    pub from: String,
    /// What it is.
    pub to: String,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Of which congress.
    pub congress: CongressId,
    /// When.
    pub at: Timestamp,
    /// Who, by the name the records had for them.
    pub name: String,
    /// What.
    pub deed: Deed,
    /// Everything that changed.
    pub changes: Vec<Change>,
}

impl Entry {
    /// What an actor did now.
    pub fn new(
        congress: &CongressId,
        actor: &Actor,
        deed: Deed,
        changes: Vec<Change>,
        at: Timestamp,
    ) -> Self {
        Self {
            congress: congress.clone(),
            at,
            name: actor.name.clone(),
            deed,
            changes,
        }
    }
}
