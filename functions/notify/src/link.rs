//! Where the link of an invitation leads: to the person's form, by way of signing in.
//!
//! It names the page and the congress and nothing else: no secret and nothing personal. Whoever opens it signs in with their own
//! phone, and the page finds the form they have in that congress.

use domain::{
    message::{Message, MessageKind},
    text::Language,
};

/// The page of one's own form below the site's origin (`site/src/plan/pages.rs`).
const fn page(language: Language) -> &'static str {
    match language {
        Language::Zh => "/my-form/",
        Language::En => "/en/my-form/",
    }
}

/// A message as it is sent by SMS: an invitation with its link, all others as they are.
pub(crate) fn linked(message: &Message, origin: Option<&str>, language: Language) -> Message {
    let mut message = message.clone();
    if let (MessageKind::Invited, Some(origin), Some(about)) =
        (message.kind, origin, &message.about)
    {
        message.words.link = format!("{origin}{}?congress={}", page(language), about.congress);
    }
    message
}
