//! One HTTPS request and its answer.

use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_types::{
    body::SdkBody,
    byte_stream::{AggregatedBytes, ByteStream},
};

use super::{GatewayError, unavailable};

/// Longest wait for an answer; the message is tried again later.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The HTTP client that the SDK brings.
#[derive(Clone, Debug)]
pub(super) struct Connection(SharedHttpConnector);

impl Connection {
    pub(super) fn new() -> Self {
        let settings = HttpConnectorSettings::default();
        let connector = aws_smithy_http_client::default_connector(&settings, None);
        Self(connector.expect("a TLS library is linked in"))
    }

    /// Sends a request; answers status and body.
    pub(super) async fn send(
        &self,
        request: http::Request<SdkBody>,
    ) -> Result<(u16, Vec<u8>), GatewayError> {
        let request = request
            .try_into()
            .map_err(|_| unavailable("the endpoint is no address"))?;
        let answer = async {
            let answer = self.0.call(request).await;
            let answer = answer.map_err(|_| unavailable("no connection"))?;
            let status = answer.status().as_u16();
            let body = ByteStream::new(answer.into_body()).collect().await;
            // Without its body an answer is judged by its status.
            Ok((
                status,
                body.map(AggregatedBytes::to_vec).unwrap_or_default(),
            ))
        };
        tokio::time::timeout(LONGEST_WAIT, answer)
            .await
            .map_err(|_| GatewayError::Uncertain("no answer in time".to_owned()))?
    }
}
