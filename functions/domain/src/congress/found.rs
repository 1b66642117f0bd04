//! How a congress comes to be: set up anew, or after an earlier one.

use std::collections::BTreeSet;

use super::{Congress, Life, Office, Officer, Settings};
use crate::{
    id::{CongressId, UnitId},
    material::Filed,
    refusal::Refusal,
    unit::{Contact, Counts, Unit},
    window::Windows,
};

impl Congress {
    /// A new congress of a convening body, as a draft. Whoever sets it up administers it and does the final review
    /// until others are named.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every fault of the settings.
    pub fn found(
        id: CongressId,
        convener: String,
        by: Contact,
        settings: Settings,
    ) -> Result<Self, Refusal> {
        let faults = settings.faults();
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        let offices = BTreeSet::from([Office::Administrator, Office::FinalReviewer]);
        Ok(Self {
            id,
            version: 0,
            convener,
            life: Life::Draft,
            settings,
            officers: vec![Officer {
                contact: by,
                offices,
            }],
        })
    }

    /// The next term's congress after this one, as a draft: the same settings and officers under another title. What
    /// belongs to the earlier term alone is not taken: its dates, windows and the questions it no longer asks.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] when the title cannot be.
    pub fn cloned(&self, id: CongressId, title: &str) -> Result<Self, Refusal> {
        let settings = Settings {
            title: title.trim().to_owned(),
            starts_on: None,
            ends_on: None,
            windows: Windows::default(),
            form: self.settings.form.for_next_term(),
            ..self.settings.clone()
        };
        let faults = settings.faults();
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        Ok(Self {
            id,
            version: 0,
            life: Life::Draft,
            settings,
            ..self.clone()
        })
    }
}

impl Unit {
    /// The unit in the next term's congress: nobody is nominated yet and nothing is extended.
    #[must_use]
    pub fn cloned(&self, id: UnitId, congress: CongressId) -> Self {
        Self {
            id,
            congress,
            version: 0,
            counts: Counts::default(),
            materials: Filed::default(),
            extensions: Vec::new(),
            last_activity_at: None,
            ..self.clone()
        }
    }
}
