//! Materials as whoever gives or reviews them sees them.

use domain::{
    congress::{Belongs, Material, Settings},
    nomination::{Nomination, Standing},
    text::Language,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A material that is asked of somebody, or of a unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MaterialView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// How many files of it there are.
    pub files: u32,
    /// The empty form, to download.
    pub template: Option<TemplateView>,
}

/// The empty form of a material; its address is asked for when it is wanted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TemplateView {
    /// The file's name.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

impl MaterialView {
    /// Everything that a person may give, with what is there.
    pub fn of_person(
        nomination: &Nomination,
        settings: &Settings,
        language: Language,
    ) -> Vec<Self> {
        let asked = settings
            .materials
            .iter()
            .filter(|one| one.belongs == Belongs::Person);
        asked
            .map(|one| {
                let files = nomination.materials.of(&one.id);
                Self::new(one, one.is_required_of(nomination), files, language)
            })
            .collect()
    }

    /// Everything that a unit may give, with what is there.
    pub fn of_unit(standing: Standing<'_>, language: Language) -> Vec<Self> {
        let materials = standing.congress.settings.materials.iter();
        let asked = materials.filter(|one| one.belongs == Belongs::Unit);
        asked
            .map(|one| {
                let files = standing.unit.materials.of(&one.id);
                Self::new(one, one.is_required_of_unit(standing), files, language)
            })
            .collect()
    }

    fn new(material: &Material, required: bool, files: u32, language: Language) -> Self {
        let template = material.template.as_ref();
        Self {
            id: material.id.to_string(),
            name: material.called().get(language).to_owned(),
            required,
            files,
            template: template.map(|one| TemplateView {
                name: one.name.clone(),
                size: one.size,
            }),
        }
    }
}
