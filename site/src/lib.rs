#![doc = include_str!("../README.md")]

pub mod check;
pub mod fault;
pub mod load;
pub mod notices;
pub mod plan;
pub mod render;
pub mod write;

use std::path::PathBuf;

pub use fault::{BuildError, Fault};
pub use write::Report;

/// What to build from and where to put it.
#[derive(Debug, Clone)]
pub struct Options {
    /// The repository's root: the folder that holds `site/` and `templates/`.
    pub root: PathBuf,
    /// Where the finished site goes. Emptied first, and made when missing.
    pub out: PathBuf,
    /// Scheme and host the site is published under, without a slash at the end; the sitemap names it.
    pub origin: String,
    /// Whether to put a `.br` and a `.gz` beside every file.
    pub precompress: bool,
}

/// Builds the whole site: load, plan, render, check, write.
///
/// # Errors
/// [`BuildError`] with every fault that was found, each with its file and line. Nothing is written then.
pub fn build(options: &Options) -> Result<Report, BuildError> {
    let sources = load::sources(&options.root)?;
    let plan = plan::plan(&sources)?;
    let site = render::render(&sources, &plan, &options.origin)?;
    check::check(&sources, &plan, &site)?;
    write::write(&site, &options.out, options.precompress)
}
