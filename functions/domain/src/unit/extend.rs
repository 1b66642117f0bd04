//! A later end of a stage for one unit.

use jiff::Timestamp;

use super::{Unit, text_within};
use crate::{
    congress::Congress,
    refusal::{Fault, FaultCode, Refusal},
    window::{Extension, china_minute},
};

/// The most extensions one unit can be given: all of them stand in its item.
const MOST_EXTENSIONS: usize = 20;
const LONGEST_REASON: usize = 200;

impl Unit {
    /// The unit with a later end of one stage.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`] once the congress is closed; [`Refusal::Invalid`] when no reason is given, the stage
    /// has no window to extend, or the new end is past or not after the present one.
    pub fn extended(
        &self,
        extension: &Extension,
        congress: &Congress,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        congress.require_editable()?;
        let mut faults = Vec::new();
        text_within(
            "/reason",
            "延期原因",
            "the reason",
            &extension.reason,
            LONGEST_REASON,
            &mut faults,
        );
        if self.extensions.len() >= MOST_EXTENSIONS {
            faults.push(Fault::new(
                "/stage",
                FaultCode::TooLong,
                format!("一个单位最多延期 {MOST_EXTENSIONS} 次，可改为调整大会的时间"),
                format!("A unit has at most {MOST_EXTENSIONS} extensions; change the congress's own window instead"),
            ));
        }
        let window = congress
            .settings
            .windows
            .effective(extension.stage, &self.extensions);
        faults.extend(match window {
            None => Some(Fault::new(
                "/stage",
                FaultCode::NotUsed,
                "该阶段没有设置时间，一直开放，无需延期",
                "This stage has no window and is always open",
            )),
            Some(window) if extension.until <= window.closes_at => Some(Fault::new(
                "/until",
                FaultCode::OutOfRange,
                format!(
                    "新的截止时间须晚于现在的截止时间 {}",
                    china_minute(window.closes_at)
                ),
                format!(
                    "It must be after the present end, {} (China time)",
                    china_minute(window.closes_at)
                ),
            )),
            Some(_) if extension.until <= now => Some(Fault::new(
                "/until",
                FaultCode::OutOfRange,
                "新的截止时间已经过去，请填写将来的时间",
                "This is past already; enter a time to come",
            )),
            Some(_) => None,
        });
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        let mut after = self.clone();
        after.extensions.push(Extension {
            reason: extension.reason.trim().to_owned(),
            ..extension.clone()
        });
        Ok(after)
    }

    /// Whether it may be removed from the congress: only while nobody was ever nominated by it, for a trail is kept.
    ///
    /// # Errors
    /// [`Refusal::UnitInUse`], [`Refusal::CongressNotOpen`].
    pub fn require_removable(&self, congress: &Congress) -> Result<(), Refusal> {
        congress.require_editable()?;
        match self.counts.total() {
            0 => Ok(()),
            nominations => Err(Refusal::UnitInUse { nominations }),
        }
    }
}
