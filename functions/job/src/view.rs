//! An export as it is shown to whoever asked for it.

use domain::{
    export::{Export, Stands},
    text::Language,
};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// An export: how far it is, and what can be done with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportView {
    /// Its id.
    id: String,
    /// What it makes.
    product: &'static str,
    /// What people call that.
    product_name: &'static str,
    /// When it was asked for (RFC 3339).
    at: String,
    /// Whether it has full numbers.
    unmasked: bool,
    /// `waiting`, `running`, `done`, `failed` or `cancelled`.
    state: &'static str,
    /// The same in words.
    state_name: &'static str,
    /// How many people are done.
    done: u32,
    /// Of how many; 0 while nobody knows.
    total: u32,
    /// How long it will still take, in seconds, by how long it has taken so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds_left: Option<u64>,
    /// The file's name, once it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// The file's bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    /// Why it failed, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// When the file is gone (RFC 3339), once it has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
    /// What can be done: `download`, `cancel`, `retry`, `remove`.
    actions: Vec<&'static str>,
}

impl ExportView {
    /// An export as it is now.
    pub fn of(export: &Export, language: Language, now: Timestamp) -> Self {
        let file = export.file.as_ref();
        let ended = !export.stands.is_open();
        Self {
            id: export.id.to_string(),
            product: export.product.code(),
            product_name: export.product.name().get(language),
            at: export.at.to_string(),
            unmasked: export.unmasked.is_some(),
            state: export.stands.code(),
            state_name: export.stands.name().get(language),
            done: export.done,
            total: export.total,
            seconds_left: export.seconds_left(now),
            file: file.map(|file| file.name.clone()),
            size: file.map(|file| file.size),
            reason: export
                .reason
                .as_ref()
                .map(|reason| reason.get(language).to_owned()),
            expires_at: ended.then(|| export.expires_at.to_string()),
            actions: match export.stands {
                Stands::Waiting | Stands::Running => vec!["cancel"],
                Stands::Done => vec!["download", "remove"],
                Stands::Failed => vec!["retry", "remove"],
                Stands::Cancelled => Vec::new(),
            },
        }
    }
}
