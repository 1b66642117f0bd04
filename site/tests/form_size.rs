//! What a phone downloads before the registration form can be used, in bytes as they travel (brotli).
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

/// The form's page alone, and with everything that it refers to, the photo apart (issue: “at most 14 KB … and 60 KB in all”).
const PAGE: u64 = 14 * 1024;
const ALL: u64 = 60 * 1024;

#[test]
fn the_form_is_small_in_both_languages() {
    let out = tempfile::tempdir().unwrap();
    let options = site::Options {
        root: Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .unwrap()
            .to_owned(),
        out: out.path().join("site"),
        origin: "https://example.org".to_owned(),
        precompress: true,
    };
    site::build(&options).unwrap();
    for (page, language) in [
        ("my-form/index.html", "zh"),
        ("en/my-form/index.html", "en"),
    ] {
        let html = fs::read_to_string(options.out.join(page)).unwrap();
        let alone = travels(&options.out.join(page));
        let mut files = referred(&html);
        let folder = files
            .iter()
            .find(|file| Path::new(file).extension().is_some_and(|kind| kind == "js"))
            .unwrap();
        let folder = folder.rsplit_once('/').unwrap().0.to_owned();
        files.insert(format!("{folder}/messages.{language}.json"));
        let rest: u64 = files
            .iter()
            .map(|file| travels(&options.out.join(file)))
            .sum();
        println!(
            "{page}: {alone} bytes alone, {} with {} files",
            alone + rest,
            files.len()
        );
        assert!(alone <= PAGE, "{page}: {alone} bytes");
        assert!(alone + rest <= ALL, "{page}: {} bytes in all", alone + rest);
    }
}

/// The files a page makes a browser fetch, as paths below the site's root.
fn referred(html: &str) -> BTreeSet<String> {
    let parts = html.split('"').filter(|part| part.starts_with("/assets/"));
    let files = parts.map(|part| part.split('#').next().unwrap_or_default());
    files
        .map(|file| file.trim_start_matches('/').to_owned())
        .collect()
}

/// A file's size as it is sent: compressed where it is prebuilt so.
fn travels(file: &Path) -> u64 {
    let compressed = file.with_added_extension("br");
    let sent = if compressed.exists() {
        compressed
    } else {
        file.to_owned()
    };
    fs::metadata(&sent)
        .unwrap_or_else(|error| panic!("{}: {error}", sent.display()))
        .len()
}
