//! Third stage: make the texts of all files. Nothing touches the disk here.

mod article;
mod environment;
mod error;
mod reference;
mod registration_form;
mod sitemap;
mod tidy;
mod translate;
mod vocabulary;

pub(crate) use environment::{address, environment};
pub(crate) use error::fault;
pub(crate) use tidy::tidy;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use minijinja::{Value, context};

use crate::fault::{BuildError, Fault, none_of};
use crate::load::{LANGUAGES, Sources};
use crate::notices;
use crate::plan::{Page, Plan};

/// The finished files by path below the output folder, and what was noticed while making them.
#[derive(Debug)]
pub struct Site {
    /// Every file's bytes by its path, e.g. `en/login/index.html`.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The pages' paths in `files`, each with its place in the plan.
    pub pages: BTreeMap<String, usize>,
    /// The message keys that templates asked for.
    pub used_messages: BTreeSet<String>,
}

/// What templates asked for, noted from inside the template engine.
pub(crate) type Used = Arc<Mutex<BTreeSet<String>>>;

/// Renders every page and puts the other files beside them.
///
/// # Errors
/// Whatever a template gets wrong, with its file and line; all pages are tried.
pub fn render(sources: &Sources, plan: &Plan, origin: &str) -> Result<Site, BuildError> {
    let used = Used::default();
    // A component's fault is met by every page that uses it and is said once.
    let mut faults: BTreeMap<_, Fault> = BTreeMap::new();
    let mut files = BTreeMap::new();
    let mut pages = BTreeMap::new();
    for language in LANGUAGES {
        let environment = environment(sources, plan, language, &used)?;
        if let Err(fault) = notices::example(&environment, sources, language) {
            faults
                .entry((fault.file.clone(), fault.line))
                .or_insert(fault);
        }
        for (index, page) in plan.pages.iter().enumerate() {
            if page.language != language {
                continue;
            }
            match html(&environment, sources, plan, page, Vec::new()) {
                Ok(html) => {
                    files.insert(page.file(), html.into_bytes());
                    pages.insert(page.file(), index);
                }
                Err(fault) => {
                    faults
                        .entry((fault.file.clone(), fault.line))
                        .or_insert(fault);
                }
            }
        }
    }
    none_of(faults.into_values().collect())?;
    for (name, asset) in &plan.assets.files {
        let path = format!("{}{name}", plan.assets.folder.trim_start_matches('/'));
        files.insert(path, asset.bytes.clone());
    }
    files.insert(
        "sitemap.xml".to_owned(),
        sitemap::sitemap(plan, origin).into_bytes(),
    );
    files.insert(
        "robots.txt".to_owned(),
        sitemap::robots(origin).into_bytes(),
    );
    files.extend(notices::nothing_told(origin));
    let used_messages = used.lock().map(|keys| keys.clone()).unwrap_or_default();
    Ok(Site {
        files,
        pages,
        used_messages,
    })
}

/// One page's markup. `notices` are what the list of them shows.
pub(crate) fn html(
    environment: &minijinja::Environment<'_>,
    sources: &Sources,
    plan: &Plan,
    page: &Page,
    notices: Vec<Value>,
) -> Result<String, Fault> {
    let article = page.article.map(|index| &sources.articles[index]);
    let context = context! {
        page => described(plan, page),
        article => article.map(article::rendered),
        notices => notices,
    };
    environment
        .get_template(&page.template)
        .and_then(|template| template.render(context))
        .map(|html| tidy(&html))
        .map_err(|error| fault(sources, &page.template, &error))
}

/// What a template may know about the page it makes.
fn described(plan: &Plan, page: &Page) -> Value {
    let other = plan
        .pages
        .iter()
        .find(|other| other.name == page.name && other.language != page.language);
    context! {
        name => &page.name,
        url => address(&page.url()),
        element => page.element,
        private => page.kind == crate::plan::Kind::Private,
        indexed => page.kind == crate::plan::Kind::Public,
        still => page.name == "notices",
        other_url => other.map(|other| address(&other.url())),
    }
}
