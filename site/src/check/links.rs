//! Every internal address leads somewhere, and every page can be reached.

use std::collections::{BTreeMap, BTreeSet};

use super::html::{Tag, tags};
use crate::fault::Fault;
use crate::load::Sources;
use crate::plan::{Kind, Plan};
use crate::render::Site;

/// What one page offers and wants.
struct Seen<'a> {
    ids: BTreeSet<&'a str>,
    wants: Vec<&'a str>,
}

/// Broken links, ids given twice, and pages nothing links to.
pub(super) fn faults(sources: &Sources, plan: &Plan, site: &Site) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut pages = BTreeMap::new();
    for (path, index) in &site.pages {
        let page = &plan.pages[*index];
        let html = std::str::from_utf8(&site.files[path]).unwrap_or_default();
        let (seen, twice) = seen(html);
        for id in twice {
            let message = format!("the id `{id}` stands twice on {}", page.url());
            faults.push(locate(
                sources,
                &page.template,
                page.article,
                &format!("\"{id}\""),
                message,
            ));
        }
        pages.insert(page.url(), seen);
    }
    let mut reached = BTreeSet::new();
    for (url, seen) in &pages {
        let page = plan.pages.iter().find(|page| page.url() == *url);
        for wanted in &seen.wants {
            match target(wanted, url, &pages, site) {
                Ok(target) => {
                    if target != *url {
                        reached.insert(target);
                    }
                }
                Err(message) => {
                    let (template, article) =
                        page.map_or(("", None), |page| (page.template.as_str(), page.article));
                    faults.push(locate(sources, template, article, wanted, message));
                }
            }
        }
    }
    for page in &plan.pages {
        if page.kind != Kind::NotFound && !reached.contains(&page.url()) {
            let file = page.article.map_or_else(
                || format!("templates/{}", page.template),
                |at| sources.articles[at].file.clone(),
            );
            faults.push(Fault::of_file(
                file,
                format!("no page links to {}", page.url()),
            ));
        }
    }
    faults
}

/// A page's ids and links, and the ids that it has twice. What stands in a `template` is cloned by scripts, which give
/// the clones ids of their own.
fn seen(html: &str) -> (Seen<'_>, Vec<&str>) {
    let mut seen = Seen {
        ids: BTreeSet::new(),
        wants: Vec::new(),
    };
    let mut twice = Vec::new();
    for tag in tags(html) {
        if let Some(id) = tag.get("id")
            && !seen.ids.insert(id)
        {
            twice.push(id);
        }
        seen.wants.extend(addresses(&tag));
    }
    (seen, twice)
}

/// The addresses in one tag that a browser would follow or fetch. Another language's are the same pages again.
fn addresses<'a>(tag: &Tag<'a>) -> impl Iterator<Item = &'a str> {
    let alternate =
        tag.get("rel") == Some("alternate") || tag.get("data-switch-language").is_some();
    let wanted = ["href", "src", "action", "data-href"].map(|name| tag.get(name));
    wanted.into_iter().flatten().filter(move |_| !alternate)
}

/// The page or file an address leads to, or what is wrong with it.
fn target(
    wanted: &str,
    from: &str,
    pages: &BTreeMap<String, Seen<'_>>,
    site: &Site,
) -> Result<String, String> {
    let outside = ["https://", "mailto:", "tel:", "data:"]
        .iter()
        .any(|scheme| wanted.starts_with(scheme));
    if outside || wanted.starts_with("/api/") {
        return Ok(wanted.to_owned());
    }
    let (address, fragment) = wanted.split_once('#').unwrap_or((wanted, ""));
    let address = address.split('?').next().unwrap_or(address);
    let address = if address.is_empty() { from } else { address };
    if !address.starts_with('/') {
        return Err(format!("`{wanted}`: begin an internal address with /"));
    }
    if let Some(page) = pages.get(address) {
        if !fragment.is_empty() && !page.ids.contains(fragment) {
            return Err(format!(
                "`{wanted}`: {address} has no element with the id `{fragment}`"
            ));
        }
        return Ok(address.to_owned());
    }
    if site.files.contains_key(address.trim_start_matches('/')) {
        return Ok(address.to_owned());
    }
    Err(format!("`{wanted}` leads nowhere"))
}

/// The source line that holds a text: in the page's article or template first, else in any template.
pub(super) fn locate(
    sources: &Sources,
    template: &str,
    article: Option<usize>,
    needle: &str,
    message: String,
) -> Fault {
    if let Some(article) = article.map(|index| &sources.articles[index])
        && let Some(offset) = article.markdown.find(needle)
    {
        let mut fault = Fault::at_offset(&article.file, &article.markdown, offset, message);
        fault.line += article.lines_before;
        return fault;
    }
    let own = sources.templates.get_key_value(template);
    for (name, text) in own.into_iter().chain(&sources.templates) {
        if let Some(offset) = text.find(needle) {
            return Fault::at_offset(format!("templates/{name}"), text, offset, message);
        }
    }
    Fault::of_file(format!("templates/{template}"), message)
}
