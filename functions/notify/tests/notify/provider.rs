//! A gateway's provider as a local server, and the published algorithms' parts, written here a second time.

use std::{
    fmt::Write,
    sync::{Arc, Mutex},
};

use aws_lc_rs::{digest, hmac as keyed};
use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, StatusCode, Uri},
    routing::post,
};
use domain::{
    message::{Message, MessageKind, Words},
    phone::Phone,
    text::Language,
};
use notify::{GatewayError, Sms, SmsGateway};

/// One request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) headers: HeaderMap,
    pub(crate) query: String,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> String {
        let value = self.headers.get(name);
        let value = value.unwrap_or_else(|| panic!("no header {name}"));
        value.to_str().unwrap().to_owned()
    }
}

/// A provider that answers one thing to whatever is signed, and another to all else.
pub(crate) struct Provider {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Provider {
    pub(crate) async fn start(
        is_signed: impl Fn(&Asked) -> bool + Clone + Send + Sync + 'static,
        answer: (StatusCode, &'static str),
        unsigned: &'static str,
    ) -> Self {
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let all = Arc::clone(&asked);
        let handler = async move |uri: Uri, headers: HeaderMap, body: Bytes| {
            let one = Asked {
                headers,
                query: uri.query().unwrap_or_default().to_owned(),
                body: String::from_utf8(body.to_vec()).unwrap(),
            };
            if !is_signed(&one) {
                return (StatusCode::FORBIDDEN, unsigned);
            }
            all.lock().unwrap().push(one);
            answer
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let router = Router::new().route("/", post(handler));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, asked }
    }

    /// An address at which nobody is.
    pub(crate) fn gone() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            address: format!("http://{}/", listener.local_addr().unwrap()),
            asked: Arc::default(),
        }
    }

    /// The one request that was signed.
    pub(crate) fn asked(&self) -> Asked {
        let asked = self.asked.lock().unwrap();
        assert_eq!(asked.len(), 1);
        asked[0].clone()
    }
}

/// Sends somebody a code.
pub(crate) async fn code_to(gateway: &impl SmsGateway, phone: &str) -> Result<(), GatewayError> {
    let message = Message {
        kind: MessageKind::SignInCode,
        to: Phone::parse(phone).unwrap(),
        about: None,
        words: Words {
            code: "012345".into(),
            number: "5".into(),
            ..Words::default()
        },
    };
    let sms = Sms {
        message: &message,
        language: Language::Zh,
        text: "【推选】验证码012345",
    };
    gateway.send(&sms).await
}

/// Variables for a gateway at a provider, with a template for every kind of message.
pub(crate) fn gateway(name: &str, provider: &Provider, secret: &str) -> notify::Gateway {
    let languages = ["zh", "en"];
    let names = MessageKind::ALL
        .into_iter()
        .flat_map(|kind| languages.map(|language| format!("{}.{language}", kind.code())));
    let templates: std::collections::BTreeMap<_, _> = names
        .map(|name| (name.clone(), format!("T-{name}")))
        .collect();
    let templates = serde_json::to_string(&templates).unwrap();
    let found = |variable: &str| {
        let value = match variable {
            "SMS_GATEWAY" => name,
            "SMS_ENDPOINT" => &provider.address,
            "SMS_KEY_ID" => "AKID",
            "SMS_KEY_SECRET" => secret,
            "SMS_SIGNATURE" => "推选",
            "SMS_APP_ID" => "1400006666",
            "SMS_TEMPLATES" => &templates,
            _ => return None,
        };
        Some(value.to_owned())
    };
    notify::Gateway::from_variables(found).unwrap().unwrap()
}

/// The lines of signed headers, with their values as `of` makes them.
pub(crate) fn lines(asked: &Asked, signed: &str, of: fn(&str) -> String) -> String {
    signed.split(';').fold(String::new(), |mut text, name| {
        let _ = writeln!(text, "{name}:{}", of(asked.header(name).trim()));
        text
    })
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

pub(crate) fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let key = keyed::Key::new(keyed::HMAC_SHA256, key);
    keyed::sign(&key, text.as_bytes()).as_ref().to_vec()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
