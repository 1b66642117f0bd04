//! A unit with its quotas, counts and, for one unit, its indicators.

use std::collections::BTreeMap;

use domain::{
    congress::Congress,
    early_warning::early_warnings,
    indicator::{Indicator, Lacking, Measure, indicators},
    nomination::{Nomination, Standing},
    quota::Quotas,
    text::Language,
    unit::{Counts, Unit},
    window::{Extension, Stage, Window},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnitView {
    /// Its id.
    pub id: String,
    /// For `If-Match`.
    pub version: u64,
    /// The convener's code for it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its liaisons, phones masked.
    pub liaisons: Vec<LiaisonView>,
    /// Places and minimums by category.
    #[schema(value_type = Object)]
    pub quotas: Quotas,
    /// Nominations by category and state.
    #[schema(value_type = Object)]
    pub counts: Counts,
    /// Places taken by category: committee members take delegates' places too.
    pub held: BTreeMap<&'static str, u32>,
    /// Its extensions.
    #[schema(value_type = Vec<Object>)]
    pub extensions: Vec<Extension>,
    /// The windows as they are for it.
    #[schema(value_type = Object)]
    pub windows: BTreeMap<Stage, Window>,
    /// When something last happened in it.
    pub last_activity_at: Option<String>,
    /// Every indicator; only where one unit is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicators: Option<Vec<IndicatorView>>,
    /// What the next nominees must be; only where one unit is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
}

/// A liaison.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LiaisonView {
    /// Name.
    pub name: String,
    /// Phone, masked.
    pub phone: String,
}

/// One indicator.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IndicatorView {
    /// Of which category; null for a material, which is about several.
    pub category: Option<&'static str>,
    /// Of which trait; null for the places themselves.
    #[serde(rename = "trait")]
    pub wanted: Option<&'static str>,
    /// Of which material; null for places and minimums.
    pub material: Option<String>,
    /// Who lacks it, where it is one of each person.
    pub lacking: Vec<LackingView>,
    /// How many count.
    pub submitted: u32,
    /// How many are asked.
    pub quota: u32,
    /// `equal`, `up_to` or `at_least`.
    pub compare: &'static str,
    /// Green or red.
    pub met: bool,
    /// What people call it.
    pub label: String,
    /// As it is shown: `1(3)`.
    pub shows: String,
    /// What is missing, in words.
    pub missing: Option<String>,
}

/// Somebody who lacks a material.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LackingView {
    /// The nomination.
    pub id: String,
    /// Name.
    pub name: String,
    /// State.
    pub state: &'static str,
}

impl IndicatorView {
    /// An indicator in a language.
    pub fn of(indicator: &Indicator, language: Language) -> Self {
        let missing = indicator.missing().get(language).to_owned();
        Self {
            category: indicator.category().map(domain::category::Category::code),
            wanted: indicator.wanted().map(domain::structure::Trait::code),
            material: match &indicator.of {
                Measure::Material(material, _) => Some(material.to_string()),
                Measure::Places(_) | Measure::Minimum(..) => None,
            },
            lacking: indicator.lacking.iter().map(LackingView::from).collect(),
            submitted: indicator.submitted,
            quota: indicator.quota,
            compare: indicator.compare.code(),
            met: indicator.met(),
            label: indicator.label.get(language).to_owned(),
            shows: indicator.shows(),
            missing: Some(missing).filter(|missing| !missing.is_empty()),
        }
    }
}

impl From<&Lacking> for LackingView {
    fn from(lacking: &Lacking) -> Self {
        Self {
            id: lacking.id.to_string(),
            name: lacking.name.clone(),
            state: lacking.state.code(),
        }
    }
}

impl UnitView {
    /// A unit in a list.
    pub fn new(unit: &Unit, congress: &Congress) -> Self {
        let windows = Stage::ALL.into_iter().filter_map(|stage| {
            let window = congress.settings.windows.effective(stage, &unit.extensions);
            window.map(|window| (stage, window))
        });
        let categories = congress.settings.categories.keys();
        let liaison = |liaison: &domain::unit::Contact| LiaisonView {
            name: liaison.name.clone(),
            phone: liaison.phone.masked(),
        };
        Self {
            id: unit.id.to_string(),
            version: unit.version,
            code: unit.code.clone(),
            name: unit.name.clone(),
            kind: unit.kind.code(),
            liaisons: unit.liaisons.iter().map(liaison).collect(),
            quotas: unit.quotas.clone(),
            counts: unit.counts.clone(),
            held: categories
                .map(|category| (category.code(), unit.counts.held(*category)))
                .collect(),
            extensions: unit.extensions.clone(),
            windows: windows.collect(),
            last_activity_at: unit.last_activity_at.map(|at| at.to_string()),
            indicators: None,
            warnings: None,
        }
    }

    /// One unit with its indicators and early warnings.
    #[must_use]
    pub fn with_indicators(
        mut self,
        standing: Standing<'_>,
        nominations: &[Nomination],
        language: Language,
    ) -> Self {
        let all = indicators(standing, nominations);
        self.indicators = Some(
            all.iter()
                .map(|one| IndicatorView::of(one, language))
                .collect(),
        );
        let warnings = early_warnings(standing, nominations);
        self.warnings = Some(
            warnings
                .iter()
                .map(|warning| warning.says.get(language).to_owned())
                .collect(),
        );
        self
    }
}
