//! Messages in one language, by Project Fluent.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use minijinja::Error;
use minijinja::value::{Kwargs, Value};
use unic_langid::LanguageIdentifier;

use domain::text::Language;

use super::environment::refusal;
use crate::load::Messages;

/// Says messages in one language.
pub(super) struct Translator {
    bundle: FluentBundle<FluentResource>,
}

impl Translator {
    pub(super) fn new(language: Language, messages: &Messages) -> Self {
        let tag = language.tag();
        let id: LanguageIdentifier = tag.parse().expect("the tags of our languages are tags");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks around values are for mixed directions; both our languages run left to right.
        bundle.set_use_isolating(false);
        for resource in messages.resources() {
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The message of a key with its variables filled in.
    pub(super) fn text(&self, key: &str, values: &Kwargs) -> Result<String, Error> {
        let pattern = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
            .ok_or_else(|| {
                refusal(format!(
                    "there is no message `{key}`: add it to site/messages in both languages"
                ))
            })?;
        let mut arguments = FluentArgs::new();
        for name in values.args() {
            let value: Value = values.get(name)?;
            arguments.set(name.to_owned(), fluent(&value));
        }
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors);
        match errors.first() {
            Some(error) => Err(refusal(format!("message `{key}`: {error}"))),
            None => Ok(text.into_owned()),
        }
    }
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match i64::try_from(value.clone()) {
        Ok(number) if value.is_number() => FluentValue::from(number),
        _ => FluentValue::from(value.to_string()),
    }
}
