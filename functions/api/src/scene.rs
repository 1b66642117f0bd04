//! A scene: the session and everything a request's URL names, loaded in one round trip, with the roles the caller has there.

use domain::{
    congress::{Congress, Life},
    form::Form,
    id::{CongressId, NominationId, UnitId},
    nomination::{Case, Nomination, Standing},
    permission::{Actor, Role},
    text::Language,
    unit::Unit,
};
use jiff::Timestamp;
use store::{Done, Session, Wanted};

use crate::{Caller, Edge, Problem, factor, path};

/// What a request's URL names.
#[derive(Clone, Debug)]
pub struct Target {
    congress: CongressId,
    unit: Option<UnitId>,
    nomination: Option<NominationId>,
    form: bool,
    siblings: Option<fn(&Standing<'_>, Option<&Nomination>) -> bool>,
}

impl Target {
    /// The same with the nomination's form.
    #[must_use]
    pub fn with_form(self) -> Self {
        Self { form: true, ..self }
    }

    /// The same with all of the unit's nominations, in one more query after the load.
    #[must_use]
    pub fn with_siblings(self) -> Self {
        self.with_siblings_if(|_, _| true)
    }

    /// The same with all of the unit's nominations where they are needed, which what was loaded tells: the unit's, or that
    /// of the nomination.
    #[must_use]
    pub fn with_siblings_if(self, needed: fn(&Standing<'_>, Option<&Nomination>) -> bool) -> Self {
        Self {
            siblings: Some(needed),
            ..self
        }
    }

    fn wanted<'a>(&'a self, caller: &'a Caller) -> Wanted<'a> {
        let unit = self.unit.as_ref();
        let nomination = unit.zip(self.nomination.as_ref());
        Wanted {
            session: Some(&caller.token),
            idempotency: caller.idempotency_key.as_deref(),
            congress: Some(&self.congress),
            unit: unit.map(|unit| (&self.congress, unit)),
            nomination: nomination.map(|(unit, nomination)| (&self.congress, unit, nomination)),
            form: self.nomination.as_ref().filter(|_| self.form),
            ..Wanted::default()
        }
    }
}

impl From<&path::OfCongress> for Target {
    fn from(ids: &path::OfCongress) -> Self {
        Self {
            congress: ids.congress.clone(),
            unit: None,
            nomination: None,
            form: false,
            siblings: None,
        }
    }
}

impl From<&path::OfUnit> for Target {
    fn from(ids: &path::OfUnit) -> Self {
        let of_congress = path::OfCongress {
            congress: ids.congress.clone(),
        };
        Self {
            unit: Some(ids.unit.clone()),
            ..Self::from(&of_congress)
        }
    }
}

impl From<&path::OfNomination> for Target {
    fn from(ids: &path::OfNomination) -> Self {
        let of_unit = path::OfUnit {
            congress: ids.congress.clone(),
            unit: ids.unit.clone(),
        };
        Self {
            nomination: Some(ids.nomination.clone()),
            ..Self::from(&of_unit)
        }
    }
}

/// What was found, and who the caller is there.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The caller's session.
    pub session: Session,
    /// The congress.
    pub congress: Congress,
    /// The caller, with their roles here.
    pub actor: Actor,
    /// When.
    pub now: Timestamp,
    /// In which language to answer.
    pub language: Language,
    /// All of the unit's nominations, where the target asks for them.
    pub nominations: Vec<Nomination>,
    /// Whether a long report of the unit is under way: it answers queries and no commands.
    pub reporting: bool,
    /// What was answered, when this command was carried out before.
    pub done: Option<Done>,
    unit: Option<Unit>,
    nomination: Option<Nomination>,
    form: Option<Form>,
}

impl Scene {
    /// Loads a target for somebody who has a part in it.
    ///
    /// # Errors
    /// `unauthenticated` without a live session; `second_factor_required` of those whose role here asks for one; `not_found`
    /// when something is missing, or the caller has no part in
    /// it, or the congress is a draft of others: the three are not told apart. `unavailable`.
    pub async fn load(edge: &Edge, caller: &Caller, target: &Target) -> Result<Self, Problem> {
        let scene = Self::load_for_anyone(edge, caller, target).await?;
        if scene.actor.is_stranger() {
            Err(Problem::not_found())
        } else {
            Ok(scene)
        }
    }

