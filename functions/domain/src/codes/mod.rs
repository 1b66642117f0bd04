//! Code tables: what the form stores as a code and shows as a name.
//!
//! Every table is one file of `functions/domain/codes`, embedded and read once. Its README says
//! where each table comes from and how the files are written.

mod entry;
mod read;
mod table;

pub use entry::{Code, Source};
pub use table::CodeTable;

use std::sync::LazyLock;

macro_rules! tables {
    ($($id:literal),+ $(,)?) => {
        [$(($id, include_str!(concat!("../../codes/", $id, ".csv")))),+]
    };
}

static TABLES: LazyLock<Vec<CodeTable>> = LazyLock::new(|| {
    tables![
        "academician",
        "association_kind",
        "degree",
        "discipline",
        "division",
        "education",
        "ethnic_group",
        "id_type",
        "nationality",
        "occupation",
        "organisation_level",
        "party",
        "sex",
        "staff_kind",
        "title_rank",
    ]
    .into_iter()
    .map(|(id, file)| read::table(id, file))
    .collect()
});

/// The table with this id, such as `ethnic_group`.
///
/// ```
/// use domain::{codes, text::Language};
///
/// let groups = codes::table("ethnic_group").expect("the table exists");
/// assert_eq!(groups.name("05", Language::Zh), Some("维吾尔族"));
/// ```
pub fn table(id: &str) -> Option<&'static CodeTable> {
    all().iter().find(|table| table.id == id)
}

/// Every table, by id in alphabetical order.
pub fn all() -> &'static [CodeTable] {
    &TABLES
}

#[cfg(test)]
mod tests;
