//! The kinds of message: one row for each, read by the worker, the inbox and its settings.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The kinds of message. Each has a template per language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A sign-in code.
    SignInCode,
    /// To a new nominee: sign in and fill in the form.
    Invited,
    /// To a unit's new liaison.
    LiaisonInvited,
    /// To the nominee: first review sent the form back.
    SentBack,
    /// To the nominee: first review approved.
    Approved,
    /// To the nominee: final review approved.
    FinallyApproved,
    /// To the nominee: final review did not approve; the unit corrects, or nominates somebody else.
    FinallyRejected,
    /// To the unit's liaisons: final review sent a nomination back.
    FinallySentBack,
    /// To the convener's administrators: a unit has reported.
    UnitReported,
    /// To the unit's liaisons: the report has arrived, with its receipt.
    ReportAccepted,
    /// To the unit's liaisons: the convener returned the whole report.
    ReportReturned,
    /// To the nominee whose form is not submitted: the window closes soon.
    FormClosing,
    /// To liaisons and reviewers for whom people wait: the window closes soon.
    WindowClosing,
    /// To the nominee: please complete the form.
    Reminder,
    /// To liaisons: what the convener wrote.
    FromConvener,
    /// To the old number: the account has another one.
    PhoneChanged,
}

impl MessageKind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::SignInCode,
        Self::Invited,
        Self::LiaisonInvited,
        Self::SentBack,
        Self::Approved,
        Self::FinallyApproved,
        Self::FinallyRejected,
        Self::FinallySentBack,
        Self::UnitReported,
        Self::ReportAccepted,
        Self::ReportReturned,
        Self::FormClosing,
        Self::WindowClosing,
        Self::Reminder,
        Self::FromConvener,
        Self::PhoneChanged,
    ];

    /// The code: the template's file name and the item's kind.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignInCode => "sign_in_code",
            Self::Invited => "invited",
            Self::LiaisonInvited => "liaison_invited",
            Self::SentBack => "sent_back",
            Self::Approved => "approved",
            Self::FinallyApproved => "finally_approved",
            Self::FinallyRejected => "finally_rejected",
            Self::FinallySentBack => "finally_sent_back",
            Self::UnitReported => "unit_reported",
            Self::ReportAccepted => "report_accepted",
            Self::ReportReturned => "report_returned",
            Self::FormClosing => "form_closing",
            Self::WindowClosing => "window_closing",
            Self::Reminder => "reminder",
            Self::FromConvener => "from_convener",
            Self::PhoneChanged => "phone_changed",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What the inbox and its settings call it.
    pub const fn name(self) -> Text {
        match self {
            Self::SignInCode => Text::new("登录验证码", "Sign-in code"),
            Self::Invited => Text::new("被推荐", "Nominated"),
            Self::LiaisonInvited => Text::new("担任联络员", "Liaison of a unit"),
            Self::SentBack => Text::new("登记表退回", "Form sent back"),
            Self::Approved => Text::new("初审通过", "Approved at first review"),
            Self::FinallyApproved => Text::new("终审通过", "Finally approved"),
            Self::FinallyRejected => Text::new("终审未通过", "Not finally approved"),
            Self::FinallySentBack => {
                Text::new("终审退回单位", "Sent back to the unit by final review")
            }
            Self::UnitReported => Text::new("单位已上报", "A unit has reported"),
            Self::ReportAccepted => Text::new("上报成功", "Report received"),
            Self::ReportReturned => Text::new("上报退回", "Report returned"),
            Self::FormClosing => Text::new("填报即将截止", "Form closing soon"),
            Self::WindowClosing => Text::new("办理即将截止", "Work closing soon"),
            Self::Reminder => Text::new("催办填报", "Please complete the form"),
            Self::FromConvener => Text::new("换届单位通知", "From the convening body"),
            Self::PhoneChanged => Text::new("手机号已更换", "Phone changed"),
        }
    }

    /// Whether it goes to the inbox: a code is of use only on the phone it was asked for, and the old number has none any more.
    pub const fn in_inbox(self) -> bool {
        !matches!(self, Self::SignInCode | Self::PhoneChanged)
    }

    /// Whether it comes by SMS to somebody who has chosen nothing: yes where somebody must act or waits for the outcome,
    /// since they may not have signed in yet; no where it only informs.
    pub const fn by_sms(self) -> bool {
        !matches!(self, Self::Approved | Self::ReportAccepted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_parses_to_its_kind() {
        for kind in MessageKind::ALL {
            assert_eq!(MessageKind::parse(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }
}
