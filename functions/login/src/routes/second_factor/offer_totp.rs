//! `POST /second-factor/totp`: a secret for an authenticator app.

use api::{Caller, Json, Problem};
use axum::extract::State;
use serde::Serialize;
use store::access::factors::TotpSecret;
use utoipa::ToSchema;

use crate::{
    live::{Live, internal},
    qr::QrView,
    refusals,
    settings::Login,
};

/// A secret to be put into an app, and not yet worth anything.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TotpOffer {
    /// To be typed: base32, in groups of four.
    secret: String,
    /// The same for an app on this device: `otpauth://totp/…`.
    uri: String,
    /// The same for an app on another one.
    qr: QrView,
}

/// Offers a secret. It counts once a code of it was shown, within a quarter of an hour; the app that there was counts until then.
#[utoipa::path(post, path = "/second-factor/totp", tag = "login",
    responses((status = 200, body = TotpOffer), (status = 401), (status = 403)))]
pub(crate) async fn offer_totp(
    State(login): State<Login>,
    caller: Caller,
) -> Result<Json<TotpOffer>, Problem> {
    let (live, _) = Live::fresh(&login, &caller).await?;
    let secret = TotpSecret::random();
    let changed = login
        .edge
        .store
        .change_factors(live.at_door(), None, |factors| {
            factors.offering(secret.clone(), live.now)
        });
    changed
        .await
        .map_err(|error| refusals::not_shown(error, live.now))?;
    let text = secret.text();
    // The key URI format that all apps read. The phone is masked: the app's list is seen by others too.
    let masked = live.session.phone.masked();
    let account: String = masked.chars().filter(|c| *c != '+' && *c != ' ').collect();
    let uri = format!("otpauth://totp/Tuixuan:{account}?secret={text}&issuer=Tuixuan");
    let groups: Vec<_> = text
        .as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect();
    Ok(Json(TotpOffer {
        secret: groups.join(" "),
        qr: QrView::of(&uri).ok_or_else(internal)?,
        uri,
    }))
}
