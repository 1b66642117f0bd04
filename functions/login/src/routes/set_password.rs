//! `PUT /password`: setting a password, or a new one when it was forgotten, by code.

use api::{Code, Json, Problem, caller::require_change_headers};
use axum::{
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    phone::Phone,
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use store::access::{Network, OneTimeCode, SettingPassword};
use utoipa::ToSchema;

use super::sign_in::{code_of_browser, read_code};
use crate::{
    address::ClientAddress,
    cookies,
    password::{Password, PasswordFault},
    phone, refusals,
    settings::Login,
};

/// Whose password becomes what.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetPassword {
    /// The number with its country code; without one it is of the Chinese mainland.
    phone: String,
    /// The code of the text message.
    code: String,
    /// At least 10 characters, at most 128.
    password: String,
}

/// Sets the password and ends all sessions of the number, this one too: whoever had got in is out.
#[utoipa::path(put, path = "/password", tag = "login", request_body = SetPassword,
    responses((status = 204), (status = 422), (status = 429)))]
pub(crate) async fn set_password(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Json(body): Json<SetPassword>,
) -> Result<Response, Problem> {
    require_change_headers(&Method::PUT, &headers)?;
    let now = login.edge.now();
    let (phone, code, password) = read(body)?;
    let proof = code_of_browser(code, &headers, now)?;
    let hash = tokio::task::spawn_blocking(move || password.hash())
        .await
        .map_err(|_| {
            Problem::new(
                Code::Internal,
                "系统出错，请稍后重试",
                "Something went wrong; please try again",
            )
        })?;
    let setting = SettingPassword {
        phone: &phone,
        proof: &proof,
        hash: &hash,
        network: Some(Network::of(address)),
        now,
    };
    if let Err(error) = login.edge.store.set_password(&setting).await {
        tracing::info!(event = "password_refused", %error, "authentication");
        return Err(refusals::not_in(error, now));
    }
    tracing::info!(event = "password_set", "authentication");
    let cookie = [(header::SET_COOKIE, cookies::clear_session())];
    Ok((StatusCode::NO_CONTENT, cookie).into_response())
}

/// All faults at once, before the code is used up.
fn read(body: SetPassword) -> Result<(Phone, OneTimeCode, Password), Problem> {
    let phone = phone::read(&body.phone);
    let code = read_code(&body.code);
    let password = Password::choose(body.password, phone.as_ref().ok()).map_err(fault);
    match (phone, code, password) {
        (Ok(phone), Ok(code), Ok(password)) => Ok((phone, code, password)),
        (phone, code, password) => {
            let faults = [phone.err(), code.err(), password.err()];
            Err(Problem::invalid(faults.into_iter().flatten().collect()))
        }
    }
}

/// Why a password is not taken, at its field.
pub(super) fn fault(fault: PasswordFault) -> Fault {
    let code = match fault {
        PasswordFault::Short | PasswordFault::Common | PasswordFault::Phone => {
            FaultCode::OutOfRange
        }
        PasswordFault::Long => FaultCode::TooLong,
    };
    let text = fault.text();
    Fault::new("/password", code, text.zh, text.en)
}
