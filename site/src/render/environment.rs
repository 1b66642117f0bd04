//! The template engine with what templates may call: `t(key, …)`, `url(page)`, `asset(name)`, and the product's words.

use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, context};

use domain::text::Language;

use super::translate::Translator;
use super::{Used, reference, registration_form, vocabulary};
use crate::load::Sources;
use crate::plan::Plan;

/// An environment that speaks one language.
pub(super) fn environment<'a>(
    sources: &'a Sources,
    plan: &Plan,
    language: Language,
    used: &Used,
) -> Environment<'a> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(escape_by_name);
    environment.set_syntax(whitespace());
    environment.set_loader(|name| Ok(sources.templates.get(name).cloned()));
    add_translation(&mut environment, sources, language, used);
    add_addresses(&mut environment, plan, language);
    environment.add_global("language", described(language));
    environment.add_global("versions", versions(sources, language));
    environment.add_global("words", vocabulary::vocabulary(language));
    environment.add_global("schema", registration_form::schema(language));
    environment.add_global("reference", reference::reference(language));
    environment
}

/// Blocks on lines of their own leave no empty lines behind.
fn whitespace() -> minijinja::syntax::SyntaxConfig {
    let mut syntax = minijinja::syntax::SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.build().expect("the customary delimiters are valid")
}

/// The versions of the articles that have one, by name: those people agree to when they sign in.
fn versions(sources: &Sources, language: Language) -> Value {
    let own = sources.articles.iter().filter(|article| article.language == language);
    own.filter_map(|article| Some((article.name.as_str(), article.version.as_deref()?))).collect()
}

/// `.html` is escaped; a template of another kind has to say so in its name before it may exist.
fn escape_by_name(name: &str) -> AutoEscape {
    let html = std::path::Path::new(name).extension().is_some_and(|extension| extension == "html");
    if html { AutoEscape::Html } else { AutoEscape::None }
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

fn add_translation(environment: &mut Environment<'_>, sources: &Sources, language: Language, used: &Used) {
    let translator = Translator::new(language, sources.messages(language));
    let used = used.clone();
    environment.add_function("t", move |key: &str, values: Kwargs| -> Result<String, Error> {
        if let Ok(mut keys) = used.lock() {
            keys.insert(key.to_owned());
        }
        translator.text(key, &values)
    });
}

fn add_addresses(environment: &mut Environment<'_>, plan: &Plan, language: Language) {
    let pages: Vec<(String, String)> = plan
        .pages
        .iter()
        .filter(|page| page.language == language)
        .map(|page| (page.name.clone(), page.url()))
        .collect();
    environment.add_function("url", move |name: &str| -> Result<String, Error> {
        let found = pages.iter().find(|(known, _)| known == name);
        found
            .map(|(_, url)| url.clone())
            .ok_or_else(|| refusal(format!("there is no page `{name}`")))
    });
    let folder = plan.assets.folder.clone();
    let names: Vec<String> = plan.assets.files.keys().cloned().collect();
    environment.add_function("asset", move |name: &str| -> Result<String, Error> {
        if names.iter().any(|known| known == name) {
            Ok(format!("{folder}{name}"))
        } else {
            Err(refusal(format!("there is no asset `{name}`")))
        }
    });
    let integrities: Vec<(String, String)> = plan
        .assets
        .files
        .iter()
        .map(|(name, asset)| (name.clone(), asset.integrity.clone()))
        .collect();
    environment.add_function("integrity", move |name: &str| -> Result<String, Error> {
        let found = integrities.iter().find(|(known, _)| known == name);
        found
            .map(|(_, integrity)| integrity.clone())
            .ok_or_else(|| refusal(format!("there is no asset `{name}`")))
    });
}

/// An error of the template's making.
pub(super) fn refusal(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}
