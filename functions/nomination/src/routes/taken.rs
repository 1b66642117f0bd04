//! Whether a certificate that is typed into a form is somebody else's in the congress: told when it is typed, not only when the
//! form is submitted.

use api::{Caller, Edge, Problem, Scene, Target, command};
use domain::{
    decision::{Claim, Person},
    form::{
        facts,
        schema::{ID_NUMBER, ID_TYPE, Schema},
    },
    permission::Action,
};
use serde_json::{Map, Value};
use store::CommitError;

/// Looks it up where the certificate is among what changes; costs nothing where it is not.
///
/// # Errors
/// `duplicate_person` at `/changes/id_number`, without saying whose it is; as [`Scene::load`].
pub(super) async fn require_free(
    edge: &Edge,
    caller: &Caller,
    target: &Target,
    changes: &Map<String, Value>,
) -> Result<(), Problem> {
    if ![ID_NUMBER, ID_TYPE]
        .iter()
        .any(|id| changes.contains_key(*id))
    {
        return Ok(());
    }
    let scene = Scene::load(edge, caller, target).await?;
    // Who may not fill it in is refused by the rule and learns nothing here.
    if scene.case().require(Action::FillIn).is_err() {
        return Ok(());
    }
    let nomination = scene.nomination();
    let schema = Schema::of(&scene.congress.settings, nomination.category);
    // What cannot be read is refused by the rule itself, at its field.
    let Ok(values) = scene.form().values.with(&schema, changes) else {
        return Ok(());
    };
    let Some(certificate) = facts::certificate(&values) else {
        return Ok(());
    };
    let person = Person::Certificate(certificate);
    let persons = [person.clone()];
    let holders = edge.store.holders(&scene.congress.id, &persons).await?;
    if holders.iter().all(|(_, holder)| *holder == nomination.id) {
        return Ok(());
    }
    let claim = Claim {
        person,
        congress: nomination.congress.clone(),
        unit: nomination.unit.clone(),
        nomination: nomination.id.clone(),
        pointer: format!("/changes/{ID_NUMBER}"),
    };
    Err(command::problem_of(CommitError::Claimed(vec![claim])))
}
