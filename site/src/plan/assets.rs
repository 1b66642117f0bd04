//! What pages load: one folder per build, named by the hash of its contents, so that it can be cached for ever and
//! modules can import one another relatively.

mod imports;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::fault::BuildError;
use crate::load::{LANGUAGES, Sources};

/// One published file.
#[derive(Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Subresource Integrity: `sha384-…` (W3C SRI, section 3.1).
    pub integrity: String,
    /// For a script: every module it imports, directly or not.
    pub imports: BTreeSet<String>,
}

/// All files of the build's folder.
#[derive(Debug)]
pub struct Assets {
    /// The folder's address, e.g. `/assets/1f0c…/`.
    pub folder: String,
    /// The files by name.
    pub files: BTreeMap<String, Asset>,
}

impl Assets {
    /// The modules a page loads besides the shell, each named once: its element's first, then what both import.
    pub fn modules(&self, element: Option<&str>) -> Vec<String> {
        let element = element.map(|name| format!("{name}.js"));
        let mut all = BTreeSet::new();
        for entry in [Some(SHELL.to_owned()), element.clone()]
            .into_iter()
            .flatten()
        {
            let imports = self.files.get(&entry).map(|asset| &asset.imports);
            all.extend(imports.into_iter().flatten().cloned());
        }
        all.retain(|name| name != SHELL && Some(name) != element.as_ref());
        all.into_iter().collect()
    }
}

/// The script of every page.
pub(crate) const SHELL: &str = "shell.js";

/// The one style sheet of the site.
pub(crate) const STYLE: &str = "site.css";

/// Hex digits of the folder's name: 64 bits tell builds apart.
const HASH_DIGITS: usize = 16;

/// Collects the files and names their folder.
pub(super) fn assets(sources: &Sources) -> Result<Assets, BuildError> {
    let graph = imports::graph(&sources.scripts)?;
    let mut contents: BTreeMap<String, Vec<u8>> = sources.images.clone();
    contents.insert(STYLE.to_owned(), style(sources).into_bytes());
    for (name, text) in &sources.scripts {
        contents.insert(name.clone(), text.clone().into_bytes());
    }
    for language in LANGUAGES {
        let tag = language.tag();
        contents.insert(
            format!("messages.{tag}.json"),
            script_messages(sources, language),
        );
        contents.insert(format!("divisions.{tag}.json"), places::places(language));
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
        let imports = graph.get(&name).cloned().unwrap_or_default();
        (
            name,
            Asset {
                bytes,
                integrity,
                imports,
            },
        )
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
