//! `POST …/attachments`: a file is announced; the answer says where to upload it.

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    id::AttachmentId,
    nomination::attach::{Accepted, Offer, offer},
};
use serde::{Deserialize, Serialize};
use store::{
    Attachment, AttachmentKind, CommitError,
    files::{ObjectKey, PartUpload, UploadRequest},
};
use utoipa::ToSchema;

use super::answer::action_for;

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
    /// `material`, `signed_form` or, for a question of the form, `answer`.
    #[schema(value_type = String)]
    kind: AttachmentKind,
}

/// Where it goes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttachmentAnnounced {
    /// The attachment's id.
    id: String,
    /// The parts to send, each by itself.
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

/// Announces a file. It counts once its upload is confirmed; what is not confirmed within a day is forgotten.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/attachments", tag = "nomination", params(OfNomination),
    request_body = AddAttachment,
    responses((status = 201, body = AttachmentAnnounced), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(crate) async fn add_attachment(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    Json(body): Json<AddAttachment>,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    if let Some(done) = &scene.done {
        return command::replay(&edge, &scene, done);
    }
    let AddAttachment {
        name,
        size,
        content_type,
        sha256,
        kind,
    } = &body;
    let offered = Offer {
        name,
        size: *size,
        content_type,
        sha256,
    };
    let accepted = offer(scene.case(), action_for(*kind), &offered)
        .map_err(|refusal| command::with_current(refusal.into(), &scene))?;
    let mut attachment = noted(&body, accepted, &scene, &edge)?;
    let key = ObjectKey::incoming(&attachment.id);
    attachment.upload = edge.files.begin(&key, request(&attachment)).await?;
    let upload = attachment.upload.as_deref();
    let parts = edge
        .files
        .missing(&key, upload, request(&attachment))
        .await?;
    let announced = AttachmentAnnounced {
        id: attachment.id.to_string(),
        parts: parts.into_iter().map(PartTarget::from).collect(),
    };
    let (status, body) = command::body(StatusCode::CREATED, &announced)?;
    let idempotency = command::idempotency(&caller, &scene, status, &body);
    match edge
        .store
        .put_attachment(&attachment, idempotency, scene.now)
        .await
    {
        Ok(()) => Ok(command::json(status, body)),
        Err(CommitError::AlreadyDone(done)) => command::replay(&edge, &scene, &done),
        Err(error) => Err(command::problem_of(error)),
    }
}

/// What the storage is told of a file.
pub(super) fn request(attachment: &Attachment) -> UploadRequest<'_> {
    UploadRequest {
        name: &attachment.name,
        size: attachment.size,
        content_type: &attachment.content_type,
        sha256: &attachment.sha256,
    }
}

fn noted(
    body: &AddAttachment,
    accepted: Accepted,
    scene: &Scene,
    edge: &Edge,
) -> Result<Attachment, Problem> {
    Ok(Attachment {
        id: AttachmentId::parse(&edge.new_id()).map_err(|_| Problem::not_found())?,
        nomination: scene.nomination().id.clone(),
        name: accepted.name,
        kind: body.kind,
        content_type: accepted.file_type.content_type().to_owned(),
        size: body.size,
        sha256: body.sha256.clone(),
        upload: None,
        confirmed: false,
        added_at: scene.now,
        added_by: scene.actor.name.clone(),
    })
}
