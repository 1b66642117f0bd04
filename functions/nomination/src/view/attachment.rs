//! A file that has arrived.

use serde::Serialize;
use store::{Attachment, AttachmentKind};
use utoipa::ToSchema;

/// A file of a nominee or a unit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttachmentView {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// `material` or `signed_form`.
    #[schema(value_type = String)]
    kind: AttachmentKind,
    /// Which of the materials that the congress asks for.
    material: Option<String>,
    /// Media type.
    content_type: String,
    /// Bytes.
    size: u64,
    /// When it was added (RFC 3339).
    at: String,
    /// By whom.
    added_by: String,
}

impl From<&Attachment> for AttachmentView {
    fn from(attachment: &Attachment) -> Self {
        Self {
            id: attachment.id.to_string(),
            name: attachment.name.clone(),
            kind: attachment.kind,
            material: attachment.material.as_ref().map(ToString::to_string),
            content_type: attachment.content_type.clone(),
            size: attachment.size,
            at: attachment.added_at.to_string(),
            added_by: attachment.added_by.clone(),
        }
    }
}
