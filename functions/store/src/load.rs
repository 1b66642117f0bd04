//! What a command or a view starts from, in one call over both tables.

use domain::{
    congress::Congress,
    form::Form,
    id::{CongressId, NominationId, UnitId},
    nomination::Nomination,
    unit::Unit,
};

use crate::{
    Done, Session, Store, StoreError, TokenHash,
    access::{idempotency, session},
    items::{self, Item, report_job, sort_key},
    keys::{self, InDossier, Key, Table},
};

/// What to load. Everything is read consistently; what is not there comes back as `None` or is left out.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Who asks.
    pub session: Option<&'a TokenHash>,
    /// The request's `Idempotency-Key`: what was answered to it.
    pub idempotency: Option<&'a str>,
    /// A congress.
    pub congress: Option<&'a CongressId>,
    /// A unit.
    pub unit: Option<(&'a CongressId, &'a UnitId)>,
    /// A nomination's summary.
    pub nomination: Option<(&'a CongressId, &'a UnitId, &'a NominationId)>,
    /// A nomination's form.
    pub form: Option<&'a NominationId>,
    /// Several units of `congress`.
    pub units: Vec<UnitId>,
    /// Several nominations of `congress`. A hundred fit one call together with the rest only if that is nothing.
    pub nominations: Vec<(UnitId, NominationId)>,
}

/// What was there of what was [`Wanted`].
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Who asks. It may have expired: compare [`Session::expires_at`].
    pub session: Option<Session>,
    /// What was answered to the idempotency key.
    pub done: Option<Done>,
    /// The congress.
    pub congress: Option<Congress>,
    /// The unit.
    pub unit: Option<Unit>,
    /// Whether a long report of the unit is under way: until it is done, commands on the unit are conflicts.
    pub reporting: bool,
    /// The nomination's summary.
    pub nomination: Option<Nomination>,
    /// The form.
    pub form: Option<Form>,
    /// The several units, in no order.
    pub units: Vec<Unit>,
    /// The several nominations, in no order.
    pub nominations: Vec<Nomination>,
}

impl Wanted<'_> {
    /// A command on a unit is about to change its register: read here, it costs no further call. Only what commands send has a key.
    fn register(&self) -> Option<Key> {
        let (congress, unit) = self.unit.filter(|_| self.idempotency.is_some())?;
        Some(Key::register(congress, unit))
    }

    fn keys(&self) -> Vec<Key> {
        let mut keys = Vec::new();
        keys.extend(self.session.map(Key::session));
        keys.extend(self.idempotency.map(Key::done));
        keys.extend(self.congress.map(Key::congress));
        keys.extend(self.unit.map(|(congress, unit)| Key::unit(congress, unit)));
        keys.extend(
            self.nomination
                .map(|(congress, unit, id)| Key::nomination(congress, unit, id)),
        );
        keys.extend(self.form.map(Key::form));
        keys.extend(self.register());
        if let Some(congress) = self.congress {
            keys.extend(self.units.iter().map(|unit| Key::unit(congress, unit)));
            let several = self.nominations.iter();
            keys.extend(several.map(|(unit, id)| Key::nomination(congress, unit, id)));
        }
        keys
    }
}

fn is_register(item: &Item) -> bool {
    keys::on_register(items::partition_key(item), sort_key(item)).is_some()
}

impl Store {
    /// Loads with one `BatchGetItem` (one more per hundred items).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn load(&self, wanted: &Wanted<'_>) -> Result<Loaded, StoreError> {
        let keys = wanted.keys();
        let mut loaded = Loaded::default();
        if keys.is_empty() {
            return Ok(loaded);
        }
        let mut register = None;
        for (table, item) in self.batch_get(keys).await? {
            match table {
                Table::Records if is_register(&item) => register = Some(item),
                Table::Access => self.take_access(&item, &mut loaded)?,
                Table::Records => self.take_record(&item, wanted, &mut loaded)?,
            }
        }
        if let Some(key) = wanted.register() {
            self.remember_register(key, register);
        }
        Ok(loaded)
    }

    fn take_access(&self, item: &Item, loaded: &mut Loaded) -> Result<(), StoreError> {
        if keys::is_done(sort_key(item)) {
            loaded.done = Some(idempotency::done(item, self.keys())?);
        } else {
            loaded.session = Some(session::session(item, self.keys())?);
        }
        Ok(())
    }

    fn take_record(
        &self,
        item: &Item,
        wanted: &Wanted<'_>,
        loaded: &mut Loaded,
    ) -> Result<(), StoreError> {
        let (keys, sk) = (self.keys(), sort_key(item));
        if keys::in_dossier(sk) == Some(InDossier::Form) {
            loaded.form = Some(items::form::form(item, keys)?);
        } else if keys::is_congress(sk) {
            loaded.congress = Some(items::congress::congress(item, keys)?);
        } else if keys::is_unit(sk) {
            let unit = items::unit::unit(item, keys)?;
            if wanted.units.contains(&unit.id) {
                loaded.units.push(unit.clone());
            }
            if wanted.unit.is_some_and(|(_, id)| *id == unit.id) {
                loaded.unit = Some(unit);
                loaded.reporting = item.contains_key(report_job::UNDER_WAY);
            }
        } else {
            let nomination = items::nomination::nomination(item, keys)?;
            if wanted
                .nominations
                .iter()
                .any(|(_, id)| *id == nomination.id)
            {
                loaded.nominations.push(nomination.clone());
            }
            if wanted
                .nomination
                .is_some_and(|(.., id)| *id == nomination.id)
            {
                loaded.nomination = Some(nomination);
            }
        }
        Ok(())
    }
}
