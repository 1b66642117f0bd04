//! What somebody must have shown besides signing in. The guards, the same everywhere:
//!
//! - [`require_second`]: a second factor in this session, for whoever sees other people's data beyond their unit or decides
//!   finally. [`crate::Scene`] asks it of everybody who holds such a role, so that no route can forget it.
//! - [`require_fresh`]: a second factor within the last ten minutes, before what cannot be taken back: full numbers that
//!   leave the system, a change of who may do what.
//!
//! The site answers both problems with a dialog and then sends the same request again; nothing typed is lost.

use domain::permission::Actor;
use jiff::{SignedDuration, Timestamp};
use store::Session;

use crate::{Code, Problem};

/// How long a factor counts as fresh.
pub const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// A second factor, from those whose roles ask for one.
///
/// # Errors
/// `second_factor_required`.
pub fn require_second(session: &Session, actor: &Actor) -> Result<(), Problem> {
    let needed = actor.roles.iter().any(|role| role.needs_second_factor());
    if needed {
        require_shown(session)
    } else {
        Ok(())
    }
}

/// A second factor in this session, whoever it is: for what belongs to no congress yet.
///
/// # Errors
/// `second_factor_required`.
pub fn require_shown(session: &Session) -> Result<(), Problem> {
    match session.factors.second {
        Some(_) => Ok(()),
        None => Err(second_factor_required()),
    }
}

/// A second factor within the last ten minutes, whatever the role.
///
/// # Errors
/// `second_factor_required` when none was shown in this session, `fresh_factor_required` when it was too long ago.
///
/// ```
/// # use api::{Code, factor};
/// # use store::{Session, access::session::{Agreement, Device, Factor, Factors, Shown}};
/// # let now: jiff::Timestamp = "2026-11-22T10:00:00Z".parse()?;
/// # let mut session = Session {
/// #     id: "s".into(), phone: domain::phone::Phone::parse("19900000001").unwrap(), created_at: now, seen_at: now,
/// #     expires_at: now, agreed: Agreement { terms: "1".into(), privacy: "1".into() },
/// #     factors: Factors::of_sign_in(Factor::Code, now), device: Device::default(),
/// # };
/// let refused = factor::require_fresh(&session, now).unwrap_err();
/// assert_eq!(refused.code(), Code::SecondFactorRequired);
///
/// session.factors.second = Some(Shown { by: Factor::Totp, at: now });
/// assert!(factor::require_fresh(&session, now + factor::FRESH).is_ok());
/// let later = now + factor::FRESH + jiff::SignedDuration::from_secs(1);
/// assert_eq!(factor::require_fresh(&session, later).unwrap_err().code(), Code::FreshFactorRequired);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn require_fresh(session: &Session, now: Timestamp) -> Result<(), Problem> {
    match session.factors.second {
        None => Err(second_factor_required()),
        Some(shown) if now > shown.at + FRESH => Err(fresh_factor_required()),
        Some(_) => Ok(()),
    }
}

fn second_factor_required() -> Problem {
    Problem::new(
        Code::SecondFactorRequired,
        "此操作涉及他人信息，请先完成第二重验证，已填写的内容不会丢失",
        "This concerns other people's data: please show your second factor first; nothing you typed is lost",
    )
}

/// Too long ago; also for what asks for another factor than the second.
pub fn fresh_factor_required() -> Problem {
    Problem::new(
        Code::FreshFactorRequired,
        "为保护账号，此操作需要在 10 分钟内验证过身份，请再验证一次，已填写的内容不会丢失",
        "To protect the account this needs proof of who you are within the last 10 minutes; please show it again, nothing you typed is lost",
    )
}
