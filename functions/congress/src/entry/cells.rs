//! `{"cells": [{unit, category, trait, from, to}]}`: single cells of the quotas of many units.

use domain::{
    category::Category, id::UnitId, refusal::Fault, structure::Trait, text::Text,
    unit::matrix::Cell,
};
use serde_json::Value;

use super::{
    CODE, NUMBER, TEXT,
    object::{Object, unknown},
};

/// The cells in a body and every fault found while reading it.
pub(crate) fn cells(body: Value) -> (Vec<Cell>, Vec<Fault>) {
    let mut faults = Vec::new();
    let Some(mut object) = Object::of(body, "", &mut faults) else {
        return (Vec::new(), faults);
    };
    let items = object.list("cells", &mut faults);
    object.refuse_rest(&mut faults);
    let cells = items
        .into_iter()
        .filter_map(|(pointer, item)| cell(item, &pointer, &mut faults))
        .collect();
    (cells, faults)
}

fn cell(item: Value, pointer: &str, faults: &mut Vec<Fault>) -> Option<Cell> {
    let mut object = Object::of(item, pointer, faults)?;
    let unit: Option<String> = object.require("unit", Text::new("单位", "the unit"), TEXT, faults);
    let category: Option<Category> = object.require(
        "category",
        Text::new("身份类型", "the category"),
        CODE,
        faults,
    );
    let wanted: Option<Trait> = object.read("trait", CODE, faults);
    let from = object.require("from", Text::new("原值", "what was there"), NUMBER, faults);
    let to = object.require("to", Text::new("新值", "what it is to be"), NUMBER, faults);
    let at_unit = object.at("unit");
    object.refuse_rest(faults);
    let Ok(unit) = UnitId::parse(&unit?) else {
        faults.push(unknown(&at_unit));
        return None;
    };
    Some(Cell {
        unit,
        category: category?,
        wanted,
        from: from?,
        to: to?,
    })
}
