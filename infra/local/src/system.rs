//! The whole system in one process: what is started, in which order, and which path leads to whom.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use axum::Router;
use http::HeaderValue;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::database::{self, Database};
use crate::fault::{Fault, StartError};
use crate::lock::Lock;
use crate::object_storage::ObjectStorage;
use crate::outbox::Outbox;
use crate::routes::{Kind, Routes, with_headers};
use crate::secrets::Secrets;
use crate::static_site::StaticSite;
use crate::tables;

/// How to start a system.
#[derive(Debug, Clone)]
pub struct Options {
    /// The loopback port of site and functions; 0 for any that is free.
    pub port: u16,
    /// Where everything is kept; made when it is not there.
    pub data_dir: PathBuf,
    /// The built site.
    pub site_dir: PathBuf,
    /// Whether to make the demo congress when there is no data yet.
    pub demo: bool,
}

/// A running system. Letting go of it stops it without waiting; [`System::shutdown`] waits.
pub struct System {
    address: SocketAddr,
    outbox: Arc<Outbox>,
    database: Database,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
    // Last, so that nobody gets the data before the database has let go of it.
    lock: Lock,
}

/// What can be found wanting before anything is started.
struct Ground {
    lock: Lock,
    listener: TcpListener,
    site: StaticSite,
    secrets: Secrets,
    outbox: Outbox,
}

impl System {
    /// Starts everything.
    ///
    /// # Errors
    ///
    /// Every reason that could be found, at once.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let routes = Routes::shared();
        let ground = Ground::check(&options, &routes)?;
        let database = Database::start(&options.data_dir)?;
        tables::create(&database.client()).await?;
        let address = ground
            .listener
            .local_addr()
            .map_err(|source| Fault::PortRefused {
                port: options.port,
                source,
            })?;
        let outbox = Arc::new(ground.outbox);
        let authority = format!("localhost:{}", address.port());
        let host = HeaderValue::try_from(&authority).map_err(|e| Fault::part("HTTP")(&e))?;
        let credentials = ground.secrets.object_credentials();
        let objects = ObjectStorage::open(&options.data_dir, &routes.objects.bucket, &credentials)?;
        let router = Router::new()
            .merge(with_headers(
                Arc::clone(&outbox).router(),
                Kind::Function,
                &routes,
            ))
            .merge(with_headers(
                objects.router(&routes.objects, host),
                Kind::Object,
                &routes,
            ))
            .fallback_service(with_headers(ground.site.router(), Kind::Site, &routes));
        let (stop, server) = serve(ground.listener, router)?;
        let mut lock = ground.lock;
        lock.note(&[
            ("site", format!("http://{authority}")),
            ("database", format!("http://{}", database.address())),
        ])
        .map_err(Fault::unusable(options.data_dir.join(crate::lock::FILE)))?;
        Ok(Self {
            address,
            outbox,
            database,
            stop,
            server,
            lock,
        })
    }

    /// Where the system listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The origin that browsers should use: its cookies count as secure there.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// The texts that would have been sent.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// A client of the embedded database.
    pub fn database(&self) -> aws_sdk_dynamodb::Client {
        self.database.client()
    }

    /// Lets running requests finish, closes the data and frees it for the next start.
    pub async fn shutdown(self) {
        drop(self.stop);
        match self.server.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the server stopped"),
            Err(error) => tracing::warn!(%error, "the server stopped"),
        }
        self.database.shutdown().await;
        drop(self.lock);
    }
}

impl Ground {
    fn check(options: &Options, routes: &Routes) -> Result<Self, StartError> {
        let mut faults = Vec::new();
        let listener = note(&mut faults, listen(options.port));
        let site = note(&mut faults, StaticSite::load(&options.site_dir, routes));
        let data = note(&mut faults, open_data(&options.data_dir));
        match (listener, site, data) {
            (Some(listener), Some(site), Some((lock, secrets, outbox))) => Ok(Self {
                lock,
                listener,
                site,
                secrets,
                outbox,
            }),
            _ => Err(StartError { faults }),
        }
    }
}

fn note<T>(faults: &mut Vec<Fault>, found: Result<T, Fault>) -> Option<T> {
    found.map_err(|fault| faults.push(fault)).ok()
}

fn open_data(data_dir: &Path) -> Result<(Lock, Secrets, Outbox), Fault> {
    fs::create_dir_all(data_dir).map_err(Fault::unusable(data_dir))?;
    let lock = Lock::take(data_dir)?;
    let has_data = database::path_in(data_dir).exists();
    let secrets = Secrets::load_or_create(data_dir, has_data)?;
    Ok((lock, secrets, Outbox::open(data_dir)?))
}

/// Loopback only: what is offered here, the SMS texts above all, is not for the network.
fn listen(port: u16) -> Result<TcpListener, Fault> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    listener.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => Fault::PortTaken { port },
        _ => Fault::PortRefused { port, source },
    })
}

fn serve(
    listener: TcpListener,
    router: Router,
) -> Result<(oneshot::Sender<()>, JoinHandle<io::Result<()>>), Fault> {
    let failed = |source| Fault::PortRefused { port: 0, source };
    listener.set_nonblocking(true).map_err(failed)?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
    let (stop, stopped) = oneshot::channel::<()>();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service)
        // An error means that the sender is gone, which is the other way to ask for the end.
        .with_graceful_shutdown(async move { drop(stopped.await) });
    Ok((stop, tokio::spawn(server.into_future())))
}
