//! A nomination as lists and details show it.

use std::collections::BTreeMap;

use domain::{
    audit::Deed,
    codes,
    congress::{Condition, Settings, Severity},
    form::{schema::Schema, values::words},
    nomination::{Nomination, eligibility::claimed, last_step::LastStep},
    permission::{Actor, possible},
    text::Language,
    unit::Unit,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::MaterialView;
use crate::Scene;

/// A code with its name in the asked language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Coded {
    /// The code of its table.
    pub code: String,
    /// Its name.
    pub name: String,
}

impl Coded {
    /// A code of a table; the code itself stands for a name it does not have.
    pub fn of(table: &str, code: &str, language: Language) -> Self {
        let name = codes::table(table).and_then(|table| table.name(code, language));
        Self {
            code: code.to_owned(),
            name: name.unwrap_or(code).to_owned(),
        }
    }
}

/// A nomination's summary with what the asker may do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NominationView {
    /// Its id.
    pub id: String,
    /// The congress's id.
    pub congress_id: String,
    /// The unit's id.
    pub unit_id: String,
    /// The unit's name.
    pub unit_name: String,
    /// For `version` in batches and `If-Match`.
    pub version: u64,
    /// Name.
    pub name: String,
    /// Phone, masked.
    pub phone: String,
    /// Category.
    pub category: &'static str,
    /// Its name.
    pub category_name: String,
    /// State.
    pub state: &'static str,
    /// Its name.
    pub state_name: &'static str,
    /// Whether the nominee's own access is open.
    pub enabled: bool,
    /// Sex; null before the first submission, like the other facts.
    pub sex: Option<Coded>,
    /// Ethnic group.
    pub ethnic_group: Option<Coded>,
    /// Party.
    pub party: Option<Coded>,
    /// Birth date, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// Full years at the congress's reference date.
    pub age: Option<i16>,
    /// Occupation, second level.
    pub occupation: Option<Coded>,
    /// Traits at this congress.
    pub traits: Vec<&'static str>,
    /// Answers to the convener's own questions that stand in lists, in words, by question id.
    pub answers: BTreeMap<String, String>,
    /// When the form was last submitted (RFC 3339).
    pub submitted_at: Option<String>,
    /// How many times it was submitted.
    pub submissions: u32,
    /// When the place was given.
    pub allocated_at: String,
    /// When something last happened to it.
    pub last_active_at: String,
    /// Whether there is a photo.
    pub photo: bool,
    /// How many attachments.
    pub attachments: u32,
    /// Whether the convener has the signed original.
    pub original_received: bool,
    /// The last step from one state to another; null before the first.
    pub last_step: Option<LastStepView>,
    /// Where two final reviewers must approve: what the first has done.
    pub approval: Option<ApprovalView>,
    /// The congress's conditions for this category.
    pub conditions: Vec<ConditionView>,
    /// The materials that the congress asks of people, with what is there.
    pub materials: Vec<MaterialView>,
    /// What the asker may do now.
    pub actions: Vec<String>,
}

/// Who was there last.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LastStepView {
    /// What was done.
    #[schema(value_type = String)]
    pub action: Deed,
    /// Its name.
    pub action_name: &'static str,
    /// By whom.
    pub name: String,
    /// In which role.
    pub role_name: &'static str,
    /// When (RFC 3339).
    pub at: String,
}

impl LastStepView {
    fn of(step: &LastStep, language: Language) -> Self {
        Self {
            action: step.deed,
            action_name: step.deed.name().get(language),
            name: step.name.clone(),
            role_name: step.role.name().get(language),
            at: step.at.to_string(),
        }
    }
}

/// The first of two approvals.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApprovalView {
    /// Whose.
    pub by: String,
    /// When (RFC 3339).
    pub at: String,
    /// Whether it is the asker's own: another must give the second.
    pub own: bool,
}

/// A condition of the congress for somebody's category.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConditionView {
    /// Its id.
    pub id: String,
    /// In words.
    pub says: String,
    /// `warning` or `refusal`.
    #[schema(value_type = String)]
    pub severity: Severity,
    /// Whether it is met; null before the first submission.
    pub met: Option<bool>,
    /// The reason that was claimed.
    pub claimed: Option<String>,
    /// The reasons that can be claimed.
    pub exceptions: Vec<String>,
}

