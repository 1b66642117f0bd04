//! What somebody is to be answered, worked out from the permission table of `domain` and nothing else.

use domain::{
    congress::Life,
    nomination::state::State,
    permission::{Role, allows},
};

use super::table::Needs;

#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that go with each other in any way"
)]
/// Somebody who asks, by what they are towards the case's congress, unit and nomination.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    pub(crate) name: &'static str,
    pub(crate) signed_in: bool,
    /// May create congresses.
    pub(crate) granted: bool,
    /// Roles towards the congress itself.
    pub(crate) of_congress: Vec<Role>,
    /// Whether they have any part in the congress, by whichever unit.
    pub(crate) has_a_part: bool,
    /// Roles towards the unit that the path names.
    pub(crate) of_unit: Vec<Role>,
    /// Roles towards the nomination that is named, when it is of that unit.
    pub(crate) of_nomination: Vec<Role>,
    /// Their own access as nominee is disabled.
    pub(crate) disabled: bool,
}

/// What a path and a body name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    /// Where the congress is.
    pub(crate) life: Life,
    pub(crate) state: State,
    /// The nomination is not of the unit that is named with it.
    pub(crate) crossed: bool,
}

/// The kinds of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// 401.
    SignIn,
    /// 404: nothing there, as far as they are told.
    Hidden,
    /// 403: they have a part, but not this one.
    Forbidden,
    /// 409 `wrong_state`: not now.
    NotInThisState,
    /// 409 `congress_not_open`: not yet, or no longer.
    NotInThisLife,
    /// Whatever else: the rule let them in.
    LetIn,
}

/// The answer.
pub(crate) fn expected(needs: Needs, asker: &Asker, named: Named) -> Answered {
    use Answered::{Forbidden, Hidden, LetIn, NotInThisLife, NotInThisState, SignIn};
    let any_of = |held: &[Role], wanted: &[Role]| held.iter().any(|role| wanted.contains(role));
    let told = |let_in: bool, has_a_part: bool| match (let_in, has_a_part) {
        (true, _) => LetIn,
        (false, true) => Forbidden,
        (false, false) => Hidden,
    };
    if !asker.signed_in {
        return if matches!(needs, Needs::Nothing) {
            LetIn
        } else {
            SignIn
        };
    }
    // A draft exists for the people of its convening body alone.
    if named.life == Life::Draft && needs.concerns_a_congress() && asker.of_congress.is_empty() {
        return Hidden;
    }
    if let Some(action) = needs.action(named.state) {
        let roles = &asker.of_nomination;
        return if named.crossed || roles.is_empty() {
            Hidden
        } else if asker.disabled || !any_of(roles, action.permission().roles) {
            Forbidden
        } else if !roles.iter().any(|role| allows(*role, action, named.state)) {
            NotInThisState
        } else if action.permission().changes && named.life != Life::Open {
            NotInThisLife
        } else {
            LetIn
        };
    }
    match needs {
        Needs::OfAnother => Hidden,
        Needs::AnyPart => told(asker.has_a_part, false),
        Needs::Grant => told(asker.granted, true),
        Needs::OfCongress(roles) => told(any_of(&asker.of_congress, roles), asker.has_a_part),
        Needs::OfUnit(roles) => told(any_of(&asker.of_unit, roles), asker.has_a_part),
        Needs::OfItsUnit(_) if named.crossed => Hidden,
        Needs::UnitAlone(roles) | Needs::OfItsUnit(roles) => {
            told(any_of(&asker.of_unit, roles), !asker.of_unit.is_empty())
        }
        _ => LetIn,
    }
}
