//! What the worker has published, answered before the built site as the content delivery network does it on AWS: from the
//! public bucket's folder, read anew each time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use http::Method;
use http::header::CACHE_CONTROL;
use store::files::ObjectKey;

use crate::object_storage;
use crate::routes::Routes;
use crate::static_site::File;

/// Where published files are, and which paths are theirs.
struct Published {
    folder: PathBuf,
    prefixes: Vec<String>,
    cache: http::HeaderValue,
}

/// The site with what is published in front of it. What is not there is the site's to answer.
pub(crate) fn before(site: Router, data_dir: &Path, routes: &Routes) -> Router {
    let bucket = &routes.public.bucket;
    let prefixes = routes.public.prefixes.iter();
    let published = Published {
        folder: data_dir.join(object_storage::DIRECTORY).join(bucket),
        prefixes: prefixes.map(|prefix| format!("{prefix}/")).collect(),
        cache: routes.cache_control.page.clone(),
    };
    site.layer(from_fn_with_state(Arc::new(published), answer))
}

async fn answer(State(published): State<Arc<Published>>, request: Request, next: Next) -> Response {
    let reads = [Method::GET, Method::HEAD].contains(request.method());
    let file = published.file(request.uri().path()).filter(|_| reads);
    let read = match file {
        Some(path) => tokio::task::spawn_blocking(move || File::read(&path))
            .await
            .ok(),
        None => None,
    };
    let Some(Ok(file)) = read else {
        return next.run(request).await;
    };
    let mut response = file.answer(request.headers());
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, published.cache.clone());
    response
}

impl Published {
    /// The file of a path, if the path is one that can be published under.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let mut prefixes = self.prefixes.iter();
        prefixes.find(|prefix| path.starts_with(*prefix))?;
        let index = if path.ends_with('/') {
            "index.html"
        } else {
            ""
        };
        let path = format!("{}{index}", path.trim_start_matches('/'));
        ObjectKey::public(&path)?;
        Some(self.folder.join(path))
    }
}
