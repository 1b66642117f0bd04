//! `materials`: which files are asked for.

use domain::{
    congress::{Belongs, Material, OwnName},
    id::MaterialId,
    refusal::Fault,
    text::Text,
};
use serde_json::Value;

use super::{conditions::category_set, text};
use crate::entry::{CODE, TEXT, object::Object};

pub(super) fn materials(object: &mut Object, faults: &mut Vec<Fault>) -> Vec<Material> {
    let items = object.list("materials", faults);
    items
        .into_iter()
        .filter_map(|(pointer, item)| material(item, &pointer, faults))
        .collect()
}

fn material(item: Value, pointer: &str, faults: &mut Vec<Fault>) -> Option<Material> {
    let mut object = Object::of(item, pointer, faults)?;
    let label = Text::new("材料编号", "the material's id");
    let id: Option<MaterialId> = object.require("id", label, TEXT, faults);
    let name = object.object("name", faults).map(|mut name| {
        let read = OwnName {
            zh: text(&mut name, "zh", faults),
            en: text(&mut name, "en", faults),
        };
        name.refuse_rest(faults);
        read
    });
    let label = Text::new(
        "归个人还是单位",
        "whether it is each person's or the unit's",
    );
    let belongs: Option<Belongs> = object.require("belongs", label, CODE, faults);
    let categories = category_set(&mut object, "categories", faults);
    // A view shows the template; its file is put where it stands, and what is said of it here changes nothing.
    object.take("template");
    object.refuse_rest(faults);
    Some(Material {
        id: id?,
        name: name.unwrap_or_default(),
        belongs: belongs?,
        categories,
        template: None,
    })
}
