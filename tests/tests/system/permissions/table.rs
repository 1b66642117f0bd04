//! What each route takes. Paths and methods are those of the `OpenAPI` document.

use domain::{
    congress::convening::{ADMINISTRATORS, CONVENERS},
    message::from_convener::WRITERS,
    nomination::state::State,
    permission::{
        Action::{self, *},
        Role,
    },
};
use serde_json::{Value, json};

/// What it takes to be let in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Needs {
    /// Nothing: whoever is not signed in yet comes here.
    Nothing,
    /// A session: it is about whoever asks.
    Session,
    /// The operator's grant to create congresses.
    Grant,
    /// A part in the congress, whichever.
    AnyPart,
    /// A role towards the congress; whoever has another part in it is told so.
    OfCongress(&'static [Role]),
    /// A role towards the unit; whoever has another part in the congress is told so.
    OfUnit(&'static [Role]),
    /// A role towards the unit; to all others there is no such unit.
    UnitAlone(&'static [Role]),
    /// The same, for nominations that the body names: one of another unit does not exist there.
    OfItsUnit(&'static [Role]),
    /// Something of somebody else's: nobody finds it, whatever they are.
    OfAnother,
    /// An action on the nomination, in the states of the table.
    Doing(Action),
    /// Handing the form in: for the first time, or again after final review sent it back.
    HandingIn,
    /// An action on a nomination that the body names, answered for each by itself.
    DoingEach(Action),
}

/// One route.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) needs: Needs,
    /// `"{nomination}"` and `"{unit}"` in it stand for those of the case.
    pub(crate) body: Body,
}

/// What is sent.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    None,
    Json(Value),
    Bytes(&'static str, &'static [u8]),
}

const UNIT: &[Role] = &[Role::Liaison];
const UNIT_AND_CONVENERS: &[Role] = &[Role::Administrator, Role::FinalReviewer, Role::Liaison];

fn route(method: &'static str, path: &'static str, needs: Needs) -> Route {
    let body = Body::None;
    Route {
        method,
        path,
        needs,
        body,
    }
}

impl Needs {
    /// Whether it is about a congress at all.
    pub(crate) fn concerns_a_congress(self) -> bool {
        !matches!(self, Self::Nothing | Self::Session | Self::Grant)
    }

    /// Whether it is an action on a nomination.
    pub(crate) fn is_an_action(self) -> bool {
        matches!(self, Self::Doing(_) | Self::DoingEach(_) | Self::HandingIn)
    }

    /// The action on a nomination in a state, where it is one.
    pub(crate) fn action(self, state: State) -> Option<Action> {
        match self {
            Self::Doing(action) | Self::DoingEach(action) => Some(action),
            Self::HandingIn if state == State::FinalReviewRejected => Some(Resubmit),
            Self::HandingIn => Some(Submit),
            _ => None,
        }
    }
}

impl Route {
    fn json(self, body: Value) -> Self {
        let body = Body::Json(body);
        Self { body, ..self }
    }

    fn bytes(self, content_type: &'static str, bytes: &'static [u8]) -> Self {
        let body = Body::Bytes(content_type, bytes);
        Self { body, ..self }
    }
}

/// All of them.
pub(crate) fn table() -> Vec<Route> {
    let mut all = login();
    all.extend(congresses());
    all.extend(notices());
    all.extend(nominations());
    all.extend(reviews());
    all.extend(exports());
    all.extend(inbox());
    all.extend(prints());
    all
}

fn login() -> Vec<Route> {
    use Needs::{Nothing, Session};
    vec![
        route("GET", "/api/login/challenges", Nothing),
        route("POST", "/api/login/codes", Nothing).json(json!({ "phone": "", "solution": "" })),
        route("GET", "/api/login/codes/{delivery}", Nothing),
        route("POST", "/api/login/sessions", Nothing).json(json!({ "phone": "" })),
        route("GET", "/api/login/terms", Nothing),
        route("PUT", "/api/login/password", Nothing)
            .json(json!({ "phone": "", "code": "", "password": "" })),
        // Who is out already is out: that is no error.
        route("DELETE", "/api/login/session", Nothing),
        route("GET", "/api/login/session", Session),
        route("GET", "/api/login/events", Session),
    ]
    .into_iter()
    .chain(account())
    .collect()
}

/// 账号与安全: everybody's own.
fn account() -> Vec<Route> {
    use Needs::{Nothing, Session};
    let passkey = json!({ "ceremony": "", "credential": {} });
    vec![
        route("POST", "/api/login/passkey-sessions/challenges", Nothing),
        route("POST", "/api/login/passkey-sessions", Nothing).json(json!({ "passkey": passkey })),
        route("GET", "/api/login/account", Session),
        route("PUT", "/api/login/account/password", Session).json(json!({ "password": "" })),
        route("PUT", "/api/login/account/phone", Session).json(json!({ "phone": "", "code": "" })),
        route("PUT", "/api/login/session", Session).json(json!({})),
        route("DELETE", "/api/login/sessions", Session),
        route("DELETE", "/api/login/sessions/{id}", Session),
        route("POST", "/api/login/second-factor", Session).json(json!({})),
        route("POST", "/api/login/second-factor/passkey", Session),
        route("POST", "/api/login/second-factor/totp", Session),
        route("PUT", "/api/login/second-factor/totp", Session).json(json!({ "code": "" })),
        route("DELETE", "/api/login/second-factor/totp", Session),
        route("POST", "/api/login/second-factor/recovery-codes", Session),
        route("POST", "/api/login/passkeys/challenges", Session),
        route("POST", "/api/login/passkeys", Session)
            .json(json!({ "ceremony": "", "name": "", "credential": {} })),
        route("DELETE", "/api/login/passkeys/{id}", Session),
        route("PATCH", "/api/login/passkeys/{id}", Session).json(json!({ "name": "" })),
        route("PUT", "/api/login/agreement", Session).json(json!({ "terms": "", "privacy": "" })),
    ]
}

fn congresses() -> Vec<Route> {
    use Needs::{AnyPart, Grant, OfCongress, OfUnit, Session};
    let of_congress = |rest: &'static str, method, roles| route(method, rest, OfCongress(roles));
    vec![
        route("GET", "/api/congresses", Session),
        route("POST", "/api/congresses", Grant).json(json!({})),
        route("GET", "/api/congresses/{congress}", AnyPart),
        of_congress("/api/congresses/{congress}", "PUT", ADMINISTRATORS).json(json!({})),
        of_congress("/api/congresses/{congress}/clone", "POST", ADMINISTRATORS)
            .json(json!({ "title": "" })),
        of_congress("/api/congresses/{congress}/officers", "PUT", ADMINISTRATORS)
            .json(json!({ "officers": [] })),
        of_congress("/api/congresses/{congress}/open", "POST", ADMINISTRATORS),
        of_congress("/api/congresses/{congress}/close", "POST", ADMINISTRATORS),
        of_congress("/api/congresses/{congress}/reopen", "POST", ADMINISTRATORS),
        of_congress("/api/congresses/{congress}/archive", "POST", ADMINISTRATORS),
        of_congress("/api/congresses/{congress}/statistics", "GET", CONVENERS),
        of_congress("/api/congresses/{congress}/units", "GET", CONVENERS),
        of_congress("/api/congresses/{congress}/units", "POST", ADMINISTRATORS).json(json!({})),
        route(
            "GET",
            "/api/congresses/{congress}/units/{unit}",
            OfUnit(UNIT_AND_CONVENERS),
        ),
        of_congress(
            "/api/congresses/{congress}/units/{unit}",
            "PUT",
            ADMINISTRATORS,
        )
        .json(json!({})),
        of_congress(
            "/api/congresses/{congress}/units/{unit}",
            "DELETE",
            ADMINISTRATORS,
        ),
        of_congress(
            "/api/congresses/{congress}/units/{unit}/extensions",
            "POST",
            ADMINISTRATORS,
        )
        .json(json!({ "stage": "nominating", "until": "2027-01-01T00:00:00Z", "reason": "" })),
        of_congress(
            "/api/congresses/{congress}/unit-imports/template.xlsx",
            "GET",
            ADMINISTRATORS,
        ),
        of_congress(
            "/api/congresses/{congress}/unit-imports",
            "POST",
            ADMINISTRATORS,
        )
        .bytes("text/csv", b"?"),
        of_congress(
            "/api/congresses/{congress}/unit-imports/errors.xlsx",
            "POST",
            ADMINISTRATORS,
        )
        .bytes("text/csv", b"?"),
        of_congress(
            "/api/congresses/{congress}/liaison-imports/template.xlsx",
            "GET",
            ADMINISTRATORS,
        ),
        of_congress(
            "/api/congresses/{congress}/liaison-imports",
            "POST",
            ADMINISTRATORS,
        )
        .bytes("text/csv", b"?"),
        of_congress(
            "/api/congresses/{congress}/liaison-imports/errors.xlsx",
            "POST",
            ADMINISTRATORS,
        )
        .bytes("text/csv", b"?"),
        of_congress("/api/congresses/{congress}/progress", "GET", CONVENERS),
        route(
            "GET",
            "/api/congresses/{congress}/units/{unit}/statistics",
            OfUnit(UNIT_AND_CONVENERS),
        ),
        of_congress("/api/congresses/{congress}/history", "GET", CONVENERS),
        route(
            "GET",
            "/api/congresses/{congress}/materials/{material}/template",
            AnyPart,
        ),
        of_congress(
            "/api/congresses/{congress}/materials/{material}/template",
            "PUT",
            ADMINISTRATORS,
        )
        .bytes("application/pdf", b"%PDF-"),
        of_congress(
            "/api/congresses/{congress}/materials/{material}/template",
            "DELETE",
            ADMINISTRATORS,
        ),
        of_congress("/api/congresses/{congress}/quotas", "POST", ADMINISTRATORS)
            .json(json!({ "cells": [] })),
        of_congress("/api/congresses/{congress}/messages", "GET", WRITERS),
        of_congress("/api/congresses/{congress}/messages", "POST", WRITERS)
            .json(json!({ "units": [], "text": "" })),
        of_congress(
            "/api/congresses/{congress}/disclosures",
            "GET",
            ADMINISTRATORS,
        ),
    ]
}

fn notices() -> Vec<Route> {
    let own = |method, path: &'static str| route(method, path, Needs::OfCongress(ADMINISTRATORS));
    vec![
        own("GET", "/api/congresses/{congress}/notices"),
        own("POST", "/api/congresses/{congress}/notices").json(json!({})),
        own("POST", "/api/congresses/{congress}/notices/preview").json(json!({})),
        own("PUT", "/api/congresses/{congress}/notices/{notice}").json(json!({})),
        own("DELETE", "/api/congresses/{congress}/notices/{notice}"),
        own(
            "POST",
            "/api/congresses/{congress}/notices/{notice}/publication",
        ),
        own(
            "POST",
            "/api/congresses/{congress}/notices/{notice}/withdrawal",
        ),
        own("POST", "/api/congresses/{congress}/notices/{notice}/files")
            .bytes("application/pdf", b"%PDF-"),
        own(
            "DELETE",
            "/api/congresses/{congress}/notices/{notice}/files/{file}",
        ),
    ]
}

fn nominations() -> Vec<Route> {
    use Needs::{Doing, HandingIn, OfItsUnit, OfUnit, UnitAlone};
    let of_unit = |method, path, roles| route(method, path, UnitAlone(roles));
    let doing = |method, path, action| route(method, path, Doing(action));
    vec![
        of_unit("GET", "/api/nominations/{congress}/{unit}", UNIT_AND_CONVENERS),
        of_unit("POST", "/api/nominations/{congress}/{unit}", UNIT)
            .json(json!({ "rows": [{ "name": "张三", "phone": "19900900777", "category": "guest" }] })),
        of_unit("GET", "/api/nominations/{congress}/{unit}/imports", UNIT),
        of_unit("POST", "/api/nominations/{congress}/{unit}/imports", UNIT).bytes("text/csv", b"?"),
        of_unit("POST", "/api/nominations/{congress}/{unit}/imports/marked.xlsx", UNIT)
            .bytes("text/csv", b"?"),
        of_unit("GET", "/api/nominations/{congress}/{unit}/imports/template.xlsx", UNIT),
        of_unit("POST", "/api/nominations/{congress}/{unit}/imports/{import}/undo", UNIT),
        route("GET", "/api/nominations/{congress}/{unit}/files", OfUnit(UNIT_AND_CONVENERS)),
        route("POST", "/api/nominations/{congress}/{unit}/files", OfUnit(UNIT))
            .json(json!({ "name": "a.pdf", "size": 9, "content_type": "application/pdf", "material": "record",
                "sha256": "zQMM072QUPIRbIXfjNDfnI2zJh34h5kS7Qr0M5W0570=" })),
        route(
            "GET",
            "/api/nominations/{congress}/{unit}/files/{file}",
            OfUnit(UNIT_AND_CONVENERS),
        ),
        route("DELETE", "/api/nominations/{congress}/{unit}/files/{file}", OfUnit(UNIT)),
        route("GET", "/api/nominations/{congress}/{unit}/files/{file}/upload", OfUnit(UNIT)),
        route(
            "POST",
            "/api/nominations/{congress}/{unit}/files/{file}/confirmation",
            OfUnit(UNIT),
        ),
        route("POST", "/api/nominations/{congress}/{unit}/reminders", OfItsUnit(UNIT))
            .json(json!({ "nominations": ["{nomination}"] })),
        doing("GET", "/api/nominations/{congress}/{unit}/{nomination}", View),
        doing("GET", "/api/nominations/{congress}/{unit}/{nomination}/form", View),
        doing("PATCH", "/api/nominations/{congress}/{unit}/{nomination}/form", FillIn)
            .json(json!({ "changes": {} })),
        doing("GET", "/api/nominations/{congress}/{unit}/{nomination}/photo", View),
        doing("PUT", "/api/nominations/{congress}/{unit}/{nomination}/photo", FillIn)
            .bytes("image/jpeg", b"?"),
        doing("GET", "/api/nominations/{congress}/{unit}/{nomination}/former-forms", BringIn),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/former-forms", BringIn)
            .json(json!({ "congress": "?", "fields": [], "consent": "?" })),
        route("POST", "/api/nominations/{congress}/{unit}/{nomination}/submission", HandingIn),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/deregister", Deregister)
            .json(json!({ "reason": "?" })),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/disable", Disable),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/enable", Enable),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/category", ChangeCategory)
            .json(json!({ "category": "guest" })),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/consent", GiveConsent)
            .json(json!({ "version": "2026-11" })),
        doing("DELETE", "/api/nominations/{congress}/{unit}/{nomination}/consent", WithdrawConsent),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/exceptions", ClaimException)
            .json(json!({ "condition": "?", "reason": null })),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/reveal", Reveal),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/original", ReceiveOriginal)
            .json(json!({ "received": true })),
        doing("POST", "/api/nominations/{congress}/{unit}/{nomination}/attachments", Attach)
            .json(json!({ "name": "a.pdf", "size": 9, "content_type": "application/pdf", "kind": "material",
                "sha256": "zQMM072QUPIRbIXfjNDfnI2zJh34h5kS7Qr0M5W0570=" })),
        doing(
            "GET",
            "/api/nominations/{congress}/{unit}/{nomination}/attachments/{attachment}",
            View,
        ),
        doing(
            "DELETE",
            "/api/nominations/{congress}/{unit}/{nomination}/attachments/{attachment}",
            Attach,
        ),
        doing(
            "POST",
            "/api/nominations/{congress}/{unit}/{nomination}/attachments/{attachment}/confirmation",
            Attach,
        ),
        doing(
            "GET",
            "/api/nominations/{congress}/{unit}/{nomination}/attachments/{attachment}/upload",
            Attach,
        ),
    ]
}

