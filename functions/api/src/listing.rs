//! Lists: the filters every list of nominations has, its order and its pages.

mod name_order;
pub mod order;

use axum::{extract::FromRequestParts, http::request::Parts};
use domain::{
    category::Category,
    codes,
    id::UnitId,
    nomination::{Nomination, listed::Listed, state::State},
    refusal::{Fault, FaultCode},
    window::china_date,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use self::order::{Column, Order};
use crate::Problem;

/// The most rows of a page.
pub const LARGEST_PAGE: usize = 100;

/// The filters of a list of nominations as they stand in the query; all conditions hold together.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filters {
    /// States, separated by commas.
    pub state: String,
    /// A category.
    pub category: String,
    /// Part of the name.
    pub name: String,
    /// GB/T 3304.
    pub ethnic_group: String,
    /// Occupation, first or second level.
    pub occupation: String,
    /// GB/T 4762.
    pub party: String,
    /// A unit's id (the convener's lists).
    pub unit: String,
    /// First day of submission, in China.
    pub submitted_from: String,
    /// Last day of submission, in China.
    pub submitted_to: String,
    /// The column it is ordered by, with `-` before it the other way round: `submitted_at` (the default), `unit`, `sex`,
    /// `name` (by pinyin, the surname as it is read as one), `ethnic_group`, `party`, `birth_date`, `age`, `category`, `attachments`.
    pub sort: String,
    /// Rows to a page, 10 by default.
    pub limit: Option<usize>,
    /// Rows to pass over.
    pub offset: Option<usize>,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: usize,
    /// How many there are in each state, whatever the filters.
    pub counts: std::collections::BTreeMap<&'static str, u32>,
}

/// Filters that were understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The states asked for; all of them when none is named.
    pub states: Vec<State>,
    category: Option<Category>,
    name: String,
    ethnic_group: String,
    occupation: String,
    party: String,
    unit: String,
    submitted_from: Option<Date>,
    submitted_to: Option<Date>,
    order: Order,
    limit: usize,
    offset: usize,
}

/// A page of a state in the order of submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front {
    /// The state.
    pub state: State,
    /// From the latest on.
    pub backwards: bool,
    /// Rows before the page.
    pub skip: usize,
    /// Rows up to the page's end.
    pub rows: usize,
}

impl<S: Sync + Send> FromRequestParts<S> for Filter {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = axum::extract::Query::<Filters>::from_request_parts(parts, state).await;
        let malformed =
            |_| Problem::invalid(vec![fault("/limit", "页码须为数字", "Pages are numbers")]);
        Self::parse(&query.map_err(malformed)?.0)
    }
}

impl Filter {
    /// Reads the filters.
    ///
    /// # Errors
    /// `invalid_input` with every filter that cannot be: an unknown state or category, a date that is none, a page too
    /// large.
    pub fn parse(filters: &Filters) -> Result<Self, Problem> {
        let mut faults = Vec::new();
        let mut states = Vec::new();
        for code in filters.state.split(',').filter(|code| !code.is_empty()) {
            match State::parse(code) {
                Some(state) => states.push(state),
                None => faults.push(fault("/state", "没有这个状态", "There is no such state")),
            }
        }
        let category = Category::parse(&filters.category);
        if category.is_none() && !filters.category.is_empty() {
            faults.push(fault(
                "/category",
                "没有这种身份",
                "There is no such category",
            ));
        }
        let mut date = |pointer: &str, text: &str| {
            let date = text.parse().ok();
            if date.is_none() && !text.is_empty() {
                faults.push(fault(
                    pointer,
                    "日期应如 2026-11-22",
                    "A date looks like 2026-11-22",
                ));
            }
            date
        };
        let submitted_from = date("/submitted_from", &filters.submitted_from);
        let submitted_to = date("/submitted_to", &filters.submitted_to);
        let order = Order::parse(&filters.sort);
        if order.is_none() {
            faults.push(fault(
                "/sort",
                "不能按这一列排序",
                "The list cannot be ordered by this column",
            ));
        }
        let limit = filters.limit.unwrap_or(10);
        if !(1..=LARGEST_PAGE).contains(&limit) {
            faults.push(fault(
                "/limit",
                "每页 1 至 100 条",
                "A page has 1 to 100 rows",
            ));
        }
        if !faults.is_empty() {
            return Err(Problem::invalid(faults));
        }
        Ok(Self {
            states,
            category,
            name: filters.name.trim().to_owned(),
            ethnic_group: filters.ethnic_group.clone(),
            occupation: filters.occupation.clone(),
            party: filters.party.clone(),
            unit: filters.unit.clone(),
            submitted_from,
            submitted_to,
            order: order.unwrap_or_default(),
            limit,
            offset: filters.offset.unwrap_or(0),
        })
    }

