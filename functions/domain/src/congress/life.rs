//! A congress's life: draft → open → closed → archived.

use serde::{Deserialize, Serialize};

use super::Congress;
use crate::{refusal::Refusal, text::Text};

/// Where a congress is in its life: draft → open → closed → archived; closed may be opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// 筹备中: only the convener sees it.
    Draft,
    /// 进行中.
    Open,
    /// 已结束: everything can be read, nothing changed.
    Closed,
    /// 已归档.
    Archived,
}

impl Life {
    /// All of them in order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Open, Self::Closed, Self::Archived];

    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Archived => "archived",
        }
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Draft => Text::new("筹备中", "Draft"),
            Self::Open => Text::new("进行中", "Open"),
            Self::Closed => Text::new("已结束", "Closed"),
            Self::Archived => Text::new("已归档", "Archived"),
        }
    }

    /// Where it may go from here.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Open],
            Self::Open => &[Self::Closed],
            Self::Closed => &[Self::Open, Self::Archived],
            Self::Archived => &[],
        }
    }
}

impl Congress {
    /// Whether work may be done in it.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`].
    pub fn require_open(&self) -> Result<(), Refusal> {
        if self.life == Life::Open {
            Ok(())
        } else {
            Err(Refusal::CongressNotOpen { life: self.life })
        }
    }

    /// The congress moved on in its life from where it must be.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`] with where it is, when it is elsewhere or cannot go there from here.
    pub fn moved(self, from: Life, to: Life) -> Result<Self, Refusal> {
        if self.life == from {
            self.moved_to(to)
        } else {
            Err(Refusal::CongressNotOpen { life: self.life })
        }
    }

    /// The congress moved on in its life.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`] with where it is, when it cannot go there from here.
    pub fn moved_to(mut self, life: Life) -> Result<Self, Refusal> {
        if self.life.next().contains(&life) {
            self.life = life;
            Ok(self)
        } else {
            Err(Refusal::CongressNotOpen { life: self.life })
        }
    }
}
