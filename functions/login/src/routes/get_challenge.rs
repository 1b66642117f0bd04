//! `GET /challenges`: the work that a browser does before it may ask for a code.

use api::{Code, Json, Problem};
use axum::extract::State;
use serde_json::Value;
use store::access::Network;

use crate::{address::ClientAddress, refusals, settings::Login};

/// A challenge by the ALTCHA protocol, good once and for ten minutes. Making one costs us a derivation, so they are
/// counted by network, and the more were made the harder the next is.
#[utoipa::path(get, path = "/challenges", tag = "login",
    responses((status = 200, description = "`{parameters, signature}`", body = Object), (status = 429)))]
pub(crate) async fn get_challenge(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
) -> Result<Json<Value>, Problem> {
    let now = login.edge.now();
    let counted = login
        .edge
        .store
        .count_challenge(Network::of(address), &login.settings.limits, now)
        .await?;
    let count = counted.map_err(|until| {
        refusals::too_often(
            until,
            now,
            "您所在的网络验证过于频繁，请稍后再试，或用密码登录",
            "Too many verifications from your network; please try later, or sign in with a password",
        )
    })?;
    // The one being made is not yet suspicious: what came before it is.
    let difficulty = login.settings.difficulty.after(count.saturating_sub(1));
    let challenges = login.challenges.clone();
    let challenge = tokio::task::spawn_blocking(move || challenges.create(difficulty, now)).await;
    let challenge = challenge.ok().and_then(Result::ok);
    let challenge = challenge.and_then(|challenge| serde_json::to_value(challenge).ok());
    challenge.map(Json).ok_or_else(|| {
        Problem::new(
            Code::Internal,
            "系统出错，请稍后重试",
            "Something went wrong; please try again",
        )
    })
}
