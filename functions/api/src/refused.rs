//! Every refused access of somebody signed in is noted at their account: what they have no role for (403), and what does
//! not exist or not for them (404, the two are not told apart). Whoever has no session is in the log line only.

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use domain::access_event::AccessEvent;
use store::{TokenHash, Wanted, access::Happening};

use crate::{
    Code, Edge,
    caller::{SESSION_COOKIE, cookie},
};

/// Notes it before the answer goes out: a function on Lambda is halted after that.
pub(crate) async fn note(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    let token = cookie(request.headers(), SESSION_COOKIE).map(TokenHash::of);
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map(|path| format!("{} {}", request.method(), path.as_str()));
    let response = next.run(request).await;
    let code = response.extensions().get::<Code>();
    if let (Some(token), Some(route), Some(Code::Forbidden | Code::NotFound)) = (token, route, code)
        && let Err(error) = keep(&edge, &token, &route).await
    {
        tracing::error!(%error, route, "a refused access could not be noted");
    }
    response
}

async fn keep(edge: &Edge, token: &TokenHash, route: &str) -> Result<(), store::StoreError> {
    let wanted = Wanted {
        session: Some(token),
        ..Wanted::default()
    };
    let now = edge.now();
    let session = edge.store.load(&wanted).await?.session;
    let Some(session) = session.filter(|session| session.is_live(now)) else {
        return Ok(());
    };
    let refused = Happening {
        event: AccessEvent::AccessRefused,
        network: None,
        route: Some(route),
        at: now,
    };
    edge.store.note(&session.phone, &refused).await
}
