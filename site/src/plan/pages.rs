//! The pages and their addresses. Chinese stands at `/`, English under `/en/`.

use std::collections::BTreeSet;

use domain::text::Language;

use crate::fault::{BuildError, Fault, none_of};
use crate::load::{Article, LANGUAGES, Sources};

/// One page in one language.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its name, the same in both languages, e.g. `final-review`.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// The template that makes it, e.g. `pages/final-review.html`.
    pub template: String,
    /// The custom element in its `main`, which is also the module it loads; none on pages without data.
    pub element: Option<&'static str>,
    /// What sort of page it is.
    pub kind: Kind,
    /// The place in [`Sources::articles`] of what it shows.
    pub article: Option<usize>,
}

/// What sort of page a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For everybody; search engines may find it.
    Public,
    /// Works with the person's data: needs a session and stays out of the sitemap.
    Private,
    /// What the server sends for an address that is none.
    NotFound,
}

/// Pages made of a template of their own: name, element, kind.
const PAGES: &[(&str, Option<&str>, Kind)] = &[
    ("home", Some("home-page"), Kind::Public),
    ("login", Some("login-page"), Kind::Public),
    ("workbench", Some("workbench-page"), Kind::Private),
    ("inbox", Some("inbox-page"), Kind::Private),
    ("account", Some("account-page"), Kind::Private),
    ("nominate", Some("nominate-page"), Kind::Private),
    ("drafts", Some("review-list"), Kind::Private),
    ("pending", Some("review-list"), Kind::Private),
    ("approved", Some("review-list"), Kind::Private),
    ("rejected", Some("review-list"), Kind::Private),
    ("reported", Some("review-list"), Kind::Private),
    ("final-review", Some("review-list"), Kind::Private),
    (
        "registration-forms",
        Some("registration-forms"),
        Kind::Private,
    ),
    ("congress", Some("congress-setup"), Kind::Private),
    ("notice-desk", Some("notice-desk"), Kind::Private),
    ("progress", Some("progress-page"), Kind::Private),
    ("receipts", Some("report-receipts"), Kind::Private),
    ("audit", Some("disclosure-log"), Kind::Private),
    ("exports", Some("export-jobs"), Kind::Private),
    ("quotas", Some("quota-matrix"), Kind::Private),
    ("schedule", Some("congress-schedule"), Kind::Private),
    ("history", Some("congress-history"), Kind::Private),
    ("statistics", Some("statistics-page"), Kind::Private),
    ("my-form", Some("registration-form"), Kind::Private),
    ("print", Some("registration-print"), Kind::Private),
    ("check", Some("paper-check"), Kind::Private),
    ("notices", None, Kind::Public),
    ("states", None, Kind::Public),
    ("fields", None, Kind::Public),
    ("404", None, Kind::NotFound),
];

/// The template of every article.
const ARTICLE: &str = "pages/article.html";

impl Page {
    /// The address, from the root of the host, e.g. `/en/login/`.
    pub fn url(&self) -> String {
        let prefix = prefix(self.language);
        match (self.kind, self.name.as_str()) {
            (Kind::NotFound, name) => format!("{prefix}{name}.html"),
            (_, "home") => prefix.to_owned(),
            (_, name) => format!("{prefix}{name}/"),
        }
    }

    /// The file, relative to the output folder, e.g. `en/login/index.html`.
    pub fn file(&self) -> String {
        let url = self.url();
        let file = if url.ends_with('/') { "index.html" } else { "" };
        format!("{}{file}", url.trim_start_matches('/'))
    }
}

/// Where a language's pages begin.
pub(crate) fn prefix(language: Language) -> &'static str {
    match language {
        Language::Zh => "/",
        Language::En => "/en/",
    }
}

/// All pages: those with a template of their own, then the articles.
pub(super) fn pages(sources: &Sources) -> Result<Vec<Page>, BuildError> {
    let mut faults = missing_templates(sources);
    faults.extend(missing_translations(&sources.articles));
    none_of(faults)?;
    let mut pages = Vec::new();
    for language in LANGUAGES {
        for &(name, element, kind) in PAGES {
            pages.push(Page {
                name: name.to_owned(),
                language,
                template: format!("pages/{name}.html"),
                element,
                kind,
                article: None,
            });
        }
        for (index, article) in sources.articles.iter().enumerate() {
            if article.language == language {
                pages.push(Page {
                    name: article.name.clone(),
                    language,
                    template: ARTICLE.to_owned(),
                    element: None,
                    kind: Kind::Public,
                    article: Some(index),
                });
            }
        }
    }
    Ok(pages)
}

/// A page of the table without its template, and a template without a page.
fn missing_templates(sources: &Sources) -> Vec<Fault> {
    let mut wanted: BTreeSet<String> = PAGES
        .iter()
        .map(|(name, ..)| format!("pages/{name}.html"))
        .collect();
    wanted.insert(ARTICLE.to_owned());
    let there: BTreeSet<String> = sources
        .templates
        .keys()
        .filter(|name| name.starts_with("pages/"))
        .cloned()
        .collect();
    let file = |name: &String| format!("templates/{name}");
    let gone = wanted
        .difference(&there)
        .map(|name| Fault::of_file(file(name), "this page's template is missing"));
    let idle = there.difference(&wanted).map(|name| {
        Fault::of_file(
            file(name),
            "no page is made of this template: add it to site/src/plan/pages.rs",
        )
    });
    gone.chain(idle).collect()
}

/// Articles that exist in one language only.
fn missing_translations(articles: &[Article]) -> Vec<Fault> {
    let alone = |article: &&Article| {
        let twin =
            |other: &Article| other.name == article.name && other.language != article.language;
        !articles.iter().any(twin)
    };
    let fault = |article: &Article| {
        Fault::of_file(
            &article.file,
            "this article has no translation: add it in the other language's folder",
        )
    };
    articles.iter().filter(alone).map(fault).collect()
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::{Kind, Page};

    fn page(name: &str, language: Language, kind: Kind) -> Page {
        Page {
            name: name.to_owned(),
            language,
            template: String::new(),
            element: None,
            kind,
            article: None,
        }
    }

    #[test]
    fn a_page_is_a_folder_so_that_any_file_server_can_serve_it() {
        let login = page("login", Language::En, Kind::Public);
        assert_eq!(
            (login.url().as_str(), login.file().as_str()),
            ("/en/login/", "en/login/index.html")
        );
        let home = page("home", Language::Zh, Kind::Public);
        assert_eq!(
            (home.url().as_str(), home.file().as_str()),
            ("/", "index.html")
        );
        let gone = page("404", Language::Zh, Kind::NotFound);
        assert_eq!(
            (gone.url().as_str(), gone.file().as_str()),
            ("/404.html", "404.html")
        );
    }
}
