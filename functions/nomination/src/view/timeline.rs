//! The trail of a nomination as people read it.

use api::Scene;
use domain::{
    audit::{AuditEntry, Deed, Remark},
    congress::{Settings, questions::Question},
    form::schema::{self, Field},
    nomination::state::State,
    permission::Role,
    text::Language,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::ChangeView;

/// One step.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StepView {
    /// When (RFC 3339).
    at: String,
    /// In which role; null for the system.
    role: Option<&'static str>,
    /// Its name.
    role_name: Option<&'static str>,
    /// Who.
    name: String,
    /// What.
    #[schema(value_type = String)]
    action: Deed,
    /// Its name.
    action_name: &'static str,
    /// From which state; null at the beginning.
    from: Option<&'static str>,
    /// To which.
    to: &'static str,
    /// The opinion or reason.
    opinion: Option<String>,
    /// Remarks at single fields.
    remarks: Vec<RemarkView>,
    /// What changed in the form.
    changes: Vec<ChangeView>,
}

/// A remark at a field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RemarkView {
    /// The field's id.
    field: String,
    /// Its label.
    label: String,
    /// What to correct.
    text: String,
}

impl StepView {
    /// The steps of a trail, oldest first.
    pub(crate) fn all(trail: &[AuditEntry], scene: &Scene) -> Vec<Self> {
        let mut in_time: Vec<_> = trail.iter().collect();
        in_time.sort_by_key(|entry| entry.at);
        in_time
            .into_iter()
            .map(|entry| Self::of(entry, scene))
            .collect()
    }

    fn of(entry: &AuditEntry, scene: &Scene) -> Self {
        let language = scene.language;
        let words = Words::of(scene);
        Self {
            at: entry.at.to_string(),
            role: entry.role.map(Role::code),
            role_name: entry.role.map(|role| role.name().get(language)),
            name: entry.name.clone(),
            action: entry.action,
            action_name: entry.action.name().get(language),
            from: entry.from.map(State::code),
            to: entry.to.code(),
            opinion: entry.opinion.clone(),
            remarks: entry
                .remarks
                .iter()
                .map(|remark| words.remark(remark))
                .collect(),
            changes: ChangeView::all(&entry.changes, scene),
        }
    }
}

/// The remarks that a nomination was sent back with and that are still to be seen to; none in other states.
pub(crate) fn remarks(trail: &[AuditEntry], scene: &Scene) -> Vec<RemarkView> {
    let deed = match scene.nomination().state {
        State::FirstReviewRejected => Deed::FirstReject,
        State::FinalReviewRejected => Deed::FinalReject,
        _ => return Vec::new(),
    };
    let words = Words::of(scene);
    let last = trail
        .iter()
        .filter(|entry| entry.action == deed)
        .max_by_key(|entry| entry.at);
    let remarks = last
        .map(|entry| entry.remarks.as_slice())
        .unwrap_or_default();
    remarks.iter().map(|remark| words.remark(remark)).collect()
}

/// Labels in one language at one congress.
pub(super) struct Words<'a> {
    settings: &'a Settings,
    language: Language,
}

impl<'a> Words<'a> {
    pub(super) fn of(scene: &'a Scene) -> Self {
        Self {
            settings: &scene.congress.settings,
            language: scene.language,
        }
    }

    /// A field of the form, also one that is no longer asked: the trail speaks of what was.
    pub(super) fn field(&self, id: &str) -> Option<Field<'a>> {
        let own = &self.settings.form.questions;
        let own = own.iter().find(|question| question.id == id);
        schema::field(id)
            .copied()
            .or_else(|| own.map(Question::field))
    }

    pub(super) fn label(&self, id: &str) -> String {
        let field = self.field(id);
        field.map_or_else(
            || id.to_owned(),
            |field| field.label.at(self.settings.level, self.language),
        )
    }

    fn remark(&self, remark: &Remark) -> RemarkView {
        RemarkView {
            field: remark.field.clone(),
            label: self.label(&remark.field),
            text: remark.text.clone(),
        }
    }
}