    /// The same for anybody signed in: the handler decides who may see what.
    ///
    /// # Errors
    /// As [`Scene::load`], but for the caller's part.
    pub async fn load_for_anyone(
        edge: &Edge,
        caller: &Caller,
        target: &Target,
    ) -> Result<Self, Problem> {
        let now = edge.now();
        let wanted = target.wanted(caller);
        let loaded = edge.store.load(&wanted).await?;
        let session = loaded.session.filter(|session| session.is_live(now));
        let session = session.ok_or_else(Problem::unauthenticated)?;
        edge.store
            .touch_session(&caller.token, &session, now)
            .await?;
        let congress = loaded.congress.ok_or_else(Problem::not_found)?;
        if target.unit.is_some() && loaded.unit.is_none()
            || target.nomination.is_some() && loaded.nomination.is_none()
        {
            return Err(Problem::not_found());
        }
        let actor = Actor::of(
            &session.phone,
            &congress,
            loaded.unit.as_ref(),
            loaded.nomination.as_ref(),
        );
        let officer = actor.has(Role::Administrator) || actor.has(Role::FinalReviewer);
        if congress.life == Life::Draft && !officer {
            return Err(Problem::not_found());
        }
        factor::require_second(&session, &actor)?;
        let standing = loaded.unit.as_ref().map(|unit| Standing {
            congress: &congress,
            unit,
        });
        let nominations = match standing.zip(target.siblings) {
            // After the unit, never beside it: what happens in between raises the unit's version, so that a decision on the
            // whole is refused and made anew.
            Some((standing, needed)) if needed(&standing, loaded.nomination.as_ref()) => {
                edge.store
                    .nominations_of_unit(&congress.id, &standing.unit.id)
                    .await?
            }
            _ => Vec::new(),
        };
        let form = loaded.nomination.as_ref().filter(|_| target.form);
        let form = form.map(|nomination| loaded.form.unwrap_or_else(|| Form::of(nomination)));
        Ok(Self {
            session,
            congress,
            actor,
            now,
            language: caller.language,
            nominations,
            reporting: loaded.reporting,
            done: loaded.done,
            unit: loaded.unit,
            nomination: loaded.nomination,
            form,
        })
    }

    /// The same scene with one of the unit's nominations, the unit as it is to be after what was decided before.
    #[must_use]
    pub fn at(&self, unit: &Unit, nomination: Nomination, form: Option<Form>) -> Self {
        let actor = Actor::of(
            &self.session.phone,
            &self.congress,
            Some(unit),
            Some(&nomination),
        );
        Self {
            actor,
            unit: Some(unit.clone()),
            form,
            nomination: Some(nomination),
            ..self.clone()
        }
    }

    /// The unit.
    ///
    /// # Panics
    /// When the target named none.
    pub fn unit(&self) -> &Unit {
        self.unit
            .as_ref()
            .expect("the target names a unit, and load() found it")
    }

    /// The nomination.
    ///
    /// # Panics
    /// When the target named none.
    pub fn nomination(&self) -> &Nomination {
        self.nomination
            .as_ref()
            .expect("the target names a nomination, and load() found it")
    }

    /// The nomination, where the target named one.
    pub fn nomination_if_any(&self) -> Option<&Nomination> {
        self.nomination.as_ref()
    }

    /// The form; a new nominee's is made up of what is known.
    ///
    /// # Panics
    /// When the target did not ask for it.
    pub fn form(&self) -> &Form {
        self.form
            .as_ref()
            .expect("the target asks for the form, and load() filled it in")
    }

    /// Congress and unit, as the rules take them.
    ///
    /// # Panics
    /// When the target named no unit.
    pub fn standing(&self) -> Standing<'_> {
        Standing {
            congress: &self.congress,
            unit: self.unit(),
        }
    }

    /// The snapshot of a command on the nomination.
    ///
    /// # Panics
    /// When the target named no nomination.
    pub fn case(&self) -> Case<'_> {
        Case {
            standing: self.standing(),
            nomination: self.nomination(),
            actor: &self.actor,
            now: self.now,
        }
    }
}
