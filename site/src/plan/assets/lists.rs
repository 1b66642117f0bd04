//! The form's lists that are too long for its page, one file each, fetched once the form can be used.

use std::collections::BTreeMap;

use domain::form::schema;
use domain::text::Language;

/// More options than this are not part of the page.
const MOST_IN_PAGE: usize = 60;

/// Whether a kind of answer has such a list. The page holds its first entry.
pub(crate) fn is_long(kind: schema::Kind<'_>) -> bool {
    matches!(kind, schema::Kind::Code { .. }) && kind.options().len() > MOST_IN_PAGE
}

/// `[[code, name], …]` in the table's order, by table.
pub(super) fn lists(language: Language) -> BTreeMap<String, Vec<u8>> {
    let long = schema::fields().filter(|field| is_long(field.kind));
    long.filter_map(|field| {
        let options = field.kind.options();
        let rows: Vec<[&str; 2]> = options
            .iter()
            .map(|entry| [entry.code, entry.name.get(language)])
            .collect();
        let bytes = serde_json::to_vec(&rows).expect("rows of texts are JSON");
        Some((field.kind.table_id()?.to_owned(), bytes))
    })
    .collect()
}
