//! What people are told by SMS: which message to whom. The words stand in `templates/sms`.

use serde::{Deserialize, Serialize};

use crate::phone::Phone;

/// The kinds of message. Each has a template per language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A sign-in code.
    SignInCode,
    /// To a new nominee: sign in and fill in the form.
    Invited,
    /// To a unit's new liaison.
    LiaisonInvited,
    /// To the nominee: first review sent the form back.
    SentBack,
    /// To the nominee: final review approved.
    FinallyApproved,
    /// To the unit's liaisons: final review sent a nomination back.
    FinallySentBack,
    /// To the convener's administrators: a unit has reported.
    UnitReported,
    /// To the nominee: please complete the form.
    Reminder,
}

impl MessageKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::SignInCode,
        Self::Invited,
        Self::LiaisonInvited,
        Self::SentBack,
        Self::FinallyApproved,
        Self::FinallySentBack,
        Self::UnitReported,
        Self::Reminder,
    ];

    /// The code: the template's file name and the item's kind.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignInCode => "sign_in_code",
            Self::Invited => "invited",
            Self::LiaisonInvited => "liaison_invited",
            Self::SentBack => "sent_back",
            Self::FinallyApproved => "finally_approved",
            Self::FinallySentBack => "finally_sent_back",
            Self::UnitReported => "unit_reported",
            Self::Reminder => "reminder",
        }
    }
}

/// One message to one phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which.
    pub kind: MessageKind,
    /// To whom; sealed in storage.
    pub to: Phone,
    /// What the template fills in.
    pub words: Words,
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
    /// A number of people or minutes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// When something closes, as people read it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
}
