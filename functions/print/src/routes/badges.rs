//! `POST /api/prints/{congress}/badges`: 胸牌 and 桌签.

use std::sync::Arc;

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    listing::{Filter, Filters},
    path::{Ids, OfCongress},
};
use axum::{Extension, extract::State, response::Response};
use domain::{congress::convening::CONVENERS, paper::Paper};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    delivery::deliver,
    forms::{Printed, pdf},
    paper::{Manner, Person, Photo, Sheet},
    people::{self, Chosen},
    press::Press,
    problem::broken,
};

/// How many are set while somebody waits.
const AT_ONCE: usize = 500;

/// What is printed.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// 胸牌: ten to a sheet.
    Badge,
    /// 桌签: one to a sheet, to be folded.
    TableCard,
}

/// Whose, as what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PrintBadges {
    /// Badges or table cards.
    kind: Kind,
    /// Those chosen; when nobody is, all who fit the filters.
    #[serde(default)]
    people: Vec<Chosen>,
    /// The filters of lists.
    #[serde(default)]
    #[schema(value_type = Object)]
    filters: Filters,
}

/// Name badges or table cards on A4 sheets with cut marks and QR codes, for the convener: name, unit and standing, no numbers.
#[utoipa::path(
    post,
    path = "/api/prints/{congress}/badges",
    params(("congress" = String, Path)),
    request_body = PrintBadges,
    responses((status = 200, content_type = "application/pdf"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument), (status = 500, body = api::problem::ProblemDocument))
)]
pub(super) async fn print(
    State(edge): State<Edge>,
    Extension(press): Extension<Arc<Press>>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(request): Json<PrintBadges>,
) -> Result<Response, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), CONVENERS).await?;
    let filter = Filter::parse(&request.filters)?;
    let chosen = &request.people;
    let (nominations, units) =
        people::wanted(&edge, &ids.congress, None, chosen, &filter, AT_ONCE).await?;
    // Neither form nor photo stands on them.
    let people: Vec<_> = nominations
        .into_iter()
        .filter_map(|nomination| {
            Some(Person {
                form: domain::form::Form::of(&nomination),
                unit: units.get(&nomination.unit)?.clone(),
                photo: Photo::Missing,
                nomination,
            })
        })
        .collect();
    let (layout, what, plain) = match request.kind {
        Kind::Badge => ("badge.typ", "胸牌", "badges"),
        Kind::TableCard => ("table-card.typ", "桌签", "table-cards"),
    };
    let now = scene.now;
    let printing = tokio::task::spawn_blocking(move || {
        let manner = Manner {
            congress: &scene.congress,
            language: scene.language,
            mask: true,
            paper: Paper::Badge,
            set_here: true,
        };
        let sheets = people.iter().enumerate();
        let sheet = |(place, person)| Sheet::of(person, place, manner, &press, edge.store.keys());
        let sheets = sheets.map(sheet).collect::<Result<Vec<_>, _>>()?;
        let of = |sheet: &Sheet| {
            let notes = sheet.notes.iter().map(|note| note.says(scene.language));
            notes
                .map(|note| (sheet.name.clone(), note))
                .collect::<Vec<_>>()
        };
        let notes = sheets.iter().flat_map(of).collect();
        let bytes = pdf(&press, layout, &sheets, &people, scene.language);
        Press::forget();
        Ok::<_, Problem>(Printed {
            bytes: bytes?,
            ending: "pdf",
            content_type: "application/pdf",
            notes,
        })
    });
    let printed = printing.await.map_err(|error| broken(&error))?;
    Ok(deliver(printed?, what, plain, now))
}
