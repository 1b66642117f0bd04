//! `GET /api/congresses`

use std::collections::BTreeSet;

use api::{Caller, Edge, Json, Problem, admission, view::CongressView};
use axum::extract::State;
use domain::{
    congress::{Congress, Life},
    id::CongressId,
    permission::Actor,
};
use serde::Serialize;
use store::{Pointer, Wanted};
use utoipa::ToSchema;

use crate::visitor;

/// The congresses somebody has a part in.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Congresses {
    /// The latest first.
    items: Vec<CongressView>,
    /// How many.
    total: usize,
}

/// The congresses in which the caller has a part, the latest first. Drafts are shown to their officers only.
#[utoipa::path(
    get,
    path = "/api/congresses",
    responses((status = 200, body = Congresses), (status = 401, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
) -> Result<Json<Congresses>, Problem> {
    let visitor = visitor::visitor(&edge, &caller).await?;
    let ids: BTreeSet<&CongressId> = visitor.pointers.iter().filter_map(congress_of).collect();
    let mut items = Vec::new();
    for id in ids.into_iter().rev() {
        let wanted = Wanted {
            congress: Some(id),
            ..Wanted::default()
        };
        let Some(congress) = edge.store.load(&wanted).await?.congress else {
            continue;
        };
        let actor = actor_in(&visitor, &congress);
        let officer = !congress.offices_of(&visitor.session.phone).is_empty();
        if officer || (congress.life != Life::Draft && !actor.is_stranger()) {
            items.push(CongressView::new(&congress, &actor));
        }
    }
    Ok(Json(Congresses {
        total: items.len(),
        items,
    }))
}

fn actor_in(visitor: &visitor::Visitor, congress: &Congress) -> Actor {
    let mut actor = Actor::of(&visitor.session.phone, congress, None, None);
    actor
        .roles
        .extend(admission::parts_in(&visitor.pointers, &congress.id));
    actor
}

fn congress_of(pointer: &Pointer) -> Option<&CongressId> {
    match pointer {
        Pointer::Convener { .. } => None,
        Pointer::Officer { congress }
        | Pointer::Liaison { congress, .. }
        | Pointer::Nominee { congress, .. } => Some(congress),
    }
}
