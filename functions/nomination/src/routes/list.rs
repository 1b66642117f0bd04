//! `GET /{congress}/{unit}`: a unit's nominations, filtered, page by page.

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Scene, Target,
    listing::{Filter, Filters, Page},
    path::{Ids, OfUnit},
    view::NominationView,
};
use axum::extract::State;
use domain::{
    form::{Form, check, schema::Schema, values::Values},
    nomination::{Nomination, state::State as NominationState},
    permission::{Action, Actor, Role, allows},
    window::china_date,
};
use serde::Serialize;
use store::Consistency;
use utoipa::ToSchema;

use crate::view::CompletenessView;

/// A nomination in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedNomination {
    #[serde(flatten)]
    nomination: NominationView,
    /// How complete the form is, where it is still to be filled in or corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    completeness: Option<Vec<CompletenessView>>,
    /// When such a form was last saved (RFC 3339); left out before.
    #[serde(skip_serializing_if = "Option::is_none")]
    saved_at: Option<String>,
}

/// A unit's nominations in the order in which they were allocated, for its liaisons and the convener.
///
/// A change of the last second may be missing: the list is read at half the price of what decides.
#[utoipa::path(get, path = "/{congress}/{unit}", tag = "nomination", params(OfUnit, Filters),
    responses((status = 200, body = Page<ListedNomination>), (status = 401), (status = 404), (status = 422)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    filter: Filter,
) -> Result<Json<Page<ListedNomination>>, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    let consistency = Consistency::Eventual;
    let all = edge
        .store
        .nominations_of_unit_at(&ids.congress, &ids.unit, consistency)
        .await?;
    let (page, total) = filter.page(&all);
    let forms = forms(&edge, &page).await?;
    let items = page.iter().map(|one| listed(one, &forms, &scene)).collect();
    let counts =
        NominationState::ALL.map(|state| (state.code(), scene.unit().counts.in_state(state)));
    Ok(Json(Page {
        items,
        total,
        counts: counts.into(),
    }))
}

/// The forms of those on the page that are still being filled in.
async fn forms(
    edge: &Edge,
    page: &[&Nomination],
) -> Result<BTreeMap<domain::id::NominationId, Form>, Problem> {
    let unfinished = page.iter().filter(|one| is_unfinished(one));
    let ids: Vec<_> = unfinished.map(|one| one.id.clone()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let forms = edge.store.forms(&ids).await?;
    Ok(forms
        .into_iter()
        .map(|form| (form.nomination.clone(), form))
        .collect())
}

/// Whether the form waits for somebody to complete and hand it in.
fn is_unfinished(one: &Nomination) -> bool {
    let waits_for = [Action::Submit, Action::Resubmit];
    waits_for
        .into_iter()
        .any(|action| allows(Role::Liaison, action, one.state))
}

fn listed(
    one: &Nomination,
    forms: &BTreeMap<domain::id::NominationId, Form>,
    scene: &Scene,
) -> ListedNomination {
    let (unit, saved) = (scene.unit(), forms.get(&one.id));
    let actor = Actor::of(&scene.actor.phone, &scene.congress, Some(unit), Some(one));
    let completeness = is_unfinished(one).then(|| {
        let schema = Schema::of(&scene.congress.settings, one.category);
        let of = |values: &Values| {
            let faults = check::complete(values, &schema, china_date(scene.now));
            CompletenessView::of(values, &schema, one.photo, &faults)
        };
        match saved {
            Some(form) => of(&form.values),
            None => of(&Form::of(one).values),
        }
    });
    ListedNomination {
        nomination: NominationView::new(one, unit, scene, &actor),
        saved_at: saved.map(|form| form.saved_at.to_string()),
        completeness,
    }
}
