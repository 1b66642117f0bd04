//! `POST /sessions`: 注册/登录, by code or by password.

use api::{Json, Problem, caller::require_change_headers, language};
use axum::{
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    phone::Phone,
    refusal::{Fault, FaultCode},
};
use jiff::Timestamp;
use serde::Deserialize;
use store::access::{
    Account, BrowserHash, Network, OneTimeCode, Proof, Refused, SignInError, SigningIn,
    session::Agreement,
};
use utoipa::ToSchema;

use crate::{
    address::ClientAddress,
    agreement::{self, Versions},
    cookies, device,
    password::Password,
    phone, refusals,
    settings::Login,
    view::SessionView,
};

/// Who signs in with what.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The number with its country code; without one it is of the Chinese mainland.
    phone: String,
    /// The code of the text message, or …
    code: Option<String>,
    /// … the password.
    password: Option<String>,
    /// What the ticked box says.
    agreed: Option<Versions>,
}

/// Begins a session. The first sign-in with a number registers it. Unknown numbers, numbers without a password and wrong
/// passwords are answered alike and take as long.
#[utoipa::path(post, path = "/sessions", tag = "login", request_body = SignIn,
    responses((status = 201, body = SessionView), (status = 422), (status = 429)))]
pub(crate) async fn sign_in(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Json(body): Json<SignIn>,
) -> Result<Response, Problem> {
    require_change_headers(&Method::POST, &headers)?;
    let now = login.edge.now();
    let (phone, shown, agreed) = read(body)?;
    let network = Network::of(address);
    let proof = proof(&login, network, &phone, shown, &headers, now).await?;
    let signing_in = SigningIn {
        phone: &phone,
        proof: &proof,
        agreed: &agreed,
        device: &device::of(&headers, address),
        language: language::current(),
        network: Some(Network::of(address)),
        now,
    };
    let signed_in = match login.edge.store.sign_in(&signing_in).await {
        Ok(signed_in) => signed_in,
        Err(error) => {
            tracing::info!(event = "sign_in_refused", %error, "authentication");
            return Err(refusals::not_in(error, now));
        }
    };
    tracing::info!(event = "signed_in", by = ?proof.factor(), "authentication");
    let view = SessionView::load(&login.edge, &signed_in.session, language::current()).await?;
    let cookie = [(header::SET_COOKIE, cookies::set_session(&signed_in.token))];
    Ok((StatusCode::CREATED, cookie, Json(view)).into_response())
}

/// What somebody shows, before it is compared.
pub(super) enum Shown {
    Code(OneTimeCode),
    Password(Password),
}

/// All faults at once.
fn read(body: SignIn) -> Result<(Phone, Shown, Agreement), Problem> {
    let phone = phone::read(&body.phone);
    let shown = shown(body.code, body.password);
    let agreed = agreement::ticked(body.agreed);
    match (phone, shown, agreed) {
        (Ok(phone), Ok(shown), Ok(agreed)) => Ok((phone, shown, agreed)),
        (phone, shown, agreed) => {
            let faults = [phone.err(), shown.err(), agreed.err()];
            Err(Problem::invalid(faults.into_iter().flatten().collect()))
        }
    }
}

/// Reads what is shown: one of the two.
///
/// # Errors
/// A fault at `/code` or `/password`.
pub(super) fn shown(code: Option<String>, password: Option<String>) -> Result<Shown, Fault> {
    match (code, password) {
        (Some(code), None) => read_code(&code).map(Shown::Code),
        (None, Some(password)) if password.is_empty() => {
            Err(Fault::required("/password", "密码", "the password"))
        }
        (None, Some(password)) => Password::typed(password)
            .map(Shown::Password)
            .ok_or_else(|| {
                let text = crate::password::PasswordFault::Long.text();
                Fault::new("/password", FaultCode::TooLong, text.zh, text.en)
            }),
        (Some(_), Some(_)) => Err(Fault::new(
            "/password",
            FaultCode::Contradicts,
            "验证码和密码只需填一项",
            "Either the code or the password, not both",
        )),
        (None, None) => Err(Fault::required("/code", "验证码", "the code")),
    }
}

/// Reads a typed code.
///
/// # Errors
/// A fault at `/code`.
pub(crate) fn read_code(text: &str) -> Result<OneTimeCode, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::required("/code", "验证码", "the code"));
    }
    OneTimeCode::parse(text).ok_or_else(|| {
        Fault::new(
            "/code",
            FaultCode::Malformed,
            "验证码是短信中的 6 位数字，请核对",
            "The code is the 6 digits of the text message; please check it",
        )
    })
}

/// A code is worth something only in the browser that asked for it.
///
/// # Errors
/// `code_expired` when the browser has asked for none.
pub(crate) fn code_of_browser(
    code: OneTimeCode,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Proof, Problem> {
    let Some(browser) = cookies::browser(headers) else {
        return Err(refusals::not_in(
            SignInError::Refused(Refused::CodeExpired),
            now,
        ));
    };
    Ok(Proof::Code {
        code,
        browser: BrowserHash::of(browser),
    })
}

/// What is shown, as the store judges it.
///
/// # Errors
/// As [`code_of_browser`]; `too_many_requests`, `unavailable`.
pub(super) async fn proof(
    login: &Login,
    network: Network,
    phone: &Phone,
    shown: Shown,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Proof, Problem> {
    match shown {
        Shown::Code(code) => code_of_browser(code, headers, now),
        Shown::Password(password) => compare(login, network, phone, password).await,
    }
}

/// Compares a password on a thread where it may take its time.
///
/// # Errors
/// `too_many_requests` when the network has tried too many, `unavailable`.
async fn compare(
    login: &Login,
    network: Network,
    phone: &Phone,
    password: Password,
) -> Result<Proof, Problem> {
    let (store, now) = (&login.edge.store, login.edge.now());
    let counted = store
        .count_password(network, &login.settings.limits, now)
        .await?;
    counted.map_err(|until| {
        refusals::too_often(
            until,
            now,
            "您所在的网络尝试密码过于频繁，请稍后再试，或用短信验证码登录",
            "Too many passwords were tried from your network; please try later, or sign in with a code",
        )
    })?;
    let account = store.account(phone).await?;
    let compared_with = account
        .as_ref()
        .and_then(Account::password_hash)
        .map(str::to_owned);
    let hash = compared_with.clone();
    let right = tokio::task::spawn_blocking(move || password.is_of(hash.as_deref())).await;
    Ok(Proof::Password {
        compared_with,
        right: right.unwrap_or(false),
    })
}
