//! What stands above an export: what it is, and visibly who took it when.

use api::Scene;
use domain::{
    export::Asker,
    text::{Language, Text},
    window::china_minute,
};
use jiff::Timestamp;

use crate::workbook::Heading;

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// People, numbers masked.
    Masked,
    /// People, with full numbers.
    Full,
    /// Units.
    Units,
    /// Liaisons.
    Liaisons,
    /// The composition.
    Statistics,
}

/// The heading of an export that the scene's actor takes now.
pub(crate) fn heading(scene: &Scene, kind: Kind, count: usize) -> Heading {
    let title = &scene.congress.settings.title;
    heading_of(title, &asker(scene), scene.now, kind, count)
}

/// The scene's actor, as a file names whoever exported it.
pub(crate) fn asker(scene: &Scene) -> Asker {
    Asker {
        name: scene.actor.name.clone(),
        role: scene.actor.roles.first().copied(),
        language: scene.language,
    }
}

/// The heading of an export of a congress with this title that somebody has asked for.
pub(crate) fn heading_of(
    congress: &str,
    asker: &Asker,
    at: Timestamp,
    kind: Kind,
    count: usize,
) -> Heading {
    let language = asker.language;
    let zh = language == Language::Zh;
    let role = asker.role.map_or("", |role| role.name().get(language));
    let (name, at) = (&asker.name, china_minute(at));
    let note = match kind {
        Kind::Masked => Text::new(
            "，证件号、手机号已隐去中间几位",
            "; certificate numbers and phones masked",
        ),
        Kind::Full => Text::new(
            "，含完整证件号和手机号，请妥善保管、用后删除",
            "; with full numbers: keep safe, delete after use",
        ),
        Kind::Units | Kind::Liaisons => Text::new("，联络员手机已隐去中间几位", "; phones masked"),
        Kind::Statistics => Text::new("", ""),
    };
    let note = note.get(language);
    let mark = if zh {
        format!("由{name}（{role}）于 {at} 导出，共 {count} 条{note}")
    } else {
        format!("Exported by {name} ({role}) at {at} (China time), {count} rows{note}")
    };
    let what = match kind {
        Kind::Units => Text::new("单位名额表", "Units and quotas"),
        Kind::Liaisons => Text::new("联络员表", "Liaisons"),
        Kind::Statistics => Text::new("人员构成统计", "Composition"),
        Kind::Masked | Kind::Full => Text::new("代表委员名册", "Roster"),
    };
    let sheet = match kind {
        Kind::Units => Text::new("单位名额", "Units"),
        Kind::Liaisons => Text::new("联络员", "Liaisons"),
        Kind::Statistics => Text::new("构成", "Composition"),
        Kind::Masked | Kind::Full => Text::new("名册", "Roster"),
    };
    let between = if zh { "" } else { ": " };
    Heading {
        sheet: sheet.get(language),
        title: format!("{congress}{between}{}", what.get(language)),
        mark,
        pages: Text::new("第 &P 页，共 &N 页", "Page &P of &N").get(language),
    }
}
