//! Second stage: decide what will be published and under which addresses. Nothing is rendered here.

mod assets;
mod pages;
mod translations;

use crate::fault::{BuildError, none_of};
use crate::load::Sources;

pub(crate) use assets::is_long;
pub use assets::{Asset, Assets};
pub(crate) use pages::prefix;
pub use pages::{Kind, Page};

/// Everything that will be published.
#[derive(Debug)]
pub struct Plan {
    /// The pages, Chinese first.
    pub pages: Vec<Page>,
    /// Styles, scripts, messages, places, images.
    pub assets: Assets,
}

/// Plans the site.
///
/// # Errors
/// A message, article or template without its counterpart, or a script that imports what does not exist.
pub fn plan(sources: &Sources) -> Result<Plan, BuildError> {
    none_of(translations::missing(sources))?;
    let pages = pages::pages(sources)?;
    let assets = assets::assets(sources, &pages)?;
    Ok(Plan { pages, assets })
}

impl Plan {
    /// The page of one name in one language.
    pub fn page(&self, name: &str, language: domain::text::Language) -> Option<&Page> {
        let is = |page: &&Page| page.name == name && page.language == language;
        self.pages.iter().find(is)
    }
}
