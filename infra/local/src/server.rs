//! The one HTTP server of the machine.

use std::io;
use std::net::{SocketAddr, TcpListener};

use axum::Router;
use axum::serve::ListenerExt;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::fault::Fault;

/// A running server. Letting go of it stops it without waiting.
pub(crate) struct Server {
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl Server {
    pub(crate) fn start(listener: TcpListener, router: Router) -> Result<Self, Fault> {
        let failed = |source| Fault::PortRefused { port: 0, source };
        listener.set_nonblocking(true).map_err(failed)?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
        // Small answers must not wait for the acknowledgement of the ones before.
        let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
        let (stop, stopped) = oneshot::channel::<()>();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(listener, service)
            // An error means that the sender is gone, which is the other way to ask for the end.
            .with_graceful_shutdown(async move { drop(stopped.await) });
        let task = tokio::spawn(server.into_future());
        Ok(Self { stop, task })
    }

    /// Lets running requests finish and waits for that.
    pub(crate) async fn shutdown(self) {
        drop(self.stop);
        match self.task.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the server stopped"),
            Err(error) => tracing::warn!(%error, "the server stopped"),
        }
    }
}
