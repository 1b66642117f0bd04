//! What people are told: which message to whom, about what. The words stand in `templates/sms`.

mod choice;
pub mod from_convener;
mod kind;

use serde::{Deserialize, Serialize};

use crate::{
    audit::Remark,
    congress::{Congress, Level},
    form,
    id::{CongressId, NominationId, UnitId},
    nomination::Nomination,
    phone::Phone,
    text::Language,
    unit::Unit,
};

pub use choice::SmsChoice;
pub use kind::MessageKind;

/// One message to one person. Everybody finds it in their inbox, and gets it by SMS where the kind or they themselves say
/// so; a code comes by SMS only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which.
    pub kind: MessageKind,
    /// To whom; sealed in storage.
    pub to: Phone,
    /// What the template fills in, and what the inbox quotes.
    pub words: Words,
    /// What it is about: where its link leads. A code is about nothing.
    pub about: Option<About>,
}

/// The place a message is about: a nomination, a unit, or a congress as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct About {
    /// The congress.
    pub congress: CongressId,
    /// The unit, if it is about one or one of its nominations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The nomination, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nomination: Option<NominationId>,
}

impl About {
    /// The narrowest id: it tells apart the messages that one event sends to one person.
    pub fn narrowest(&self) -> &str {
        let unit = self.unit.as_ref().map(UnitId::as_str);
        let nomination = self.nomination.as_ref().map(NominationId::as_str);
        nomination.or(unit).unwrap_or(self.congress.as_str())
    }
}

impl From<&Congress> for About {
    fn from(congress: &Congress) -> Self {
        Self {
            congress: congress.id.clone(),
            unit: None,
            nomination: None,
        }
    }
}

impl From<&Unit> for About {
    fn from(unit: &Unit) -> Self {
        Self {
            congress: unit.congress.clone(),
            unit: Some(unit.id.clone()),
            nomination: None,
        }
    }
}

impl From<&Nomination> for About {
    fn from(nomination: &Nomination) -> Self {
        Self {
            congress: nomination.congress.clone(),
            unit: Some(nomination.unit.clone()),
            nomination: Some(nomination.id.clone()),
        }
    }
}

/// What templates may fill in. Empty where a kind does not use it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The congress's title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub congress: String,
    /// The unit's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// The person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// The sign-in code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// A number of people, days or minutes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// When something closes, as people read it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// Where a link in an SMS leads; put in when it is sent, and never kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// The code of the stage that closes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stage: String,
    /// The number of a receipt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub receipt: String,
    /// The heading of what a convener wrote.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// An opinion, a reason or what a convener wrote: quoted in the inbox, never sent by SMS.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Remarks at fields of the form: in the inbox, never sent by SMS.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Noted>,
}

/// A remark with the field's label as it reads in that congress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The field's label in Chinese.
    pub zh: String,
    /// The field's label in English.
    pub en: String,
    /// What to correct.
    pub text: String,
}

impl Noted {
    /// A remark made in a congress of a level.
    pub fn new(remark: &Remark, level: Level) -> Self {
        let field = form::schema::field(&remark.field);
        let label = |language| {
            field.map_or_else(
                || remark.field.clone(),
                |field| field.label(level, language),
            )
        };
        Self {
            zh: label(Language::Zh),
            en: label(Language::En),
            text: remark.text.clone(),
        }
    }
}
