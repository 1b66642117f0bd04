//! Which path leads to whom, as the content delivery network decides it on AWS. Not routes of one router:
//! each part keeps its own answer for what it does not know, and logs its own routes.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;

/// The parts that share the port.
pub(crate) struct Switch {
    /// Everything under `/api`.
    pub(crate) functions: Router,
    /// Everything under `/dev`.
    pub(crate) texts: Router,
    /// Everything under `object_prefixes`.
    pub(crate) objects: Router,
    /// With the slash at their end.
    pub(crate) object_prefixes: [String; 2],
    /// All the rest.
    pub(crate) site: Router,
}

impl Switch {
    pub(crate) fn into_router(self) -> Router {
        Router::new().fallback(pass).with_state(Arc::new(self))
    }

    fn part(&self, path: &str) -> &Router {
        if path == "/api" || path.starts_with("/api/") {
            &self.functions
        } else if self
            .object_prefixes
            .iter()
            .any(|prefix| path.starts_with(prefix))
        {
            &self.objects
        } else if path.starts_with("/dev/") {
            &self.texts
        } else {
            &self.site
        }
    }
}

async fn pass(State(switch): State<Arc<Switch>>, request: Request) -> Response {
    let part = switch.part(request.uri().path()).clone();
    part.oneshot(request).await.into_response()
}
