//! Who is in a roster: those who fit the filters, in the order of the units' codes, categories and allocation.

use api::{Edge, Problem, Scene};
use domain::{
    id::UnitId,
    nomination::{Nomination, state::State},
    refusal::{Refusal, Said},
    unit::Unit,
};
use std::collections::HashMap;

/// The people of a roster and their units.
#[derive(Debug)]
pub(crate) struct Roster {
    pub(crate) people: Vec<Nomination>,
    pub(crate) units: HashMap<UnitId, Unit>,
}

impl Roster {
    /// Gathers those who fit. Within a unit it reads that unit's partition; over a whole congress the index, from which
    /// deregistered ones are absent.
    ///
    /// # Errors
    /// `nothing_to_do` when nobody fits; `unavailable`.
    pub(crate) async fn gather(
        edge: &Edge,
        scene: &Scene,
        unit: Option<&UnitId>,
        fits: impl Fn(&Nomination) -> bool,
        states: &[State],
    ) -> Result<Self, Problem> {
        let congress = &scene.congress.id;
        let wanted =
            |state: &State| states.contains(state) || states.is_empty() && state.holds_place();
        let (mut people, units) = if let Some(unit) = unit {
            let people = edge.store.nominations_of_unit(congress, unit).await?;
            (people, vec![scene.unit().clone()])
        } else {
            let states: Vec<_> = State::ALL.into_iter().filter(wanted).collect();
            tokio::try_join!(
                edge.store.queue(congress, &states),
                edge.store.units(congress)
            )?
        };
        let units: HashMap<_, _> = units
            .into_iter()
            .map(|unit| (unit.id.clone(), unit))
            .collect();
        people.retain(|one| wanted(&one.state) && units.contains_key(&one.unit) && fits(one));
        if people.is_empty() {
            return Err(nobody().into());
        }
        people.sort_by_cached_key(|one| {
            let code = units
                .get(&one.unit)
                .map(|unit| unit.code.clone())
                .unwrap_or_default();
            (code, one.category, one.allocated_at, one.id.clone())
        });
        Ok(Self { people, units })
    }

    /// How many.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.people.len()).unwrap_or(u32::MAX)
    }
}

fn nobody() -> Refusal {
    Refusal::NothingToDo(Said::new(
        "没有符合条件的人员，请调整筛选条件后再导出",
        "Nobody fits these conditions; change the filters and export again",
    ))
}
