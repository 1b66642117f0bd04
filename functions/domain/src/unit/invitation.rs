//! Who is told that they are a unit's liaison now.

use super::Unit;
use crate::{
    congress::{Congress, Life},
    message::{About, Message, MessageKind, Words},
    window::{Stage, china_minute},
};

/// The invitations to a unit's liaisons who were none of it `before`: only while the congress is open, because until then
/// they would find nothing.
pub fn invitations(before: Option<&Unit>, after: &Unit, congress: &Congress) -> Vec<Message> {
    if congress.life != Life::Open {
        return Vec::new();
    }
    let window = congress
        .settings
        .windows
        .effective(Stage::Nominating, &after.extensions);
    let until = window
        .map(|window| china_minute(window.closes_at))
        .unwrap_or_default();
    let new = after
        .liaisons
        .iter()
        .filter(|liaison| before.is_none_or(|before| !before.is_liaison(&liaison.phone)));
    new.map(|liaison| Message {
        kind: MessageKind::LiaisonInvited,
        to: liaison.phone.clone(),
        about: Some(About::from(after)),
        words: Words {
            congress: congress.settings.title.clone(),
            unit: after.name.clone(),
            person: liaison.name.clone(),
            until: until.clone(),
            ..Words::default()
        },
    })
    .collect()
}