fn reviews() -> Vec<Route> {
    use Needs::{DoingEach, OfCongress, Session, UnitAlone};
    let ruling = json!([{ "unit": "{unit}", "nomination": "{nomination}", "version": 999, "outcome": "approve" }]);
    let own_ruling =
        json!([{ "nomination": "{nomination}", "version": 999, "outcome": "approve" }]);
    let item = json!([{ "unit": "{unit}", "nomination": "{nomination}", "version": 999 }]);
    let own_item = json!([{ "nomination": "{nomination}", "version": 999 }]);
    vec![
        route(
            "GET",
            "/api/reviews/{congress}/queue",
            OfCongress(CONVENERS),
        ),
        route(
            "POST",
            "/api/reviews/{congress}/units/{unit}/first-reviews",
            DoingEach(FirstReview),
        )
        .json(json!({ "decisions": own_ruling })),
        route(
            "POST",
            "/api/reviews/{congress}/units/{unit}/revocations",
            DoingEach(RevokeFirstReview),
        )
        .json(json!({ "items": own_item })),
        route(
            "POST",
            "/api/reviews/{congress}/final-reviews",
            DoingEach(FinalReview),
        )
        .json(json!({ "decisions": ruling })),
        route(
            "POST",
            "/api/reviews/{congress}/final-revocations",
            DoingEach(RevokeFinalReview),
        )
        .json(json!({ "items": item })),
        route("POST", "/api/reviews/{congress}/undos", DoingEach(Undo))
            .json(json!({ "items": item })),
        route("GET", "/api/reviews/phrases", Session),
        route("POST", "/api/reviews/phrases", Session).json(json!({ "text": "请补充" })),
        route("POST", "/api/reviews/phrases/removals", Session).json(json!({ "text": "请补充" })),
        route(
            "POST",
            "/api/reviews/{congress}/units/{unit}/reports",
            UnitAlone(UNIT),
        ),
        route(
            "GET",
            "/api/reviews/{congress}/units/{unit}/reports",
            UnitAlone(UNIT_AND_CONVENERS),
        ),
        route(
            "POST",
            "/api/reviews/{congress}/units/{unit}/returns",
            UnitAlone(&[Role::FinalReviewer]),
        )
        .json(json!({ "reason": "?" })),
    ]
}

