//! What can be found wanting before anything is started: port, data directory, site. Looked at together,
//! so that all of it is said at once.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use crate::fault::{Fault, StartError};
use crate::lock::Lock;
use crate::options::Options;
use crate::outbox::{self, Outbox};
use crate::routes::Routes;
use crate::secrets::Secrets;
use crate::site_source::SiteSource;
use crate::static_site::StaticSite;
use crate::{database, demo};

/// The ground that a system stands on.
pub(crate) struct Ground {
    pub(crate) lock: Lock,
    pub(crate) listener: TcpListener,
    pub(crate) site: StaticSite,
    pub(crate) secrets: Secrets,
    pub(crate) outbox: Outbox,
    /// Nothing is stored yet.
    pub(crate) is_new: bool,
}

impl Ground {
    pub(crate) fn check(options: &Options, routes: &Routes) -> Result<Self, StartError> {
        let mut faults = Vec::new();
        let listener = note(&mut faults, listen(options.port));
        let data = note(&mut faults, open_data(&options.data_dir));
        // Without the data directory there is nowhere to build a site, but a built one can be looked at.
        let buildable = data.is_some() || matches!(options.site, SiteSource::Built(_));
        let origin = format!("http://localhost:{}", options.port);
        let site = buildable
            .then(|| options.site.load(&options.data_dir, &origin, routes))
            .and_then(|site| note(&mut faults, site));
        match (listener, site, data) {
            (Some(listener), Some(site), Some((lock, secrets, outbox, is_new))) => Ok(Self {
                lock,
                listener,
                site,
                secrets,
                outbox,
                is_new,
            }),
            _ => Err(StartError { faults }),
        }
    }
}

fn note<T>(faults: &mut Vec<Fault>, found: Result<T, Fault>) -> Option<T> {
    found.map_err(|fault| faults.push(fault)).ok()
}

/// The data directory, locked, with what it needs before the database starts.
pub(crate) fn open_data(data_dir: &Path) -> Result<(Lock, Secrets, Outbox, bool), Fault> {
    fs::create_dir_all(data_dir).map_err(Fault::unusable(data_dir))?;
    let lock = Lock::take(data_dir)?;
    if data_dir.join(demo::UNFINISHED).exists() {
        forget_unfinished(data_dir)?;
    }
    let has_data = database::path_in(data_dir).exists();
    let secrets = Secrets::load_or_create(data_dir, has_data)?;
    Ok((lock, secrets, Outbox::open(data_dir)?, !has_data))
}

/// A start that was cut off while it made the demo: nobody has seen that data.
fn forget_unfinished(data_dir: &Path) -> Result<(), Fault> {
    let database = database::FILE;
    for name in [
        database,
        &format!("{database}-wal"),
        &format!("{database}-shm"),
        outbox::FILE,
    ] {
        let path = data_dir.join(name);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(Fault::Unusable { path, source });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Loopback only: what is offered here, the SMS texts above all, is not for the network.
fn listen(port: u16) -> Result<TcpListener, Fault> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    listener.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => Fault::PortTaken { port },
        _ => Fault::PortRefused { port, source },
    })
}
