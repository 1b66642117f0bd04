//! What can be wrong with the sources, said so that it can be put right: file, line, words, excerpt.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing that is wrong with one line of one source file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, relative to the repository's root.
    pub file: PathBuf,
    /// The line, counted from 1; 0 when the fault is the whole file's.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
    /// The line as it stands in the file.
    pub excerpt: Option<String>,
}

impl Fault {
    /// A fault of a whole file.
    pub fn of_file(file: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 0,
            message: message.into(),
            excerpt: None,
        }
    }

    /// A fault of one line of a text; the excerpt is taken from it.
    pub fn at_line(
        file: impl Into<PathBuf>,
        source: &str,
        line: usize,
        message: impl Into<String>,
    ) -> Self {
        let excerpt = line
            .checked_sub(1)
            .and_then(|index| source.lines().nth(index));
        Self {
            line,
            excerpt: excerpt.map(|text| text.trim().to_owned()),
            ..Self::of_file(file, message)
        }
    }

    /// A fault at a byte offset of a text.
    pub fn at_offset(
        file: impl Into<PathBuf>,
        source: &str,
        offset: usize,
        message: impl Into<String>,
    ) -> Self {
        let before = &source.as_bytes()[..offset.min(source.len())];
        let line = before.split(|&byte| byte == b'\n').count();
        Self::at_line(file, source, line, message)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file.display())?;
        if self.line > 0 {
            write!(out, ":{}", self.line)?;
        }
        write!(out, ": {}", self.message)?;
        match &self.excerpt {
            Some(excerpt) => write!(out, "\n    {excerpt}"),
            None => Ok(()),
        }
    }
}

/// Why there is no site.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The sources are wrong; every fault that was found is in here.
    #[error("{}", listed(.0))]
    Sources(Vec<Fault>),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl BuildError {
    /// The system's refusal, with the path it was about.
    pub fn file(path: &Path, source: std::io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            source,
        }
    }
}

impl From<Fault> for BuildError {
    fn from(fault: Fault) -> Self {
        Self::Sources(vec![fault])
    }
}

/// Goes on when there is no fault, and fails with all of them otherwise.
pub(crate) fn none_of(mut faults: Vec<Fault>) -> Result<(), BuildError> {
    faults.sort();
    faults.dedup();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(BuildError::Sources(faults))
    }
}

fn listed(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{BuildError, Fault, none_of};

    #[test]
    fn a_fault_names_file_line_and_the_line_itself() {
        let fault = Fault::at_offset("a/b.html", "one\n  two\nthree", 6, "no such key");
        assert_eq!(fault.to_string(), "a/b.html:2: no such key\n    two");
    }

    #[test]
    fn all_faults_are_listed_in_order_and_once() {
        let fault = |file| Fault::of_file(file, "gone");
        let error = none_of(vec![fault("b"), fault("a"), fault("b")]).unwrap_err();
        assert!(matches!(&error, BuildError::Sources(list) if list.len() == 2));
        assert_eq!(error.to_string(), "a: gone\nb: gone");
    }
}