fn exports() -> Vec<Route> {
    use Needs::{AnyPart, OfAnother, OfCongress};
    let of_another = |path| route("POST", path, OfAnother);
    vec![
        route("GET", "/api/exports/{congress}/jobs", AnyPart),
        route("GET", "/api/exports/{congress}/views", AnyPart),
        route("POST", "/api/exports/{congress}/views", AnyPart)
            .json(json!({ "name": "制证", "columns": ["name"] })),
        route("POST", "/api/exports/{congress}/views/removals", AnyPart)
            .json(json!({ "name": "没有" })),
        of_another("/api/exports/{congress}/jobs/{export}/cancellations"),
        of_another("/api/exports/{congress}/jobs/{export}/retries"),
        of_another("/api/exports/{congress}/jobs/{export}/links"),
        route(
            "GET",
            "/api/exports/{congress}/statistics.xlsx",
            OfCongress(CONVENERS),
        ),
        route(
            "GET",
            "/api/exports/{congress}/liaisons.xlsx",
            OfCongress(CONVENERS),
        ),
        route(
            "GET",
            "/api/exports/{congress}/trail.csv",
            OfCongress(ADMINISTRATORS),
        ),
        route(
            "GET",
            "/api/exports/{congress}/units.xlsx",
            OfCongress(CONVENERS),
        ),
        route(
            "GET",
            "/api/exports/{congress}/liaisons.xlsx",
            OfCongress(CONVENERS),
        ),
        route(
            "GET",
            "/api/exports/{congress}/statistics.xlsx",
            OfCongress(CONVENERS),
        ),
        route(
            "POST",
            "/api/exports/{congress}/rosters",
            OfCongress(CONVENERS),
        )
        .json(json!({ "columns": ["name"] })),
        route(
            "POST",
            "/api/exports/{congress}/rosters",
            OfCongress(ADMINISTRATORS),
        )
        .json(json!({ "unmasked": true, "reason": "制证", "columns": ["name"] })),
    ]
}

