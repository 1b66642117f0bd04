//! Where a unit is in the journey, from its counts alone.

use serde::Serialize;

use crate::{category::Category, nomination::state::State, text::Text, unit::Unit};

/// The unit's place in the journey: that of its least advanced nominee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// 未开始: nobody is nominated.
    NotStarted,
    /// 推选中: somebody is nominated, places are free, and nothing is reported.
    Nominating,
    /// 填报中: every place is given, forms are missing or sent back.
    FillingIn,
    /// 初审中: forms wait for first review or for the report.
    Reviewing,
    /// 已上报: everything is with the convener, or was sent back from there.
    Reported,
    /// 已完成: everybody is finally approved.
    Completed,
}

impl Progress {
    /// All of them in order.
    pub const ALL: [Self; 6] = [
        Self::NotStarted,
        Self::Nominating,
        Self::FillingIn,
        Self::Reviewing,
        Self::Reported,
        Self::Completed,
    ];

    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Nominating => "nominating",
            Self::FillingIn => "filling_in",
            Self::Reviewing => "reviewing",
            Self::Reported => "reported",
            Self::Completed => "completed",
        }
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::NotStarted => Text::new("未开始", "Not started"),
            Self::Nominating => Text::new("推选中", "Nominating"),
            Self::FillingIn => Text::new("填报中", "Filling in"),
            Self::Reviewing => Text::new("初审中", "First review"),
            Self::Reported => Text::new("已上报", "Reported"),
            Self::Completed => Text::new("已完成", "Completed"),
        }
    }

    /// Where a unit is.
    pub fn of(unit: &Unit) -> Self {
        let any = |states: &[State]| states.iter().any(|state| unit.counts.in_state(*state) > 0);
        let with_unit = [
            State::Allocated,
            State::FirstReviewRejected,
            State::FirstReviewPending,
            State::FirstReviewApproved,
        ];
        let at_convener = any(&[
            State::Reported,
            State::FinalReviewApproved,
            State::FinalReviewRejected,
        ]);
        let free = Category::ALL
            .into_iter()
            .any(|category| unit.counts.held(category) < unit.quotas.places(category));
        if !any(&with_unit) && !at_convener {
            Self::NotStarted
        } else if free && !at_convener {
            Self::Nominating
        } else if any(&with_unit[..2]) {
            Self::FillingIn
        } else if any(&with_unit[2..]) {
            Self::Reviewing
        } else if any(&[State::Reported, State::FinalReviewRejected]) {
            Self::Reported
        } else {
            Self::Completed
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        id::{CongressId, UnitId},
        quota::{Quota, Quotas},
        unit::{Counts, UnitKind},
    };

    /// Where a unit with two delegates' places is that has these.
    fn with(states: &[State]) -> Progress {
        let mut counts = Counts::default();
        for state in states {
            counts.enter(Category::Delegate, *state);
        }
        let places = Quota {
            places: 2,
            minimums: BTreeMap::new(),
        };
        Progress::of(&Unit {
            id: UnitId::parse("u").unwrap(),
            congress: CongressId::parse("c").unwrap(),
            version: 1,
            code: "U001".into(),
            name: "甲".into(),
            kind: UnitKind::Direct,
            liaisons: Vec::new(),
            quotas: Quotas(BTreeMap::from([(Category::Delegate, places)])),
            counts,
            extensions: Vec::new(),
            last_activity_at: None,
        })
    }

    #[test]
    fn a_unit_is_where_its_least_advanced_nominee_is() {
        use State::{
            Allocated, Deregistered, FinalReviewApproved, FinalReviewRejected, FirstReviewApproved,
            FirstReviewPending, FirstReviewRejected, Reported,
        };
        for (states, expected) in [
            (&[][..], Progress::NotStarted),
            (&[Deregistered], Progress::NotStarted),
            (&[FirstReviewApproved], Progress::Nominating),
            (&[Allocated, FirstReviewApproved], Progress::FillingIn),
            (
                &[FirstReviewRejected, FirstReviewPending],
                Progress::FillingIn,
            ),
            (
                &[FirstReviewPending, FirstReviewApproved],
                Progress::Reviewing,
            ),
            (&[FirstReviewApproved, Reported], Progress::Reviewing),
            (&[Reported, FinalReviewApproved], Progress::Reported),
            (
                &[FinalReviewRejected, FinalReviewApproved],
                Progress::Reported,
            ),
            (
                &[FinalReviewApproved, FinalReviewApproved],
                Progress::Completed,
            ),
            // “Up to” categories may leave places free.
            (&[FinalReviewApproved], Progress::Completed),
        ] {
            assert_eq!(with(states), expected, "{states:?}");
        }
    }
}
