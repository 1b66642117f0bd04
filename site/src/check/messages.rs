//! Every message is used by a template or a script, and scripts ask for none that nobody wrote.

use std::collections::BTreeSet;

use crate::fault::Fault;
use crate::load::Sources;
use crate::render::Site;

/// Unused messages, and keys that scripts ask for and nobody wrote.
pub(super) fn faults(sources: &Sources, site: &Site) -> Vec<Fault> {
    let asked = asked_by_scripts(sources);
    let quoted: BTreeSet<&str> = asked.iter().map(|asked| asked.key.as_str()).collect();
    let mut faults = Vec::new();
    for (language, messages) in &sources.messages {
        let idle_in_templates = messages
            .templates
            .iter()
            .filter(|(key, _)| !site.used_messages.contains(*key));
        let idle_in_scripts = messages
            .scripts
            .iter()
            .filter(|(key, _)| !quoted.contains(key.as_str()));
        for (key, message) in idle_in_templates.chain(idle_in_scripts) {
            faults.push(sources.fault_at(message, format!("nothing uses `{key}`: remove it")));
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
