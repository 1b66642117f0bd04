//! Units with the pointers of their liaisons and the guards of their codes.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    closing::Closing,
    history::Entry,
    id::{CongressId, UnitId},
    message::Message,
    phone::Phone,
    unit::{Contact, Unit},
};
use jiff::Timestamp;

use crate::{
    CommitError, Idempotency, Store,
    commit::signing_out::SigningOut,
    items::claim,
    items::{Item, Writer, job::Job},
    keys::{Key, Table},
    transaction::{Condition, Meaning, Transaction},
};

/// The attribute of a code's guard that says whose it is: the same as of a person's.
const HOLDER: &str = claim::HOLDER;

/// One unit that is created, changed or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitChange {
    /// As it was read; `None` creates it.
    pub before: Option<Unit>,
    /// As it is to be; `None` deletes it.
    pub after: Option<Unit>,
}

impl UnitChange {
    /// What closes later than before, for it alone.
    fn new_closings(&self, now: Timestamp) -> Vec<Closing> {
        let of = |unit: &Option<Unit>| unit.as_ref().map(|unit| unit.extensions.clone());
        match &self.after {
            Some(after) if of(&self.before) != of(&self.after) => Closing::of_unit(after, now),
            _ => Vec::new(),
        }
    }

    /// What was to be said of a unit that goes: nobody is left to be told.
    fn void_closings(&self, now: Timestamp) -> Vec<Closing> {
        match (&self.before, &self.after) {
            (Some(before), None) => Closing::of_unit(before, now),
            _ => Vec::new(),
        }
    }

    /// The liaisons who are none from then on.
    fn who_is_gone(&self) -> Vec<Phone> {
        let of = |unit: &Option<Unit>| -> Vec<Phone> {
            let liaisons = unit.iter().flat_map(|unit| &unit.liaisons);
            liaisons.map(|one| one.phone.clone()).collect()
        };
        let are = of(&self.after);
        let mut were = of(&self.before);
        were.retain(|phone| !are.contains(phone));
        were
    }

    /// The most writes it comes to: the unit, its code's guards where the code changes, a pointer for each liaison who is new
    /// or gone, what is said before its own times end. Whenever it is committed: of the latter, those that are past by then
    /// are not written.
    fn most_writes(&self) -> usize {
        let liaisons = |unit: &Option<Unit>| -> Vec<Contact> {
            unit.as_ref()
                .map(|unit| unit.liaisons.clone())
                .unwrap_or_default()
        };
        let (were, are) = (liaisons(&self.before), liaisons(&self.after));
        let only = |these: &[Contact], those: &[Contact]| {
            let known = |one: &&Contact| those.iter().any(|other| other.phone == one.phone);
            these.iter().filter(|one| !known(one)).count()
        };
        let code = |unit: &Option<Unit>| unit.as_ref().map(|unit| unit.code.clone());
        let guards = if code(&self.before) == code(&self.after) {
            0
        } else {
            usize::from(self.before.is_some()) + usize::from(self.after.is_some())
        };
        let ever = Timestamp::MIN;
        let closings = self.new_closings(ever).len() + self.void_closings(ever).len();
        // The unit and its place on the board; one that goes leaves the register too.
        let unit = 2 + usize::from(self.after.is_none());
        unit + guards + only(&were, &are) + only(&are, &were) + closings
    }
}

/// The writes besides the units': history, messages, who is signed out, idempotency record.
const BESIDES: usize = 4;

/// Cuts changes into runs that each fit one transaction, with room for the history, the messages and the idempotency record.
///
/// An import of many units is committed run by run: when it stops in between, the same file again finds the units already
/// written unchanged and goes on.
pub fn unit_batches(changes: &[UnitChange]) -> Vec<&[UnitChange]> {
    let mut batches = Vec::new();
    let (mut start, mut writes) = (0, BESIDES);
    for (index, change) in changes.iter().enumerate() {
        if writes + change.most_writes() > CommitError::MOST_ITEMS && index > start {
            batches.push(&changes[start..index]);
            (start, writes) = (index, BESIDES);
        }
        writes += change.most_writes();
    }
    if start < changes.len() {
        batches.push(&changes[start..]);
    }
    batches
}

/// Who had a code and who is to have it.
#[derive(Default)]
struct CodeChange {
    released_by: Option<UnitId>,
    taken_by: Option<UnitId>,
}

impl Store {
    /// Writes units, each on condition that it is still at the version that was read. Liaisons who are new or gone get
    /// or lose their pointers with it, and sessions of those who are gone end; a code is given to one unit of a congress only.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] (also for a code somebody else just took), [`CommitError::AlreadyDone`],
    /// [`CommitError::TooLarge`] (cut with [`unit_batches`]), [`CommitError::Store`].
    pub async fn commit_units(
        &self,
        changes: &[UnitChange],
        messages: &[Message],
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
        mut ids: impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        let (mut transaction, signed_out) = self.units_with_pointers(changes, now)?;
        transaction.messages(messages, now, &mut ids);
        transaction.done(idempotency.as_ref(), now);
        transaction.commit().await?;
        self.sign_out_now(signed_out).await;
        Ok(())
    }

