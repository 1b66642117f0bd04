//! Somebody signed in who calls: their session, noted as seen, and what they must have shown for what they want.

use api::{Caller, Code, Problem, factor};
use jiff::Timestamp;
use store::{
    Session, Wanted,
    access::factors::{AtDoor, SecondFactors},
};

use crate::settings::Login;

/// Somebody signed in.
#[derive(Debug)]
pub(crate) struct Live<'a> {
    caller: &'a Caller,
    pub(crate) session: Session,
    pub(crate) now: Timestamp,
}

impl<'a> Live<'a> {
    /// The caller's session, noted as seen.
    ///
    /// # Errors
    /// `unauthenticated`, `unavailable`.
    pub(crate) async fn of(login: &Login, caller: &'a Caller) -> Result<Self, Problem> {
        let now = login.edge.now();
        let wanted = Wanted {
            session: Some(&caller.token),
            ..Wanted::default()
        };
        let store = &login.edge.store;
        let loaded = store.load(&wanted).await?;
        let session = loaded.session.filter(|session| session.is_live(now));
        let session = session.ok_or_else(Problem::unauthenticated)?;
        store.touch_session(&caller.token, &session, now).await?;
        Ok(Self {
            caller,
            session,
            now,
        })
    }

    /// The same with what they can show, for what touches the account itself: that must have been shown within the last ten
    /// minutes; by those who have no second factor, what they sign in with.
    ///
    /// # Errors
    /// As [`Live::of`]; `second_factor_required`, `fresh_factor_required`.
    pub(crate) async fn fresh(
        login: &Login,
        caller: &'a Caller,
    ) -> Result<(Self, SecondFactors), Problem> {
        let live = Self::of(login, caller).await?;
        let store = &login.edge.store;
        let factors = store.second_factors(&live.session.phone).await?;
        if live.fresh_until(&factors).is_none() {
            // Says whether there is one to be shown at all.
            if factors.is_enrolled() {
                factor::require_fresh(&live.session, live.now)?;
            }
            return Err(factor::fresh_factor_required());
        }
        Ok((live, factors))
    }

    /// Until when what was shown is fresh enough for what touches the account itself, if it is.
    pub(crate) fn fresh_until(&self, factors: &SecondFactors) -> Option<Timestamp> {
        let shown = if factors.is_enrolled() {
            self.session.factors.second.map(|second| second.at)
        } else {
            Some(self.session.factors.first.at)
        };
        let until = shown? + factor::FRESH;
        (self.now <= until).then_some(until)
    }

    /// As the store takes it.
    pub(crate) fn at_door(&self) -> AtDoor<'_> {
        AtDoor {
            token: &self.caller.token,
            session: &self.session,
            now: self.now,
        }
    }
}

/// Our own fault.
pub(crate) fn internal() -> Problem {
    Problem::new(
        Code::Internal,
        "系统出错，请稍后重试",
        "Something went wrong; please try again",
    )
}
