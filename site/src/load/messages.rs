//! Messages by Project Fluent: where each stands, and the text of it.

use std::collections::BTreeMap;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::fault::Fault;

/// The file whose messages scripts use in the browser.
pub(super) const SCRIPT_MESSAGES: &str = "scripts.ftl";

/// Where one message stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The file, relative to the root.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// Its text with `{variable}`s; empty for a message of templates, which may be more than plain text.
    pub text: String,
}

/// All messages of one language.
#[derive(Debug, Default)]
pub struct Messages {
    /// Those of templates, by key.
    pub templates: BTreeMap<String, Message>,
    /// Those of scripts, by key: keys of their own, because pages and scripts are written apart.
    pub scripts: BTreeMap<String, Message>,
    /// The files' texts, by path.
    pub files: BTreeMap<String, String>,
}

impl Messages {
    /// Reads the files of one language; what is wrong with them is added to `faults`.
    pub(super) fn parse(texts: Vec<(String, String)>, faults: &mut Vec<Fault>) -> Self {
        let mut messages = Self::default();
        for (file, text) in texts {
            messages.add_file(&file, &text, faults);
            messages.files.insert(file, text);
        }
        messages
    }

    fn add_file(&mut self, file: &str, text: &str, faults: &mut Vec<Fault>) {
        let resource = match parser::parse(text) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let message = format!("not Fluent: {}", error.kind);
                    faults.push(Fault::at_offset(file, text, error.pos.start, message));
                }
                resource
            }
        };
        let scripts = file.ends_with(SCRIPT_MESSAGES);
        for entry in &resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let key = message.id.name;
            let line = line_of(text, key);
            let mut fault = |words: String| faults.push(Fault::at_line(file, text, line, words));
            let plain = message.value.as_ref().and_then(plain_text);
            if scripts && plain.is_none() {
                fault(format!(
                    "`{key}` is for scripts: only text and {{ $variable }} are possible"
                ));
            }
            let place = Message {
                file: file.to_owned(),
                line,
                text: plain.unwrap_or_default(),
            };
            let known = if scripts {
                &mut self.scripts
            } else {
                &mut self.templates
            };
            if let Some(first) = known.insert(key.to_owned(), place) {
                fault(format!(
                    "`{key}` is given already in {}:{}",
                    first.file, first.line
                ));
            }
        }
    }

    /// The templates' messages for a Fluent bundle. Faults were reported when the files were read.
    pub fn resources(&self) -> impl Iterator<Item = FluentResource> {
        let files = self
            .files
            .iter()
            .filter(|(file, _)| !file.ends_with(SCRIPT_MESSAGES));
        files.map(|(_, text)| match FluentResource::try_new(text.clone()) {
            Ok(resource) | Err((resource, _)) => resource,
        })
    }
}

/// The line on which a part of the text stands. The parser hands out slices of its input, so the distance of the two
/// addresses is the offset; searching for the key would find the first of two.
fn line_of(text: &str, part: &str) -> usize {
    let offset = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    let before = &text.as_bytes()[..offset.min(text.len())];
    before.split(|&byte| byte == b'\n').count()
}

/// Text with `{variable}`s; nothing when the pattern needs more than that.
fn plain_text(pattern: &Pattern<&str>) -> Option<String> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                text.push('{');
                text.push_str(id.name);
                text.push('}');
            }
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::Messages;

    fn read(file: &str, text: &str) -> (Messages, Vec<String>) {
        let mut faults = Vec::new();
        let messages = Messages::parse(vec![(file.to_owned(), text.to_owned())], &mut faults);
        (messages, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_message_of_scripts_is_text_with_variables() {
        let (messages, faults) = read("zh/scripts.ftl", "saved = 已保存 { $time }\n");
        assert!(faults.is_empty());
        assert_eq!(messages.scripts["saved"].text, "已保存 {time}");
        assert!(messages.templates.is_empty());
    }

    #[test]
    fn a_selector_is_refused_for_scripts_only() {
        let text = "left = { $n ->\n    [one] one\n   *[other] many\n }\n";
        assert_eq!(read("en/pages.ftl", text).1.len(), 0);
        assert!(read("en/scripts.ftl", text).1[0].starts_with("en/scripts.ftl:1: `left`"));
    }

    #[test]
    fn a_key_given_twice_and_a_broken_line_are_named() {
        let (_, faults) = read("zh/a.ftl", "a = 1\nb = 2\na = 3\n");
        assert!(faults[0].starts_with("zh/a.ftl:3: `a` is given already in zh/a.ftl:1"));
        let (_, faults) = read("zh/a.ftl", "a = 1\n= broken\n");
        assert!(faults[0].starts_with("zh/a.ftl:2: not Fluent"));
    }
}
