//! How a file comes: announced, uploaded straight to the storage, confirmed once its bytes were looked at. The same for the
//! files of a nomination and of a unit.

use std::collections::BTreeMap;

use api::{Caller, Edge, Problem, Scene, command};
use axum::{http::StatusCode, response::Response};
use domain::{
    decision::Decision,
    id::{AttachmentId, MaterialId},
    nomination::attach::{Accepted, FileType, Offer, TELLING, not_arrived, not_as_said},
};
use serde::{Deserialize, Serialize};
use store::{
    Attachment, AttachmentKind, CommitError, Owner,
    files::{Files, ObjectKey, PartUpload, UploadRequest},
};
use utoipa::ToSchema;

/// A file somebody wants to upload.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddAttachment {
    /// Its name; cleaned.
    name: String,
    /// Bytes, at most 20 MB.
    size: u64,
    /// Media type: PDF, JPEG, PNG, DOCX or XLSX.
    content_type: String,
    /// SHA-256 as base64.
    sha256: String,
    /// `material`, `signed_form` or, for a question of the form, `answer`. A unit's files are materials.
    #[serde(default = "material")]
    #[schema(value_type = String)]
    kind: AttachmentKind,
    /// Which of the materials that the congress asks for; only of the kind `material`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    material: Option<MaterialId>,
}

const fn material() -> AttachmentKind {
    AttachmentKind::Material
}

/// Where it goes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttachmentAnnounced {
    /// The attachment's id.
    id: String,
    /// The parts to send, each by itself.
    parts: Vec<PartTarget>,
}

/// What is still to be sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UploadGoingOn {
    /// The parts that have not arrived; none when the file only waits to be confirmed.
    parts: Vec<PartTarget>,
}

/// One request straight to the storage, good for ten minutes and for these bytes only.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartTarget {
    /// The first byte of the file that belongs to it.
    from: u64,
    /// One past the last.
    to: u64,
    /// The address.
    url: String,
    /// Always `PUT`.
    method: &'static str,
    /// Headers to be sent as they are.
    headers: BTreeMap<String, String>,
}

impl From<PartUpload> for PartTarget {
    fn from(part: PartUpload) -> Self {
        let PartUpload {
            from,
            to,
            url,
            headers,
        } = part;
        Self {
            from,
            to,
            url,
            method: "PUT",
            headers,
        }
    }
}

impl AddAttachment {
    /// What it is.
    pub(crate) const fn kind(&self) -> AttachmentKind {
        self.kind
    }

    /// The file as the rules take it. Only a material says which one it is.
    pub(crate) fn offer(&self) -> Offer<'_> {
        Offer {
            name: &self.name,
            size: self.size,
            content_type: &self.content_type,
            sha256: &self.sha256,
            material: self.material(),
        }
    }

    fn material(&self) -> Option<&MaterialId> {
        let is_material = self.kind == AttachmentKind::Material;
        self.material.as_ref().filter(|_| is_material)
    }

    /// The record of a file whose upload begins.
    pub(crate) fn noted(
        &self,
        owner: Owner,
        accepted: Accepted,
        scene: &Scene,
        edge: &Edge,
    ) -> Attachment {
        Attachment {
            id: AttachmentId::parse(&edge.new_id()).expect("a UUID is an id"),
            owner,
            name: accepted.name,
            kind: self.kind,
            material: self.material().cloned(),
            content_type: accepted.file_type.content_type().to_owned(),
            size: self.size,
            sha256: self.sha256.clone(),
            upload: None,
            confirmed: false,
            added_at: scene.now,
            added_by: scene.actor.name.clone(),
        }
    }
}

/// Notes a file whose upload begins, and answers where its parts go.
///
/// # Errors
/// `unavailable`; as other commands when somebody was faster.
pub(crate) async fn announce(
    edge: &Edge,
    caller: &Caller,
    scene: &Scene,
    mut attachment: Attachment,
) -> Result<Response, Problem> {
    let key = ObjectKey::incoming(&attachment.id);
    attachment.upload = edge.files.begin(&key, request(&attachment)).await?;
    let announced = AttachmentAnnounced {
        id: attachment.id.to_string(),
        parts: missing(edge, &attachment).await?,
    };
    let (status, body) = command::body(StatusCode::CREATED, &announced)?;
    let idempotency = command::idempotency(caller, scene, status, &body);
    match edge
        .store
        .put_attachment(&attachment, idempotency, scene.now)
        .await
    {
        Ok(()) => Ok(command::json(status, body)),
        Err(CommitError::AlreadyDone(done)) => command::replay(edge, scene, &done),
        Err(error) => Err(command::problem_of(error)),
    }
}

