//! `/phrases`: the opinions somebody keeps and gives often. They belong to the person, whatever the congress.

use api::{Caller, Edge, Json, Problem, signed_in};
use axum::extract::State;
use domain::{phrases::Phrases, refusal::Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody's phrases.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhrasesView {
    /// Kept on purpose, in the order in which they were added.
    kept: Vec<String>,
    /// Written most often, kept ones left out.
    frequent: Vec<String>,
}

impl From<Phrases> for PhrasesView {
    fn from(phrases: Phrases) -> Self {
        let frequent = phrases.frequent().into_iter().map(str::to_owned).collect();
        Self {
            kept: phrases.kept().to_vec(),
            frequent,
        }
    }
}

/// An opinion that was given, or one to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddPhrase {
    /// The words.
    text: String,
    /// Whether to keep it; otherwise it is counted as given once more.
    #[serde(default)]
    keep: bool,
}

/// A phrase to forget.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemovePhrase {
    /// The words.
    text: String,
}

/// The asker's own phrases.
#[utoipa::path(get, path = "/phrases", tag = "review",
    responses((status = 200, body = PhrasesView), (status = 401)))]
pub(crate) async fn phrases(
    State(edge): State<Edge>,
    caller: Caller,
) -> Result<Json<PhrasesView>, Problem> {
    let session = signed_in::session(&edge, &caller).await?;
    Ok(Json(edge.store.phrases(&session.phone).await?.into()))
}

/// Keeps a phrase, or counts an opinion that was given.
#[utoipa::path(post, path = "/phrases", tag = "review", request_body = AddPhrase,
    responses((status = 200, body = PhrasesView), (status = 401), (status = 422)))]
pub(crate) async fn add_phrase(
    State(edge): State<Edge>,
    caller: Caller,
    Json(body): Json<AddPhrase>,
) -> Result<Json<PhrasesView>, Problem> {
    let now = edge.now();
    change(&edge, &caller, |phrases| {
        if body.keep {
            return phrases.keep(&body.text);
        }
        phrases.note(&body.text, now);
        Ok(())
    })
    .await
}

/// Forgets a phrase, kept or only used.
#[utoipa::path(post, path = "/phrases/removals", tag = "review", request_body = RemovePhrase,
    responses((status = 200, body = PhrasesView), (status = 401)))]
pub(crate) async fn remove_phrase(
    State(edge): State<Edge>,
    caller: Caller,
    Json(body): Json<RemovePhrase>,
) -> Result<Json<PhrasesView>, Problem> {
    change(&edge, &caller, |phrases| {
        phrases.forget(&body.text);
        Ok(())
    })
    .await
}

async fn change(
    edge: &Edge,
    caller: &Caller,
    how: impl Fn(&mut Phrases) -> Result<(), Refusal>,
) -> Result<Json<PhrasesView>, Problem> {
    let session = signed_in::session(edge, caller).await?;
    let changed = edge.store.change_phrases(&session.phone, how).await??;
    Ok(Json(changed.into()))
}
