//! 《用户协议》 and 《隐私协议》: which versions are in force, and the box that must be ticked.

use domain::refusal::{Fault, FaultCode};
use serde::{Deserialize, Serialize};
use store::access::session::Agreement;
use utoipa::ToSchema;

/// The version of the terms in force (`site/content/terms`).
pub const TERMS: &str = "2026-11";
/// The version of the privacy policy in force (`site/content/privacy`).
pub const PRIVACY: &str = "2026-11";

/// The versions of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Versions {
    /// 《用户协议》, e.g. `2026-11`.
    pub(crate) terms: String,
    /// 《隐私协议》, e.g. `2026-11`.
    pub(crate) privacy: String,
}

impl Versions {
    /// Those in force.
    pub(crate) fn current() -> Self {
        Self {
            terms: TERMS.to_owned(),
            privacy: PRIVACY.to_owned(),
        }
    }
}

impl From<Versions> for Agreement {
    fn from(versions: Versions) -> Self {
        Self {
            terms: versions.terms,
            privacy: versions.privacy,
        }
    }
}

/// Whether an agreement is to what is in force now.
pub(crate) fn is_current(agreed: &Agreement) -> bool {
    agreed.terms == TERMS && agreed.privacy == PRIVACY
}

/// Takes the ticked box: nobody gets in without agreeing to what is in force.
///
/// # Errors
/// A fault at `/agreed`.
pub(crate) fn ticked(agreed: Option<Versions>) -> Result<Agreement, Fault> {
    let Some(agreed) = agreed else {
        return Err(Fault::new(
            "/agreed",
            FaultCode::Required,
            "请先阅读并勾选同意《用户协议》《隐私协议》",
            "Please read the terms and the privacy policy and tick that you agree",
        ));
    };
    if agreed == Versions::current() {
        return Ok(agreed.into());
    }
    Err(Fault::new(
        "/agreed",
        FaultCode::OutOfRange,
        "《用户协议》或《隐私协议》已更新，请刷新页面，重新阅读并勾选",
        "The terms or the privacy policy have changed; please reload the page, read them and tick again",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_must_be_ticked_for_what_is_in_force() {
        assert!(is_current(&ticked(Some(Versions::current())).unwrap()));
        assert_eq!(ticked(None).unwrap_err().code, FaultCode::Required);
        let old = Versions {
            terms: "2025-01".into(),
            ..Versions::current()
        };
        assert_eq!(ticked(Some(old)).unwrap_err().code, FaultCode::OutOfRange);
    }
}
