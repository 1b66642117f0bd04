//! Somebody signed in, where nothing but their account is meant.

use store::{Session, Wanted};

use crate::{Caller, Edge, Problem};

/// The caller's session, noted as seen.
///
/// # Errors
/// `unauthenticated` without a live session; `unavailable`.
pub async fn session(edge: &Edge, caller: &Caller) -> Result<Session, Problem> {
    let now = edge.now();
    let wanted = Wanted {
        session: Some(&caller.token),
        ..Wanted::default()
    };
    let loaded = edge.store.load(&wanted).await?;
    let session = loaded.session.filter(|session| session.is_live(now));
    let session = session.ok_or_else(Problem::unauthenticated)?;
    edge.store
        .touch_session(&caller.token, &session, now)
        .await?;
    Ok(session)
}
