//! What a convener writes to the liaisons of chosen units.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{About, Message, MessageKind, Words};
use crate::{
    congress::{Congress, convening::require_role},
    id::UnitId,
    permission::{Actor, Role},
    refusal::{Fault, FaultCode, Refusal},
    unit::{Unit, text_within},
};

/// Who may write to units.
pub const WRITERS: &[Role] = &[Role::Administrator];
/// The longest heading, in characters: it goes into an SMS of seventy.
pub const LONGEST_HEADING: usize = 20;
/// The longest text, in characters.
pub const LONGEST_TEXT: usize = 1_000;

/// What was written, to whom: the record that stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// When.
    pub at: Timestamp,
    /// By whom, by the name the records had for them.
    pub by: String,
    /// The heading, which is what an SMS says.
    pub heading: String,
    /// The text, which stands in the inbox.
    pub text: String,
    /// To which units.
    pub units: Vec<UnitId>,
    /// To how many liaisons.
    pub people: u32,
}

/// Decides on a message to units: the record, and a message for each of their liaisons. Somebody who is liaison of several
/// gets one.
///
/// # Errors
/// [`Refusal::RoleNeeded`]; [`Refusal::Invalid`] at `/heading`, `/text`, and at `/units` when none of them has a liaison.
pub fn write(
    congress: &Congress,
    units: &[Unit],
    actor: &Actor,
    (heading, text): (&str, &str),
    now: Timestamp,
) -> Result<(Written, Vec<Message>), Refusal> {
    require_role(actor, WRITERS)?;
    let mut faults = Vec::new();
    text_within(
        "/heading",
        "标题",
        "the heading",
        heading,
        LONGEST_HEADING,
        &mut faults,
    );
    text_within("/text", "内容", "the text", text, LONGEST_TEXT, &mut faults);
    if units.iter().all(|unit| unit.liaisons.is_empty()) {
        faults.push(Fault::new(
            "/units",
            FaultCode::Required,
            "请选择至少一个有联络员的单位",
            "Choose at least one unit that has a liaison",
        ));
    }
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let words = |unit: &Unit| Words {
        congress: congress.settings.title.clone(),
        unit: unit.name.clone(),
        heading: heading.trim().to_owned(),
        quote: text.trim().to_owned(),
        ..Words::default()
    };
    let (mut told, mut messages) = (BTreeSet::new(), Vec::new());
    for unit in units {
        for liaison in &unit.liaisons {
            if told.insert(liaison.phone.e164()) {
                messages.push(Message {
                    kind: MessageKind::FromConvener,
                    to: liaison.phone.clone(),
                    words: words(unit),
                    about: Some(About::from(unit)),
                });
            }
        }
    }
    let written = Written {
        at: now,
        by: actor.name.clone(),
        heading: heading.trim().to_owned(),
        text: text.trim().to_owned(),
        units: units.iter().map(|unit| unit.id.clone()).collect(),
        people: u32::try_from(messages.len()).unwrap_or(u32::MAX),
    };
    Ok((written, messages))
}
