//! Reading folders. Always in the order of the paths, so that a build does not depend on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::fault::{BuildError, Fault};

/// The UTF-8 texts with one extension below a folder, at any depth, in order of their paths.
pub(super) fn texts(
    root: &Path,
    folder: &str,
    extension: &str,
) -> Result<Vec<(String, String)>, BuildError> {
    let mut found = Vec::new();
    for path in walk(root, folder)? {
        if Path::new(&path)
            .extension()
            .is_some_and(|is| is == extension)
        {
            let bytes = read(root, &path)?;
            let text = String::from_utf8(bytes)
                .map_err(|_| Fault::of_file(&path, "not UTF-8: save it as UTF-8"))?;
            found.push((path, text));
        }
    }
    Ok(found)
}

/// The files of a folder that browsers get as they are, by file name; READMEs are for us.
pub(super) fn bytes(root: &Path, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, BuildError> {
    let mut found = BTreeMap::new();
    for path in walk(root, folder)? {
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        if name != "README.md" {
            found.insert(name, read(root, &path)?);
        }
    }
    Ok(found)
}

fn read(root: &Path, path: &str) -> Result<Vec<u8>, BuildError> {
    let full = root.join(path);
    fs::read(&full).map_err(|error| BuildError::file(&full, error))
}

/// All files below a folder as paths relative to the root, with `/`, sorted.
fn walk(root: &Path, folder: &str) -> Result<Vec<String>, BuildError> {
    let mut paths = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let full = root.join(&folder);
        let entries = fs::read_dir(&full).map_err(|error| BuildError::file(&full, error))?;
        for entry in entries {
            let entry = entry.map_err(|error| BuildError::file(&full, error))?;
            let kind = entry
                .file_type()
                .map_err(|error| BuildError::file(&full, error))?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if kind.is_dir() {
                open.push(path);
            } else {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}
