//! What people may try in random sequences.

use domain::{category::Category, permission::Role};
use proptest::prelude::*;

/// What somebody tries. Numbers choose a nomination by its place in the list.
#[derive(Clone, Debug)]
pub(crate) enum Command {
    Allocate(Vec<(Category, usize)>),
    FillIn {
        which: usize,
        wrong: bool,
        emptying: bool,
    },
    Submit {
        which: usize,
        complete: bool,
        again: bool,
    },
    FirstReview {
        which: usize,
        approve: bool,
        silent: bool,
    },
    RevokeFirstReview(usize),
    Report,
    FinalReview {
        which: usize,
        approve: bool,
    },
    RevokeFinalReview(usize),
    Undo(usize),
    ReturnReport,
    Deregister {
        which: usize,
        silent: bool,
    },
    SetAccess {
        which: usize,
        enabled: bool,
    },
    ChangeCategory {
        which: usize,
        to: Category,
    },
}

/// A command, who gives it (mostly somebody who may) and whether they saw the present version.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) command: Command,
    pub(crate) other_role: Option<Role>,
    pub(crate) stale: bool,
}

fn category() -> impl Strategy<Value = Category> {
    use Category::{CommitteeMember, Delegate, Guest};
    prop_oneof![4 => Just(CommitteeMember), 4 => Just(Delegate), 1 => Just(Guest)]
}

fn command() -> impl Strategy<Value = Command> {
    let which = || 0..6_usize;
    let mostly = || prop::bool::weighted(0.8);
    let seldom = || prop::bool::weighted(0.1);
    prop_oneof![
        3 => prop::collection::vec((category(), 0..40_usize), 0..4).prop_map(Command::Allocate),
        1 => (which(), seldom(), any::<bool>()).prop_map(|(which, wrong, emptying)| Command::FillIn { which, wrong, emptying }),
        6 => (which(), mostly(), any::<bool>()).prop_map(|(which, complete, again)| Command::Submit { which, complete, again }),
        6 => (which(), mostly(), seldom()).prop_map(|(which, approve, silent)| Command::FirstReview { which, approve, silent }),
        1 => which().prop_map(Command::RevokeFirstReview),
        4 => Just(Command::Report),
        4 => (which(), any::<bool>()).prop_map(|(which, approve)| Command::FinalReview { which, approve }),
        1 => which().prop_map(Command::RevokeFinalReview),
        2 => which().prop_map(Command::Undo),
        1 => Just(Command::ReturnReport),
        1 => (which(), seldom()).prop_map(|(which, silent)| Command::Deregister { which, silent }),
        1 => (which(), mostly()).prop_map(|(which, enabled)| Command::SetAccess { which, enabled }),
        1 => (which(), category()).prop_map(|(which, to)| Command::ChangeCategory { which, to }),
    ]
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let other_role = prop::option::weighted(0.1, prop::sample::select(Role::ALL.to_vec()));
    (command(), other_role, prop::bool::weighted(0.05)).prop_map(|(command, other_role, stale)| {
        Step {
            command,
            other_role,
            stale,
        }
    })
}

impl Command {
    /// Who would give it.
    pub(crate) fn role(&self) -> Role {
        match self {
            Self::FinalReview { .. } | Self::RevokeFinalReview(_) | Self::ReturnReport => {
                Role::FinalReviewer
            }
            Self::Submit { again: false, .. } => Role::Nominee,
            _ => Role::Liaison,
        }
    }

    /// The place of the nomination it is given on.
    pub(crate) fn which(&self) -> usize {
        match self {
            Self::FillIn { which, .. }
            | Self::Submit { which, .. }
            | Self::FirstReview { which, .. }
            | Self::RevokeFirstReview(which)
            | Self::FinalReview { which, .. }
            | Self::RevokeFinalReview(which)
            | Self::Undo(which)
            | Self::Deregister { which, .. }
            | Self::SetAccess { which, .. }
            | Self::ChangeCategory { which, .. } => *which,
            Self::Allocate(_) | Self::Report | Self::ReturnReport => 0,
        }
    }
}
