//! The columns that come from the summary rather than from the form.

use domain::text::{Language, Text};
use jiff::tz::{Offset, TimeZone};

use super::{Cell, Manner, Person, yes_or_no};

/// What of the summary stands in a roster. The form says the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Summary {
    UnitCode,
    Unit,
    Category,
    State,
    Age,
    Traits,
    SubmittedAt,
    Attachments,
    OriginalReceived,
}

/// Those before the form's fields.
pub(super) const BEFORE_FORM: [Summary; 4] = [
    Summary::UnitCode,
    Summary::Unit,
    Summary::Category,
    Summary::State,
];
/// Those after them.
pub(super) const AFTER_FORM: [Summary; 5] = [
    Summary::Age,
    Summary::Traits,
    Summary::SubmittedAt,
    Summary::Attachments,
    Summary::OriginalReceived,
];

impl Summary {
    /// Its id.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::UnitCode => "unit_code",
            Self::Unit => "unit",
            Self::Category => "category",
            Self::State => "state",
            Self::Age => "age",
            Self::Traits => "traits",
            Self::SubmittedAt => "submitted_at",
            Self::Attachments => "attachments",
            Self::OriginalReceived => "original_received",
        }
    }

    /// Its width, in characters of the usual font.
    pub(super) const fn width(self) -> f64 {
        match self {
            Self::Age | Self::Attachments | Self::OriginalReceived => 8.0,
            Self::UnitCode | Self::Category => 10.0,
            Self::State | Self::SubmittedAt => 18.0,
            Self::Unit | Self::Traits => 26.0,
        }
    }

    /// What stands above it.
    pub(super) const fn name(self) -> Text {
        match self {
            Self::UnitCode => Text::new("单位编号", "Unit code"),
            Self::Unit => Text::new("推荐单位", "Unit"),
            Self::Category => Text::new("身份", "Category"),
            Self::State => Text::new("状态", "State"),
            Self::Age => Text::new("年龄", "Age"),
            Self::Traits => Text::new("结构", "Traits"),
            Self::SubmittedAt => Text::new("提交时间", "Submitted"),
            Self::Attachments => Text::new("附件数", "Attachments"),
            Self::OriginalReceived => Text::new("原件已收", "Original received"),
        }
    }

    /// Somebody's cell in it.
    pub(super) fn cell(
        self,
        Person {
            nomination, unit, ..
        }: Person<'_>,
        manner: Manner<'_>,
    ) -> Cell {
        let Manner {
            settings, language, ..
        } = manner;
        match self {
            Self::UnitCode => unit.code.clone().into(),
            Self::Unit => unit.name.clone().into(),
            Self::Category => settings
                .category_name(nomination.category)
                .get(language)
                .to_owned()
                .into(),
            Self::State => nomination.state.name().get(language).to_owned().into(),
            Self::Age => match nomination.age(settings.reference_date) {
                Some(age) => Cell::Number(u32::try_from(age).unwrap_or(0)),
                None => Cell::Empty,
            },
            Self::Traits => {
                let traits = nomination.traits(settings).into_iter();
                let names = traits.map(|one| settings.trait_name(one).get(language).to_owned());
                let comma = if language == Language::Zh {
                    "、"
                } else {
                    ", "
                };
                names.collect::<Vec<_>>().join(comma).into()
            }
            Self::SubmittedAt => nomination.submitted_at.map_or(Cell::Empty, |at| {
                Cell::Moment(at.to_zoned(TimeZone::fixed(Offset::constant(8))).datetime())
            }),
            Self::Attachments => Cell::Number(nomination.attachments),
            Self::OriginalReceived => yes_or_no(nomination.original_received, language),
        }
    }
}
