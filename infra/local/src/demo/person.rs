//! Somebody of the demo: signed in, sending what their browser would send.

use axum::Router;
use axum::body::Body;
use domain::phone::Phone;
use domain::text::Language;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, IF_MATCH};
use http::{Method, Request};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store::access::factors::{AtDoor, FactorError};
use store::access::session::{Agreement, Device};
use store::access::{Proof, SigningIn};
use store::{Session, Store, TokenHash};
use tower::ServiceExt;

use super::material::AUTHENTICATOR;

/// The largest answer that is read, in bytes.
const LARGEST_ANSWER: usize = 4 * 1024 * 1024;

/// What was refused, for the log: method, path and problem.
pub(super) type Refused = String;

/// Lets people of the demo in without a text message.
pub(super) struct Doorman {
    functions: Router,
    store: Store,
    now: Timestamp,
}

impl Doorman {
    pub(super) const fn new(functions: Router, store: Store, now: Timestamp) -> Self {
        Self {
            functions,
            store,
            now,
        }
    }

    /// Who may create congresses is said by a command and not over HTTP.
    pub(super) async fn grant_convener(&self, phone: &str, of: &str) -> Result<(), Refused> {
        let granted = self.store.grant_convener(&parse(phone)?, of).await;
        granted.map_err(|error| error.to_string())
    }

    pub(super) async fn let_in(&self, phone: &str) -> Result<Person, Refused> {
        let (token, _) = self.sign_in(phone).await?;
        Ok(self.person(&token))
    }

    /// Somebody who must show a second factor sets up the demo's authenticator app, as at a first sign-in.
    pub(super) async fn let_officer_in(&self, phone: &str) -> Result<Person, Refused> {
        let (token, session) = self.sign_in(phone).await?;
        let at = AtDoor {
            token: &TokenHash::of(&token),
            session: &session,
            now: self.now,
        };
        let said = |error: FactorError| error.to_string();
        // A little earlier, so that the code that the app shows now is not used up by it.
        let earlier = self.now - SignedDuration::from_mins(2);
        let code = AUTHENTICATOR.code_at(u64::try_from(earlier.as_second()).unwrap_or_default());
        let offered = self
            .store
            .change_factors(at, None, |factors| factors.offering(AUTHENTICATOR, earlier));
        offered.await.map_err(said)?;
        let confirmed = self
            .store
            .change_factors(at, None, |factors| factors.confirming(&code, earlier));
        let token = confirmed.await.map_err(said)?.token;
        Ok(self.person(&token.ok_or("no new session")?))
    }

    fn person(&self, token: &str) -> Person {
        Person {
            functions: self.functions.clone(),
            cookie: format!("{}={token}", api::caller::SESSION_COOKIE),
        }
    }

    async fn sign_in(&self, phone: &str) -> Result<(String, Session), Refused> {
        let signed_in = self
            .store
            .sign_in(&SigningIn {
                phone: &parse(phone)?,
                // Nobody has a password yet, so there is none to compare with.
                proof: &Proof::Password {
                    compared_with: None,
                    right: true,
                },
                agreed: &Agreement {
                    terms: login::agreement::TERMS.to_owned(),
                    privacy: login::agreement::PRIVACY.to_owned(),
                },
                device: &Device::default(),
                language: Language::Zh,
                network: None,
                now: self.now,
            })
            .await;
        let signed_in = signed_in.map_err(|error| error.to_string())?;
        Ok((signed_in.token, signed_in.session))
    }
}

fn parse(phone: &str) -> Result<Phone, Refused> {
    Phone::parse(phone).map_err(|_| format!("no phone: {phone}"))
}

/// Somebody signed in.
pub(super) struct Person {
    functions: Router,
    cookie: String,
}

/// What a request carries besides its path.
pub(super) enum Content<'a> {
    Nothing,
    Json(Value),
    File(&'static str, &'a [u8]),
}

impl Person {
    pub(super) async fn get(&self, path: &str) -> Result<Value, Refused> {
        self.send(Method::GET, path, None, Content::Nothing).await
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Result<Value, Refused> {
        self.send(Method::POST, path, None, Content::Json(body))
            .await
    }

    /// Sends a file to where the answer to its announcement says.
    pub(super) async fn upload(&self, target: &Value, bytes: &[u8]) -> Result<(), Refused> {
        let address = target["url"].as_str().ok_or("no address to upload to")?;
        let mut request = Request::builder()
            .method(Method::PUT)
            .uri(address)
            .header(CONTENT_LENGTH, bytes.len());
        for (name, value) in target["headers"].as_object().into_iter().flatten() {
            request = request.header(name, value.as_str().unwrap_or_default());
        }
        let request = request.body(Body::from(bytes.to_vec()));
        let request = request.map_err(|error| error.to_string())?;
        let answer = self.functions.clone().oneshot(request).await;
        match answer.map_err(|error| error.to_string())?.status() {
            status if status.is_success() => Ok(()),
            status => Err(format!("an upload was answered with {status}")),
        }
    }

    /// Sends and reads the answer; `version` is what the change is based on.
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        version: Option<&Value>,
        content: Content<'_>,
    ) -> Result<Value, Refused> {
        let mut request = Request::builder()
            .method(&method)
            .uri(path)
            .header(COOKIE, &self.cookie)
            .header(api::caller::OWN_HEADER, "1")
            .header("idempotency-key", store::access::random_token());
        if let Some(version) = version {
            let version = version
                .as_str()
                .map_or_else(|| version.to_string(), str::to_owned);
            request = request.header(IF_MATCH, format!("\"{version}\""));
        }
        let request = match content {
            Content::Nothing => request.body(Body::empty()),
            Content::Json(json) => request
                .header(CONTENT_TYPE, "application/json")
                .body(Body::from(json.to_string())),
            Content::File(kind, bytes) => request
                .header(CONTENT_TYPE, kind)
                .body(Body::from(bytes.to_vec())),
        };
        let said = |error: &dyn std::fmt::Display| format!("{method} {path}: {error}");
        let request = request.map_err(|error| said(&error))?;
        let answer = self.functions.clone().oneshot(request).await;
        let (head, body) = answer.map_err(|error| said(&error))?.into_parts();
        let body = axum::body::to_bytes(body, LARGEST_ANSWER).await;
        let body = body.map_err(|error| said(&error))?;
        if !head.status.is_success() {
            return Err(said(&String::from_utf8_lossy(&body)));
        }
        if body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&body).map_err(|error| said(&error))
    }
}
