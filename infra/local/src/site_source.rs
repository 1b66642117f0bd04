//! Where the site comes from: built before, or built here at every start.

use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::routes::Routes;
use crate::static_site::StaticSite;

/// The folder of the data directory that a site built here goes to.
pub const DIRECTORY: &str = "site";

const PART: &str = "网站 (the site)";

/// Where the site comes from.
#[derive(Debug, Clone)]
pub enum SiteSource {
    /// A directory that holds the built site.
    Built(PathBuf),
    /// The repository's root; the site is built from it into the data directory.
    Repository(PathBuf),
}

impl SiteSource {
    /// The repository that this program was built from.
    pub fn this_repository() -> Self {
        Self::Repository(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")))
    }

    /// Where the sources are of which notices' pages are made; those of a built site are this repository's.
    pub(crate) fn sources(&self) -> PathBuf {
        match self {
            Self::Repository(root) => root.clone(),
            Self::Built(_) => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")),
        }
    }

    /// Builds what has to be built and reads it. `origin` is what the sitemap names.
    ///
    /// # Errors
    ///
    /// [`Fault::Part`] with every fault of the sources, or what [`StaticSite::load`] says.
    pub fn load(
        &self,
        data_dir: &Path,
        origin: &str,
        routes: &Routes,
    ) -> Result<StaticSite, Fault> {
        match self {
            Self::Built(directory) => StaticSite::load(directory, routes),
            Self::Repository(root) => {
                let out = data_dir.join(DIRECTORY);
                let options = site::Options {
                    root: root.clone(),
                    out: out.clone(),
                    origin: origin.to_owned(),
                    // Over loopback, compressing takes longer than it saves.
                    precompress: false,
                };
                site::build(&options).map_err(|error| Fault::part(PART)(&error))?;
                StaticSite::load(&out, routes)
            }
        }
    }
}
