//! Who is let in where a congress as a whole is meant. Somebody without any part in it does not learn that it exists;
//! somebody with another part learns whom to ask.

use domain::{congress::convening::require_role, id::CongressId, permission::Role, phone::Phone};
use store::Pointer;

use crate::{Caller, Edge, Problem, Scene, Target};

/// Loads a target for somebody who has one of the roles.
///
/// # Errors
/// As [`Scene::load`]; `forbidden` for people with other parts in the congress.
pub async fn scene(
    edge: &Edge,
    caller: &Caller,
    target: &Target,
    roles: &'static [Role],
) -> Result<Scene, Problem> {
    let scene = Scene::load_for_anyone(edge, caller, target).await?;
    let Err(refusal) = require_role(&scene.actor, roles) else {
        return Ok(scene);
    };
    let congress = &scene.congress.id;
    if scene.actor.is_stranger()
        && parts(edge, &scene.session.phone, congress)
            .await?
            .is_empty()
    {
        return Err(Problem::not_found());
    }
    Err(refusal.into())
}

/// The parts somebody has in a congress by way of its units.
///
/// # Errors
/// `unavailable`.
pub async fn parts(
    edge: &Edge,
    phone: &Phone,
    congress: &CongressId,
) -> Result<Vec<Role>, Problem> {
    let pointers = edge.store.places_of(phone).await?;
    Ok(parts_in(&pointers, congress))
}

/// The same from pointers that are known.
pub fn parts_in(pointers: &[Pointer], wanted: &CongressId) -> Vec<Role> {
    let mut roles: Vec<_> = pointers
        .iter()
        .filter_map(|pointer| match pointer {
            Pointer::Liaison { congress, .. } if congress == wanted => Some(Role::Liaison),
            Pointer::Nominee { congress, .. } if congress == wanted => Some(Role::Nominee),
            _ => None,
        })
        .collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}
