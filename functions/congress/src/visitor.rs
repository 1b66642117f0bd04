//! Somebody who calls without naming a congress.

use api::{Caller, Edge, Problem, factor};
use store::{Done, Pointer, Session, Wanted};

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
    /// `forbidden` without such a grant; `second_factor_required` with it.
    pub(crate) fn require_grant(&self) -> Result<&str, Problem> {
        let grant = self.pointers.iter().find_map(|pointer| match pointer {
            Pointer::Convener { organisation } => Some(organisation.as_str()),
            _ => None,
        });
        let grant = grant.ok_or_else(|| {
            Problem::new(
                api::Code::Forbidden,
                "您还没有创建大会的权限，请联系系统运维开通",
                "You may not create congresses yet; please ask the operator",
            )
        })?;
        factor::require_shown(&self.session)?;
        Ok(grant)
    }
}
