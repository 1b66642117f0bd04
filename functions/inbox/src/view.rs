//! A message as it is shown.

use domain::{message::About, text::Language};
use serde::Serialize;
use store::InboxMessage;
use utoipa::ToSchema;

/// A message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessageView {
    /// Its id within the inbox.
    id: String,
    /// Its kind.
    kind: &'static str,
    /// What the kind is called.
    kind_name: &'static str,
    /// When (RFC 3339).
    at: String,
    /// What it says, in the asked language.
    text: String,
    /// An opinion, a reason or what a convener wrote; empty when there is none.
    quote: String,
    /// Remarks at fields of the form.
    remarks: Vec<NotedView>,
    /// What it is about.
    about: Option<AboutView>,
    /// Whether it was read.
    read: bool,
}

/// A remark.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NotedView {
    /// The field's label.
    label: String,
    /// What to correct.
    text: String,
}

/// The ids of what a message is about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AboutView {
    congress: String,
    unit: Option<String>,
    nomination: Option<String>,
}

impl MessageView {
    /// The message in a language.
    pub(crate) fn new(message: InboxMessage, language: Language) -> Self {
        let noted = |noted: domain::message::Noted| NotedView {
            label: match language {
                Language::Zh => noted.zh,
                Language::En => noted.en,
            },
            text: noted.text,
        };
        Self {
            kind: message.kind.code(),
            kind_name: message.kind.name().get(language),
            at: message.at.to_string(),
            text: message.texts.get(language).to_owned(),
            quote: message.quote,
            remarks: message.remarks.into_iter().map(noted).collect(),
            about: message.about.map(AboutView::from),
            read: message.read_at.is_some(),
            id: message.id,
        }
    }
}

impl From<About> for AboutView {
    fn from(about: About) -> Self {
        Self {
            congress: about.congress.to_string(),
            unit: about.unit.map(|unit| unit.to_string()),
            nomination: about.nomination.map(|nomination| nomination.to_string()),
        }
    }
}
