//! 视图: a list as somebody likes to see it, under a name: which people, in which order, with which columns. It serves the list on
//! the page and the roster made of it alike. Everybody has their own, for each congress.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    refusal::{Fault, FaultCode, Refusal, Said},
    unit::text_within,
};

/// The most views somebody has of one congress.
pub const MOST: usize = 20;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 20;
/// The most columns and the most conditions of a view: more than any congress has.
const MOST_PARTS: usize = 300;
/// The longest condition, in characters.
const LONGEST_PART: usize = 100;

/// A list as somebody likes to see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    /// What they call it.
    pub name: String,
    /// The conditions, and the order under `sort`, as they stand in the address of a list.
    pub filters: BTreeMap<String, String>,
    /// Columns of a roster by id, in the order wanted; all when there are none.
    pub columns: Vec<String>,
    /// Which people share a sheet of a workbook: nothing, `category` or `unit`.
    pub split: String,
}

impl ListView {
    fn is_too_large(&self) -> bool {
        let texts = self.filters.iter().flat_map(|(name, value)| [name, value]);
        let mut texts = texts.chain(&self.columns).chain([&self.split]);
        let parts = self.filters.len().max(self.columns.len());
        parts > MOST_PARTS || texts.any(|text| text.chars().count() > LONGEST_PART)
    }
}

/// Somebody's views of a congress, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ListViews(Vec<ListView>);

impl ListViews {
    /// All of them.
    pub fn all(&self) -> &[ListView] {
        &self.0
    }

    /// Keeps a view; one of the same name is replaced where it stands.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a name that is missing or too long, for too much in it, and for one view too many.
    pub fn keep(&mut self, view: ListView) -> Result<(), Refusal> {
        let view = ListView {
            name: view.name.trim().to_owned(),
            ..view
        };
        let mut faults = Vec::new();
        text_within(
            "/name",
            "视图名称",
            "the view's name",
            &view.name,
            LONGEST_NAME,
            &mut faults,
        );
        if view.is_too_large() {
            faults.push(Fault::new(
                "/columns",
                FaultCode::TooLong,
                "视图的条件或栏目过多，请减少后再保存",
                "The view holds too much; choose fewer conditions or columns",
            ));
        }
        let place = self.0.iter().position(|one| one.name == view.name);
        if place.is_none() && self.0.len() >= MOST {
            faults.push(Fault::new(
                "/name",
                FaultCode::OutOfRange,
                format!("最多保存 {MOST} 个视图，请先删除不用的"),
                format!("At most {MOST} views are kept; remove one first"),
            ));
        }
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        match place {
            Some(place) => self.0[place] = view,
            None => self.0.push(view),
        }
        Ok(())
    }

    /// Forgets a view by its name.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when there is none of that name.
    pub fn forget(&mut self, name: &str) -> Result<(), Refusal> {
        let before = self.0.len();
        self.0.retain(|one| one.name != name);
        if self.0.len() == before {
            return Err(Refusal::NothingToDo(Said::new(
                "没有这个视图，可能已删除",
                "There is no view of that name; it may have been removed",
            )));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str) -> ListView {
        ListView {
            name: name.to_owned(),
            ..ListView::default()
        }
    }

    #[test]
    fn a_view_is_kept_under_its_name_and_replaced_where_it_stands() {
        let mut views = ListViews::default();
        views.keep(view(" 女代表 ")).unwrap();
        views.keep(view("制证")).unwrap();
        let again = ListView {
            columns: vec!["name".to_owned()],
            ..view("女代表")
        };
        views.keep(again.clone()).unwrap();
        assert_eq!(views.all(), [again, view("制证")]);
        views.forget("女代表").unwrap();
        assert!(views.forget("女代表").is_err());
        assert_eq!(views.all(), [view("制证")]);
    }

    #[test]
    fn a_view_without_a_name_too_large_or_one_too_many_is_refused() {
        let mut views = ListViews::default();
        let pointer = |refused: Result<(), Refusal>| {
            let refusal = refused.unwrap_err();
            refusal.faults()[0].pointer.clone()
        };
        assert_eq!(pointer(views.keep(view("  "))), "/name");
        assert_eq!(pointer(views.keep(view(&"长".repeat(21)))), "/name");
        let large = ListView {
            columns: vec!["x".to_owned(); MOST_PARTS + 1],
            ..view("大")
        };
        assert_eq!(pointer(views.keep(large)), "/columns");
        for number in 0..MOST {
            views.keep(view(&number.to_string())).unwrap();
        }
        assert_eq!(pointer(views.keep(view("再一个"))), "/name");
        views.keep(view("0")).expect("it is there already");
    }
}
