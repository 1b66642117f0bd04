//! What pages load: one folder per build, named by the hash of its contents, so that it can be cached for ever and
//! scripts find one another and their data relatively.

mod bundles;
mod lists;
mod module;
mod places;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

pub(crate) use lists::is_long;

use super::Page;
use crate::fault::BuildError;
use crate::load::{LANGUAGES, Sources};

/// One published file.
#[derive(Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Subresource Integrity: `sha384-…` (W3C SRI, section 3.1).
    pub integrity: String,
}

/// All files of the build's folder.
#[derive(Debug)]
pub struct Assets {
    /// The folder's address, e.g. `/assets/1f0c…/`.
    pub folder: String,
    /// The files by name.
    pub files: BTreeMap<String, Asset>,
}

/// The script of every page.
pub(crate) const SHELL: &str = "shell.js";

/// The one style sheet of the site.
pub(crate) const STYLE: &str = "site.css";

/// Hex digits of the folder's name: 64 bits tell builds apart.
const HASH_DIGITS: usize = 16;

/// Collects the files and names their folder.
pub(super) fn assets(sources: &Sources, pages: &[Page]) -> Result<Assets, BuildError> {
    let elements = pages.iter().filter_map(|page| page.element).collect();
    let mut contents: BTreeMap<String, Vec<u8>> = sources.images.clone();
    contents.insert(STYLE.to_owned(), style(sources).into_bytes());
    for (name, text) in bundles::bundles(&sources.scripts, &elements)? {
        contents.insert(name, text.into_bytes());
    }
    for language in LANGUAGES {
        let tag = language.tag();
        contents.insert(
            format!("messages.{tag}.json"),
            script_messages(sources, language),
        );
        contents.insert(format!("divisions.{tag}.json"), places::places(language));
        for (table, rows) in lists::lists(language) {
            contents.insert(format!("{table}.{tag}.json"), rows);
        }
    }
    let mut hash = Sha256::new();
    for (name, bytes) in &contents {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(Sha256::digest(bytes));
    }
    let folder = format!("/assets/{}/", hex(&hash.finalize()[..HASH_DIGITS / 2]));
    let asset = |(name, bytes): (String, Vec<u8>)| {
        let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(&bytes)));
        (name, Asset { bytes, integrity })
    };
    Ok(Assets {
        folder,
        files: contents.into_iter().map(asset).collect(),
    })
}

/// All sheets as one, each in the layer that its place gives it; the layers' order stands in the first sheet.
fn style(sources: &Sources) -> String {
    let mut all = String::new();
    for (path, text) in &sources.styles {
        let text = without_comments(text);
        if path.starts_with("templates/") {
            let _ = writeln!(all, "@layer components {{\n{text}}}");
        } else {
            all.push_str(&text);
        }
    }
    all
}

/// Comments are for us. A sheet of ours has no `/*` inside a string or address.
fn without_comments(css: &str) -> String {
    let mut rest = css;
    let mut kept = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |all, line| all + line + "\n")
}

fn script_messages(sources: &Sources, language: domain::text::Language) -> Vec<u8> {
    let known = &sources.messages(language).scripts;
    let texts: BTreeMap<&str, &str> = known
        .iter()
        .map(|(key, message)| (key.as_str(), message.text.as_str()))
        .collect();
    serde_json::to_vec(&texts).expect("a map of texts is JSON")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_indentation_and_empty_lines_of_a_sheet_are_not_published() {
        let css = "/* why */\na {\n  color: red; /* x\n y */\n\n}\n";
        assert_eq!(without_comments(css), "a {\ncolor: red;\n}\n");
    }
}
