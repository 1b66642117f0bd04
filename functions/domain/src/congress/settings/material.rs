//! Materials: the kinds of file that a congress asks for, of each person or once of the unit.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{OwnName, Settings, too_long};
use crate::{
    category::Category,
    id::{AttachmentId, MaterialId},
    refusal::{Fault, FaultCode, Said},
};

/// The most materials of a congress.
const MOST: usize = 20;
/// The longest name, in characters: it heads lists and stands in refusals.
const LONGEST_NAME: usize = 50;
/// The longest id: every summary carries those of the files it has.
const LONGEST_ID: usize = 8;

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Belongs {
    /// Of each person, e.g. the opinion of the party organisation.
    Person,
    /// Of the unit as a whole, e.g. the record of the electing meeting.
    Unit,
}

/// The empty form that people download; its bytes are in object storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The file.
    pub file: AttachmentId,
    /// Its name.
    pub name: String,
    /// Media type.
    pub content_type: String,
    /// Bytes.
    pub size: u64,
}

/// One kind of file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Its id within the congress; files say by it what they are. Never used again for another one.
    pub id: MaterialId,
    /// What it is called.
    pub name: OwnName,
    /// Whose.
    pub belongs: Belongs,
    /// For which categories it is required; for the others it may be given.
    pub categories: BTreeSet<Category>,
    /// The empty form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Template>,
}

impl Material {
    /// Its name in both languages; the Chinese one stands in for an English one that is not given.
    pub fn called(&self) -> Said {
        let OwnName { zh, en } = &self.name;
        Said::new(
            zh.clone(),
            if en.is_empty() {
                zh.clone()
            } else {
                en.clone()
            },
        )
    }
}

impl Settings {
    /// A material by its id.
    pub fn material(&self, id: &MaterialId) -> Option<&Material> {
        self.materials.iter().find(|one| one.id == *id)
    }

    /// These settings with the templates of others: files are not among what is typed.
    #[must_use]
    pub(in crate::congress) fn with_templates_of(mut self, others: &Self) -> Self {
        for material in &mut self.materials {
            let known = others.material(&material.id);
            material.template = known.and_then(|one| one.template.clone());
        }
        self
    }
}

/// Every fault, with pointers below `/materials`.
pub(super) fn faults(materials: &[Material], settings: &Settings) -> Vec<Fault> {
    let mut faults = Vec::new();
    if materials.len() > MOST {
        faults.push(Fault::new(
            "/materials",
            FaultCode::TooLong,
            format!("最多 {MOST} 种材料"),
            format!("At most {MOST} materials"),
        ));
    }
    for (index, material) in materials.iter().enumerate() {
        let (pointer, before) = (format!("/materials/{index}"), &materials[..index]);
        if before.iter().any(|other| other.id == material.id)
            || material.id.as_str().len() > LONGEST_ID
        {
            faults.push(Fault::new(
                format!("{pointer}/id"),
                FaultCode::Repeated,
                "材料编号重复或过长，请删去后重新添加",
                "Two materials have the same id, or it is too long; remove one and add it again",
            ));
        }
        faults.extend(of_one(material, &pointer, settings));
        if before.iter().any(|other| other.name.zh == material.name.zh) {
            faults.push(Fault::new(
                format!("{pointer}/name/zh"),
                FaultCode::Repeated,
                "与前面的材料同名，请改用不同的名称",
                "A material above has the same name; give it another",
            ));
        }
    }
    faults
}

fn of_one(material: &Material, pointer: &str, settings: &Settings) -> Vec<Fault> {
    let mut faults = Vec::new();
    let OwnName { zh, en } = &material.name;
    if zh.trim().is_empty() {
        faults.push(Fault::required(
            format!("{pointer}/name/zh"),
            "材料名称",
            "the material's name",
        ));
    }
    for (language, text) in [("zh", zh), ("en", en)] {
        let at = format!("{pointer}/name/{language}");
        faults.extend(too_long(
            &at,
            "材料名称",
            "A material's name",
            text,
            LONGEST_NAME,
        ));
    }
    let used = |category: &Category| settings.categories.contains_key(category);
    if !material.categories.iter().all(used) {
        faults.push(Fault::new(
            format!("{pointer}/categories"),
            FaultCode::NotUsed,
            "只能选择本届大会使用的身份类型",
            "Choose categories of this congress only",
        ));
    }
    faults
}
