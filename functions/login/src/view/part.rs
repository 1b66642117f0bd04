//! What somebody is in one congress, by the records themselves.

use domain::{
    congress::{Congress, Life},
    id::CongressId,
    nomination::Nomination,
    permission::{Actor, Role},
    phone::Phone,
    text::Language,
};
use store::access::Presence;

use super::{CongressName, ContextView, OwnNomination, UnitName};

/// Somebody's part in one congress, as the records themselves say it: a pointer that they no longer bear out is nothing.
pub(super) struct Part<'a> {
    pub(super) name: Option<String>,
    roles: Vec<Role>,
    units: Vec<UnitName>,
    nomination: Option<(&'a Nomination, String)>,
}

impl<'a> Part<'a> {
    pub(super) fn of(phone: &Phone, congress: &Congress, presence: &'a Presence) -> Self {
        let of_congress = |id: &CongressId| *id == congress.id;
        let actor = |unit, nomination| Actor::of(phone, congress, unit, nomination);
        let mut actors = vec![actor(None, None)];
        let mut units = Vec::new();
        for unit in presence
            .units
            .iter()
            .filter(|unit| of_congress(&unit.congress))
        {
            let liaison = actor(Some(unit), None);
            if liaison.has(Role::Liaison) {
                units.push(UnitName {
                    name: unit.name.clone(),
                    id: unit.id.to_string(),
                });
            }
            actors.push(liaison);
        }
        let mut nomination = None;
        for one in presence
            .nominations
            .iter()
            .filter(|one| of_congress(&one.congress) && one.enabled)
        {
            let nominee = actor(None, Some(one));
            if nominee.has(Role::Nominee) {
                let unit = presence.units.iter().find(|unit| unit.id == one.unit);
                nomination = Some((one, unit.map(|unit| unit.name.clone()).unwrap_or_default()));
            }
            actors.push(nominee);
        }
        let of_role = |role: &Role| actors.iter().any(|actor| actor.has(*role));
        units.sort();
        Self {
            name: actors
                .iter()
                .find(|actor| !actor.roles.is_empty())
                .map(|actor| actor.name.clone()),
            roles: Role::ALL.into_iter().filter(of_role).collect(),
            units,
            nomination,
        }
    }

    /// Nothing for a stranger; a draft is shown to its officers only.
    pub(super) fn view(self, congress: &Congress, language: Language) -> Option<ContextView> {
        let officer = self
            .roles
            .iter()
            .any(|role| matches!(role, Role::Administrator | Role::FinalReviewer));
        if self.roles.is_empty() || (congress.life == Life::Draft && !officer) {
            return None;
        }
        let nomination = self
            .nomination
            .map(|(nomination, unit_name)| OwnNomination {
                unit_id: nomination.unit.to_string(),
                unit_name,
                id: nomination.id.to_string(),
                state: nomination.state.code(),
                state_name: nomination.state.name().get(language),
                category: nomination.category.code(),
                category_name: congress
                    .category_name(nomination.category)
                    .get(language)
                    .to_owned(),
            });
        Some(ContextView {
            congress: CongressName {
                id: congress.id.to_string(),
                title: congress.settings.title.clone(),
                life: congress.life.code(),
            },
            roles: self.roles,
            units: self.units,
            nomination,
        })
    }
}