/// What of an announced file has not arrived yet, with fresh addresses.
///
/// # Errors
/// `unavailable`.
pub(crate) async fn going_on(
    edge: &Edge,
    attachment: &Attachment,
) -> Result<UploadGoingOn, Problem> {
    // Confirmed by a request whose answer was lost: confirming again answers it.
    let parts = if attachment.confirmed {
        Vec::new()
    } else {
        missing(edge, attachment).await?
    };
    Ok(UploadGoingOn { parts })
}

async fn missing(edge: &Edge, attachment: &Attachment) -> Result<Vec<PartTarget>, Problem> {
    let key = ObjectKey::incoming(&attachment.id);
    let upload = attachment.upload.as_deref();
    let parts = edge
        .files
        .missing(&key, upload, request(attachment))
        .await?;
    Ok(parts.into_iter().map(PartTarget::from).collect())
}

/// What the storage is told of a file.
fn request(attachment: &Attachment) -> UploadRequest<'_> {
    UploadRequest {
        name: &attachment.name,
        size: attachment.size,
        content_type: &attachment.content_type,
        sha256: &attachment.sha256,
    }
}

/// Brings a file to its place that arrived as it was announced and whose content is of its type; another is removed with
/// its record.
///
/// # Errors
/// `invalid_input` when nothing has arrived, or not all of it, or something else than was announced, or its content is not
/// of its type.
pub(crate) async fn take_in(
    edge: &Edge,
    scene: &Scene,
    said: &Attachment,
    place: &ObjectKey,
) -> Result<(), Problem> {
    let key = ObjectKey::incoming(&said.id);
    if is_as_said(&edge.files, &key, said).await? {
        edge.files.copy(&key, place).await?;
        return Ok(());
    }
    let (nothing, ids) = (Decision::default(), || edge.new_id());
    let removed = edge
        .store
        .delete_attachment(&nothing, said, None, scene.now, ids)
        .await;
    removed.map_err(command::problem_of)?;
    edge.files.delete(&key).await?;
    Err(not_as_said().into())
}

async fn is_as_said(files: &Files, key: &ObjectKey, said: &Attachment) -> Result<bool, Problem> {
    if let Some(upload) = &said.upload
        && !files.exists(key).await?
        && !files.assemble(key, upload, said.size).await?
    {
        return Err(not_arrived().into());
    }
    let arrived = files.content(key, TELLING).await?;
    let arrived = arrived.ok_or_else(not_arrived)?;
    // Not every storage forgets an upload that it refused for its checksum, and none knows that of a file in parts.
    if arrived.size != said.size || arrived.sha256 != said.sha256 {
        files.delete(key).await?;
        return Err(not_arrived().into());
    }
    let file_type = FileType::parse(&said.content_type);
    Ok(file_type.is_some_and(|file_type| file_type.fits(&arrived.head, &arrived.tail)))
}

/// What arrived stands at its place and is counted: where it came in it is not needed. What cannot be cleared away now goes by
/// itself, as everything does that stands there.
pub(crate) async fn settled(edge: &Edge, attachment: &Attachment) {
    let _ = edge
        .files
        .delete(&ObjectKey::incoming(&attachment.id))
        .await;
}

/// Removes the bytes of a file whose record is gone. After the record: an object without one is found by nobody, a record without
/// an object would be a broken promise.
///
/// # Errors
/// `unavailable`.
pub(crate) async fn forget(
    edge: &Edge,
    attachment: &Attachment,
    place: &ObjectKey,
) -> Result<(), Problem> {
    if attachment.confirmed {
        edge.files.delete(place).await?;
    } else {
        let key = ObjectKey::incoming(&attachment.id);
        edge.files
            .abandon(&key, attachment.upload.as_deref())
            .await?;
    }
    Ok(())
}
