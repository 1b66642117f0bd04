//! The embedded `DynamoDB`: a file database behind a loopback port, on its own thread.
//!
//! `SQLite` waits for the disk inside the request (that is what makes an acknowledged write durable),
//! so it must not share a runtime with the handlers.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::{Client, Config};
use store::Patience;
use tokio::sync::oneshot;

use crate::fault::Fault;

/// The name of the database file in the data directory.
pub const FILE: &str = "database";

/// How often expired items (one-time codes, sessions) are swept; `DynamoDB` itself promises days.
const SWEEP_INTERVAL: Duration = Duration::from_mins(1);

const PART: &str = "数据库 (the database)";

/// The running database. Letting go of it stops it.
pub struct Database {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Database {
    /// Opens or creates the database file of a data directory and serves it on a free loopback port.
    ///
    /// # Errors
    ///
    /// [`Fault::Part`] when the file is not a database or cannot be opened.
    pub fn start(data_dir: &Path) -> Result<Self, Fault> {
        let failed = Fault::part(PART);
        let path = path_in(data_dir);
        let path = path.to_str().ok_or_else(|| failed(&"DATA_DIR: UTF-8"))?;
        let database = dynoxide::Database::new(path).map_err(|error| failed(&error))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|e| failed(&e))?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        listener.set_nonblocking(true).map_err(|e| failed(&e))?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| failed(&error))?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("database".to_owned())
            .spawn(move || runtime.block_on(serve(listener, database, stopped)))
            .map_err(|error| failed(&error))?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where the database listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// A client of the same kind as the functions use on AWS.
    pub fn client(&self) -> Client {
        client(self.address)
    }

    /// Lets running requests finish, closes the file and waits for that.
    pub async fn shutdown(mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}

/// The file of a data directory's database.
pub fn path_in(data_dir: &Path) -> PathBuf {
    data_dir.join(FILE)
}

/// A client of the database at an address; the engine asks for a signature but checks none.
pub fn client(address: SocketAddr) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .endpoint_url(format!("http://{address}"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"));
    Client::from_conf(Patience::default().of(config).build())
}

async fn serve(
    listener: TcpListener,
    database: dynoxide::Database,
    stopped: oneshot::Receiver<()>,
) {
    let sweeping = tokio::spawn(sweep(database.clone()));
    let served = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => {
            // An error means that the sender is gone, which is the other way to ask for the end.
            let until = async move { drop(stopped.await) };
            dynoxide::server::serve_with_shutdown(listener, database, until).await
        }
        Err(error) => Err(error.to_string()),
    };
    sweeping.abort();
    if let Err(error) = served {
        tracing::error!(%error, "the database stopped");
    }
}

/// Expired items go by themselves on AWS; the embedded engine has to be asked.
async fn sweep(database: dynoxide::Database) {
    let mut timer = tokio::time::interval(SWEEP_INTERVAL);
    timer.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        timer.tick().await;
        let database = database.clone();
        match tokio::task::spawn_blocking(move || database.sweep_ttl()).await {
            Ok(Ok(swept)) => tracing::debug!(swept, "expired items removed"),
            Ok(Err(error)) => tracing::warn!(%error, "expired items stay for now"),
            Err(error) => tracing::warn!(%error, "expired items stay for now"),
        }
    }
}
