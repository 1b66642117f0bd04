//! What a decision comes to: each of its parts as writes with their conditions.

use domain::{
    congress::Congress,
    decision::{Claim, Decision, Receipt},
    message::Message,
    unit::Unit,
};
use jiff::Timestamp;

use super::{Condition, Meaning, Transaction};
use crate::{
    Attachment,
    items::{
        self, Item, attachment, audit, claim, congress, form, nomination, outbox,
        outbox::LEASED_UNTIL, pointer, receipt,
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
        for one in decision.created.iter().chain(&decision.changed) {
            self.record(nomination::item(one, keys), one.version);
            self.listed.push(one.clone());
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
        for entry in &decision.audit {
            self.put(
                Table::Records,
                audit::item(entry, keys),
                &Condition::Absent,
                Meaning::Conflict,
            );
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

    pub(crate) fn receipt(&mut self, receipt: &Receipt, unit: &Unit) {
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
