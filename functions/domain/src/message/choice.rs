//! What somebody wants by SMS.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::MessageKind;

/// The kinds for which somebody has chosen; the others are as [`MessageKind::by_sms`] says. A code always comes by SMS.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SmsChoice(BTreeMap<MessageKind, bool>);

impl SmsChoice {
    /// Whether a kind is to be sent by SMS.
    pub fn wants(&self, kind: MessageKind) -> bool {
        let chosen = self.0.get(&kind).copied();
        !kind.in_inbox() || chosen.unwrap_or(kind.by_sms())
    }

    /// The choice with one kind decided.
    #[must_use]
    pub fn with(mut self, kind: MessageKind, wanted: bool) -> Self {
        self.0.insert(kind, wanted);
        self
    }

    /// Every kind that somebody may choose for.
    pub fn kinds() -> impl Iterator<Item = MessageKind> {
        MessageKind::ALL.into_iter().filter(|kind| kind.in_inbox())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_chosen_is_as_usual_and_a_code_cannot_be_refused() {
        let choice = SmsChoice::default()
            .with(MessageKind::SentBack, false)
            .with(MessageKind::Approved, true)
            .with(MessageKind::SignInCode, false);
        assert!(!choice.wants(MessageKind::SentBack));
        assert!(choice.wants(MessageKind::Approved));
        assert!(choice.wants(MessageKind::Invited), "not chosen: as usual");
        assert!(choice.wants(MessageKind::SignInCode));
        assert!(SmsChoice::kinds().all(|kind| kind != MessageKind::SignInCode));
    }
}
