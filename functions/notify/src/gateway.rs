//! Whoever hands texts to phones.

use std::future::Future;

use domain::phone::Phone;

/// A way to send a text. Each deployment has one: Amazon SNS on AWS, the local outbox on one machine.
pub trait SmsGateway: Send + Sync {
    /// Hands a text over. `Ok` means that the gateway has taken it, not that it has arrived.
    ///
    /// # Errors
    /// [`GatewayError`]; no kind may carry the number or the words.
    fn send(&self, to: &Phone, text: &str)
    -> impl Future<Output = Result<(), GatewayError>> + Send;
}

/// Why a gateway did not take a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// It cannot be reached, is busy, or we may not send now: trying again may help.
    #[error("the gateway does not answer as it should: {0}")]
    Unavailable(String),
    /// Nobody knows whether it took the text: the request went out and no answer came. Trying again might send it twice.
    #[error("the gateway did not answer: {0}")]
    Uncertain(String),
    /// It will never take this text for this number.
    #[error("the gateway refuses the message: {0}")]
    Refused(String),
}

impl<G: SmsGateway> SmsGateway for std::sync::Arc<G> {
    fn send(
        &self,
        to: &Phone,
        text: &str,
    ) -> impl Future<Output = Result<(), GatewayError>> + Send {
        (**self).send(to, text)
    }
}
