//! What stands above an export: what it is, and visibly who took it when.

use api::Scene;
use domain::{text::Language, window::china_minute};

use crate::workbook::Heading;

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(super) fn heading(scene: &Scene, kind: Kind, count: usize) -> Heading {
    let (zh, language) = (scene.language == Language::Zh, scene.language);
    let role = scene
        .actor
        .roles
        .first()
        .map_or("", |role| role.name().get(language));
    let (name, at) = (&scene.actor.name, china_minute(scene.now));
    let note = match (kind, zh) {
        (Kind::Masked, true) => "，证件号、手机号已隐去中间几位",
        (Kind::Masked, false) => "; certificate numbers and phones masked",
        (Kind::Full, true) => "，含完整证件号和手机号，请妥善保管、用后删除",
        (Kind::Full, false) => "; with full numbers: keep safe, delete after use",
        (Kind::Units | Kind::Liaisons, true) => "，联络员手机已隐去中间几位",
        (Kind::Units | Kind::Liaisons, false) => "; phones masked",
        (Kind::Statistics, _) => "",
    };
    let mark = if zh {
        format!("由{name}（{role}）于 {at} 导出，共 {count} 条{note}")
    } else {
        format!("Exported by {name} ({role}) at {at} (China time), {count} rows{note}")
    };
    let (sheet, what) = match (kind, zh) {
        (Kind::Units, true) => ("单位名额", "单位名额表"),
        (Kind::Units, false) => ("Units", "Units and quotas"),
        (Kind::Liaisons, true) => ("联络员", "联络员表"),
        (Kind::Liaisons, false) => ("Liaisons", "Liaisons"),
        (Kind::Statistics, true) => ("构成", "人员构成统计"),
        (Kind::Statistics, false) => ("Composition", "Composition"),
        (_, true) => ("名册", "代表委员名册"),
        (_, false) => ("Roster", "Roster"),
    };
    Heading {
        sheet,
        title: format!(
            "{}{}{what}",
            scene.congress.settings.title,
            if zh { "" } else { ": " }
        ),
        mark,
        pages: if zh {
            "第 &P 页，共 &N 页"
        } else {
            "Page &P of &N"
        },
    }
}
