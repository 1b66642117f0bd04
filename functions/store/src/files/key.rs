//! Where objects stand: `{congress}/{unit}/{nomination}/…`.

use std::fmt;

use domain::{id::AttachmentId, nomination::Nomination};

/// The key of an object. There is no way to make one of text, so none can lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectKey(String);

impl ObjectKey {
    /// A nominee's photo.
    pub fn photo(of: &Nomination) -> Self {
        Self::of(folder(of), "photo")
    }

    /// An attachment's bytes.
    pub fn attachment(of: &Nomination, id: &AttachmentId) -> Self {
        Self::of(folder(of), id.as_str())
    }

    pub(super) fn of([congress, unit, nomination]: [&str; 3], name: &str) -> Self {
        Self(format!("{congress}/{unit}/{nomination}/{name}"))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn folder(of: &Nomination) -> [&str; 3] {
    [of.congress.as_str(), of.unit.as_str(), of.id.as_str()]
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
