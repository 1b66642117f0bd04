//! Somebody who speaks HTTP with the running system, as a browser does: cookies, our headers, one key for each POST.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
    sync::Mutex,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use store::{
    Session, Store, TokenHash, Wanted,
    access::session::{Factor, Shown},
};

/// The session's cookie.
const SESSION: &str = "__Host-session";

/// A person with their own cookies and their own address, so that what is limited to an address is limited to them.
pub struct Client {
    base: String,
    store: Store,
    http: reqwest::Client,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: header::HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The version in `ETag`.
    ///
    /// # Panics
    /// Without one.
    #[track_caller]
    pub fn version(&self) -> u64 {
        let tag = self
            .headers
            .get(header::ETAG)
            .and_then(|tag| tag.to_str().ok());
        let version = tag.and_then(|tag| tag.trim_matches('"').parse().ok());
        version.unwrap_or_else(|| panic!("no version: {} {}", self.status, self.json()))
    }

    /// The JSON of an answer that must have this status.
    ///
    /// # Panics
    /// With the whole answer when it has another.
    #[track_caller]
    pub fn must(self, status: u16) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status.as_u16(), status, "{text}");
        self.json()
    }

    /// A problem's status and code, for comparing.
    pub fn problem(&self) -> (u16, String) {
        (
            self.status.as_u16(),
            self.json()["code"].as_str().unwrap_or_default().to_owned(),
        )
    }
}

impl Client {
    /// Somebody who comes from the loopback address of this number.
    ///
    /// # Panics
    /// When no client can be made.
    pub fn new(base: impl Into<String>, number: u16, store: Store) -> Self {
        let [high, low] = number.to_be_bytes();
        let from = IpAddr::V4(Ipv4Addr::new(127, 1, high, low));
        let http = reqwest::Client::builder()
            .local_address(from)
            .redirect(reqwest::redirect::Policy::none())
            .build();
        let http = http.expect("an HTTP client");
        Self {
            base: base.into(),
            store,
            http,
            cookies: Mutex::default(),
        }
    }