fn conditions(
    nomination: &Nomination,
    settings: &Settings,
    language: Language,
) -> Vec<ConditionView> {
    let facts = nomination.facts.as_ref();
    let view = |condition: &Condition| ConditionView {
        id: condition.id.clone(),
        says: condition.says(settings).get(language).to_owned(),
        severity: condition.severity,
        met: facts.map(|facts| condition.met(facts, settings)),
        claimed: claimed(condition, &nomination.exceptions).map(str::to_owned),
        exceptions: condition.exceptions.clone(),
    };
    let asked = settings.conditions.iter();
    asked
        .filter(|one| one.categories.contains(&nomination.category))
        .map(view)
        .collect()
}

impl NominationView {
    /// A nomination as the actor of a scene sees it.
    pub fn in_scene(nomination: &Nomination, unit: &Unit, scene: &Scene) -> Self {
        Self::new(nomination, unit, scene, &scene.actor)
    }

    /// A nomination as this actor sees it.
    pub fn new(nomination: &Nomination, unit: &Unit, scene: &Scene, actor: &Actor) -> Self {
        let (language, settings) = (scene.language, &scene.congress.settings);
        let facts = nomination.facts.as_ref();
        let coded =
            |table, code: Option<&String>| code.map(|code| Coded::of(table, code, language));
        let actions = possible(actor, nomination, unit, &scene.congress, scene.now);
        let code = |action| {
            serde_json::to_value(action)
                .ok()
                .and_then(|code| code.as_str().map(str::to_owned))
        };
        Self {
            id: nomination.id.to_string(),
            congress_id: nomination.congress.to_string(),
            unit_id: nomination.unit.to_string(),
            unit_name: unit.name.clone(),
            version: nomination.version,
            name: nomination.name.clone(),
            phone: nomination.phone.masked(),
            category: nomination.category.code(),
            category_name: settings
                .category_name(nomination.category)
                .get(language)
                .to_owned(),
            state: nomination.state.code(),
            state_name: nomination.state.name().get(language),
            enabled: nomination.enabled,
            sex: coded("sex", facts.map(|facts| &facts.sex)),
            ethnic_group: coded("ethnic_group", facts.map(|facts| &facts.ethnic_group)),
            party: coded("party", facts.map(|facts| &facts.party)),
            birth_date: facts.map(|facts| facts.birth_date.to_string()),
            age: nomination.age(settings.reference_date),
            occupation: coded("occupation", facts.map(|facts| &facts.occupation)),
            traits: nomination
                .traits(settings)
                .into_iter()
                .map(domain::structure::Trait::code)
                .collect(),
            answers: answers(nomination, settings, language),
            submitted_at: nomination.submitted_at.map(|at| at.to_string()),
            submissions: nomination.submissions,
            allocated_at: nomination.allocated_at.to_string(),
            last_active_at: nomination.changed_at.to_string(),
            photo: nomination.photo,
            attachments: nomination.attachments,
            original_received: nomination.original_received,
            last_step: nomination
                .last_step
                .as_ref()
                .map(|step| LastStepView::of(step, language)),
            approval: nomination.approval.as_ref().map(|first| ApprovalView {
                by: first.name.clone(),
                at: first.at.to_string(),
                own: first.by == actor.phone,
            }),
            conditions: conditions(nomination, settings, language),
            materials: MaterialView::of_person(nomination, settings, language),
            actions: actions.into_iter().filter_map(code).collect(),
        }
    }
}

/// What of the summary's answers the congress still lists.
fn answers(
    nomination: &Nomination,
    settings: &Settings,
    language: Language,
) -> BTreeMap<String, String> {
    let Some(facts) = &nomination.facts else {
        return BTreeMap::new();
    };
    if facts.answers.is_empty() {
        return BTreeMap::new();
    }
    let schema = Schema::of(settings, nomination.category);
    let listed = schema.questions().filter(|question| question.listed);
    listed
        .filter_map(|question| {
            let answer = facts.answers.get(question.id)?;
            Some((
                question.id.to_owned(),
                words(question.kind, answer, language),
            ))
        })
        .collect()
}
