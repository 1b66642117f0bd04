//! An error in a layout, told to whoever changed it: in which file, at which line and column.

use std::fmt;

use typst::{World as _, WorldExt, diag::SourceDiagnostic};

use super::world::World;

/// Where a layout is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// The file in `templates/print`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong, and what may help.
    pub message: String,
}

impl TemplateFault {
    /// The first of typst's errors. One within a function is where the function says so; without a place it is the layout's.
    pub(super) fn of(world: &World<'_>, faults: &[SourceDiagnostic]) -> Self {
        let first = faults.first();
        let message = first.map_or_else(String::new, |fault| {
            let hints = fault.hints.iter().map(|hint| hint.v.as_str());
            std::iter::once(fault.message.as_str())
                .chain(hints)
                .collect::<Vec<_>>()
                .join("; ")
        });
        let span = first
            .map(|fault| fault.span)
            .filter(|span| span.id().is_some());
        let place = span.and_then(|span| {
            let id = span.id()?;
            let bytes = world.file(id).ok()?;
            let at = world.range(span)?.start;
            let before = String::from_utf8_lossy(bytes.get(..at)?).into_owned();
            let line = before.matches('\n').count();
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count();
            let file = id.get().vpath().get_without_slash().to_owned();
            Some((file, line + 1, column + 1))
        });
        let (file, line, column) = place.unwrap_or_else(|| (world.layout().to_owned(), 1, 1));
        Self {
            file,
            line,
            column,
            message,
        }
    }

    /// Data that cannot be handed over.
    pub(super) fn of_data(layout: &str, error: &serde_json::Error) -> Self {
        Self {
            file: layout.to_owned(),
            line: 1,
            column: 1,
            message: error.to_string(),
        }
    }

    /// One of minijinja's errors.
    pub(crate) fn of_jinja(file: &str, error: &minijinja::Error) -> Self {
        let reason = std::error::Error::source(error).map(ToString::to_string);
        Self {
            file: error.name().unwrap_or(file).to_owned(),
            line: error.line().unwrap_or(1),
            column: 1,
            message: reason.unwrap_or_else(|| {
                error
                    .detail()
                    .map_or_else(|| error.kind().to_string(), str::to_owned)
            }),
        }
    }
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
        } = self;
        write!(f, "templates/print/{file}:{line}:{column}: {message}")
    }
}

impl std::error::Error for TemplateFault {}
