//! The authenticator apps of the demo's people, so that whoever looks around needs none of their own.

use domain::phone::Phone;
use jiff::Timestamp;
use store::Store;
use store::access::factors::STEP;

use crate::demo;
use crate::outbox::SentText;

/// The apps of the demo's people.
#[derive(Clone, Debug)]
pub(crate) struct Authenticators {
    store: Store,
}

impl Authenticators {
    /// For the demo in a store.
    pub(crate) const fn new(store: Store) -> Self {
        Self { store }
    }

    /// What each app shows: the code that is taken now, or the next one where that was used already. Nobody whose app was
    /// replaced by a real one is shown.
    pub(crate) async fn show(&self, now: Timestamp) -> Vec<SentText> {
        let mut shown = Vec::new();
        for phone in demo::WITH_AUTHENTICATOR {
            let Ok(phone) = Phone::parse(phone) else {
                continue;
            };
            let factors = self.store.second_factors(&phone).await.unwrap_or_default();
            let totp = factors
                .totp
                .filter(|totp| totp.secret == demo::AUTHENTICATOR);
            shown.extend(totp.map(|totp| {
                let step = u64::try_from(now.as_second()).unwrap_or_default() / STEP;
                let code = totp.secret.code_at(step.max(totp.last_step + 1) * STEP);
                SentText {
                    at: now,
                    to: phone.e164().to_owned(),
                    text: format!("身份验证器 / authenticator app: {code}"),
                }
            }));
        }
        shown
    }
}
