//! The reference of states and permissions in the manual, made of the tables that the server decides by.

use minijinja::{Value, context};

use domain::nomination::state::{State, TRANSITIONS};
use domain::permission::{Action, Role, allows};
use domain::text::Language;

/// Per state: its name, the ways out of it, and which role may do what in it.
pub(super) fn reference(language: Language) -> Value {
    let states: Vec<Value> = State::ALL
        .into_iter()
        .map(|state| described(state, language))
        .collect();
    context! { states => states }
}

fn described(state: State, language: Language) -> Value {
    let ways: Vec<Value> = TRANSITIONS
        .iter()
        .filter(|way| way.from == state)
        .map(|way| context! { by => way.by.name().get(language), to => way.to.name().get(language), to_code => way.to.code() })
        .collect();
    let roles: Vec<Value> = Role::ALL
        .into_iter()
        .map(|role| {
            let may = Action::all().filter(|action| allows(role, *action, state));
            let may: Vec<&str> = may.map(|action| action.name().get(language)).collect();
            context! { name => role.name().get(language), may => may }
        })
        .collect();
    context! { code => state.code(), name => state.name().get(language), ways => ways, roles => roles }
}