    /// Whether a nomination fits all conditions.
    pub fn fits(&self, one: &Nomination) -> bool {
        self.finds(&Listed::from(one))
    }

    /// Whether somebody of a list fits all conditions.
    pub fn finds(&self, one: &Listed) -> bool {
        let facts = one.facts.as_ref();
        let coded =
            |wanted: &str, actual: Option<&str>| wanted.is_empty() || actual == Some(wanted);
        let occupation = facts
            .map(|facts| facts.occupation.as_str())
            .unwrap_or_default();
        let submitted = one.submitted.then(|| china_date(one.since));
        (self.states.is_empty() || self.states.contains(&one.state))
            && self
                .category
                .is_none_or(|category| category == one.category)
            && one.name.contains(&self.name)
            && coded(
                &self.ethnic_group,
                facts.map(|facts| facts.ethnic_group.as_str()),
            )
            && is_within("occupation", occupation, &self.occupation)
            && coded(&self.party, facts.map(|facts| facts.party.as_str()))
            && coded(&self.unit, Some(one.unit.as_str()))
            && self
                .submitted_from
                .is_none_or(|from| submitted.is_some_and(|date| date >= from))
            && self
                .submitted_to
                .is_none_or(|to| submitted.is_some_and(|date| date <= to))
    }

    /// The page of those that fit, in order, and how many fit in all.
    pub fn page<'a>(&self, all: &'a [Nomination]) -> (Vec<&'a Nomination>, usize) {
        let listed: Vec<_> = all.iter().map(Listed::from).collect();
        let (page, total) = self.turn_to(&listed);
        let page = page.into_iter().map(|place| &all[place]);
        (page.collect(), total)
    }

    /// The same of a list that is searched: the places of the page's rows in it.
    pub fn turn_to(&self, all: &[Listed]) -> (Vec<usize>, usize) {
        let found = (0..all.len()).filter(|place| self.finds(&all[*place]));
        let found = self.order.arrange(all, found.collect());
        let total = found.len();
        let page = found.into_iter().skip(self.offset).take(self.limit);
        (page.collect(), total)
    }

    /// These in the order asked for.
    pub fn arrange(&self, all: Vec<Nomination>) -> Vec<Nomination> {
        let listed: Vec<_> = all.iter().map(Listed::from).collect();
        let places = self.order.arrange(&listed, (0..all.len()).collect());
        let mut all: Vec<_> = all.into_iter().map(Some).collect();
        let taken = places.into_iter().filter_map(|place| all[place].take());
        taken.collect()
    }

    /// The unit asked for, where it is one.
    pub fn unit(&self) -> Option<UnitId> {
        UnitId::parse(&self.unit).ok()
    }

    /// The one state asked for, where there is no other condition and the order is by submission: how many rows from its
    /// beginning, or from its end, hold the page. Such a page needs no search.
    pub fn front(&self) -> Option<Front> {
        let only_states = Self {
            states: self.states.clone(),
            order: self.order,
            limit: self.limit,
            offset: self.offset,
            ..Self::default()
        };
        let by_submission = self.order.column == Column::SubmittedAt;
        match self.states[..] {
            [state] if state.holds_place() && *self == only_states && by_submission => {
                Some(Front {
                    state,
                    backwards: self.order.descending,
                    skip: self.offset,
                    rows: self.offset + self.limit,
                })
            }
            _ => None,
        }
    }
}

/// Whether a code is the wanted one or stands below it; anything is, where nothing is wanted.
fn is_within(table: &str, code: &str, wanted: &str) -> bool {
    let path = || codes::table(table).map(|table| table.path(code));
    wanted.is_empty() || path().is_some_and(|path| path.iter().any(|entry| entry.code == wanted))
}

fn fault(pointer: &str, zh: &str, en: &str) -> Fault {
    Fault::new(pointer, FaultCode::OutOfRange, zh, en)
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn an_occupation_is_found_by_its_first_level_too() {
        let found = |code, wanted| is_within("occupation", code, wanted);
        assert!(found("21", "21"));
        assert!(found("21", "20"), "research institutes are researchers");
        assert!(!found("21", "10"));
        assert!(!found("", "20"), "not submitted yet");
        assert!(found("", ""));
    }
}
