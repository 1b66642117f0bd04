//! What happens at the door: every attempt to get in, every change to how somebody gets in, and every refusal inside.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// One kind of event, kept for the person and the operator (`store::access::event`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessEvent {
    /// A code was asked for and sent.
    CodeAsked,
    /// A code was asked for and a limit forbade it.
    CodeRefused,
    /// Signed in with a code.
    SignedInByCode,
    /// Signed in with a password.
    SignedInByPassword,
    /// Signed in with a passkey.
    SignedInByPasskey,
    /// A second factor was shown.
    SecondFactorShown,
    /// A second factor was wrong, or used before.
    SecondFactorFailed,
    /// An app or a passkey was set up, or recovery codes were made.
    SecondFactorSetUp,
    /// An app or a passkey was removed.
    SecondFactorRemoved,
    /// The operator took all second factors away, because they were lost.
    SecondFactorReset,
    /// A code was wrong, too old or of another browser.
    CodeFailed,
    /// A password was wrong.
    PasswordFailed,
    /// An attempt while signing in is closed after too many failures.
    SignInClosed,
    /// The password was set; all sessions ended.
    PasswordSet,
    /// Signed out.
    SignedOut,
    /// Something was asked for inside that is not theirs, or does not exist.
    AccessRefused,
    /// Agreed to the terms and the privacy policy in force.
    Agreed,
    /// A part or access of theirs ended, and with it their sessions.
    PartEnded,
    /// The account has another phone from then on.
    PhoneChanged,
}

impl AccessEvent {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::CodeAsked,
        Self::CodeRefused,
        Self::SignedInByCode,
        Self::SignedInByPassword,
        Self::SignedInByPasskey,
        Self::SecondFactorShown,
        Self::SecondFactorFailed,
        Self::SecondFactorSetUp,
        Self::SecondFactorRemoved,
        Self::SecondFactorReset,
        Self::CodeFailed,
        Self::PasswordFailed,
        Self::SignInClosed,
        Self::PasswordSet,
        Self::SignedOut,
        Self::AccessRefused,
        Self::Agreed,
        Self::PartEnded,
        Self::PhoneChanged,
    ];

    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CodeAsked => "code_asked",
            Self::CodeRefused => "code_refused",
            Self::SignedInByCode => "signed_in_by_code",
            Self::SignedInByPassword => "signed_in_by_password",
            Self::SignedInByPasskey => "signed_in_by_passkey",
            Self::SecondFactorShown => "second_factor_shown",
            Self::SecondFactorFailed => "second_factor_failed",
            Self::SecondFactorSetUp => "second_factor_set_up",
            Self::SecondFactorRemoved => "second_factor_removed",
            Self::SecondFactorReset => "second_factor_reset",
            Self::CodeFailed => "code_failed",
            Self::PasswordFailed => "password_failed",
            Self::SignInClosed => "sign_in_closed",
            Self::PasswordSet => "password_set",
            Self::SignedOut => "signed_out",
            Self::AccessRefused => "access_refused",
            Self::Agreed => "agreed",
            Self::PartEnded => "part_ended",
            Self::PhoneChanged => "phone_changed",
        }
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::CodeAsked => Text::new("获取验证码", "Asked for a code"),
            Self::CodeRefused => {
                Text::new("获取验证码过于频繁，未发送", "Asked for codes too often")
            }
            Self::SignedInByCode => Text::new("短信验证码登录", "Signed in by code"),
            Self::SignedInByPassword => Text::new("密码登录", "Signed in by password"),
            Self::SignedInByPasskey => Text::new("通行密钥登录", "Signed in by passkey"),
            Self::SecondFactorShown => Text::new("通过第二重验证", "Second factor shown"),
            Self::SecondFactorFailed => Text::new("第二重验证未通过", "Second factor failed"),
            Self::SecondFactorSetUp => Text::new("设置第二重验证", "Second factor set up"),
            Self::SecondFactorRemoved => Text::new("移除第二重验证", "Second factor removed"),
            Self::SecondFactorReset => {
                Text::new("运维重置第二重验证", "Second factors reset by the operator")
            }
            Self::CodeFailed => Text::new("验证码错误或已失效", "Wrong or expired code"),
            Self::PasswordFailed => Text::new("密码错误", "Wrong password"),
            Self::SignInClosed => Text::new("错误次数过多，暂停登录", "Too many failures"),
            Self::PasswordSet => Text::new("设置密码", "Password set"),
            Self::SignedOut => Text::new("退出登录", "Signed out"),
            Self::AccessRefused => Text::new("访问被拒绝", "Access refused"),
            Self::Agreed => Text::new(
                "同意用户协议和隐私协议",
                "Agreed to terms and privacy policy",
            ),
            Self::PartEnded => Text::new(
                "身份变动或停用，登录已结束",
                "Signed out because a role or access ended",
            ),
            Self::PhoneChanged => Text::new("更换手机号", "Phone changed"),
        }
    }

    /// Whether the person should look twice: it may have been somebody else.
    pub const fn is_failure(self) -> bool {
        matches!(
            self,
            Self::CodeRefused
                | Self::CodeFailed
                | Self::SecondFactorFailed
                | Self::PasswordFailed
                | Self::SignInClosed
                | Self::AccessRefused
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_one_in_json() {
        for event in AccessEvent::ALL {
            assert_eq!(serde_json::to_value(event).unwrap(), event.code());
        }
    }
}
