//! The places of GB/T 2260 as one file that the form's place picker fetches when it is first used.

use domain::codes;
use domain::text::Language;

/// `[[code, name, hint], …]` in the table's order, retired places left out. The hint is what else may be typed to find
/// it: the pinyin initials in Chinese, the Chinese name in English.
pub(super) fn places(language: Language) -> Vec<u8> {
    let divisions = codes::table("division").expect("the domain has the table of divisions");
    let rows: Vec<[&str; 3]> = divisions
        .active()
        .map(|place| {
            let hint = match language {
                Language::Zh => place.initials,
                Language::En => place.name.get(Language::Zh),
            };
            [place.code, place.name.get(language), hint]
        })
        .collect();
    serde_json::to_vec(&rows).expect("rows of texts are JSON")
}