    /// Sends a request; `change` is its body, `version` its `If-Match`.
    ///
    /// # Panics
    /// When the system cannot be reached.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        version: Option<u64>,
        change: Option<(&str, Vec<u8>)>,
    ) -> Answer {
        let version = version.map(|version| version.to_string());
        self.request(method, path, version.as_deref(), change).await
    }

    async fn request(
        &self,
        method: Method,
        path: &str,
        version: Option<&str>,
        change: Option<(&str, Vec<u8>)>,
    ) -> Answer {
        let mut request = self
            .http
            .request(method.clone(), format!("{}{path}", self.base));
        request = request
            .header("x-tuixuan", "1")
            .header(header::ACCEPT_LANGUAGE, "zh-CN");
        if method == Method::POST {
            request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string());
        }
        if let Some(version) = version {
            request = request.header(header::IF_MATCH, format!("\"{version}\""));
        }
        if let Some((kind, body)) = change {
            request = request.header(header::CONTENT_TYPE, kind).body(body);
        }
        let cookies: Vec<_> = {
            let jar = self
                .cookies
                .lock()
                .expect("nobody panicked with the cookies");
            jar.iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect()
        };
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let response = request.send().await.expect("the system answers");
        let (status, headers) = (response.status(), response.headers().clone());
        self.keep_cookies(&headers);
        let body = response
            .bytes()
            .await
            .expect("the answer arrives whole")
            .to_vec();
        Answer {
            status,
            headers,
            body,
        }
    }

    /// The cookies kept so far: name and value.
    ///
    /// # Panics
    /// When somebody panicked with the cookies.
    pub fn cookies(&self) -> Vec<(String, String)> {
        let jar = self
            .cookies
            .lock()
            .expect("nobody panicked with the cookies");
        jar.clone().into_iter().collect()
    }

    fn keep_cookies(&self, headers: &header::HeaderMap) {
        let mut jar = self
            .cookies
            .lock()
            .expect("nobody panicked with the cookies");
        for cookie in headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap_or_default();
            let pair = cookie
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='));
            if let Some((name, value)) = pair {
                jar.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }

    /// POST of a file that confirms the preview with this digest.
    ///
    /// # Panics
    /// When the system cannot be reached.
    pub async fn confirm(&self, path: &str, digest: &str, file: Option<(&str, Vec<u8>)>) -> Answer {
        self.request(Method::POST, path, Some(digest), file).await
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, None).await
    }

    /// POST with JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.change(Method::POST, path, None, body).await
    }

    /// POST with JSON on a version.
    pub async fn post_at(&self, path: &str, version: u64, body: &Value) -> Answer {
        self.change(Method::POST, path, Some(version), body).await
    }

    /// Any change with JSON.
    pub async fn change(
        &self,
        method: Method,
        path: &str,
        version: Option<u64>,
        body: &Value,
    ) -> Answer {
        let body = Some(("application/json", body.to_string().into_bytes()));
        self.send(method, path, version, body).await
    }

    /// Signs in with an SMS code: solves the challenge, asks for a code, reads it from the local outbox. Whoever needs a
    /// second factor has shown it then.
    ///
    /// # Panics
    /// When any step is refused.
    pub async fn sign_in(&self, phone: &str) -> Value {
        let session = self.sign_in_by_code_only(phone).await;
        self.show_second_factor().await;
        session
    }

    /// Goes on in a session in which a second factor was shown just now. It is put there: what it takes to show one is
    /// tested where signing in is, and its codes, good once in half a minute, would make everybody else wait.
    ///
    /// # Panics
    /// When nobody is signed in.
    pub async fn show_second_factor(&self) {
        self.go_on_as(|session| {
            session.factors.second = Some(Shown {
                by: Factor::Totp,
                at: session.seen_at,
            });
        })
        .await;
    }

    /// Goes on in a session that was begun before the terms changed.
    ///
    /// # Panics
    /// When nobody is signed in.
    pub async fn has_agreed_to_former_terms(&self) {
        self.go_on_as(|session| "2020-01".clone_into(&mut session.agreed.terms))
            .await;
    }

    async fn go_on_as(&self, change: impl FnOnce(&mut Session)) {
        let cookies = self.cookies();
        let token = cookies.iter().find(|(name, _)| name == SESSION);
        let hash = TokenHash::of(&token.expect("somebody signed in").1);
        let wanted = Wanted {
            session: Some(&hash),
            ..Wanted::default()
        };
        let loaded = self.store.load(&wanted).await.expect("the store answers");
        let mut session = loaded.session.expect("the session is there");
        let token = store::access::random_token();
        change(&mut session);
        let hash = TokenHash::of(&token);
        let created = self.store.create_session(&hash, &session).await;
        created.expect("the store takes a new session");
        let mut jar = self
            .cookies
            .lock()
            .expect("nobody panicked with the cookies");
        jar.insert(SESSION.to_owned(), token);
    }

    /// The same with the SMS code and nothing more.
    ///
    /// # Panics
    /// As [`Client::sign_in`].
    pub async fn sign_in_by_code_only(&self, phone: &str) -> Value {
        let challenge = self.get("/api/login/challenges").await.must(200);
        let solution = solve(&challenge);
        let asked = json!({ "phone": phone, "solution": solution });
        self.post("/api/login/codes", &asked).await.must(202);
        let code = self.code_for(phone).await;
        let terms = self.get("/api/login/terms").await.must(200);
        let given = json!({ "phone": phone, "code": code, "agreed": terms });
        self.post("/api/login/sessions", &given).await.must(201)
    }

    /// The newest code that was sent to a phone.
    ///
    /// # Panics
    /// When none arrives within ten seconds.
    pub async fn code_for(&self, phone: &str) -> String {
        for _ in 0..200 {
            let outbox = self.get("/dev/outbox").await.must(200);
            let texts = outbox.as_array().expect("a list of texts").iter().rev();
            let mut codes = texts
                .filter(|text| !is_of_an_app(text))
                .filter(|text| text["to"].as_str().is_some_and(|to| to.ends_with(phone)))
                .filter_map(|text| six_digits(text["text"].as_str().unwrap_or_default()));
            if let Some(code) = codes.next() {
                return code;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("no code arrived");
    }
}

/// The demo's authenticator apps show their codes there too.
fn is_of_an_app(text: &Value) -> bool {
    let words = text["text"].as_str().unwrap_or_default();
    words.contains("authenticator")
}

/// The six digits in a row that stand in a text by themselves: not those in the middle of a link's id.
pub fn six_digits(text: &str) -> Option<String> {
    let apart = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-';
    let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    text.split(apart).find(is_code).map(str::to_owned)
}

/// The solution of a challenge as the page's element sends it.
fn solve(challenge: &Value) -> String {
    let challenge: altcha::Challenge =
        serde_json::from_value(challenge.clone()).expect("a challenge of the ALTCHA protocol");
    let options = altcha::SolveChallengeOptions::new(&challenge);
    let solution = altcha::solve_challenge(options)
        .expect("the solver runs")
        .expect("a solution");
    let payload = json!({ "challenge": challenge, "solution": solution });
    STANDARD.encode(payload.to_string())
}
