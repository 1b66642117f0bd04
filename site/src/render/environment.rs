//! The template engine with what templates may call: `t(key, …)`, `url(page)`, `asset(name)`, and the product's words.

use std::collections::BTreeMap;

use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, context};

use domain::text::Language;

use super::translate::Translator;
use super::{Used, reference, registration_form, vocabulary};
use crate::fault::{BuildError, none_of};
use crate::load::Sources;
use crate::plan::Plan;

/// An environment that speaks one language, with every template in it.
///
/// # Errors
/// Templates that cannot be parsed.
pub(crate) fn environment<'a>(
    sources: &'a Sources,
    plan: &Plan,
    language: Language,
    used: &Used,
) -> Result<Environment<'a>, BuildError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(escape_by_name);
    environment.set_syntax(whitespace());
    let mut faults = Vec::new();
    for (name, text) in &sources.templates {
        if let Err(error) = environment.add_template(name, text) {
            faults.push(super::error::fault(sources, name, &error));
        }
    }
    none_of(faults)?;
    add_translation(&mut environment, sources, language, used);
    add_addresses(&mut environment, plan, language);
    environment.add_global("language", described(language));
    environment.add_global("versions", versions(sources, language));
    environment.add_global("words", vocabulary::vocabulary(language));
    environment.add_global("schema", registration_form::schema(language));
    environment.add_global("reference", reference::reference(language));
    Ok(environment)
}

/// Blocks on lines of their own leave no empty lines behind.
fn whitespace() -> minijinja::syntax::SyntaxConfig {
    let mut syntax = minijinja::syntax::SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.build().expect("the customary delimiters are valid")
}

/// The versions of the articles that have one, by name: those people agree to when they sign in.
fn versions(sources: &Sources, language: Language) -> Value {
    let own = sources
        .articles
        .iter()
        .filter(|article| article.language == language);
    let by_name = own.filter_map(|article| Some((article.name.clone(), article.version.clone()?)));
    Value::from(by_name.collect::<BTreeMap<_, _>>())
}

/// `.html` is escaped; a template of another kind has to say so in its name before it may exist.
fn escape_by_name(name: &str) -> AutoEscape {
    let html = std::path::Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "html");
    if html {
        AutoEscape::Html
    } else {
        AutoEscape::None
    }
}

fn described(language: Language) -> Value {
    let (html, other) = match language {
        Language::Zh => ("zh-CN", ("en", "English")),
        Language::En => ("en", ("zh-CN", "中文")),
    };
    context! {
        tag => language.tag(),
        html => html,
        other_html => other.0,
        other_name => other.1,
    }
}

fn add_translation(
    environment: &mut Environment<'_>,
    sources: &Sources,
    language: Language,
    used: &Used,
) {
    let translator = Translator::new(language, sources.messages(language));
    let used = used.clone();
    environment.add_function(
        "t",
        move |key: &str, values: Kwargs| -> Result<String, Error> {
            if let Ok(mut keys) = used.lock() {
                keys.insert(key.to_owned());
            }
            translator.text(key, &values)
        },
    );
}

/// `url(page)`, `asset(file)` and `integrity(file)`. What does not exist is an error of the template's line.
fn add_addresses(environment: &mut Environment<'_>, plan: &Plan, language: Language) {
    let own = plan.pages.iter().filter(|page| page.language == language);
    let pages = own.map(|page| (page.name.clone(), page.url())).collect();
    add_lookup(environment, "url", "page", pages);
    let folder = &plan.assets.folder;
    let files = &plan.assets.files;
    let addresses = files
        .keys()
        .map(|name| (name.clone(), format!("{folder}{name}")))
        .collect();
    add_lookup(environment, "asset", "asset", addresses);
    let integrities = files
        .iter()
        .map(|(name, asset)| (name.clone(), asset.integrity.clone()))
        .collect();
    add_lookup(environment, "integrity", "asset", integrities);
}

fn add_lookup(
    environment: &mut Environment<'_>,
    function: &'static str,
    noun: &'static str,
    known: BTreeMap<String, String>,
) {
    environment.add_function(function, move |name: &str| -> Result<Value, Error> {
        let found = known.get(name).map(|text| address(text));
        found.ok_or_else(|| refusal(format!("there is no {noun} `{name}`")))
    });
}

/// An address or hash of our making: nothing in it needs escaping, and escaped slashes would double its length.
pub(crate) fn address(text: &str) -> Value {
    Value::from_safe_string(text.to_owned())
}

/// An error of the template's making.
pub(super) fn refusal(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}
