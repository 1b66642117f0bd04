//! Where a nomination stands, and the table of transitions (domain.md, “A nomination's life”).

use serde::{Deserialize, Serialize};

use crate::{permission::Action, text::Text};

/// The states of a nomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 待填报.
    Allocated,
    /// 初审待审核.
    FirstReviewPending,
    /// 初审审核不通过.
    FirstReviewRejected,
    /// 初审通过待上报.
    FirstReviewApproved,
    /// 初审通过已上报 / 终审待审核.
    Reported,
    /// 终审审核通过.
    FinalReviewApproved,
    /// 终审审核不通过.
    FinalReviewRejected,
    /// 已注销.
    Deregistered,
}

impl State {
    /// All of them in the order of the life.
    pub const ALL: [Self; 8] = [
        Self::Allocated,
        Self::FirstReviewPending,
        Self::FirstReviewRejected,
        Self::FirstReviewApproved,
        Self::Reported,
        Self::FinalReviewApproved,
        Self::FinalReviewRejected,
        Self::Deregistered,
    ];

    /// The code in items, URLs and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Allocated => "allocated",
            Self::FirstReviewPending => "first_review_pending",
            Self::FirstReviewRejected => "first_review_rejected",
            Self::FirstReviewApproved => "first_review_approved",
            Self::Reported => "reported",
            Self::FinalReviewApproved => "final_review_approved",
            Self::FinalReviewRejected => "final_review_rejected",
            Self::Deregistered => "deregistered",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Allocated => Text::new("待填报", "To be filled in"),
            Self::FirstReviewPending => Text::new("初审待审核", "Awaiting first review"),
            Self::FirstReviewRejected => Text::new("初审审核不通过", "Sent back by first review"),
            Self::FirstReviewApproved => Text::new("初审通过待上报", "Approved, to be reported"),
            Self::Reported => Text::new("已上报，终审待审核", "Reported, awaiting final review"),
            Self::FinalReviewApproved => Text::new("终审审核通过", "Approved by final review"),
            Self::FinalReviewRejected => Text::new("终审审核不通过", "Sent back by final review"),
            Self::Deregistered => Text::new("已注销", "Deregistered"),
        }
    }

    /// Whether the nominee holds a place of their category.
    pub const fn holds_place(self) -> bool {
        !matches!(self, Self::Deregistered)
    }

    /// Whether it counts in the indicators (rule 5): approved by first review and waiting, plus already reported
    /// and not rejected by final review.
    pub const fn counts_as_submitted(self) -> bool {
        matches!(
            self,
            Self::FirstReviewApproved | Self::Reported | Self::FinalReviewApproved
        )
    }
}

/// One way from a state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// From this state,
    pub from: State,
    /// by this action,
    pub by: Action,
    /// to that one.
    pub to: State,
}

const fn way(from: State, by: Action, to: State) -> Transition {
    Transition { from, by, to }
}

/// Every transition there is. A review's outcome chooses between its two.
pub const TRANSITIONS: &[Transition] = &[
    way(State::Allocated, Action::Submit, State::FirstReviewPending),
    way(State::Allocated, Action::Deregister, State::Deregistered),
    way(
        State::FirstReviewPending,
        Action::FirstReview,
        State::FirstReviewApproved,
    ),
    way(
        State::FirstReviewPending,
        Action::FirstReview,
        State::FirstReviewRejected,
    ),
    way(
        State::FirstReviewPending,
        Action::Deregister,
        State::Deregistered,
    ),
    way(
        State::FirstReviewRejected,
        Action::Submit,
        State::FirstReviewPending,
    ),
    way(
        State::FirstReviewRejected,
        Action::RevokeFirstReview,
        State::FirstReviewPending,
    ),
    way(
        State::FirstReviewRejected,
        Action::Deregister,
        State::Deregistered,
    ),
    way(
        State::FirstReviewApproved,
        Action::RevokeFirstReview,
        State::FirstReviewPending,
    ),
    way(State::FirstReviewApproved, Action::Report, State::Reported),
    way(
        State::FirstReviewApproved,
        Action::Deregister,
        State::Deregistered,
    ),
    way(
        State::FirstReviewRejected,
        Action::Undo,
        State::FirstReviewPending,
    ),
    way(
        State::FirstReviewApproved,
        Action::Undo,
        State::FirstReviewPending,
    ),
    way(
        State::Reported,
        Action::FinalReview,
        State::FinalReviewApproved,
    ),
    way(
        State::Reported,
        Action::FinalReview,
        State::FinalReviewRejected,
    ),
    way(
        State::Reported,
        Action::ReturnReport,
        State::FirstReviewApproved,
    ),
    way(
        State::FinalReviewApproved,
        Action::RevokeFinalReview,
        State::Reported,
    ),
    way(State::FinalReviewApproved, Action::Undo, State::Reported),
    way(State::FinalReviewRejected, Action::Undo, State::Reported),
    way(
        State::FinalReviewRejected,
        Action::Resubmit,
        State::Reported,
    ),
    way(
        State::FinalReviewRejected,
        Action::Deregister,
        State::Deregistered,
    ),
];

/// Whether the table has this way.
pub fn is_transition(from: State, by: Action, to: State) -> bool {
    TRANSITIONS.contains(&way(from, by, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_parses_to_its_state() {
        for state in State::ALL {
            assert_eq!(State::parse(state.code()), Some(state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.code());
        }
    }

    #[test]
    fn nothing_leads_out_of_deregistered_and_something_out_of_every_other_state() {
        for state in State::ALL {
            let ways = TRANSITIONS
                .iter()
                .filter(|transition| transition.from == state)
                .count();
            assert_eq!(ways == 0, state == State::Deregistered, "{state:?}");
        }
    }

    #[test]
    fn what_is_with_the_convener_or_finally_approved_cannot_be_deregistered() {
        for state in State::ALL {
            let possible = is_transition(state, Action::Deregister, State::Deregistered);
            let held_by_unit = !matches!(
                state,
                State::Reported | State::FinalReviewApproved | State::Deregistered
            );
            assert_eq!(possible, held_by_unit, "{state:?}");
        }
    }
}
