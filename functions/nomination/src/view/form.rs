//! A registration form as it is shown.

use std::collections::BTreeMap;

use api::{Scene, problem::FaultView};
use domain::{
    decision::Decision,
    form::{
        Form, check,
        completeness::{TabCompleteness, completeness},
        schema::{Field, Schema},
        values::Values,
    },
    nomination::{Case, submit},
    permission::{Action, Role, possible},
    refusal::Fault,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{RemarkView, asks::AsksView};

/// A form with everything a page needs to go on with it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormView {
    #[serde(flatten)]
    form: Shown,
    /// How complete each tab is.
    completeness: Vec<CompletenessView>,
    /// When it was last saved (RFC 3339); null before.
    saved_at: Option<String>,
    /// Whether the asker may change it now.
    may_edit: bool,
    /// Whether the asker may hand it in now, once it is complete.
    may_submit: bool,
    /// Where the nomination stands.
    state: &'static str,
}

/// What is filled in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Shown {
    /// For `If-Match`; 0 for one never saved.
    version: u64,
    /// Answers by field id, sensitive ones masked for everybody but the nominee.
    #[schema(value_type = Object)]
    values: BTreeMap<String, Value>,
    /// The same as people read them.
    display: BTreeMap<String, String>,
    /// What this congress makes of the form.
    asks: AsksView,
    /// What keeps it from being handed in, pointers below `/values`.
    faults: Vec<FaultView>,
    /// What it was sent back with, at single fields.
    remarks: Vec<RemarkView>,
}

/// How complete a tab is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompletenessView {
    /// The tab.
    tab: &'static str,
    /// Answers it needs.
    required: usize,
    /// Answers it has of them.
    filled: usize,
    /// Ids of the fields that lack one.
    missing: Vec<String>,
    /// Answers that are there and cannot stay so.
    wrong: usize,
}

impl CompletenessView {
    /// All tabs of a form with these faults.
    pub(crate) fn of(
        values: &Values,
        schema: &Schema<'_>,
        photo: bool,
        faults: &[Fault],
    ) -> Vec<Self> {
        let wrong = check::wrong(values, faults, schema);
        let tabs = completeness(values, schema, photo).into_iter().zip(wrong);
        tabs.map(|(of_tab, wrong)| Self::new(of_tab, wrong))
            .collect()
    }

    fn new(of_tab: TabCompleteness, wrong: usize) -> Self {
        let TabCompleteness {
            tab,
            required,
            filled,
            missing,
        } = of_tab;
        Self {
            tab: tab.code(),
            required,
            filled,
            missing,
            wrong,
        }
    }
}

impl Shown {
    /// A form of the scene's nomination.
    pub(crate) fn new(
        form: &Form,
        case: Case<'_>,
        scene: &Scene,
        remarks: Vec<RemarkView>,
    ) -> Self {
        let (values, language) = (&form.values, scene.language);
        let own = scene.actor.has(Role::Nominee);
        let schema = case.schema();
        let shown = |field: &Field<'_>| {
            let text = values.display(field, language, !own);
            (!text.is_empty()).then(|| (field.id.to_owned(), text))
        };
        let faults = submit::faults(case, form);
        Self {
            version: form.version,
            values: if own {
                values
                    .iter()
                    .map(|(id, value)| (id.to_owned(), value.clone()))
                    .collect()
            } else {
                values.masked().into_iter().collect()
            },
            display: schema.fields().iter().filter_map(shown).collect(),
            asks: AsksView::of(&schema, language),
            faults: faults
                .iter()
                .map(|fault| FaultView::of(fault, language))
                .collect(),
            remarks,
        }
    }
}

impl FormView {
    /// The scene's form as it is.
    pub(crate) fn now(scene: &Scene, remarks: Vec<RemarkView>) -> Self {
        Self::new(scene.form(), scene.case(), scene, remarks)
    }

    /// The form once a decision is committed.
    pub(crate) fn after(scene: &Scene, decision: &Decision) -> Self {
        let nomination = decision.nomination(&scene.nomination().id);
        let nomination = nomination.unwrap_or(scene.nomination());
        let case = Case {
            nomination,
            ..scene.case()
        };
        Self::new(
            decision.form.as_ref().unwrap_or(scene.form()),
            case,
            scene,
            Vec::new(),
        )
    }

    fn new(form: &Form, case: Case<'_>, scene: &Scene, remarks: Vec<RemarkView>) -> Self {
        let (congress, unit) = (case.standing.congress, case.standing.unit);
        let may = possible(case.actor, case.nomination, unit, congress, case.now);
        Self {
            completeness: CompletenessView::of(
                &form.values,
                &case.schema(),
                case.nomination.photo,
                &submit::faults(case, form),
            ),
            saved_at: (form.version > 0).then(|| form.saved_at.to_string()),
            may_edit: may.contains(&Action::FillIn),
            may_submit: may.contains(&Action::Submit) || may.contains(&Action::Resubmit),
            state: case.nomination.state.code(),
            form: Shown::new(form, case, scene, remarks),
        }
    }

    /// The version of the form.
    pub(crate) const fn version(&self) -> u64 {
        self.form.version
    }
}
