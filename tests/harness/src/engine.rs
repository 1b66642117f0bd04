//! The embedded `DynamoDB`, in memory, behind a loopback port on its own thread: `SQLite` works inside the request and
//! must not hold up the test's runtime.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use aws_sdk_dynamodb::{
    Client, Config,
    config::{BehaviorVersion, Builder, Credentials, Region},
};
use store::Patience;
use tokio::sync::oneshot;

/// A running database. Letting go of it stops it.
#[derive(Debug)]
pub(crate) struct Engine {
    address: SocketAddr,
    _stop: oneshot::Sender<()>,
}

impl Engine {
    pub(crate) fn start() -> Self {
        let database = dynoxide::Database::memory().expect("the engine opens in memory");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free loopback port");
        let address = listener.local_addr().expect("a bound port has an address");
        listener
            .set_nonblocking(true)
            .expect("a socket can be made non-blocking");
        let (stop, stopped) = oneshot::channel();
        std::thread::spawn(move || serve(listener, database, stopped));
        Self {
            address,
            _stop: stop,
        }
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// A client of the same kind as the functions use on AWS.
    pub(crate) fn client(&self) -> Client {
        Client::from_conf(config(self.address, Patience::default()).build())
    }
}

/// How a client reaches an engine, which checks no signature.
pub(crate) fn config(address: SocketAddr, patience: Patience) -> Builder {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .endpoint_url(format!("http://{address}"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"));
    patience.of(config)
}

fn serve(listener: TcpListener, database: dynoxide::Database, stopped: oneshot::Receiver<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime
        .expect("a runtime for the engine")
        .block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listening socket");
            // An error means that the test is over, which is the other way to ask for the end.
            let until = async move { drop(stopped.await) };
            let _ = dynoxide::server::serve_with_shutdown(listener, database, until).await;
        });
}
