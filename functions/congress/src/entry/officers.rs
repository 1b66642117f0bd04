//! `{"officers": [{name, phone, roles}]}`: the people of the convening body.

use std::collections::BTreeSet;

use domain::{
    congress::{Congress, Officer},
    refusal::{Fault, Refusal},
    unit::{Contact, contact::ContactEntry},
};
use serde_json::Value;

use super::{
    TEXT,
    object::{Object, unknown},
};

/// The congress with the officers in a body. A phone given masked, as it was read, keeps the stored one.
///
/// # Errors
/// Every fault found while reading, else those of [`Congress::with_officers`].
pub(crate) fn officers(body: Value, congress: &Congress) -> Result<Congress, Refusal> {
    let mut faults = Vec::new();
    let known: Vec<Contact> = congress
        .officers
        .iter()
        .map(|officer| officer.contact.clone())
        .collect();
    let mut officers = Vec::new();
    if let Some(mut object) = Object::of(body, "", &mut faults) {
        for (pointer, item) in object.list("officers", &mut faults) {
            officers.extend(officer(item, &pointer, &known, &mut faults));
        }
        object.refuse_rest(&mut faults);
    }
    if faults.is_empty() {
        congress.clone().with_officers(officers)
    } else {
        Err(Refusal::Invalid(faults))
    }
}

fn officer(
    value: Value,
    pointer: &str,
    known: &[Contact],
    faults: &mut Vec<Fault>,
) -> Option<Officer> {
    let mut object = Object::of(value, pointer, faults)?;
    let entry = ContactEntry {
        name: object.read("name", TEXT, faults).unwrap_or_default(),
        phone: object.read("phone", TEXT, faults).unwrap_or_default(),
    };
    let mut offices = BTreeSet::new();
    for (pointer, role) in object.list("roles", faults) {
        match serde_json::from_value(role) {
            Ok(office) => {
                offices.insert(office);
            }
            Err(_) => faults.push(unknown(&pointer)),
        }
    }
    object.refuse_rest(faults);
    let contact = entry.read(known, pointer, faults)?;
    Some(Officer { contact, offices })
}
