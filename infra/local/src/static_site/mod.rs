//! The built site, answered the way the content delivery network answers it on AWS.
//!
//! The whole site is read once at the start (a few megabytes): a look-up in that map is the only way
//! to a file, so no path can lead out of the directory.

mod encoding;
mod file;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{ALLOW, CACHE_CONTROL, LOCATION};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

pub(crate) use self::file::File;
use crate::fault::Fault;
use crate::routes::Routes;

/// Every file of the built site by its address; a folder's `index.html` has the folder's address.
pub struct StaticSite {
    files: HashMap<String, File>,
    not_found: String,
    immutable: String,
    cache_immutable: HeaderValue,
    cache_page: HeaderValue,
}

impl StaticSite {
    /// Reads a built site.
    ///
    /// # Errors
    ///
    /// [`Fault::SiteMissing`] when the directory holds none, [`Fault::Unusable`] when a file cannot
    /// be read.
    pub fn load(site_dir: &Path, routes: &Routes) -> Result<Self, Fault> {
        let mut files = HashMap::new();
        if site_dir.join("index.html").is_file() {
            read_folder(site_dir, "/", &mut files)?;
        }
        if !files.contains_key("/") {
            return Err(Fault::SiteMissing {
                site_dir: site_dir.to_owned(),
            });
        }
        Ok(Self {
            files,
            not_found: routes.site.not_found.clone(),
            immutable: format!("{}/", routes.site.immutable),
            cache_immutable: routes.cache_control.immutable.clone(),
            cache_page: routes.cache_control.page.clone(),
        })
    }

    /// A router that answers every path.
    pub fn router(self) -> Router {
        Router::new().fallback(answer).with_state(Arc::new(self))
    }

    fn answer(
        &self,
        method: &Method,
        path: &str,
        query: Option<&str>,
        asked: &HeaderMap,
    ) -> Response {
        if method != Method::GET && method != Method::HEAD {
            let allow = [(ALLOW, "GET, HEAD")];
            return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
        }
        let mut response = if let Some(file) = self.files.get(path) {
            file.answer(asked)
        } else if let Some(location) = self.folder(path, query) {
            (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response()
        } else {
            self.nowhere(path, asked)
        };
        let cache = if path.starts_with(&self.immutable) && !response.status().is_client_error() {
            &self.cache_immutable
        } else {
            &self.cache_page
        };
        response.headers_mut().insert(CACHE_CONTROL, cache.clone());
        response
    }

    /// The address of the folder that somebody meant who left out the slash at its end.
    fn folder(&self, path: &str, query: Option<&str>) -> Option<HeaderValue> {
        let folder = format!("{path}/");
        self.files.contains_key(&folder).then_some(())?;
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        HeaderValue::try_from(format!("{folder}{query}")).ok()
    }

    /// The page for addresses that lead nowhere, from the folder nearest to the address.
    fn nowhere(&self, path: &str, asked: &HeaderMap) -> Response {
        let mut folder = path;
        while let Some(end) = folder.rfind('/') {
            folder = &folder[..end];
            if let Some(file) = self.files.get(&format!("{folder}/{}", self.not_found)) {
                return file.answer_not_found(asked);
            }
        }
        StatusCode::NOT_FOUND.into_response()
    }
}

async fn answer(State(site): State<Arc<StaticSite>>, request: Request) -> Response {
    let uri = request.uri();
    site.answer(request.method(), uri.path(), uri.query(), request.headers())
}

fn read_folder(
    folder: &Path,
    address: &str,
    files: &mut HashMap<String, File>,
) -> Result<(), Fault> {
    for entry in fs::read_dir(folder).map_err(Fault::unusable(folder))? {
        let path = entry.map_err(Fault::unusable(folder))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            read_folder(&path, &format!("{address}{name}/"), files)?;
        } else if encoding::is_variant(&path) {
            // Read together with the file that it is a compressed form of.
        } else {
            let file = File::read(&path).map_err(Fault::unusable(&path))?;
            let name = if name == "index.html" { "" } else { name };
            files.insert(format!("{address}{name}"), file);
        }
    }
    Ok(())
}
