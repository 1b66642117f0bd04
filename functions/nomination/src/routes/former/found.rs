//! Somebody's forms at other congresses.

use api::{Edge, Problem, Scene};
use domain::{
    congress::{Congress, Life},
    form::{Form, former::Former, schema::Schema},
    nomination::Nomination,
    permission::Action,
};
use store::{Pointer, Wanted};

/// A form at another congress.
pub(super) struct Found {
    /// Where.
    pub(super) congress: Congress,
    /// As whom.
    pub(super) nomination: Nomination,
    /// The form.
    pub(super) form: Form,
    /// What of it fits here.
    pub(super) former: Former,
}

/// The forms of the scene's nominee at other congresses, the newest first; those with an answer that fits here.
///
/// # Errors
/// As [`domain::nomination::Case::require`] for [`Action::BringIn`]; `unavailable`.
pub(super) async fn found(edge: &Edge, scene: &Scene) -> Result<Vec<Found>, Problem> {
    scene
        .case()
        .require(Action::BringIn)
        .map_err(|refusal| api::command::with_current(refusal.into(), scene))?;
    let mut all = Vec::new();
    for place in edge.store.places_of(&scene.session.phone).await? {
        if let Pointer::Nominee {
            congress,
            unit,
            nomination,
        } = place
            && congress != scene.congress.id
        {
            let wanted = Wanted {
                congress: Some(&congress),
                nomination: Some((&congress, &unit, &nomination)),
                form: Some(&nomination),
                ..Wanted::default()
            };
            let loaded = edge.store.load(&wanted).await?;
            let parts = loaded.congress.zip(loaded.nomination).zip(loaded.form);
            all.extend(parts.and_then(|((congress, nomination), form)| {
                of_theirs(scene, congress, nomination, form)
            }));
        }
    }
    // Ids sort by time.
    all.sort_by(|one, other| other.congress.id.cmp(&one.congress.id));
    Ok(all)
}

/// Whoever may not see it there does not see it here.
fn of_theirs(
    scene: &Scene,
    congress: Congress,
    nomination: Nomination,
    form: Form,
) -> Option<Found> {
    let theirs = nomination.phone == scene.session.phone && nomination.enabled;
    if !theirs || congress.life == Life::Draft {
        return None;
    }
    let then = Schema::of(&congress.settings, nomination.category);
    let former = Former::of(&form, &then, &scene.case().schema());
    let something = former.values.iter().next().is_some() || nomination.photo;
    something.then_some(Found {
        congress,
        nomination,
        form,
        former,
    })
}
