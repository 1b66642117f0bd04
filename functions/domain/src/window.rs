//! The windows in which each stage is open, and what is said outside them.

use std::collections::BTreeMap;

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};

use crate::{
    refusal::{Fault, FaultCode, Refusal, Said},
    text::Text,
};

/// The stages of a congress's work, each with a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 推选与填报: allocating, filling in and submitting.
    Nominating,
    /// 初审与上报: the unit's review and report.
    FirstReview,
    /// 终审: the convener's review.
    FinalReview,
}

impl Stage {
    /// All of them in order.
    pub const ALL: [Self; 3] = [Self::Nominating, Self::FirstReview, Self::FinalReview];

    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nominating => "nominating",
            Self::FirstReview => "first_review",
            Self::FinalReview => "final_review",
        }
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Nominating => Text::new("推选与填报", "Nominating and filling in"),
            Self::FirstReview => Text::new("初审与上报", "First review and report"),
            Self::FinalReview => Text::new("终审", "Final review"),
        }
    }
}

/// When a stage opens and closes; open from `opens_at` up to, not including, `closes_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First instant.
    pub opens_at: Timestamp,
    /// First instant after.
    pub closes_at: Timestamp,
}

/// A window for each stage. A stage without one is always open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Windows(pub BTreeMap<Stage, Window>);

/// A later end of one stage for one unit, with the convener's reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The stage extended.
    pub stage: Stage,
    /// Its new end for this unit.
    pub until: Timestamp,
    /// Why.
    pub reason: String,
}

impl Windows {
    /// The window of a stage as it is for a unit with these extensions.
    pub fn effective(&self, stage: Stage, extensions: &[Extension]) -> Option<Window> {
        let mut window = *self.0.get(&stage)?;
        for extension in extensions
            .iter()
            .filter(|extension| extension.stage == stage)
        {
            window.closes_at = window.closes_at.max(extension.until);
        }
        Some(window)
    }

    /// Whether a stage is open now for a unit with these extensions.
    ///
    /// # Errors
    /// [`Refusal::StageClosed`], which says when it closed or when it will open.
    pub fn require(
        &self,
        stage: Stage,
        extensions: &[Extension],
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let Some(window) = self.effective(stage, extensions) else {
            return Ok(());
        };
        let name = stage.name();
        let says = if now < window.opens_at {
            let at = china_minute(window.opens_at);
            Said::new(
                format!("“{}”将于 {at} 开始，请届时再操作", name.zh),
                format!(
                    "“{}” opens at {at} (China time); please come back then",
                    name.en
                ),
            )
        } else if now >= window.closes_at {
            let at = china_minute(window.closes_at);
            Said::new(
                format!("“{}”已于 {at} 截止，如需延长请联系换届单位", name.zh),
                format!(
                    "“{}” closed at {at} (China time); ask the convening body for an extension",
                    name.en
                ),
            )
        } else {
            return Ok(());
        };
        Err(Refusal::StageClosed { stage, says })
    }

    /// Every fault in the windows as a whole, with pointers below `/windows`: an end before its beginning, and
    /// a stage that begins or ends before the one it follows.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (stage, window) in &self.0 {
            if window.closes_at <= window.opens_at {
                faults.push(Fault::new(
                    format!("/windows/{}/closes_at", stage.code()),
                    FaultCode::OutOfRange,
                    format!("“{}”的截止时间须晚于开始时间", stage.name().zh),
                    format!("“{}” must close after it opens", stage.name().en),
                ));
            }
        }
        let in_order: Vec<_> = self.0.iter().collect();
        for pair in in_order.windows(2) {
            let ((earlier, first), (later, second)) = (pair[0], pair[1]);
            if second.opens_at < first.opens_at || second.closes_at < first.closes_at {
                faults.push(Fault::new(
                    format!("/windows/{}/closes_at", later.code()),
                    FaultCode::OutOfRange,
                    format!(
                        "“{}”不能早于“{}”开始或截止",
                        later.name().zh,
                        earlier.name().zh
                    ),
                    format!(
                        "“{}” cannot open or close before “{}”",
                        later.name().en,
                        earlier.name().en
                    ),
                ));
            }
        }
        faults
    }
}

/// A time as people in China read it, to the minute: `2026-11-30 18:00`. China has kept one offset, UTC+8,
/// since 1991, so no time zone database is needed.
pub fn china_minute(at: Timestamp) -> String {
    at.to_zoned(china()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The date it is in China.
pub fn china_date(at: Timestamp) -> jiff::civil::Date {
    at.to_zoned(china()).date()
}

fn china() -> TimeZone {
    TimeZone::fixed(Offset::constant(8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn windows() -> Windows {
        let window = Window {
            opens_at: at("2026-11-01T00:00:00Z"),
            closes_at: at("2026-11-30T10:00:00Z"),
        };
        Windows(BTreeMap::from([(Stage::Nominating, window)]))
    }

    fn says(now: &str, extensions: &[Extension]) -> Option<String> {
        let refusal = windows()
            .require(Stage::Nominating, extensions, at(now))
            .err()?;
        Some(refusal.says().zh)
    }

    #[test]
    fn a_stage_is_open_from_its_beginning_up_to_its_end() {
        assert_eq!(says("2026-11-01T00:00:00Z", &[]), None);
        assert_eq!(says("2026-11-30T09:59:59Z", &[]), None);
    }

    #[test]
    fn a_closed_stage_says_when_it_closed_in_china_time() {
        let expected = "“推选与填报”已于 2026-11-30 18:00 截止，如需延长请联系换届单位";
        assert_eq!(says("2026-11-30T10:00:00Z", &[]).as_deref(), Some(expected));
    }

    #[test]
    fn a_stage_that_has_not_begun_says_when_it_will() {
        let expected = "“推选与填报”将于 2026-11-01 08:00 开始，请届时再操作";
        assert_eq!(says("2026-10-31T23:59:59Z", &[]).as_deref(), Some(expected));
    }

    #[test]
    fn one_units_extension_keeps_the_stage_open_for_it() {
        let extension = |stage| Extension {
            stage,
            until: at("2026-12-02T10:00:00Z"),
            reason: "台风".into(),
        };
        assert_eq!(
            says("2026-12-01T00:00:00Z", &[extension(Stage::Nominating)]),
            None
        );
        assert!(says("2026-12-01T00:00:00Z", &[extension(Stage::FinalReview)]).is_some());
        assert!(says("2026-12-02T10:00:00Z", &[extension(Stage::Nominating)]).is_some());
    }

    #[test]
    fn a_stage_without_a_window_is_always_open() {
        assert_eq!(
            windows().require(Stage::FinalReview, &[], at("2030-01-01T00:00:00Z")),
            Ok(())
        );
    }

    #[test]
    fn windows_out_of_order_are_refused() {
        let mut windows = windows();
        assert_eq!(windows.faults(), []);
        let early = Window {
            opens_at: at("2026-11-01T00:00:00Z"),
            closes_at: at("2026-11-20T00:00:00Z"),
        };
        windows.0.insert(Stage::FirstReview, early);
        assert_eq!(
            windows.faults()[0].pointer,
            "/windows/first_review/closes_at"
        );
        let backward = Window {
            opens_at: early.closes_at,
            closes_at: early.opens_at,
        };
        windows.0 = BTreeMap::from([(Stage::Nominating, backward)]);
        assert_eq!(windows.faults()[0].pointer, "/windows/nominating/closes_at");
    }
}
