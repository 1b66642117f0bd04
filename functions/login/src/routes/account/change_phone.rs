//! `PUT /account/phone`: 更换手机号.

use api::{Caller, Code, Json, Problem, language};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use domain::{
    phone_change::PhoneRefused,
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use store::access::{ChangingPhone, Network, PhoneChangeError};
use utoipa::ToSchema;

use crate::{
    address::ClientAddress,
    cookies,
    live::Live,
    phone, refusals,
    routes::sign_in::{code_of_browser, read_code},
    settings::Login,
    view::SessionView,
};

/// The new phone, shown to be theirs.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePhone {
    /// The number with its country code; without one it is of the Chinese mainland.
    phone: String,
    /// The code that was sent to it.
    code: String,
}

/// Changes the phone after a fresh factor was shown: account, roles, nominations and forms go over to it, a new session takes the place
/// of all there were, and the old number is told. A number that has a part already is refused, and only to who has its code.
#[utoipa::path(put, path = "/account/phone", tag = "login", request_body = ChangePhone,
    responses((status = 200, body = SessionView), (status = 401), (status = 403), (status = 409), (status = 422),
        (status = 429)))]
pub(crate) async fn change_phone(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    caller: Caller,
    Json(body): Json<ChangePhone>,
) -> Result<Response, Problem> {
    let (live, _) = Live::fresh(&login, &caller).await?;
    let (to, code) = match (phone::read(&body.phone), read_code(&body.code)) {
        (Ok(to), Ok(code)) => (to, code),
        (to, code) => {
            let faults = [to.err(), code.err()];
            return Err(Problem::invalid(faults.into_iter().flatten().collect()));
        }
    };
    let proof = code_of_browser(code, &headers, live.now)?;
    let changing = ChangingPhone {
        at: live.at_door(),
        to: &to,
        proof: &proof,
        network: Some(Network::of(address)),
    };
    let changed = login.edge.store.change_phone(&changing).await;
    let (token, session) = changed.map_err(|error| {
        tracing::info!(event = "phone_change_refused", %error, "authentication");
        match error {
            PhoneChangeError::Refused(why) => refused(why),
            PhoneChangeError::Proof(error) => refusals::not_in(error, live.now),
        }
    })?;
    tracing::info!(event = "phone_changed", "authentication");
    let view = SessionView::load(&login.edge, &session, language::current()).await?;
    let cookie = [(header::SET_COOKIE, cookies::set_session(&token))];
    Ok((cookie, Json(view)).into_response())
}

fn refused(why: PhoneRefused) -> Problem {
    let at_phone =
        |code, zh: &str, en: &str| Problem::invalid(vec![Fault::new("/phone", code, zh, en)]);
    match why {
        PhoneRefused::Same => at_phone(
            FaultCode::Repeated,
            "这就是现在的手机号，请填写新号码",
            "This is the phone as it is; please give the new one",
        ),
        PhoneRefused::Taken => at_phone(
            FaultCode::DuplicatePerson,
            "该号码已在系统中有自己的身份（如联络员或被推荐人），不能换用；请换一个号码，或请联络员、换届单位先将那个身份移除",
            "This number has a part of its own here already (liaison or nominee, say); please take another, or ask the liaison or convening body to remove that part first",
        ),
        PhoneRefused::ApprovalsPending(count) => Problem::new(
            Code::WrongState,
            format!(
                "您有 {count} 项终审通过还在等另一位终审员复核，请先撤销，或等复核完成后再更换手机号"
            ),
            format!(
                "{count} approvals of yours wait for another reviewer's; please revoke them, or change the phone once they are decided"
            ),
        ),
        PhoneRefused::TooMany => Problem::new(
            Code::BodyTooLarge,
            "您的身份过多，不能一次更换，请联系系统运维",
            "You have too many parts to be changed at once; please ask the operator",
        ),
    }
}
