//! Where objects stand: `{congress}/{unit}/{nomination}/…`, what is not confirmed `incoming/…`.

use std::fmt;

use domain::{
    congress::Template,
    id::{AttachmentId, CongressId, ExportId, NoticeId},
    nomination::Nomination,
    unit::Unit,
};

/// The key of an object. None can lead elsewhere: they are made of ids, or of a path that is plain.
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

    /// An attachment's bytes before its upload is confirmed. Short, for the storage of one machine makes names of files of it.
    pub fn incoming(id: &AttachmentId) -> Self {
        Self(format!("incoming/{id}"))
    }

    /// The bytes of a file that belongs to a unit as a whole.
    pub fn unit_file(of: &Unit, id: &AttachmentId) -> Self {
        Self::of([of.congress.as_str(), of.id.as_str(), "files"], id.as_str())
    }

    /// The empty form of a material.
    pub fn template(congress: &CongressId, template: &Template) -> Self {
        Self::of(
            [congress.as_str(), "materials", "templates"],
            template.file.as_str(),
        )
    }

    /// A file of a notice.
    pub fn notice_file(congress: &CongressId, notice: &NoticeId, file: &AttachmentId) -> Self {
        Self::of(
            [congress.as_str(), "notices", notice.as_str()],
            file.as_str(),
        )
    }

    /// The file of an export.
    pub fn export(congress: &CongressId, id: &ExportId) -> Self {
        Self::of([congress.as_str(), "exports", id.as_str()], "file")
    }

    /// A public file by its path: ids and names of letters, digits, hyphens and single dots. Others have none.
    pub fn public(path: &str) -> Option<Self> {
        let plain = |part: &str| {
            let letters = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
            let dots = part.starts_with('.') || part.contains("..");
            !part.is_empty() && !dots && part.bytes().all(letters)
        };
        path.split('/').all(plain).then(|| Self(path.to_owned()))
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
