//! In which standing somebody attends (身份类型).

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The six categories of a congress (domain.md, glossary).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 委员(候选人): candidate for the committee. Takes up a delegate's place too.
    CommitteeMember,
    /// 代表: voting delegate.
    Delegate,
    /// 特邀代表: specially invited delegate.
    SpecialDelegate,
    /// 列席代表: attends without a vote.
    Observer,
    /// 参会嘉宾: guest.
    Guest,
    /// 工作人员: staff.
    Staff,
}

impl Category {
    /// All of them, in the order in which lists and tables show them.
    pub const ALL: [Self; 6] = [
        Self::CommitteeMember,
        Self::Delegate,
        Self::SpecialDelegate,
        Self::Observer,
        Self::Guest,
        Self::Staff,
    ];

    /// The code in items, URLs and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CommitteeMember => "committee_member",
            Self::Delegate => "delegate",
            Self::SpecialDelegate => "special_delegate",
            Self::Observer => "observer",
            Self::Guest => "guest",
            Self::Staff => "staff",
        }
    }

    /// The category with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|category| category.code() == code)
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::CommitteeMember => Text::new("委员", "Committee member"),
            Self::Delegate => Text::new("代表", "Delegate"),
            Self::SpecialDelegate => Text::new("特邀代表", "Special delegate"),
            Self::Observer => Text::new("列席代表", "Observer"),
            Self::Guest => Text::new("参会嘉宾", "Guest"),
            Self::Staff => Text::new("工作人员", "Staff"),
        }
    }

    /// Whether units may be given structural minimums for it: committee members and delegates only.
    pub const fn has_minimums(self) -> bool {
        matches!(self, Self::CommitteeMember | Self::Delegate)
    }

    /// The categories whose people take up a place of this one (rule 2: 委员会占用代表名额,代表不会占用委员名额).
    pub const fn held_by(self) -> &'static [Self] {
        match self {
            Self::CommitteeMember => &[Self::CommitteeMember],
            Self::Delegate => &[Self::Delegate, Self::CommitteeMember],
            Self::SpecialDelegate => &[Self::SpecialDelegate],
            Self::Observer => &[Self::Observer],
            Self::Guest => &[Self::Guest],
            Self::Staff => &[Self::Staff],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_parses_to_its_category() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.code()), Some(category));
            assert_eq!(serde_json::to_value(category).unwrap(), category.code());
        }
        assert_eq!(Category::parse("member"), None);
    }

    #[test]
    fn a_committee_member_takes_a_delegates_place_and_never_the_reverse() {
        assert!(
            Category::Delegate
                .held_by()
                .contains(&Category::CommitteeMember)
        );
        assert!(
            !Category::CommitteeMember
                .held_by()
                .contains(&Category::Delegate)
        );
    }
}
