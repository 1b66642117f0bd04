//! Last stage: put the finished files on the disk, with their compressed twins.

mod compress;

use std::fs;
use std::io;
use std::path::Path;

use crate::fault::BuildError;
use crate::render::Site;

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many pages.
    pub pages: usize,
    /// How many files, compressed twins not counted.
    pub files: usize,
    /// Bytes of all files, compressed twins not counted.
    pub bytes: usize,
}

/// Writes the site into an emptied folder.
///
/// # Errors
/// What the system refuses, with the path.
pub fn write(site: &Site, out: &Path, precompress: bool) -> Result<Report, BuildError> {
    empty(out)?;
    for (path, bytes) in &site.files {
        let file = out.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| BuildError::file(folder, error))?;
        }
        put(&file, bytes)?;
        if precompress && compress::pays(path) {
            put(&out.join(format!("{path}.br")), &compress::brotli(bytes))?;
            put(&out.join(format!("{path}.gz")), &compress::gzip(bytes))?;
        }
    }
    Ok(Report {
        pages: site.pages.len(),
        files: site.files.len(),
        bytes: site.files.values().map(Vec::len).sum(),
    })
}

/// Removes what an earlier build left.
fn empty(out: &Path) -> Result<(), BuildError> {
    match fs::remove_dir_all(out) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(BuildError::file(out, error)),
    }
    fs::create_dir_all(out).map_err(|error| BuildError::file(out, error))
}

fn put(file: &Path, bytes: &[u8]) -> Result<(), BuildError> {
    fs::write(file, bytes).map_err(|error| BuildError::file(file, error))
}
