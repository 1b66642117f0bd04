//! `GET …/former-forms`: one's own forms at other congresses, with what of each can be brought in.

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Scene, Target,
    path::{Ids, OfNomination},
};
use axum::extract::State;
use domain::{nomination::bring_in, text::Language};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::found::{Found, found};

/// Forms at other congresses.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormerForms {
    /// The newest congress first.
    items: Vec<FormerForm>,
    /// The version of the words to agree to.
    consent: &'static str,
}

/// A form at another congress.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormerForm {
    /// The congress's id.
    congress: String,
    /// Its title.
    title: String,
    /// Its first day, or the day at which ages were taken (`YYYY-MM-DD`).
    date: String,
    /// When the form was last saved (RFC 3339).
    saved_at: String,
    /// Whether it has a photo.
    photo: bool,
    /// The answers that can be brought in, by field id.
    #[schema(value_type = Object)]
    values: BTreeMap<String, Value>,
    /// The same as people read them.
    display: BTreeMap<String, String>,
    /// What stays behind.
    left_out: Vec<LeftOutView>,
}

/// An answer that stays behind.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeftOutView {
    /// What was asked.
    label: String,
    /// Why it stays behind.
    why: &'static str,
}

/// The nominee's own forms at other congresses of this system. Nothing is taken over by it.
#[utoipa::path(get, path = "/{congress}/{unit}/{nomination}/former-forms", tag = "nomination", params(OfNomination),
    responses((status = 200, body = FormerForms), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
) -> Result<Json<FormerForms>, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    let found = found(&edge, &scene).await?;
    Ok(Json(FormerForms {
        items: found
            .into_iter()
            .map(|one| FormerForm::of(one, &scene))
            .collect(),
        consent: bring_in::VERSION,
    }))
}

impl FormerForm {
    fn of(found: Found, scene: &Scene) -> Self {
        let (language, settings) = (scene.language, &found.congress.settings);
        let values = &found.former.values;
        let schema = scene.case().schema();
        let display = schema.fields().iter().filter_map(|field| {
            let value = values.get(field.id)?;
            Some((field.id.to_owned(), field.display(value, language, false)))
        });
        Self {
            congress: found.congress.id.to_string(),
            title: settings.title.clone(),
            date: settings
                .starts_on
                .unwrap_or(settings.reference_date)
                .to_string(),
            saved_at: found.form.saved_at.to_string(),
            photo: found.nomination.photo,
            values: values
                .iter()
                .map(|(id, value)| (id.to_owned(), value.clone()))
                .collect(),
            display: display.collect(),
            left_out: found
                .former
                .left_out
                .into_iter()
                .map(|left| LeftOutView {
                    label: match language {
                        Language::Zh => left.label.0,
                        Language::En => left.label.1,
                    },
                    why: left.why.says().get(language),
                })
                .collect(),
        }
    }
}
