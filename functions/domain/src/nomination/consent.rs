//! 单独同意: the consent to what is sensitive, the number of the certificate and the photo (PIPL, Articles 28 to 30), asked
//! apart from the terms. Nothing that stores either goes without it: a draft, a photo, an import.
//!
//! The nominee gives it and can withdraw it (Article 15). A liaison who fills in on somebody's behalf attests that it was
//! given, one by one or for all of an import; the nominee is still asked when they come themselves, and once they have withdrawn
//! it nobody attests it for them. Each is an entry of the trail, with the version of the words as its opinion; the last one
//! counts and stands in the summary. What withdrawing means is said on the page: the form takes neither any more, what was
//! done before stays lawful, and the liaison removes what is there by deregistering.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Case, Nomination, step::sequence_by_time};
use crate::{
    audit::AuditEntry,
    decision::Decision,
    form::schema,
    permission::{Action, Role},
    refusal::{Fault, FaultCode, Refusal},
};

/// The version of the words that are agreed to (`site/messages/*/form.ftl`, `consent-…`).
pub const VERSION: &str = "2026-11";

/// The consent that was given last, or its withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// By the nominee, or attested by a liaison.
    #[serde(rename = "b")]
    pub by: Role,
    /// The version of the words.
    #[serde(rename = "v")]
    pub version: String,
    /// When.
    #[serde(rename = "a")]
    pub at: Timestamp,
    /// Whether it is the withdrawal.
    #[serde(rename = "w", default)]
    pub withdrawn: bool,
}

impl Consent {
    /// Whether somebody in this role may enter the number or the photo under it: what was attested is worth nothing to the nominee,
    /// who can be asked.
    pub fn covers(&self, role: Role) -> bool {
        !self.withdrawn
            && self.version == VERSION
            && (role == Role::Liaison || self.by == Role::Nominee)
    }
}

/// Whether the number or the photo of somebody may be entered in this role.
///
/// # Errors
/// [`Refusal::ConsentRequired`] at the place in what was sent.
pub fn require(nomination: &Nomination, role: Role, pointer: &str) -> Result<(), Refusal> {
    let given = nomination.consent.as_ref();
    if given.is_some_and(|given| given.covers(role)) {
        return Ok(());
    }
    let (zh, en) = match role {
        Role::Nominee => (
            "请先阅读并勾选“单独同意”，再填写证件号码和照片",
            "Please read and tick the separate consent before entering the number of the certificate or the photo",
        ),
        _ => (
            "请先确认已取得本人对处理证件号码和照片的单独同意，再填写",
            "Please confirm first that the person has consented to the number of the certificate and the photo",
        ),
    };
    Err(Refusal::ConsentRequired(vec![Fault::new(
        pointer,
        FaultCode::ConsentRequired,
        zh,
        en,
    )]))
}

/// Whether these changes of a form enter a number; emptying it needs nobody's consent.
///
/// # Errors
/// As [`require`], at `/changes/id_number`.
pub(super) fn require_for(
    nomination: &Nomination,
    role: Role,
    changes: &Map<String, Value>,
) -> Result<(), Refusal> {
    let entered = changes.get(schema::ID_NUMBER);
    let entered = entered.is_some_and(|value| value.as_str() != Some("") && !value.is_null());
    if entered {
        require(nomination, role, &format!("/changes/{}", schema::ID_NUMBER))
    } else {
        Ok(())
    }
}

/// Whether a liaison who imports numbers has attested that the people consented to them, by the version of the words.
///
/// # Errors
/// [`Refusal::ConsentRequired`] at `/consent`.
pub fn require_attested(version: &str) -> Result<(), Refusal> {
    if version == VERSION {
        return Ok(());
    }
    Err(Refusal::ConsentRequired(vec![Fault::new(
        "/consent",
        FaultCode::ConsentRequired,
        "文件中有证件号码：请先确认已告知本人并取得其对处理证件号码的单独同意，再导入",
        "The file has numbers of certificates: please confirm first that the people were told and have consented to it, then import",
    )]))
}

/// Decides on giving consent, by the nominee, or on attesting it, by a liaison. Nobody's view becomes stale by it.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::ConsentWithdrawn`] for a liaison after the nominee withdrew it; [`Refusal::Invalid`] at
/// `/version` when the words have changed since they were read.
pub fn give(case: Case<'_>, version: &str) -> Result<Decision, Refusal> {
    let role = own_role(case, case.require(Action::GiveConsent)?);
    if version != VERSION {
        return Err(Refusal::Invalid(vec![Fault::new(
            "/version",
            FaultCode::OutOfRange,
            "同意书内容已更新，请刷新页面，重新阅读后再确认",
            "The words have changed; please reload the page, read them and confirm again",
        )]));
    }
    if let Some(withdrawn) = case.nomination.consent.as_ref().filter(|one| one.withdrawn)
        && role != Role::Nominee
    {
        return Err(Refusal::ConsentWithdrawn { at: withdrawn.at });
    }
    Ok(recorded(case, Action::GiveConsent, role))
}

/// Decides on withdrawing it.
///
/// # Errors
/// As [`Case::require`].
pub fn withdraw(case: Case<'_>) -> Result<Decision, Refusal> {
    let role = own_role(case, case.require(Action::WithdrawConsent)?);
    Ok(recorded(case, Action::WithdrawConsent, role))
}

/// Who is liaison and nominee at once speaks for themselves.
fn own_role(case: Case<'_>, role: Role) -> Role {
    if case.actor.has(Role::Nominee) {
        Role::Nominee
    } else {
        role
    }
}

fn recorded(case: Case<'_>, action: Action, role: Role) -> Decision {
    let mut entry = case.entry(action, role, case.nomination.state);
    entry.sequence = sequence_by_time(case.now);
    entry.opinion = Some(VERSION.to_owned());
    let mut noted = case.nomination.clone();
    noted.consent = Some(Consent {
        by: role,
        version: VERSION.to_owned(),
        at: case.now,
        withdrawn: action == Action::WithdrawConsent,
    });
    Decision {
        noted: Some(noted),
        audit: vec![entry],
        ..Decision::default()
    }
}

/// What a liaison who imports attests: the consent as it stands in the summary, and the trail's entry for it.
pub(super) fn attested(nomination: &Nomination, by: &str, at: Timestamp) -> (Consent, AuditEntry) {
    let consent = Consent {
        by: Role::Liaison,
        version: VERSION.to_owned(),
        at,
        withdrawn: false,
    };
    let entry = AuditEntry {
        nomination: nomination.id.clone(),
        sequence: sequence_by_time(at),
        at,
        role: Some(Role::Liaison),
        name: by.to_owned(),
        action: Action::GiveConsent.into(),
        from: Some(nomination.state),
        to: nomination.state,
        opinion: Some(VERSION.to_owned()),
        remarks: Vec::new(),
        changes: Vec::new(),
        follows: nomination.trail,
    };
    (consent, entry)
}