/// Everybody's own.
fn inbox() -> Vec<Route> {
    use Needs::Session;
    vec![
        route("GET", "/api/inbox/messages", Session),
        route("GET", "/api/inbox/unread", Session),
        route("POST", "/api/inbox/read", Session).json(json!({ "ids": [] })),
        route("GET", "/api/inbox/settings", Session),
        route("PUT", "/api/inbox/settings", Session).json(json!({ "sms": {} })),
    ]
}

/// What is printed.
fn prints() -> Vec<Route> {
    use Needs::{Doing, OfCongress, Session};
    vec![
        route(
            "POST",
            "/api/prints/{congress}/forms",
            OfCongress(CONVENERS),
        )
        .json(json!({ "filters": { "limit": 0 } })),
        route(
            "GET",
            "/api/prints/{congress}/{unit}/{nomination}/form.pdf",
            Doing(View),
        ),
        route(
            "GET",
            "/api/prints/{congress}/{unit}/{nomination}/form.docx",
            Doing(View),
        ),
        route(
            "POST",
            "/api/prints/{congress}/badges",
            OfCongress(CONVENERS),
        )
        .json(json!({ "kind": "badge", "filters": { "limit": 0 } })),
        route("GET", "/api/prints/checks", Session),
        route(
            "GET",
            "/api/prints/{congress}/checks",
            OfCongress(CONVENERS),
        ),
    ]
}
