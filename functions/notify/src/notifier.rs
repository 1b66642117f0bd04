//! Draining the outbox: lease, put into inboxes, send, finish; put off what may succeed later, give up what will not.

use domain::{
    closing::Closing,
    message::{Message, MessageKind},
    text::Language,
    window::Stage,
};
use jiff::{SignedDuration, Timestamp};
use store::{OutboxItem, Store, StoreError, Wanted};

use crate::{
    GatewayError, Sms, SmsGateway,
    link::linked,
    text::{self, text},
};

/// Items taken in one pass: with 30 messages each well within a lease.
const MOST_ITEMS: usize = 10;
/// For how long an item is ours. A worker that died in the middle leaves it to others after that.
pub const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// Attempts on an item before it is given up: with [`backoff`] over three hours.
pub const MOST_ATTEMPTS: u32 = 12;
/// How many messages go into one item of the outbox.
const TO_AN_ITEM: usize = 50;
/// A code that could not be sent within its own life is of no use to anybody.
const CODE_LIFETIME: SignedDuration = store::access::CODE_LIFETIME;

/// The worker.
#[derive(Clone, Debug)]
pub struct Notifier<G> {
    store: Store,
    gateway: G,
    origin: Option<String>,
}

/// What one pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drained {
    /// Items taken. 0: nothing is due, or others have it.
    pub taken: u32,
    /// Messages handed to the gateway.
    pub sent: u32,
    /// Messages put off because the gateway could not be reached.
    pub postponed: u32,
    /// Messages given up, which stand in the store for the operator.
    pub given_up: u32,
    /// Long reports, intakes and undoings ended whose request had died half way.
    pub jobs: usize,
}

/// What became of an item's messages.
#[derive(Default)]
struct Outcome {
    sent: u32,
    rest: Vec<Message>,
    lost: Vec<Message>,
}

impl<G: SmsGateway> Notifier<G> {
    /// A worker over a store and a way to send.
    pub fn new(store: Store, gateway: G) -> Self {
        Self {
            store,
            gateway,
            origin: None,
        }
    }

    /// The same with the site's origin (`https://example.org`), so that invitations lead to the form. Without it they have no link.
    #[must_use]
    pub fn with_origin(self, origin: Option<String>) -> Self {
        Self { origin, ..self }
    }

    /// One pass over what is due; call it again until nothing was taken. Jobs that stopped half way are carried on too.
    ///
    /// # Errors
    /// [`StoreError`]. What was leased then is taken up again after [`LEASE`].
    pub async fn drain(&self, now: Timestamp) -> Result<Drained, StoreError> {
        let mut drained = Drained::default();
        for item in self.store.due_messages(now, MOST_ITEMS).await? {
            let until = now + LEASE;
            if self.store.lease(&item, until).await? {
                drained.taken += 1;
                match &item.closing {
                    Some(closing) => self.announce(&item, closing).await?,
                    None => self.deliver(&item, until, now, &mut drained).await?,
                }
            }
        }
        // Last, so that a job that cannot be ended holds up no message.
        drained.jobs = self.store.carry_on_jobs(now).await?;
        Ok(drained)
    }

    /// A window closes soon: whoever still has something to do is told, each unit's people by an item of their own, so
    /// that a worker that dies in between has done no half of a unit.
    async fn announce(&self, item: &OutboxItem, closing: &Closing) -> Result<(), StoreError> {
        let wanted = Wanted {
            congress: Some(&closing.congress),
            ..Wanted::default()
        };
        if let Some(congress) = self.store.load(&wanted).await?.congress {
            let units = self.store.units(&congress.id).await?;
            let to_reviewers = closing.to_reviewers(&congress, &units);
            self.tell(item, "reviewers", &to_reviewers).await?;
            for unit in &units {
                let nominations = match closing.stage {
                    Stage::Nominating => {
                        self.store
                            .nominations_of_unit(&congress.id, &unit.id)
                            .await?
                    }
                    Stage::FirstReview | Stage::FinalReview => Vec::new(),
                };
                let to_unit = closing.to_unit(&congress, unit, &nominations);
                self.tell(item, unit.id.as_str(), &to_unit).await?;
            }
        }
        self.store.finish(item).await
    }

    /// The same event puts the same items into the outbox, however often a worker comes by.
    async fn tell(
        &self,
        item: &OutboxItem,
        whom: &str,
        messages: &[Message],
    ) -> Result<(), StoreError> {
        for (part, some) in messages.chunks(TO_AN_ITEM).enumerate() {
            let id = format!("{}-{whom}-{part}", item.id);
            self.store.tell(some, item.due_at, &id).await?;
        }
        Ok(())
    }

    async fn deliver(
        &self,
        item: &OutboxItem,
        leased_until: Timestamp,
        now: Timestamp,
        drained: &mut Drained,
    ) -> Result<(), StoreError> {
        let mut outcome = self.send_all(item, now).await?;
        if item.attempts + 1 >= MOST_ATTEMPTS {
            outcome.lost.append(&mut outcome.rest);
        }
        drained.sent += outcome.sent;
        drained.postponed += count(&outcome.rest);
        drained.given_up += count(&outcome.lost);
        if !outcome.lost.is_empty() {
            tracing::error!(
                item = item.id,
                messages = outcome.lost.len(),
                "messages given up"
            );
            self.store.record_unsent(item, &outcome.lost, now).await?;
        }
        if outcome.rest.is_empty() {
            return self.store.finish(item).await;
        }
        let due_at = now + backoff(item.attempts);
        self.store
            .postpone_rest(item, leased_until, due_at, &outcome.rest)
            .await
            .map(drop)
    }

