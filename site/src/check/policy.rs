//! What the content security policy and Trusted Types would refuse in the browser is refused here already.

use super::html::tags;
use super::links::locate;
use crate::fault::Fault;
use crate::load::Sources;
use crate::plan::Plan;
use crate::render::Site;

/// What turns text into markup or code.
const SINKS: [&str; 7] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "setAttribute(\"style\"",
];

/// Inline scripts, styles and handlers in pages; ways to make markup of text in scripts.
pub(super) fn faults(sources: &Sources, plan: &Plan, site: &Site) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, index) in &site.pages {
        let page = &plan.pages[*index];
        let html = std::str::from_utf8(&site.files[path]).unwrap_or_default();
        for tag in tags(html) {
            let inline = tag.name == "style" || (tag.name == "script" && tag.get("src").is_none());
            if inline {
                let needle = format!("<{}", tag.name);
                let message = format!("inline {}: put it into a file", tag.name);
                faults.push(locate(
                    sources,
                    &page.template,
                    page.article,
                    &needle,
                    message,
                ));
            }
            for (name, _) in &tag.attributes {
                if *name == "style" || name.starts_with("on") {
                    let message =
                        format!("the attribute `{name}` is refused by the content security policy");
                    faults.push(locate(
                        sources,
                        &page.template,
                        page.article,
                        &format!("{name}=\""),
                        message,
                    ));
                }
            }
        }
    }
    for (name, text) in &sources.scripts {
        for (index, line) in text.lines().enumerate() {
            if let Some(sink) = SINKS.iter().find(|sink| line.contains(*sink)) {
                let message =
                    format!("`{sink}` makes markup or code of text: use textContent and templates");
                faults.push(Fault::at_line(
                    format!("site/scripts/{name}"),
                    text,
                    index + 1,
                    message,
                ));
            }
        }
    }
    faults
}
