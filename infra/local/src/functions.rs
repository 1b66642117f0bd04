//! The functions, in one process: the same routers as on AWS behind one shell, and the workers on a timer.

use std::sync::Arc;
use std::time::Duration;

use api::Edge;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use export::RosterMaker;
use jiff::Timestamp;
use job::{Maker, Worker};
use login::password::Password;
use notify::{Notifier, SmsGateway};
use print::{FormsMaker, Press};
use publish::Publisher;
use store::Store;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use utoipa::openapi::{Info, OpenApi, Paths};
use utoipa_axum::router::OpenApiRouter;

use crate::site_source::SiteSource;

/// How often the workers look for something to do unasked: what had to be put off, what a killed process left.
const WAKE_UP: Duration = Duration::from_secs(5);

/// Every function under its prefix; what is no path of theirs under `/api` gets their problem, not a page.
/// Each change wakes the workers, as the table's stream does on AWS.
pub(crate) fn router(
    edge: Edge,
    login: login::Settings,
    press: Arc<Press>,
    bells: Bells,
) -> Router {
    // Slow on purpose, so it is done before somebody waits for it.
    std::thread::spawn(Password::prepare);
    let (routes, document) = routes(&edge, login, press).split_for_parts();
    let document = Arc::new(document);
    let routes = routes.route("/api/openapi.json", get(async move || axum::Json(document)));
    api::shell::wrap(routes, edge).layer(from_fn_with_state(bells, ring))
}

/// One for each worker: what rings wakes them all.
#[derive(Clone, Default)]
pub(crate) struct Bells {
    pub(crate) messages: Arc<Notify>,
    pub(crate) exports: Arc<Notify>,
}

/// The press with the layouts that stand beside the site's sources, and the machine's fonts.
pub fn press(site: &SiteSource, origin: &str) -> Arc<Press> {
    let layouts = site.sources().join("templates/print");
    Arc::new(Press::new(layouts, Press::font_folders(), origin))
}

/// Every function's routes with the one document of them all.
pub fn routes(edge: &Edge, login: login::Settings, press: Arc<Press>) -> OpenApiRouter<Edge> {
    OpenApiRouter::with_openapi(document())
        .merge(api::shell::health())
        .merge(login::routes(edge, login))
        .merge(congress::router())
        .merge(nomination::routes())
        .merge(review::routes())
        .merge(export::router())
        .merge(inbox::routes())
        .merge(print::routes(press))
}

async fn ring(State(bells): State<Bells>, request: Request, next: Next) -> Response {
    let changes = !request.method().is_safe();
    let response = next.run(request).await;
    if changes {
        bells.messages.notify_one();
        bells.exports.notify_one();
    }
    response
}

fn document() -> OpenApi {
    let info = Info::new("推选 Tuixuan", env!("CARGO_PKG_VERSION"));
    OpenApi::new(info, Paths::new())
}

/// Carries out what requests left behind, until it is aborted. What is cut off is taken up again later.
pub(crate) fn work<G: SmsGateway + 'static>(
    store: Store,
    gateway: Arc<G>,
    publisher: Publisher,
    bell: Arc<Notify>,
    origin: String,
) -> JoinHandle<()> {
    let notifier = Notifier::new(store, gateway).with_origin(Some(origin));
    tokio::spawn(async move {
        loop {
            match notifier.drain(Timestamp::now()).await {
                Ok(drained) if drained.taken > 0 => continue,
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "messages wait"),
            }
            if let Err(error) = publisher.drain(Timestamp::now()).await {
                tracing::warn!(%error, "pages wait");
            }
            let _ = tokio::time::timeout(WAKE_UP, bell.notified()).await;
        }
    })
}

/// Makes what is to be exported, until it is aborted: beside the messages, which are not to wait for a long one.
pub(crate) fn export(edge: Edge, press: Arc<Press>, bell: Arc<Notify>) -> JoinHandle<()> {
    let makers: Vec<Box<dyn Maker>> = vec![
        Box::new(RosterMaker::new(edge.clone())),
        Box::new(FormsMaker::new(edge.clone(), press)),
    ];
    let worker = Worker::new(edge, makers);
    tokio::spawn(async move {
        loop {
            if let Err(error) = worker.drain().await {
                tracing::warn!(%error, "exports wait");
            }
            let _ = tokio::time::timeout(WAKE_UP, bell.notified()).await;
        }
    })
}
