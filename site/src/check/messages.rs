//! Every message exists in both languages and is used by a template or a script.

use std::collections::BTreeSet;

use crate::fault::Fault;
use crate::load::{Message, Sources};
use crate::render::Site;

/// Untranslated and unused messages, and keys that scripts ask for and nobody wrote.
pub(super) fn faults(sources: &Sources, site: &Site) -> Vec<Fault> {
    let mut faults = Vec::new();
    let asked = asked_by_scripts(sources);
    for (language, messages) in &sources.messages {
        for (other, theirs) in &sources.messages {
            for (key, message) in &messages.known {
                if language != other && !theirs.known.contains_key(key) {
                    let words = format!("`{key}` has no translation in site/messages/{}", other.tag());
                    faults.push(at(sources, message, words));
                }
            }
        }
        for (key, message) in &messages.known {
            let used = match message.for_scripts {
                Some(_) => asked.iter().any(|(quoted, ..)| quoted == key),
                None => site.used_messages.contains(key),
            };
            if !used {
                faults.push(at(sources, message, format!("nothing uses `{key}`: remove it")));
            }
        }
        for (key, file, line, call) in &asked {
            let known = messages.known.get(key).is_some_and(|message| message.for_scripts.is_some());
            if *call && !known {
                let text = sources.scripts.get(file).map_or("", String::as_str);
                let words = format!("there is no message `{key}` in site/messages/{}/scripts.ftl", language.tag());
                faults.push(Fault::at_line(format!("site/scripts/{file}"), text, *line, words));
            }
        }
    }
    faults
}

fn at(sources: &Sources, message: &Message, words: String) -> Fault {
    let texts = sources.messages.iter().find_map(|(_, messages)| messages.files.get(&message.file));
    Fault::at_line(&message.file, texts.map_or("", String::as_str), message.line, words)
}

/// Every double-quoted text in scripts, with file and line, and whether it is the argument of `message(`.
fn asked_by_scripts(sources: &Sources) -> BTreeSet<(String, String, usize, bool)> {
    let mut asked = BTreeSet::new();
    for (file, text) in &sources.scripts {
        for (index, line) in text.lines().enumerate() {
            let mut before = "";
            for (position, part) in line.split('"').enumerate() {
                if position % 2 == 1 {
                    let call = before.ends_with("message(");
                    asked.insert((part.to_owned(), file.clone(), index + 1, call));
                }
                before = part;
            }
        }
    }
    asked
}