    /// First the inboxes, so that a gateway that is down keeps nobody from reading; then the texts.
    async fn send_all(&self, item: &OutboxItem, now: Timestamp) -> Result<Outcome, StoreError> {
        let mut outcome = Outcome::default();
        let mut to_send = Vec::new();
        for message in &item.messages {
            if message.kind.in_inbox() {
                match text::texts(message) {
                    Ok(texts) => self.store.deliver(item, message, &texts, now).await?,
                    Err(error) => {
                        no_text(item, message, &error);
                        outcome.lost.push(message.clone());
                        continue;
                    }
                }
            }
            to_send.push(message);
        }
        let mut waiting = to_send.into_iter();
        while let Some(message) = waiting.next() {
            match self.send(item, message, now).await? {
                Sent::Yes => outcome.sent += 1,
                Sent::NotWanted => {}
                Sent::Never => outcome.lost.push(message.clone()),
                Sent::LaterAlone => outcome.rest.push(message.clone()),
                Sent::Later => {
                    // The next ones would wait in vain too.
                    outcome.rest.push(message.clone());
                    outcome.rest.extend(waiting.by_ref().cloned());
                }
            }
        }
        Ok(outcome)
    }

    /// A code comes in the language of the page where it was asked for, as does what only an SMS tells; all else in the language in which the person
    /// signed in last, and in the item's to whoever never did.
    async fn language(&self, item: &OutboxItem, message: &Message) -> Result<Language, StoreError> {
        if !message.kind.in_inbox() {
            return Ok(item.language);
        }
        let account = self.store.account(&message.to).await?;
        Ok(account
            .and_then(|account| account.language)
            .unwrap_or(item.language))
    }

    async fn send(
        &self,
        item: &OutboxItem,
        message: &Message,
        now: Timestamp,
    ) -> Result<Sent, StoreError> {
        let is_code = message.kind == MessageKind::SignInCode;
        if is_code && now >= item.due_at + CODE_LIFETIME {
            tracing::warn!(item = item.id, "a code was too old to be sent");
            return Ok(Sent::NotWanted);
        }
        // What stands in no inbox nobody can do without, and twice does no harm.
        if message.kind.in_inbox() {
            let choice = self.store.sms_choice(&message.to).await?;
            if !choice.wants(message.kind) || !self.store.begin_sms(item, message).await? {
                return Ok(Sent::NotWanted);
            }
        }
        let language = self.language(item, message).await?;
        let message = &linked(message, self.origin.as_deref(), language);
        let text = match text(message, language) {
            Ok(text) => text,
            Err(error) => {
                no_text(item, message, &error);
                return Ok(Sent::Never);
            }
        };
        let sms = Sms {
            message,
            language,
            text: &text,
        };
        Ok(match self.gateway.send(&sms).await {
            Ok(()) => Sent::Yes,
            Err(error @ GatewayError::Refused(_)) => {
                tracing::error!(item = item.id, %error, "a message is refused");
                Sent::Never
            }
            Err(error @ GatewayError::TooOften(_)) => {
                tracing::warn!(item = item.id, %error, "a message is put off");
                Sent::LaterAlone
            }
            // A code that comes twice does no harm; what the inbox has too might.
            Err(error @ GatewayError::Uncertain(_)) if message.kind.in_inbox() => {
                tracing::error!(item = item.id, %error, "nobody knows whether a message was sent");
                Sent::Never
            }
            Err(error) => {
                tracing::warn!(item = item.id, attempts = item.attempts, %error, "put off");
                Sent::Later
            }
        })
    }
}

/// What became of one text.
enum Sent {
    Yes,
    /// The person does not want it, it is too late, or an attempt may have been made already.
    NotWanted,
    /// The gateway is down: the next ones would wait in vain too.
    Later,
    /// This number has had too many.
    LaterAlone,
    Never,
}

fn no_text(item: &OutboxItem, message: &Message, error: &minijinja::Error) {
    let (kind, line) = (message.kind.code(), error.line());
    tracing::error!(item = item.id, kind, line, "no text can be made");
}

/// How long after a failed attempt the next one is: ten seconds, doubled each time, an hour at most.
pub fn backoff(attempts: u32) -> SignedDuration {
    SignedDuration::from_secs((10_i64 << attempts.min(9)).min(3600))
}

fn count(messages: &[Message]) -> u32 {
    u32::try_from(messages.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_stretch_over_hours_and_codes_are_tried_again_within_their_life() {
        let waits: Vec<i64> = (0..MOST_ATTEMPTS)
            .map(|attempts| backoff(attempts).as_secs())
            .collect();
        assert_eq!(waits[..5], [10, 20, 40, 80, 160]);
        assert_eq!(waits[11], 3600);
        let total: i64 = waits[..11].iter().sum();
        assert!((3 * 3600..9 * 3600).contains(&total), "{total}");
    }
}
