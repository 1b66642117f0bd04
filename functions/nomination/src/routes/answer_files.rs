//! Answers that are files: each names an attachment that was uploaded for it.

use std::collections::BTreeSet;

use api::{Edge, Problem};
use domain::{
    form::schema::{Kind, Schema},
    form::values::Values,
    id::{AttachmentId, NominationId},
    refusal::{Fault, FaultCode, Refusal},
};
use serde_json::{Map, Value};
use store::{AttachmentKind, Owner};

/// The length of an attachment's id, a UUID: other answers are not looked up.
const ID_LENGTH: usize = 36;

/// Which of the ids among some changes are files that have arrived for an answer. Reads nothing unless there are ids.
///
/// # Errors
/// `unavailable`.
pub(super) async fn arrived(
    edge: &Edge,
    nomination: &NominationId,
    changes: &Map<String, Value>,
) -> Result<BTreeSet<String>, Problem> {
    let mut arrived = BTreeSet::new();
    let texts = changes.values().filter_map(Value::as_str);
    for text in texts.filter(|text| text.len() == ID_LENGTH) {
        let Ok(id) = AttachmentId::parse(text) else {
            continue;
        };
        let found = edge
            .store
            .attachment(&Owner::Nomination(nomination.clone()), &id)
            .await?;
        if found.is_some_and(|file| file.confirmed && file.kind == AttachmentKind::Answer) {
            arrived.insert(text.to_owned());
        }
    }
    Ok(arrived)
}

/// Refuses answers that name a file which is not there.
///
/// # Errors
/// [`Refusal::Invalid`], pointers below `/changes`.
pub(super) fn require_arrived(
    schema: &Schema<'_>,
    changes: &Map<String, Value>,
    arrived: &BTreeSet<String>,
) -> Result<(), Refusal> {
    let files = schema
        .fields()
        .iter()
        .filter(|field| field.kind == Kind::File);
    let missing = files.filter(|field| {
        let named = changes.get(field.id).and_then(Value::as_str);
        named.is_some_and(|id| !id.is_empty() && !arrived.contains(id))
    });
    let faults: Vec<_> = missing
        .map(|field| {
            Fault::new(
                format!("/changes/{}", field.id),
                FaultCode::Malformed,
                "文件没有传上来，请重新选择",
                "The file has not arrived; please choose it again",
            )
        })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(faults))
    }
}

/// Refuses to remove a file that the form still names.
///
/// # Errors
/// [`Refusal::Invalid`].
pub(super) fn require_unused(values: &Values, file: &AttachmentId) -> Result<(), Refusal> {
    let names = |(_, value): &(&str, &Value)| value.as_str() == Some(file.as_str());
    if !values.iter().any(|each| names(&each)) {
        return Ok(());
    }
    Err(Refusal::Invalid(vec![Fault::new(
        "",
        FaultCode::NotUsed,
        "这个文件是登记表中的一项答案，请在登记表中更换或删去",
        "This file is an answer in the form; replace or remove it there",
    )]))
}
