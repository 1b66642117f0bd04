//! The lock that keeps a second process off the same data.
//!
//! The embedded database does not refuse one, and two of them would undo each other's work. The lock
//! is the operating system's, on an open file: it ends with the process however that ends, so a
//! lock file left by SIGKILL never blocks the next start.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::fault::Fault;

/// The name of the lock file in the data directory.
pub const FILE: &str = "lock";

/// Held for as long as the system runs; letting go of it frees the data.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock of a data directory that exists, and writes this process's id into it.
    ///
    /// # Errors
    ///
    /// [`Fault::DataInUse`] when somebody has it, [`Fault::Unusable`] when the file cannot be written.
    pub fn take(data_dir: &Path) -> Result<Self, Fault> {
        let path = data_dir.join(FILE);
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(Fault::unusable(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut content = String::new();
                // The holder may not have written its id yet; its existence is what matters.
                let _ = file.read_to_string(&mut content);
                let holder = content.lines().next().unwrap_or("?").to_owned();
                return Err(Fault::DataInUse {
                    data_dir: data_dir.to_owned(),
                    holder,
                });
            }
            Err(TryLockError::Error(source)) => return Err(Fault::Unusable { path, source }),
        }
        let mut lock = Self { file };
        lock.note(&[]).map_err(Fault::unusable(&path))?;
        Ok(lock)
    }

    /// Writes what an operator may want to know about the running system: the process id on the
    /// first line, then `name value` lines.
    pub(crate) fn note(&mut self, lines: &[(&str, String)]) -> std::io::Result<()> {
        let mut content = format!("{}\n", std::process::id());
        for (name, value) in lines {
            content.push_str(name);
            content.push(' ');
            content.push_str(value);
            content.push('\n');
        }
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(content.as_bytes())
    }
}

/// What the running system noted under a name, such as where its database listens.
pub(crate) fn noted(data_dir: &Path, name: &str) -> Option<String> {
    let content = std::fs::read_to_string(data_dir.join(FILE)).ok()?;
    let line = content
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{FILE, Lock};
    use crate::fault::Fault;

    #[test]
    fn a_second_taker_is_told_the_holder() {
        let directory = tempfile::tempdir().unwrap();
        let held = Lock::take(directory.path()).unwrap();
        let refused = Lock::take(directory.path()).unwrap_err();
        let Fault::DataInUse { holder, .. } = &refused else {
            panic!("{refused}");
        };
        assert_eq!(*holder, std::process::id().to_string());
        drop(held);
        Lock::take(directory.path()).unwrap();
    }

    #[test]
    fn a_lock_file_that_nobody_holds_does_not_block() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join(FILE), "999999\nleft by a crash\n").unwrap();
        Lock::take(directory.path()).unwrap();
        let written = std::fs::read_to_string(directory.path().join(FILE)).unwrap();
        assert_eq!(written, format!("{}\n", std::process::id()));
    }

    #[test]
    fn a_directory_that_is_not_there_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let fault = Lock::take(&directory.path().join("missing")).unwrap_err();
        assert!(fault.to_string().contains("missing"), "{fault}");
    }
}
