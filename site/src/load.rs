//! First stage: read everything the site is made of, and nothing else. No decision is taken here.

mod content;
mod files;
mod messages;

use std::collections::BTreeMap;
use std::path::Path;

use domain::text::Language;

use crate::fault::{BuildError, Fault, none_of};

pub use content::Article;
pub use messages::{Message, Messages};

/// The languages of the site, in the order they are built.
pub const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

/// All sources of the site, as texts with the paths they came from (relative to the root, with `/`).
#[derive(Debug)]
pub struct Sources {
    /// Templates by name, e.g. `pages/login.html`.
    pub templates: BTreeMap<String, String>,
    /// Style sheets in the order of their layers: the site's, then the components', then print.
    pub styles: Vec<(String, String)>,
    /// Scripts by file name, e.g. `shell.js`.
    pub scripts: BTreeMap<String, String>,
    /// Other files published as they are, e.g. `seal.svg`.
    pub images: BTreeMap<String, Vec<u8>>,
    /// Articles in Markdown.
    pub articles: Vec<Article>,
    /// Messages of each language.
    pub messages: Vec<(Language, Messages)>,
}

/// Reads the sources below the repository's root.
///
/// # Errors
/// A folder or file that cannot be read, or one that is not what its place says.
pub fn sources(root: &Path) -> Result<Sources, BuildError> {
    let templates = files::texts(root, "templates", "html")?;
    let mut styles = files::texts(root, "site/styles", "css")?;
    let components = files::texts(root, "templates", "css")?;
    styles.extend(components);
    let scripts = files::texts(root, "site/scripts", "js")?;
    let images = files::bytes(root, "site/images")?;
    let mut faults = Vec::new();
    let mut articles = Vec::new();
    let mut messages = Vec::new();
    for language in LANGUAGES {
        let tag = language.tag();
        for (path, text) in files::texts(root, &format!("site/content/{tag}"), "md")? {
            articles
                .extend(Article::parse(language, &path, &text).map_err(|fault| faults.push(fault)));
        }
        let texts = files::texts(root, &format!("site/messages/{tag}"), "ftl")?;
        messages.push((language, Messages::parse(texts, &mut faults)));
    }
    none_of(faults)?;
    Ok(Sources {
        templates: named(templates, "templates/"),
        styles: in_layers(styles),
        scripts: named(scripts, "site/scripts/"),
        images,
        articles,
        messages,
    })
}

impl Sources {
    /// A fault of the line on which a message stands.
    pub(crate) fn fault_at(&self, message: &Message, words: String) -> Fault {
        let texts = self
            .messages
            .iter()
            .find_map(|(_, messages)| messages.files.get(&message.file));
        Fault::at_line(
            &message.file,
            texts.map_or("", String::as_str),
            message.line,
            words,
        )
    }

    /// The messages of one language.
    ///
    /// # Panics
    /// Never: [`sources`] reads every language.
    pub fn messages(&self, language: Language) -> &Messages {
        let found = self.messages.iter().find(|(known, _)| *known == language);
        &found.expect("every language is loaded").1
    }
}

/// Paths without the folder they are named from.
fn named(texts: Vec<(String, String)>, folder: &str) -> BTreeMap<String, String> {
    let strip = |path: String| {
        path.strip_prefix(folder)
            .map(ToOwned::to_owned)
            .unwrap_or(path)
    };
    texts
        .into_iter()
        .map(|(path, text)| (strip(path), text))
        .collect()
}

/// The site's own sheets by name (they begin with a number), then the components'.
fn in_layers(mut styles: Vec<(String, String)>) -> Vec<(String, String)> {
    styles.sort_by_key(|(path, _)| (path.starts_with("templates/"), path.clone()));
    styles
}
