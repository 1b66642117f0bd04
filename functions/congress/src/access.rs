//! Who is let in. Somebody without any part in a congress does not learn that it exists; somebody with another part learns
//! whom to ask.

use api::{Caller, Edge, Problem, Scene, Target};
use domain::{congress::convening::require_role, id::CongressId, permission::Role, phone::Phone};
use store::{Done, Pointer, Session, Wanted};

/// Loads a target for somebody who has one of the roles.
///
/// # Errors
/// `unauthenticated`; `not_found` for strangers; `forbidden` for people with other parts.
pub(crate) async fn scene(
    edge: &Edge,
    caller: &Caller,
    target: &Target,
    roles: &'static [Role],
) -> Result<Scene, Problem> {
    let scene = Scene::load_for_anyone(edge, caller, target).await?;
    let Err(refusal) = require_role(&scene.actor, roles) else {
        return Ok(scene);
    };
    if scene.actor.is_stranger()
        && parts(edge, &scene.session.phone, &scene.congress.id)
            .await?
            .is_empty()
    {
        return Err(Problem::not_found());
    }
    Err(refusal.into())
}

/// The parts somebody has in a congress by way of its units.
pub(crate) async fn parts(
    edge: &Edge,
    phone: &Phone,
    congress: &CongressId,
) -> Result<Vec<Role>, Problem> {
    let pointers = edge.store.places_of(phone).await?;
    Ok(parts_in(&pointers, congress))
}

/// The same from pointers that are known.
pub(crate) fn parts_in(pointers: &[Pointer], wanted: &CongressId) -> Vec<Role> {
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

/// Somebody signed in, whatever their parts: for what belongs to no congress yet.
pub(crate) struct Visitor {
    pub(crate) session: Session,
    pub(crate) pointers: Vec<Pointer>,
    pub(crate) done: Option<Done>,
}

/// Loads who calls and where they have a part.
///
/// # Errors
/// `unauthenticated`, `unavailable`.
pub(crate) async fn visitor(edge: &Edge, caller: &Caller) -> Result<Visitor, Problem> {
    let wanted = Wanted {
        session: Some(&caller.token),
        idempotency: caller.idempotency_key.as_deref(),
        ..Wanted::default()
    };
    let loaded = edge.store.load(&wanted).await?;
    let now = edge.now();
    let session = loaded.session.filter(|session| session.is_live(now));
    let session = session.ok_or_else(Problem::unauthenticated)?;
    edge.store
        .touch_session(&caller.token, &session, now)
        .await?;
    let pointers = edge.store.places_of(&session.phone).await?;
    Ok(Visitor {
        session,
        pointers,
        done: loaded.done,
    })
}

impl Visitor {
    /// The organisation for which they may create congresses.
    ///
    /// # Errors
    /// `forbidden` without such a grant.
    pub(crate) fn require_grant(&self) -> Result<&str, Problem> {
        let grant = self.pointers.iter().find_map(|pointer| match pointer {
            Pointer::Convener { organisation } => Some(organisation.as_str()),
            _ => None,
        });
        grant.ok_or_else(|| {
            Problem::new(
                api::Code::Forbidden,
                "您还没有创建大会的权限，请联系系统运维开通",
                "You may not create congresses yet; please ask the operator",
            )
        })
    }
}
