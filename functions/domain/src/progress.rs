//! Where a unit is in the journey, from its counts alone.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::{
    category::Category,
    nomination::state::State,
    text::Text,
    unit::Unit,
    window::{Stage, Windows},
};

/// A unit lags when the stage it is in closes within so many days.
pub const CLOSES_SOON: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Where a stage has no end, a unit lags that did nothing for so long.
pub const IDLE: SignedDuration = SignedDuration::from_hours(7 * 24);
const DAY: i64 = 24 * 3600;

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

    /// The stage in which what is left must be done; none once everything is.
    pub const fn stage(self) -> Option<Stage> {
        match self {
            Self::NotStarted | Self::Nominating | Self::FillingIn => Some(Stage::Nominating),
            Self::Reviewing => Some(Stage::FirstReview),
            Self::Reported => Some(Stage::FinalReview),
            Self::Completed => None,
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

/// Where a unit is, until when it may be there, and whether it lags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it is.
    pub progress: Progress,
    /// When the stage of what is left closes for it, extensions counted; none where it has no end.
    pub closes_at: Option<Timestamp>,
    /// Days until then, a begun one counted; 0 once it is closed.
    pub days_left: Option<i64>,
    /// Whether it has work left of its own and the stage is closed or closes within [`CLOSES_SOON`]; where there is no end,
    /// whether it did nothing for [`IDLE`].
    pub lags: bool,
}

impl Standing {
    /// Where a unit stands now in a congress with these windows.
    pub fn of(unit: &Unit, windows: &Windows, now: Timestamp) -> Self {
        let progress = Progress::of(unit);
        let window = progress
            .stage()
            .and_then(|stage| windows.effective(stage, &unit.extensions));
        let closes_at = window.map(|window| window.closes_at);
        let left = closes_at.map(|at| at.duration_since(now));
        let own_work = progress < Progress::Reported;
        let idle = unit
            .last_activity_at
            .is_none_or(|at| now.duration_since(at) >= IDLE);
        Self {
            progress,
            closes_at,
            days_left: left.map(|left| (left.as_secs() + DAY - 1).div_euclid(DAY).max(0)),
            lags: own_work && left.map_or(idle, |left| left <= CLOSES_SOON),
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
        window::{Extension, Window},
    };

    /// Where a unit with two delegates' places is that has these.
    fn with(states: &[State]) -> Progress {
        Progress::of(&unit(states))
    }

    fn unit(states: &[State]) -> Unit {
        let mut counts = Counts::default();
        for state in states {
            counts.enter(Category::Delegate, *state);
        }
        let places = Quota {
            places: 2,
            minimums: BTreeMap::new(),
        };
        Unit {
            id: UnitId::parse("u").unwrap(),
            congress: CongressId::parse("c").unwrap(),
            version: 1,
            code: "U001".into(),
            name: "甲".into(),
            kind: UnitKind::Direct,
            liaisons: Vec::new(),
            quotas: Quotas(BTreeMap::from([(Category::Delegate, places)])),
            materials: crate::material::Filed::default(),
            counts,
            extensions: Vec::new(),
            last_activity_at: None,
        }
    }

    #[test]
    fn a_unit_lags_when_its_own_stage_closes_soon_or_has_no_end_and_nothing_happens() {
        let now: Timestamp = "2026-11-20T00:00:00Z".parse().unwrap();
        let closing = |stage, at: &str| {
            let closes_at = at.parse().unwrap();
            let opens_at = now - SignedDuration::from_hours(24 * 30);
            Windows(BTreeMap::from([(
                stage,
                Window {
                    opens_at,
                    closes_at,
                },
            )]))
        };
        let of = |states: &[State], windows: &Windows| {
            let standing = Standing::of(&unit(states), windows, now);
            (standing.days_left, standing.lags)
        };
        let soon = closing(Stage::Nominating, "2026-11-22T12:00:00Z");
        let late = closing(Stage::Nominating, "2026-11-23T00:00:01Z");
        let past = closing(Stage::Nominating, "2026-11-19T00:00:00Z");
        assert_eq!(of(&[], &soon), (Some(3), true));
        assert_eq!(of(&[], &late), (Some(4), false));
        assert_eq!(of(&[], &past), (Some(0), true));
        assert_eq!(
            of(&[], &Windows::default()),
            (None, true),
            "idle from the beginning"
        );
        // What waits is the convener's.
        let last = closing(Stage::FinalReview, "2026-11-20T00:00:01Z");
        assert_eq!(
            of(&[State::Reported, State::Reported], &last),
            (Some(1), false)
        );
        assert_eq!(of(&[State::FinalReviewApproved; 2], &last), (None, false));
        let mut extended = unit(&[]);
        extended.extensions.push(Extension {
            stage: Stage::Nominating,
            until: "2026-12-20T00:00:00Z".parse().unwrap(),
            reason: "会议改期".into(),
        });
        assert!(!Standing::of(&extended, &past, now).lags);
        extended.last_activity_at = Some(now - SignedDuration::from_hours(24 * 6));
        assert!(!Standing::of(&extended, &Windows::default(), now).lags);
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
