//! Lists: each one Query, however many pages it comes in.

mod across;

use domain::{
    audit::AuditEntry,
    decision::{Person, Receipt},
    form::Form,
    history::Entry,
    id::{CongressId, NominationId, UnitId},
    nomination::{Nomination, import::Import, state::State},
    phone::Phone,
    unit::Unit,
};

use crate::{
    Attachment, Pointer, Store, StoreError,
    calls::{Order, Question},
    items::{self, Item, Reader, partition_key, sort_key},
    keys::{self, InDossier, Key},
};

/// How fresh a list must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consistency {
    /// Everything committed before is in it: for decisions.
    Strong,
    /// A write of the last moments may be missing, at half the price: for lists that are only shown.
    Eventual,
}

/// Everything about one nomination but its summary.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// The form, once it was saved.
    pub form: Option<Form>,
    /// The trail, oldest first.
    pub trail: Vec<AuditEntry>,
    /// The files, oldest first; unconfirmed ones too.
    pub attachments: Vec<Attachment>,
}

impl Store {
    /// All units of a congress, in the order of their ids.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn units(&self, congress: &CongressId) -> Result<Vec<Unit>, StoreError> {
        let (partition, prefix) = keys::units(congress);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Strong)
            .await?;
        items
            .iter()
            .map(|item| items::unit::unit(item, self.keys()))
            .collect()
    }

    /// All nominations of a unit in the order in which they were allocated, deregistered ones too; read consistently,
    /// for decisions on the whole (the report).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn nominations_of_unit(
        &self,
        congress: &CongressId,
        unit: &UnitId,
    ) -> Result<Vec<Nomination>, StoreError> {
        self.nominations_of_unit_at(congress, unit, Consistency::Strong)
            .await
    }

    /// As [`Store::nominations_of_unit`], as fresh as asked.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn nominations_of_unit_at(
        &self,
        congress: &CongressId,
        unit: &UnitId,
        consistency: Consistency,
    ) -> Result<Vec<Nomination>, StoreError> {
        let (partition, prefix) = keys::nominations(congress, unit);
        let items = self
            .records(partition, Order::BeginsWith(prefix), consistency)
            .await?;
        items
            .iter()
            .map(|item| items::nomination::nomination(item, self.keys()))
            .collect()
    }

    /// The receipts of a unit's reports, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn receipts(
        &self,
        congress: &CongressId,
        unit: &UnitId,
    ) -> Result<Vec<Receipt>, StoreError> {
        let (partition, prefix) = keys::receipts(congress, unit);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Strong)
            .await?;
        items
            .iter()
            .map(|item| items::receipt::receipt(item, self.keys()))
            .collect()
    }

    /// A unit's imports, the latest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn imports(
        &self,
        congress: &CongressId,
        unit: &UnitId,
    ) -> Result<Vec<Import>, StoreError> {
        let (partition, prefix) = keys::imports(congress, unit);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Strong)
            .await?;
        items
            .iter()
            .rev()
            .map(|item| items::import::import(item, self.keys()))
            .collect()
    }

    /// What the convening body changed in a congress, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn history(&self, congress: &CongressId) -> Result<Vec<Entry>, StoreError> {
        let (partition, prefix) = keys::history(congress);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Strong)
            .await?;
        items
            .iter()
            .map(|item| items::history::entry(item, self.keys()))
            .collect()
    }

    /// All nominations of a congress in these states, whichever unit's; within a state in the order in which they were
    /// submitted. An index, so a write of the last moments may be missing; deregistered ones are not in it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn queue(
        &self,
        congress: &CongressId,
        states: &[State],
    ) -> Result<Vec<Nomination>, StoreError> {
        let mut nominations = Vec::new();
        for state in states {
            let question = Question {
                index: Some(keys::QUEUE),
                partition: keys::queue_partition(congress, state.code()),
                order: Order::All,
                consistent: false,
            };
            for item in self.query(&question).await? {
                nominations.push(items::nomination::nomination(&item, self.keys())?);
            }
        }
        Ok(nominations)
    }

    /// The forms of these nominations, as far as they were saved, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forms(&self, nominations: &[NominationId]) -> Result<Vec<Form>, StoreError> {
        let keys: Vec<Key> = nominations.iter().map(Key::form).collect();
        let items = self.batch_get(keys).await?;
        items
            .iter()
            .map(|(_, item)| items::form::form(item, self.keys()))
            .collect()
    }

    /// Of these persons, those who are nominated in a congress, each with the nomination: one call per hundred.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn holders(
        &self,
        congress: &CongressId,
        persons: &[Person],
    ) -> Result<Vec<(Person, NominationId)>, StoreError> {
        let keys: Vec<Key> = persons
            .iter()
            .map(|person| items::claim::guard(person, congress, self.keys()))
            .collect();
        let guards = self.batch_get(keys.clone()).await?;
        let mut holders = Vec::new();
        for (_, item) in &guards {
            let holder = items::claim::holder(item, self.keys())?;
            let here = |key: &&Key| (partition_key(item), sort_key(item)) == (&*key.pk, &*key.sk);
            let place = keys.iter().position(|key| here(&key));
            holders.extend(place.map(|place| (persons[place].clone(), holder)));
        }
        Ok(holders)
    }

    /// Form, trail and files of a nomination.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn dossier(&self, nomination: &NominationId) -> Result<Dossier, StoreError> {
        let partition = keys::of_nomination(nomination);
        let items = self
            .records(partition, Order::All, Consistency::Strong)
            .await?;
        let mut dossier = Dossier::default();
        for item in &items {
            match keys::in_dossier(sort_key(item)) {
                Some(InDossier::Form) => {
                    dossier.form = Some(items::form::form(item, self.keys())?);
                }
                Some(InDossier::Audit(_)) => {
                    dossier.trail.push(items::audit::entry(item, self.keys())?);
                }
                Some(InDossier::Attachment(_)) => {
                    dossier
                        .attachments
                        .push(items::attachment::attachment(item, self.keys())?);
                }
                None => {
                    let reader = Reader::new(item, "part of a dossier", u8::MAX, self.keys())?;
                    return Err(reader.corrupt("sk"));
                }
            }
        }
        Ok(dossier)
    }

    /// Where somebody has a part, and which.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn places_of(&self, phone: &Phone) -> Result<Vec<Pointer>, StoreError> {
        let partition = keys::of_person(&self.keys().blind_phone(phone));
        let items = self
            .records(partition, Order::All, Consistency::Strong)
            .await?;
        items
            .iter()
            .map(|item| items::pointer::pointer(item, self.keys()))
            .collect()
    }

    pub(crate) async fn records(
        &self,
        partition: String,
        order: Order<'_>,
        consistency: Consistency,
    ) -> Result<Vec<Item>, StoreError> {
        let consistent = consistency == Consistency::Strong;
        self.query(&Question {
            index: None,
            partition,
            order,
            consistent,
        })
        .await
    }
}
