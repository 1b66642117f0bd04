//! `{title, markdown, list?: {columns, categories, from, until}}`: what is entered for a notice.

use domain::{
    notice::{ListEntry, NoticeEntry},
    refusal::Fault,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    TEXT, TIME,
    object::{Object, unknown},
};

/// The notice in a body and every fault found while reading it.
pub(crate) fn notice(body: Value) -> (NoticeEntry, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut entry = NoticeEntry::default();
    let Some(mut object) = Object::of(body, "", &mut faults) else {
        return (entry, faults);
    };
    let found = &mut faults;
    entry.title = object.read("title", TEXT, found).unwrap_or_default();
    entry.markdown = object.read("markdown", TEXT, found).unwrap_or_default();
    if let Some(mut list) = object.object("list", found) {
        entry.list = Some(ListEntry {
            columns: codes(&mut list, "columns", found),
            categories: codes(&mut list, "categories", found),
            from: list.read("from", TIME, found),
            until: list.read("until", TIME, found),
        });
        list.refuse_rest(found);
    }
    object.refuse_rest(found);
    (entry, faults)
}

fn codes<T: DeserializeOwned>(object: &mut Object, field: &str, faults: &mut Vec<Fault>) -> Vec<T> {
    let mut codes = Vec::new();
    for (pointer, value) in object.list(field, faults) {
        match serde_json::from_value(value) {
            Ok(code) => codes.push(code),
            Err(_) => faults.push(unknown(&pointer)),
        }
    }
    codes
}
