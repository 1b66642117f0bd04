//! How a system may be started.

use std::path::PathBuf;

use login::challenge::Difficulty;
use notify::Gateway;
use store::access::Limits;

use crate::site_source::SiteSource;

/// How to start a system.
#[derive(Debug, Clone)]
pub struct Options {
    /// The loopback port of site and functions; 0 for any that is free.
    pub port: u16,
    /// Where everything is kept; made when it is not there.
    pub data_dir: PathBuf,
    /// The site.
    pub site: SiteSource,
    /// Whether to make the demo congress when there is no data yet.
    pub demo: bool,
    /// The work of a human verification; tests take a cheap one.
    pub difficulty: Difficulty,
    /// How many one-time codes may be asked for.
    pub limits: Limits,
    /// Who sends the texts; without one they go to the local outbox.
    pub gateway: Option<Gateway>,
}

impl Options {
    /// The usual: any free port, the site of this repository, no demo. The limits by network are wide,
    /// because on one machine everybody comes from the same address.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            port: 0,
            data_dir: data_dir.into(),
            site: SiteSource::this_repository(),
            demo: false,
            difficulty: Difficulty::default(),
            limits: Limits {
                codes_per_network: 1000,
                challenges_per_network: 1000,
                ..Limits::default()
            },
            gateway: None,
        }
    }
}
