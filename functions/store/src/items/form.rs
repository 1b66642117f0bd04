//! `N#{nomination} | FORM`: what a nominee filled in, about 4 KB.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `r` | revision |
//! | `f` | sealed whole: values, what changed fields held when it was submitted, who saved last, what an import changed |
//! | `at` | saved at |
//!
//! The whole form is sealed, not a list of its fields: nobody looks anything up in it, and so a field added to the schema
//! cannot be forgotten here.

use domain::form::{Form, changes::Before, imported::Imported, values::Values};
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;

#[derive(Serialize)]
struct Written<'a> {
    #[serde(rename = "v")]
    values: &'a Values,
    #[serde(rename = "o", skip_serializing_if = "Option::is_none")]
    before: Option<&'a Before>,
    #[serde(rename = "b")]
    saved_by: &'a str,
    #[serde(rename = "i", skip_serializing_if = "Option::is_none")]
    imported: Option<&'a Imported>,
}

#[derive(Deserialize)]
struct Read {
    #[serde(rename = "v")]
    values: Values,
    #[serde(rename = "o", default)]
    before: Option<Before>,
    #[serde(rename = "b")]
    saved_by: String,
    #[serde(rename = "i", default)]
    imported: Option<Imported>,
}

/// The item of a form, at the revision after its version.
pub(crate) fn item(form: &Form, keys: &Keys) -> Item {
    let Form {
        values,
        before,
        saved_by,
        imported,
        ..
    } = form;
    Writer::new(Key::form(&form.nomination), LAYOUT, keys)
        .number("r", form.version + 1)
        .sealed(
            "f",
            &Written {
                values,
                before: before.as_ref(),
                saved_by,
                imported: imported.as_ref(),
            },
        )
        .timestamp("at", form.saved_at)
        .finish()
}

/// The form in an item, its version the item's revision.
pub(crate) fn form(item: &Item, keys: &Keys) -> Result<Form, StoreError> {
    let reader = Reader::new(item, "form", LAYOUT, keys)?;
    let Read {
        values,
        before,
        saved_by,
        imported,
    } = reader.sealed("f")?;
    Ok(Form {
        nomination: keys::dossier_of(reader.pk()?).ok_or_else(|| reader.corrupt("pk"))?,
        version: reader.revision()?,
        values,
        before,
        saved_at: reader.timestamp("at")?,
        saved_by,
        imported,
    })
}
