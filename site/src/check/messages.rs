//! Every message exists in both languages and is used by a template or a script.

use std::collections::{BTreeMap, BTreeSet};

use domain::text::Language;

use crate::fault::Fault;
use crate::load::{Message, Sources};
use crate::render::Site;

/// Untranslated and unused messages, and keys that scripts ask for and nobody wrote.
pub(super) fn faults(sources: &Sources, site: &Site) -> Vec<Fault> {
    let asked = asked_by_scripts(sources);
    let quoted: BTreeSet<&str> = asked.iter().map(|asked| asked.key.as_str()).collect();
    let mut faults = Vec::new();
    for (language, messages) in &sources.messages {
        for (other, theirs) in sources
            .messages
            .iter()
            .filter(|(other, _)| other != language)
        {
            faults.extend(untranslated(
                sources,
                &messages.templates,
                &theirs.templates,
                *other,
            ));
            faults.extend(untranslated(
                sources,
                &messages.scripts,
                &theirs.scripts,
                *other,
            ));
        }
        let idle_in_templates = messages
            .templates
            .iter()
            .filter(|(key, _)| !site.used_messages.contains(*key));
        let idle_in_scripts = messages
            .scripts
            .iter()
            .filter(|(key, _)| !quoted.contains(key.as_str()));
        for (key, message) in idle_in_templates.chain(idle_in_scripts) {
            faults.push(at(
                sources,
                message,
                format!("nothing uses `{key}`: remove it"),
            ));
        }
        for asked in asked
            .iter()
            .filter(|asked| asked.call && !messages.scripts.contains_key(&asked.key))
        {
            let text = sources.scripts.get(&asked.file).map_or("", String::as_str);
            let words = format!(
                "there is no message `{}` in site/messages/{}/scripts.ftl",
                asked.key,
                language.tag()
            );
            faults.push(Fault::at_line(
                format!("site/scripts/{}", asked.file),
                text,
                asked.line,
                words,
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
            at(
                sources,
                message,
                format!(
                    "`{key}` has no translation in site/messages/{}",
                    other.tag()
                ),
            )
        })
        .collect()
}

fn at(sources: &Sources, message: &Message, words: String) -> Fault {
    let text = sources
        .messages
        .iter()
        .find_map(|(_, messages)| messages.files.get(&message.file));
    Fault::at_line(
        &message.file,
        text.map_or("", String::as_str),
        message.line,
        words,
    )
}

/// A double-quoted text in a script.
struct Asked {
    key: String,
    file: String,
    line: usize,
    /// Whether it is the argument of `message(`, and so a key for certain.
    call: bool,
}

fn asked_by_scripts(sources: &Sources) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (file, text) in &sources.scripts {
        for (index, line) in text.lines().enumerate() {
            let mut before = "";
            for (position, part) in line.split('"').enumerate() {
                if position % 2 == 1 {
                    let call = before.ends_with("message(");
                    asked.push(Asked {
                        key: part.to_owned(),
                        file: file.clone(),
                        line: index + 1,
                        call,
                    });
                }
                before = part;
            }
        }
    }
    asked
}
