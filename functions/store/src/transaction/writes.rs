//! What a decision comes to: each of its parts as writes with their conditions.

use std::collections::BTreeMap;

use domain::{
    audit::{AuditEntry, Link},
    closing::Closing,
    congress::Congress,
    decision::{Claim, Decision, Receipt},
    history::Entry,
    id::NominationId,
    message::Message,
    nomination::Nomination,
    unit::Unit,
};
use jiff::Timestamp;

use super::{Condition, Meaning, Transaction};
use crate::{
    Attachment,
    items::{
        self, Item, attachment, audit, claim, congress, disclosure, form, history, nomination,
        outbox, outbox::LEASED_UNTIL, pointer, receipt,
    },
    keys::{Key, Table},
};

impl Transaction<'_> {
    /// Everything of a decision.
    pub(crate) fn decision(
        &mut self,
        decision: &Decision,
        now: Timestamp,
        ids: &mut impl FnMut() -> String,
    ) {
        let keys = self.store.keys();
        if let Some(unit) = &decision.unit {
            self.unit(unit);
        }
        let ends = self.trail(&decision.audit);
        let end = |one: &Nomination| ends.get(&one.id).copied().or(one.trail);
        for one in decision.created.iter().chain(&decision.changed) {
            let unmoved = Condition::Unmoved(one.version, one.trail);
            let item = nomination::item(one, end(one), keys);
            self.put(Table::Records, item, &unmoved, Meaning::Conflict);
            self.listed.push(one.clone());
        }
        if let Some(noted) = &decision.noted {
            self.note(noted, end(noted));
        }
        if let Some(form) = &decision.form {
            self.record(form::item(form, keys), form.version);
        }
        for claim in &decision.releases {
            self.release(claim);
        }
        for claim in &decision.claims {
            self.claim(claim);
        }
        if let Some(record) = &decision.disclosure {
            let item = disclosure::item(record, &ids(), keys);
            self.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
        }
        if let Some(entry) = &decision.history {
            self.history(entry, ids);
        }
        if let (Some(receipt), Some(unit)) = (&decision.receipt, &decision.unit) {
            self.receipt(receipt, unit);
        }
        if let Some(held) = &decision.withdrawn {
            let key = Key::outbox(held.due_at, &held.id);
            self.delete(&key, &Condition::Without(LEASED_UNTIL), Meaning::Conflict);
        }
        match &decision.held {
            Some(held) => self.messages(&decision.messages, held.due_at, &mut || held.id.clone()),
            None => self.messages(&decision.messages, now, ids),
        }
    }

    /// Entries of trails, each linked to what it follows; answers how the trails end then.
    fn trail(&mut self, entries: &[AuditEntry]) -> BTreeMap<NominationId, Link> {
        let keys = self.store.keys();
        let mut ends = BTreeMap::new();
        for entry in entries {
            let follows = ends.get(&entry.nomination).copied().or(entry.follows);
            let link = keys.link(follows, entry);
            let item = audit::item(entry, follows, link, keys);
            self.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
            ends.insert(entry.nomination.clone(), link);
        }
        ends
    }

    /// A nomination's trail ends otherwise; nothing else of it changes but the consent that is noted.
    fn note(&mut self, noted: &Nomination, end: Option<Link>) {
        let Some(end) = end else { return };
        let key = Key::nomination(&noted.congress, &noted.unit, &noted.id);
        let unmoved = Condition::Unmoved(noted.version, noted.trail);
        let mut changes = vec![(
            nomination::TRAIL_END,
            Some(items::attribute::link_value(end)),
        )];
        if let Some(consent) = &noted.consent {
            let consent = items::attribute::json_value(consent);
            changes.push((nomination::CONSENT, Some(consent)));
        }
        self.update(&key, &changes, &unmoved, Meaning::Conflict);
    }

    /// An item at its next revision, if it is still at the one that was read.
    fn record(&mut self, item: Item, read: u64) {
        self.put(
            Table::Records,
            item,
            &Condition::Revision(read),
            Meaning::Conflict,
        );
    }

    pub(crate) fn unit(&mut self, unit: &Unit) {
        self.unit_under(unit, None);
    }

    /// A unit, marked with the report under way if one begins; not while another one is.
    pub(crate) fn unit_under(&mut self, unit: &Unit, report: Option<&str>) {
        let item = items::unit::item(unit, report, self.store.keys());
        let condition = Condition::FreeRevision(unit.version);
        self.put(Table::Records, item, &condition, Meaning::Conflict);
        let board = items::board::item(unit, self.store.keys());
        self.put(Table::Records, board, &Condition::Always, Meaning::Conflict);
    }

    /// The receipt of a report. With its return the unit's own time was extended, and it is told before that ends.
    pub(crate) fn receipt(&mut self, receipt: &Receipt, unit: &Unit) {
        if receipt.returned.is_some() {
            self.closings(&Closing::of_unit(unit, receipt.at));
        }
        let item = receipt::item(receipt, &unit.congress, &unit.id, self.store.keys());
        self.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
    }

    pub(crate) fn congress(&mut self, congress: &Congress) {
        self.record(
            congress::item(congress, self.store.keys()),
            congress.version,
        );
    }

    /// A person is taken, unless this nomination has them already.
    pub(crate) fn claim(&mut self, claim: &Claim) {
        let mine = Condition::AbsentOr(claim::HOLDER, claim.nomination.to_string());
        let item = claim::item(claim, self.store.keys());
        self.put(
            Table::Records,
            item,
            &mine,
            Meaning::Claimed(Box::new(claim.clone())),
        );
    }

    /// A person is set free, if it is this nomination that has them.
    pub(crate) fn release(&mut self, claim: &Claim) {
        let mine = Condition::AbsentOr(claim::HOLDER, claim.nomination.to_string());
        self.delete(
            &claim::key(claim, self.store.keys()),
            &mine,
            Meaning::Conflict,
        );
    }

    /// All messages of a command are one item of the outbox.
    pub(crate) fn messages(
        &mut self,
        messages: &[Message],
        due_at: Timestamp,
        ids: &mut impl FnMut() -> String,
    ) {
        if !messages.is_empty() {
            let item = outbox::messages(messages, due_at, &ids(), self.store.keys());
            self.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
        }
    }

    /// People are to be told in time that windows close. What was scheduled before is scheduled again.
    pub(crate) fn closings(&mut self, closings: &[Closing]) {
        for closing in closings {
            let item = outbox::closing(closing, self.store.keys());
            self.put(Table::Records, item, &Condition::Always, Meaning::Conflict);
        }
    }

    /// People are not to be told after all, if they were.
    pub(crate) fn no_closings(&mut self, closings: &[Closing]) {
        for closing in closings {
            let key = Key::outbox(closing.due_at(), &closing.id());
            self.delete(&key, &Condition::Always, Meaning::Conflict);
        }
    }

    /// What the convening body changed.
    pub(crate) fn history(&mut self, entry: &Entry, ids: &mut impl FnMut() -> String) {
        let item = history::item(entry, &ids(), self.store.keys());
        self.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
    }

    /// Somebody has a part somewhere from now on.
    pub(crate) fn point(&mut self, key: Key) {
        let item = pointer::plain(key, self.store.keys());
        self.put(Table::Records, item, &Condition::Always, Meaning::Conflict);
    }

    /// Somebody no longer has a part somewhere.
    pub(crate) fn unpoint(&mut self, key: &Key) {
        self.delete(key, &Condition::Always, Meaning::Conflict);
    }

    pub(crate) fn attachment(&mut self, one: &Attachment, condition: &Condition) {
        let item = attachment::item(one, self.store.keys());
        self.put(Table::Records, item, condition, Meaning::Conflict);
    }
}
