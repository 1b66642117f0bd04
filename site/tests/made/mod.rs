//! Building in tests: the repository's sources, or a copy of them with something made wrong.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use site::{BuildError, Options, Report};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Builds from one folder into another.
pub(crate) fn build(root: &Path, out: &Path, precompress: bool) -> Result<Report, BuildError> {
    site::build(&Options {
        root: root.to_owned(),
        out: out.to_owned(),
        origin: "https://example.org".to_owned(),
        precompress,
    })
}

/// The files of the repository's own site.
pub(crate) fn own_site() -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    build(&root(), folder.path(), false).unwrap();
    files(folder.path())
}

/// What building says about a copy of the sources in which one text of one file was replaced. An empty `from` appends.
pub(crate) fn refusal(file: &str, from: &str, to: &str) -> String {
    let copy = changed(file, from, to);
    let out = copy.path().join("out");
    let error = build(copy.path(), &out, false).expect_err("this must not be built");
    assert!(
        !out.exists(),
        "something was written though the sources are wrong"
    );
    error.to_string()
}

/// A copy of the sources in which one text of one file was replaced. An empty `from` appends.
pub(crate) fn changed(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for folder in [
        "templates",
        "site/content",
        "site/messages",
        "site/styles",
        "site/scripts",
        "site/images",
    ] {
        for (path, bytes) in files(&root().join(folder)) {
            let target = copy.path().join(folder).join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, bytes).unwrap();
        }
    }
    let path = copy.path().join(file);
    let before = fs::read_to_string(&path).unwrap();
    assert!(before.contains(from), "{file} does not hold {from}");
    let after = if from.is_empty() {
        before + to
    } else {
        before.replacen(from, to, 1)
    };
    fs::write(&path, after).unwrap();
    copy
}

/// All files below a folder by their path with `/`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}
