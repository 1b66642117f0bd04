//! The language of the answer, known to everything that runs inside one request.

use axum::{extract::Request, http::header, middleware::Next, response::Response};
use domain::text::Language;

tokio::task_local! {
    static LANGUAGE: Language;
}

/// The language asked for, Chinese outside a request.
pub fn current() -> Language {
    LANGUAGE
        .try_with(|language| *language)
        .unwrap_or(Language::Zh)
}

/// Runs something in a language: tasks that a handler spawns do not know it otherwise.
pub async fn scope<F: Future>(language: Language, work: F) -> F::Output {
    LANGUAGE.scope(language, work).await
}

/// Takes the language from `Accept-Language` and keeps it around the handler.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let header = request.headers().get(header::ACCEPT_LANGUAGE);
    let asked = header
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    LANGUAGE
        .scope(Language::from_accept_language(asked), next.run(request))
        .await
}
