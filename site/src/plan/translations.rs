//! Every message exists in both languages: found before anything is rendered, so that it is said once, with the line of
//! the message, and not for every page that uses it.

use std::collections::BTreeMap;

use domain::text::Language;

use crate::fault::Fault;
use crate::load::{Message, Sources};

/// The messages that exist in one language only.
pub(super) fn missing(sources: &Sources) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (language, ours) in &sources.messages {
        for (other, theirs) in sources
            .messages
            .iter()
            .filter(|(other, _)| other != language)
        {
            faults.extend(untranslated(
                sources,
                &ours.templates,
                &theirs.templates,
                *other,
            ));
            faults.extend(untranslated(
                sources,
                &ours.scripts,
                &theirs.scripts,
                *other,
            ));
        }
    }
    faults
}

fn untranslated(
    sources: &Sources,
    ours: &BTreeMap<String, Message>,
    theirs: &BTreeMap<String, Message>,
    other: Language,
) -> Vec<Fault> {
    let alone = ours.iter().filter(|(key, _)| !theirs.contains_key(*key));
    alone
        .map(|(key, message)| {
            sources.fault_at(
                message,
                format!(
                    "`{key}` has no translation in site/messages/{}",
                    other.tag()
                ),
            )
        })
        .collect()
}
