//! What commands on one nomination answer.

use api::{Problem, Scene, view::NominationView};
use axum::http::StatusCode;
use domain::{decision::Decision, permission::Action};
use store::AttachmentKind;

/// The nomination as it is once the decision is committed.
pub(super) fn nomination(scene: &Scene, decision: &Decision) -> (StatusCode, NominationView) {
    let before = scene.nomination();
    let after = decision.nomination(&before.id).unwrap_or(before);
    let unit = decision.unit.as_ref().unwrap_or(scene.unit());
    (StatusCode::OK, NominationView::in_scene(after, unit, scene))
}

/// Lets somebody see the nomination, unless their access is disabled.
///
/// # Errors
/// `forbidden`.
pub(super) fn require_view(scene: &Scene) -> Result<(), Problem> {
    scene.case().require(Action::View)?;
    Ok(())
}

/// What somebody must be permitted to add or remove a file of this kind.
pub(super) const fn action_for(kind: AttachmentKind) -> Action {
    match kind {
        AttachmentKind::Material => Action::Attach,
        AttachmentKind::SignedForm => Action::AttachSignedForm,
        AttachmentKind::Answer => Action::FillIn,
    }
}
