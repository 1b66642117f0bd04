#![doc = include_str!("README.md")]

pub mod convening;
pub mod found;
mod level;
mod life;
mod officer;
mod settings;

pub use level::Level;
pub use life::Life;
pub use officer::{Office, Officer};
pub use settings::{
    Belongs, CategoryRule, Condition, Material, Met, OwnName, Requirement, Settings, Severity,
    Support, Target, Targets, Template, questions,
};

use crate::{
    category::Category,
    id::{CongressId, MaterialId},
    refusal::{Refusal, Said},
    structure::Trait,
};

/// A congress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Congress {
    /// Its id.
    pub id: CongressId,
    /// Raised by one with every change.
    pub version: u64,
    /// The convening body's name.
    pub convener: String,
    /// Where it is in its life.
    pub life: Life,
    /// What the convener set.
    pub settings: Settings,
    /// Its administrators and final reviewers.
    pub officers: Vec<Officer>,
}

impl Congress {
    /// The name of the trait here.
    pub fn trait_name(&self, wanted: Trait) -> Said {
        self.settings.trait_name(wanted)
    }

    /// What a category is called here.
    pub fn category_name(&self, category: Category) -> Said {
        self.settings.category_name(category)
    }

    /// The congress with other settings. Templates of materials stay as they are: their files come another way.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every fault; [`Refusal::CongressNotOpen`] once it is archived.
    pub fn with_settings(mut self, settings: Settings) -> Result<Self, Refusal> {
        if self.life == Life::Archived {
            return Err(Refusal::CongressNotOpen { life: self.life });
        }
        let settings = settings.with_templates_of(&self.settings);
        let mut faults = settings.faults();
        let former = &self.settings.form;
        faults.extend(settings.form.require_keeps(former, self.life));
        if faults.is_empty() {
            self.settings = settings;
            Ok(self)
        } else {
            Err(Refusal::Invalid(faults))
        }
    }

    /// The congress with another template of a material, or none; `None` when there is no such material.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`] once it is archived.
    pub fn with_template(
        mut self,
        material: &MaterialId,
        template: Option<Template>,
    ) -> Result<Option<Self>, Refusal> {
        if self.life == Life::Archived {
            return Err(Refusal::CongressNotOpen { life: self.life });
        }
        let known = self.settings.materials.iter_mut();
        let Some(found) = known.into_iter().find(|one| one.id == *material) else {
            return Ok(None);
        };
        found.template = template;
        Ok(Some(self))
    }
}
