//! In which order a list stands: by one column, up or down; who is alike there stands as they were submitted.

use std::cmp::Ordering;

use domain::nomination::listed::{Listed, ListedFacts};

use super::name_order;

/// What a list can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// When the form was submitted.
    #[default]
    SubmittedAt,
    /// The unit, in the order in which they were invited.
    Unit,
    /// Sex.
    Sex,
    /// Ethnic group, by its code.
    EthnicGroup,
    /// Party, by its code.
    Party,
    /// Birth date.
    BirthDate,
    /// Age: birth date the other way round.
    Age,
    /// Category, in the customary order.
    Category,
    /// Name, by pinyin.
    Name,
    /// How many attachments.
    Attachments,
}

impl Column {
    const ALL: [(&'static str, Self); 10] = [
        ("submitted_at", Self::SubmittedAt),
        ("unit", Self::Unit),
        ("sex", Self::Sex),
        ("ethnic_group", Self::EthnicGroup),
        ("party", Self::Party),
        ("birth_date", Self::BirthDate),
        ("age", Self::Age),
        ("category", Self::Category),
        ("name", Self::Name),
        ("attachments", Self::Attachments),
    ];
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub column: Column,
    /// The other way round.
    pub descending: bool,
}

impl Order {
    /// An order as it stands in the query: a column, with `-` before it for the other way round. Nothing is the usual one.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, descending) = match text.strip_prefix('-') {
            Some(name) => (name, true),
            None => (text, false),
        };
        let found = Column::ALL.into_iter().find(|(code, _)| *code == name);
        let column = match found {
            Some((_, column)) => column,
            None if text.is_empty() => Column::default(),
            None => return None,
        };
        Some(Self { column, descending })
    }

    /// Brings places of a list into this order.
    pub fn arrange(self, all: &[Listed], places: Vec<usize>) -> Vec<usize> {
        if self.column == Column::Name {
            return self.by_name(all, places);
        }
        let mut places = places;
        places.sort_by(|one, other| self.compare(&all[*one], &all[*other]));
        places
    }

    /// Each name is spelled once, not once for every comparison.
    fn by_name(self, all: &[Listed], places: Vec<usize>) -> Vec<usize> {
        let key = |place: usize| (name_order::key(&all[place].name), place);
        let mut keyed: Vec<_> = places.into_iter().map(key).collect();
        keyed.sort_by(|(one, one_at), (other, other_at)| {
            self.turned(one.cmp(other))
                .then_with(|| as_submitted(&all[*one_at], &all[*other_at]))
        });
        keyed.into_iter().map(|(_, place)| place).collect()
    }

    fn turned(self, order: Ordering) -> Ordering {
        if self.descending {
            order.reverse()
        } else {
            order
        }
    }

    /// Which of two comes first.
    fn compare(self, one: &Listed, other: &Listed) -> Ordering {
        let as_submitted = || as_submitted(one, other);
        if self.column == Column::SubmittedAt {
            return self.turned(as_submitted());
        }
        self.by_column(one, other).then_with(as_submitted)
    }

    /// Who has no facts yet stands last, whichever way round.
    fn by_column(self, one: &Listed, other: &Listed) -> Ordering {
        let turned = |order| self.turned(order);
        let facts = |compare: fn(&ListedFacts, &ListedFacts) -> Ordering| match (
            &one.facts,
            &other.facts,
        ) {
            (Some(one), Some(other)) => turned(compare(one, other)),
            (one, other) => one.is_none().cmp(&other.is_none()),
        };
        match self.column {
            // These have their own way above.
            Column::SubmittedAt | Column::Name => Ordering::Equal,
            Column::Unit => turned(one.unit.cmp(&other.unit)),
            Column::Category => turned(one.category.cmp(&other.category)),
            Column::Attachments => turned(one.attachments.cmp(&other.attachments)),
            Column::Sex => facts(|one, other| one.sex.cmp(&other.sex)),
            Column::EthnicGroup => facts(|one, other| one.ethnic_group.cmp(&other.ethnic_group)),
            Column::Party => facts(|one, other| one.party.cmp(&other.party)),
            Column::BirthDate => facts(|one, other| one.birth_date.cmp(&other.birth_date)),
            Column::Age => facts(|one, other| other.birth_date.cmp(&one.birth_date)),
        }
    }
}

fn as_submitted(one: &Listed, other: &Listed) -> Ordering {
    (one.since, &one.id).cmp(&(other.since, &other.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_a_column_up_or_down_and_nothing_else() {
        assert_eq!(Order::parse(""), Some(Order::default()));
        let down = Order::parse("-age").unwrap();
        assert_eq!((down.column, down.descending), (Column::Age, true));
        assert_eq!(Order::parse("phone"), None);
        assert_eq!(Order::parse("-"), None);
        for (code, column) in Column::ALL {
            assert_eq!(Order::parse(code).unwrap().column, column);
        }
    }
}
