//! `GET /account`

use api::{Caller, Json, Problem};
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use store::{
    Session,
    access::factors::{Passkey, SecondFactors},
};
use utoipa::ToSchema;

use crate::{live::Live, settings::Login};

/// What somebody can sign in with, and where they are signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountView {
    /// Masked.
    phone: String,
    /// When the password was set; `null` without one.
    #[schema(value_type = Option<String>)]
    password_set_at: Option<Timestamp>,
    /// Since when the app counts; `null` without one.
    #[schema(value_type = Option<String>)]
    totp_since: Option<Timestamp>,
    /// How many recovery codes are still good.
    recovery_codes_left: usize,
    /// The oldest first.
    passkeys: Vec<PasskeyView>,
    /// The one seen last first.
    sessions: Vec<DeviceView>,
    /// Until when what touches the account itself asks for nothing to be shown again; `null` when it does now.
    #[schema(value_type = Option<String>)]
    fresh_until: Option<Timestamp>,
}

/// A passkey.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeyView {
    id: String,
    name: String,
    #[schema(value_type = String)]
    added_at: Timestamp,
    #[schema(value_type = Option<String>)]
    used_at: Option<Timestamp>,
}

/// A session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeviceView {
    id: String,
    /// Browser and system; empty when unknown.
    device: String,
    /// Half of the address; empty when unknown.
    address: String,
    #[schema(value_type = String)]
    signed_in_at: Timestamp,
    /// To the minute.
    #[schema(value_type = String)]
    seen_at: Timestamp,
    /// Whether it is the one that asks.
    is_this: bool,
}

/// What somebody can sign in with, and where they are signed in.
#[utoipa::path(get, path = "/account", tag = "login",
    responses((status = 200, body = AccountView), (status = 401)))]
pub(crate) async fn show(
    State(login): State<Login>,
    caller: Caller,
) -> Result<Json<AccountView>, Problem> {
    let live = Live::of(&login, &caller).await?;
    let (store, phone) = (&login.edge.store, &live.session.phone);
    let presence = store.presence(phone, &[]).await?;
    let sessions = store.sessions(phone, live.now).await?;
    let SecondFactors { totp, passkeys, .. } = &presence.factors;
    let password = presence
        .account
        .as_ref()
        .and_then(|account| account.password.as_ref());
    Ok(Json(AccountView {
        phone: phone.masked(),
        password_set_at: password.map(|(_, at)| *at),
        totp_since: totp.as_ref().map(|totp| totp.since),
        recovery_codes_left: presence.factors.recovery_left(),
        passkeys: passkeys.iter().map(PasskeyView::of).collect(),
        sessions: sessions
            .iter()
            .map(|session| DeviceView::of(session, &live.session))
            .collect(),
        fresh_until: live.fresh_until(&presence.factors),
    }))
}

impl PasskeyView {
    fn of(passkey: &Passkey) -> Self {
        Self {
            id: passkey.id.clone(),
            name: passkey.name.clone(),
            added_at: passkey.added_at,
            used_at: passkey.used_at,
        }
    }
}

impl DeviceView {
    fn of(session: &Session, this: &Session) -> Self {
        Self {
            id: session.id.clone(),
            device: session.device.name.clone(),
            address: session.device.address.clone(),
            signed_in_at: session.created_at,
            seen_at: session.seen_at,
            is_this: session.id == this.id,
        }
    }
}