    /// The same as somebody of the convening body did it: recorded in the congress's history.
    ///
    /// # Errors
    /// As [`Store::commit_units`].
    pub async fn change_units(
        &self,
        changes: &[UnitChange],
        entry: &Entry,
        messages: &[Message],
        idempotency: Option<Idempotency<'_>>,
        mut ids: impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        let (mut transaction, signed_out) = self.units_with_pointers(changes, entry.at)?;
        transaction.history(entry, &mut ids);
        transaction.messages(messages, entry.at, &mut ids);
        transaction.done(idempotency.as_ref(), entry.at);
        transaction.commit().await?;
        self.sign_out_now(signed_out).await;
        Ok(())
    }

    fn units_with_pointers(
        &self,
        changes: &[UnitChange],
        now: Timestamp,
    ) -> Result<(Transaction<'_>, Option<Job<SigningOut>>), CommitError> {
        let mut transaction = Transaction::new(self);
        for change in changes {
            self.unit_and_pointers(change, &mut transaction);
            transaction.closings(&change.new_closings(now));
            transaction.no_closings(&change.void_closings(now));
        }
        for ((congress, code), change) in codes(changes)? {
            self.code(&Key::unit_code(congress, code), &change, &mut transaction);
        }
        let gone: Vec<_> = changes.iter().flat_map(UnitChange::who_is_gone).collect();
        let signed_out = transaction.signs_out(gone, now);
        Ok((transaction, signed_out))
    }

    fn unit_and_pointers(&self, change: &UnitChange, transaction: &mut Transaction<'_>) {
        let version = change.before.as_ref().map_or(0, |before| before.version);
        match (&change.before, &change.after) {
            (_, Some(after)) => transaction.unit(&Unit {
                version,
                ..after.clone()
            }),
            (Some(before), None) => {
                let key = Key::unit(&before.congress, &before.id);
                transaction.delete(&key, &Condition::FreeRevision(version), Meaning::Conflict);
                for key in [
                    Key::board(&before.congress, &before.id),
                    Key::register(&before.congress, &before.id),
                ] {
                    transaction.delete(&key, &Condition::Always, Meaning::Conflict);
                }
            }
            (None, None) => {}
        }
        let liaisons = |unit: &Option<Unit>| {
            unit.as_ref()
                .map(|unit| self.liaisons(unit))
                .unwrap_or_default()
        };
        let (were, are) = (liaisons(&change.before), liaisons(&change.after));
        for gone in were.difference(&are) {
            transaction.unpoint(gone);
        }
        for new in are.difference(&were) {
            transaction.point(new.clone());
        }
    }

    fn liaisons(&self, unit: &Unit) -> BTreeSet<Key> {
        let Unit { congress, id, .. } = unit;
        let blind = unit
            .liaisons
            .iter()
            .map(|liaison| self.keys().blind_phone(&liaison.phone));
        blind
            .map(|person| Key::liaison(&person, congress, id))
            .collect()
    }

    fn code(&self, key: &Key, change: &CodeChange, transaction: &mut Transaction<'_>) {
        let CodeChange {
            released_by,
            taken_by,
        } = change;
        let held = released_by
            .as_ref()
            .map(|unit| Condition::Is(HOLDER, unit.to_string()));
        match (held, taken_by) {
            (held, Some(unit)) => {
                let condition = held.unwrap_or(Condition::Absent);
                let item = self.code_item(key.clone(), unit);
                transaction.put(Table::Records, item, &condition, Meaning::Conflict);
            }
            (Some(held), None) => transaction.delete(key, &held, Meaning::Conflict),
            (None, None) => {}
        }
    }

    fn code_item(&self, key: Key, unit: &UnitId) -> Item {
        Writer::new(key, 1, self.keys())
            .text(HOLDER, unit.as_str())
            .finish()
    }
}

/// Every code that changes hands, each once: two units that swap theirs are two writes, not four.
fn codes(changes: &[UnitChange]) -> Result<BTreeMap<(&CongressId, &str), CodeChange>, CommitError> {
    let mut codes: BTreeMap<(&CongressId, &str), CodeChange> = BTreeMap::new();
    for UnitChange { before, after } in changes {
        let code = |unit: &Option<Unit>| unit.as_ref().map(|unit| unit.code.clone());
        if code(before) == code(after) {
            continue;
        }
        if let Some(before) = before {
            codes
                .entry((&before.congress, &before.code))
                .or_default()
                .released_by = Some(before.id.clone());
        }
        if let Some(after) = after {
            let taken = codes.entry((&after.congress, &after.code)).or_default();
            if taken.taken_by.replace(after.id.clone()).is_some() {
                return Err(CommitError::Conflict);
            }
        }
    }
    Ok(codes)
}
