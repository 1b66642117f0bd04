//! The secret of one machine: one random root key in the data directory. Every other key is made of it.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use aws_lc_rs::rand;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use store::RootKey;

use crate::fault::Fault;

/// Bytes of the root key.
pub const KEY_BYTES: usize = 32;

/// The directory of the root key in the data directory.
pub const DIRECTORY: &str = "keys";

/// The keys of one data directory.
pub struct Secrets {
    root: [u8; KEY_BYTES],
}

/// What the object storage and its clients share.
#[derive(Clone)]
pub struct ObjectCredentials {
    /// The public half.
    pub access_key: String,
    /// The secret half.
    pub secret_key: String,
}

impl Secrets {
    /// Reads the root key, or makes one when the data directory has no data yet.
    ///
    /// # Errors
    ///
    /// [`Fault::KeyMissing`] when `has_data` and there is no key: a new one could not read what is
    /// stored. [`Fault::KeyDamaged`] or [`Fault::Unusable`] when the file is not as we wrote it.
    pub fn load_or_create(data_dir: &Path, has_data: bool) -> Result<Self, Fault> {
        let directory = data_dir.join(DIRECTORY);
        let path = directory.join("root");
        match fs::read(&path) {
            Ok(bytes) => {
                // A copy from a backup may have come back readable for everybody.
                fs::set_permissions(&path, fs::Permissions::from_mode(0o600))
                    .map_err(Fault::unusable(&path))?;
                let root = bytes.try_into().map_err(|_| Fault::KeyDamaged { path })?;
                Ok(Self { root })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if has_data {
                    return Err(Fault::KeyMissing { path });
                }
                let root = random()?;
                write_once(&directory, &path, &root).map_err(Fault::unusable(&path))?;
                Ok(Self { root })
            }
            Err(source) => Err(Fault::Unusable { path, source }),
        }
    }

    /// The root key, of which every other is made.
    pub fn root_key(&self) -> RootKey {
        RootKey::new(self.root)
    }

    /// The credentials that sign requests to the object storage.
    pub fn object_credentials(&self) -> ObjectCredentials {
        ObjectCredentials {
            access_key: "local".to_owned(),
            secret_key: URL_SAFE_NO_PAD.encode(self.root_key().purpose("object storage")),
        }
    }
}

fn random() -> Result<[u8; KEY_BYTES], Fault> {
    let mut bytes = [0; KEY_BYTES];
    rand::fill(&mut bytes).map_err(|error| Fault::part("随机数 (randomness)")(&error))?;
    Ok(bytes)
}

/// Written beside and renamed, so that a crash in between never leaves half a key.
fn write_once(directory: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)?;
    let unfinished = path.with_extension("unfinished");
    let _ = fs::remove_file(&unfinished);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    fs::File::open(directory)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::Secrets;
    use crate::fault::Fault;

    #[test]
    fn the_key_stays_the_same_and_differs_by_directory() {
        let purpose = |secrets: Secrets| secrets.root_key().purpose("sealing");
        let directory = tempfile::tempdir().unwrap();
        let first = purpose(Secrets::load_or_create(directory.path(), false).unwrap());
        let again = purpose(Secrets::load_or_create(directory.path(), true).unwrap());
        assert_eq!(first, again);
        let elsewhere = tempfile::tempdir().unwrap();
        let other = purpose(Secrets::load_or_create(elsewhere.path(), false).unwrap());
        assert_ne!(first, other);
    }

    #[test]
    fn only_the_owner_may_read_the_key() {
        let directory = tempfile::tempdir().unwrap();
        Secrets::load_or_create(directory.path(), false).unwrap();
        let mode = |path: &str| {
            let path = directory.path().join(path);
            std::fs::metadata(path).unwrap().permissions().mode() & 0o777
        };
        assert_eq!(mode("keys"), 0o700);
        assert_eq!(mode("keys/root"), 0o600);
        let path = directory.path().join("keys/root");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        Secrets::load_or_create(directory.path(), true).unwrap();
        assert_eq!(mode("keys/root"), 0o600);
    }

    #[test]
    fn a_lost_key_is_never_replaced_while_there_is_data() {
        let directory = tempfile::tempdir().unwrap();
        let lost = Secrets::load_or_create(directory.path(), true)
            .err()
            .unwrap();
        assert!(matches!(lost, Fault::KeyMissing { .. }), "{lost}");
        assert!(!directory.path().join("keys/root").exists());
    }

    #[test]
    fn a_damaged_key_is_refused_and_left_as_it_is() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::create_dir(directory.path().join("keys")).unwrap();
        std::fs::write(directory.path().join("keys/root"), "short").unwrap();
        let damaged = Secrets::load_or_create(directory.path(), true)
            .err()
            .unwrap();
        assert!(matches!(damaged, Fault::KeyDamaged { .. }), "{damaged}");
        let kept = std::fs::read(directory.path().join("keys/root")).unwrap();
        assert_eq!(kept, b"short");
    }
}
