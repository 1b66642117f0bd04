//! What the template engine says, as a fault with the innermost file and line.

use std::error::Error as _;
use std::fmt::Write as _;

use minijinja::Error;

use crate::fault::Fault;
use crate::load::Sources;

/// The fault behind an error: a page's error wraps that of the component it called.
pub(crate) fn fault(sources: &Sources, template: &str, error: &Error) -> Fault {
    let mut innermost = error;
    let mut next = error.source();
    while let Some(source) = next {
        if let Some(inner) = source.downcast_ref::<Error>()
            && inner.name().is_some()
        {
            innermost = inner;
        }
        next = source.source();
    }
    let name = innermost.name().unwrap_or(template);
    let mut message = innermost.kind().to_string();
    if let Some(detail) = innermost.detail() {
        let _ = write!(message, ": {detail}");
    }
    if name != template {
        let _ = write!(message, " (while making templates/{template})");
    }
    let file = format!("templates/{name}");
    let source = sources.templates.get(name).map_or("", String::as_str);
    Fault::at_line(file, source, innermost.line().unwrap_or_default(), message)
}
