//! `N#{nomination} | ATTACHMENT#{id}`, `C#{congress}#U#{unit} | ATTACHMENT#{id}`: a file belonging to a nomination or a unit; its
//! bytes are in object storage.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `ma` | which of the materials that the congress asks for, if any |
//! | `ki`, `ct`, `si`, `sh` | kind, content type, size in bytes, SHA-256 as base64 |
//! | `x` | sealed: the file's name (people put names and numbers into them), who added it, the upload in parts |
//! | `at` | added at |
//! | `ok` | the upload was confirmed; until then `ttl` lets the item go after a day |

use domain::id::MaterialId;
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer};
use crate::{
    Attachment, StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;
/// How long an upload may take before it is forgotten, in seconds.
const UNCONFIRMED: i64 = 24 * 60 * 60;

#[derive(Serialize, Deserialize)]
struct Said {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "b")]
    added_by: String,
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    upload: Option<String>,
}

/// The item of an attachment.
pub(crate) fn item(attachment: &Attachment, keys: &Keys) -> Item {
    let said = Said {
        name: attachment.name.clone(),
        added_by: attachment.added_by.clone(),
        upload: attachment.upload.clone(),
    };
    let writer = Writer::new(
        Key::attachment(&attachment.owner, &attachment.id),
        LAYOUT,
        keys,
    )
    .code("ki", &attachment.kind)
    .optional_text("ma", attachment.material.as_ref().map(MaterialId::as_str))
    .text("ct", &attachment.content_type)
    .number("si", attachment.size)
    .text("sh", &attachment.sha256)
    .sealed("x", &said)
    .timestamp("at", attachment.added_at)
    .flag("ok", attachment.confirmed);
    if attachment.confirmed {
        writer.finish()
    } else {
        writer
            .number("ttl", attachment.added_at.as_second() + UNCONFIRMED)
            .finish()
    }
}

/// The attachment in an item.
pub(crate) fn attachment(item: &Item, keys: &Keys) -> Result<Attachment, StoreError> {
    let reader = Reader::new(item, "attachment", LAYOUT, keys)?;
    let (id, owner) =
        keys::attachment_of(reader.pk()?, reader.sk()?).ok_or_else(|| reader.corrupt("sk"))?;
    let material = reader.optional_text("ma")?.map(MaterialId::parse);
    let Said {
        name,
        added_by,
        upload,
    } = reader.sealed("x")?;
    Ok(Attachment {
        id,
        owner,
        name,
        kind: reader.code("ki")?,
        material: material.transpose().map_err(|_| reader.corrupt("ma"))?,
        content_type: reader.text("ct")?.to_owned(),
        size: reader.number("si")?,
        sha256: reader.text("sh")?.to_owned(),
        upload,
        confirmed: reader.flag("ok"),
        added_at: reader.timestamp("at")?,
        added_by,
    })
}
