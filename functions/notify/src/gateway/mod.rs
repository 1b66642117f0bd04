#![doc = include_str!("README.md")]

pub mod aliyun;
mod configuration;
mod connection;
mod signing;
pub mod sns;
mod templates;
pub mod tencent;

use std::future::Future;

use domain::{message::Message, phone::Phone, text::Language};

pub use configuration::{ConfigurationFault, Gateway};
pub use templates::Templates;

/// One message on its way to one phone.
#[derive(Clone, Copy, Debug)]
pub struct Sms<'a> {
    /// Which message with which words, for gateways that fill in templates of their own.
    pub message: &'a Message,
    /// In which language.
    pub language: Language,
    /// The whole text, for gateways that take it.
    pub text: &'a str,
}

impl<'a> Sms<'a> {
    /// To whom.
    pub const fn to(&self) -> &'a Phone {
        &self.message.to
    }
}

/// A way to send a text. Each deployment has one.
pub trait SmsGateway: Send + Sync {
    /// Hands a text over. `Ok` means that the gateway has taken it, not that it has arrived.
    ///
    /// # Errors
    /// [`GatewayError`]; no kind may carry the number or the words.
    fn send(&self, sms: &Sms<'_>) -> impl Future<Output = Result<(), GatewayError>> + Send;
}

/// Why a gateway did not take a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// It cannot be reached, is busy, or we may not send now: trying again may help. The next text would fare no better.
    #[error("the gateway does not answer as it should: {0}")]
    Unavailable(String),
    /// Nobody knows whether it took the text: the request went out and no answer came. Trying again might send it twice.
    #[error("the gateway did not answer: {0}")]
    Uncertain(String),
    /// Too many to this number: trying again later will help, and others are not concerned.
    #[error("too many texts to one number: {0}")]
    TooOften(String),
    /// It will never take this text for this number.
    #[error("the gateway refuses the message: {0}")]
    Refused(String),
}

impl<G: SmsGateway> SmsGateway for std::sync::Arc<G> {
    fn send(&self, sms: &Sms<'_>) -> impl Future<Output = Result<(), GatewayError>> + Send {
        (**self).send(sms)
    }
}

/// An answer's code as it may be logged: letters, digits and what joins them, never a sentence.
fn code(text: &str) -> String {
    let fits = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    text.chars().filter(fits).take(64).collect()
}

fn unavailable(why: &str) -> GatewayError {
    GatewayError::Unavailable(why.to_owned())
}
