//! A browser in front of the function, and the phone beside it.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use axum::{Extension, Router, extract::ConnectInfo};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::phone::Phone;
use harness::{Answer, Ask, Harness, delete, get, post, put};
use jiff::Timestamp;
use login::{RelyingParty, Settings, challenge::Difficulty};
use notify::{GatewayError, Notifier, Sms, SmsGateway};
use serde_json::{Value, json};

/// The function with everything around it, not before the machine's own time: the challenges' crate reads that clock.
pub(crate) struct Place {
    pub(crate) harness: Harness,
    settings: Settings,
    texts: Texts,
}

/// The texts that arrived, by number, the newest last.
#[derive(Clone, Default)]
struct Texts(
    Arc<Mutex<BTreeMap<String, Vec<String>>>>,
    Arc<Mutex<Option<GatewayError>>>,
);

impl SmsGateway for Texts {
    async fn send(&self, sms: &Sms<'_>) -> Result<(), GatewayError> {
        if let Some(fault) = self.1.lock().unwrap().clone() {
            return Err(fault);
        }
        let mut texts = self.0.lock().unwrap();
        texts
            .entry(sms.to().e164().to_owned())
            .or_default()
            .push(sms.text.to_owned());
        Ok(())
    }
}

impl Place {
    pub(crate) async fn new() -> Self {
        let harness = Harness::start().await;
        // To the beginning of the next hour, so that no hour or day ends in the middle of a test.
        let next_hour = (Timestamp::now().as_second() / 3600 + 1) * 3600;
        let next_hour = Timestamp::from_second(next_hour).unwrap();
        harness.wait(next_hour.duration_since(harness.now()));
        let site = RelyingParty::of("https://congress.example.org").unwrap();
        let mut settings = Settings::new([9; 32], site);
        settings.difficulty = Difficulty {
            cost: 1,
            counter: 4,
        };
        settings.address_header = Some("x-test-address".parse().unwrap());
        Self {
            harness,
            settings,
            texts: Texts::default(),
        }
    }

    /// The same with other limits.
    pub(crate) fn limited(mut self, change: impl FnOnce(&mut store::access::Limits)) -> Self {
        change(&mut self.settings.limits);
        self
    }

    pub(crate) fn app(&self) -> Router {
        login::router(self.harness.edge().clone(), self.settings.clone())
    }

    /// As on one machine, where the connection says from where a request comes.
    pub(crate) fn app_of_connections(&self, from: SocketAddr) -> Router {
        let settings = Settings {
            address_header: None,
            ..self.settings.clone()
        };
        login::router(self.harness.edge().clone(), settings).layer(Extension(ConnectInfo(from)))
    }

    pub(crate) fn metered_app(&self) -> (Router, store::Meter) {
        let edge = self.harness.edge();
        let (store, meter) = edge.store.metered();
        let now = edge.now();
        let edge = api::Edge::new(store, edge.files.clone()).with_clock(move || now);
        (login::router(edge, self.settings.clone()), meter)
    }

    /// A browser that has never been here, at an address of its own.
    pub(crate) fn browser(&self) -> Browser {
        Browser {
            app: self.app(),
            cookies: BTreeMap::new(),
            address: "192.0.2.1".to_owned(),
        }
    }

    /// From now on the gateway takes nothing.
    pub(crate) fn gateway_fails(&self, fault: GatewayError) {
        *self.texts.1.lock().unwrap() = Some(fault);
    }

    /// Delivers what is due.
    pub(crate) async fn deliver(&self) {
        let notifier = Notifier::new(self.harness.store().clone(), self.texts.clone());
        while notifier.drain(self.harness.now()).await.unwrap().taken > 0 {}
    }

    /// Every text that a number got.
    pub(crate) async fn texts(&self, phone: &str) -> Vec<String> {
        self.deliver().await;
        let e164 = Phone::parse(phone).unwrap().e164().to_owned();
        self.texts
            .0
            .lock()
            .unwrap()
            .get(&e164)
            .cloned()
            .unwrap_or_default()
    }

    /// The code that a number got last.
    pub(crate) async fn code(&self, phone: &str) -> String {
        let text = self.texts(phone).await.pop().expect("a text has arrived");
        text.split(|letter: char| !letter.is_ascii_digit())
            .find(|digits| digits.len() == 6)
            .unwrap()
            .to_owned()
    }

    /// Signs somebody in by code in a new browser.
    pub(crate) async fn signed_in(&self, phone: &str) -> Browser {
        let mut browser = self.browser();
        let asked = browser.ask(phone).await;
        assert_eq!(asked.status, 202, "{asked}");
        let code = self.code(phone).await;
        let answer = browser.sign_in(phone, &code).await;
        assert_eq!(answer.status, 201, "{answer}");
        browser
    }
}

/// A browser with its cookies.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) app: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) address: String,
}

/// Another six digits than these.
pub(crate) fn wrong(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

pub(crate) fn agreed() -> Value {
    json!({ "terms": login::agreement::TERMS, "privacy": login::agreement::PRIVACY })
}

impl Browser {
    pub(crate) async fn send(&mut self, ask: Ask) -> Answer {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let ask = ask
            .by(&cookies.join("; "))
            .header("x-test-address", &self.address);
        let answer = ask.send(&self.app).await;
        for cookie in answer.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    /// 点击完成验证: the answer to a new challenge.
    pub(crate) async fn verify(&mut self) -> String {
        let answer = self.send(get("/api/login/challenges")).await;
        assert_eq!(answer.status, 200, "{answer}");
        let challenge: Challenge = serde_json::from_slice(&answer.body).unwrap();
        let solution = solve_challenge(SolveChallengeOptions::new(&challenge))
            .unwrap()
            .unwrap();
        STANDARD.encode(
            serde_json::to_string(&Payload {
                challenge,
                solution,
            })
            .unwrap(),
        )
    }

    /// 获取验证码.
    pub(crate) async fn ask(&mut self, phone: &str) -> Answer {
        let solution = self.verify().await;
        self.ask_with(phone, &solution).await
    }

    pub(crate) async fn ask_with(&mut self, phone: &str, solution: &str) -> Answer {
        let body = json!({ "phone": phone, "solution": solution });
        self.send(post("/api/login/codes").json(&body)).await
    }

    /// 注册/登录, 短信登录.
    pub(crate) async fn sign_in(&mut self, phone: &str, code: &str) -> Answer {
        let body = json!({ "phone": phone, "code": code, "agreed": agreed() });
        self.send(post("/api/login/sessions").json(&body)).await
    }

    /// 注册/登录, 密码登录.
    pub(crate) async fn sign_in_by_password(&mut self, phone: &str, password: &str) -> Answer {
        let body = json!({ "phone": phone, "password": password, "agreed": agreed() });
        self.send(post("/api/login/sessions").json(&body)).await
    }

    pub(crate) async fn set_password(&mut self, phone: &str, code: &str, password: &str) -> Answer {
        let body = json!({ "phone": phone, "code": code, "password": password });
        self.send(put("/api/login/password").json(&body)).await
    }

    pub(crate) async fn session(&mut self) -> Answer {
        self.send(get("/api/login/session")).await
    }

    pub(crate) async fn sign_out(&mut self) -> Answer {
        self.send(delete("/api/login/session")).await
    }
}
