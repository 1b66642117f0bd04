//! Of whom papers are made: those chosen, or those who fit the filters of a list, in the order of the units' codes, categories and
//! allocation, with their forms and photos.

use std::{collections::HashMap, sync::Arc};

use api::{Edge, Problem, listing::Filter};
use domain::{
    form::Form,
    id::{CongressId, NominationId, UnitId},
    nomination::{Nomination, state::State},
    refusal::{Fault, FaultCode, Refusal, Said},
    unit::Unit,
};
use serde::{Deserialize, Serialize};
use store::{Wanted, files::ObjectKey};
use utoipa::ToSchema;

use crate::{
    paper::{Person, Photo},
    press::is_picture,
};

/// How many photos are fetched side by side.
const SIDE_BY_SIDE: usize = 16;

/// One nomination, with the unit it stands in.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chosen {
    #[schema(value_type = String)]
    pub(crate) unit: UnitId,
    #[schema(value_type = String)]
    pub(crate) nomination: NominationId,
}

/// The people asked for: those chosen, or when nobody is, all who fit. Deregistered ones only when they are chosen by a state.
///
/// # Errors
/// `nothing_to_do` when nobody fits; `invalid_input` at `/people` for more than `most`; `unavailable`.
pub(crate) async fn wanted(
    edge: &Edge,
    congress: &CongressId,
    unit: Option<&UnitId>,
    people: &[Chosen],
    filter: &Filter,
    most: usize,
) -> Result<(Vec<Nomination>, HashMap<UnitId, Unit>), Problem> {
    if people.len() > most {
        return Err(too_many(people.len(), most));
    }
    let (mut found, units) = if let Some(unit) = unit {
        let found = edge.store.nominations_of_unit(congress, unit).await?;
        let wanted = Wanted {
            unit: Some((congress, unit)),
            ..Wanted::default()
        };
        let unit = edge.store.load(&wanted).await?.unit;
        (found, unit.into_iter().collect())
    } else if people.is_empty() {
        let states: Vec<_> = State::ALL
            .into_iter()
            .filter(|state| wants(filter, *state))
            .collect();
        tokio::try_join!(
            edge.store.queue(congress, &states),
            edge.store.units(congress)
        )?
    } else {
        let pairs: Vec<_> = people
            .iter()
            .map(|one| (&one.unit, &one.nomination))
            .collect();
        edge.store.nominations_with_units(congress, &pairs).await?
    };
    let units: HashMap<_, _> = units
        .into_iter()
        .map(|unit| (unit.id.clone(), unit))
        .collect();
    found.retain(|one| {
        let chosen = people
            .iter()
            .any(|chosen| chosen.nomination == one.id && chosen.unit == one.unit);
        let fits = people.is_empty() && wants(filter, one.state) && filter.fits(one);
        units.contains_key(&one.unit) && (fits || chosen && one.state != State::Deregistered)
    });
    if found.is_empty() {
        return Err(nobody().into());
    }
    if found.len() > most {
        return Err(too_many(found.len(), most));
    }
    found.sort_by_cached_key(|one| {
        let code = units.get(&one.unit).map(|unit| unit.code.clone());
        (code, one.category, one.allocated_at, one.id.clone())
    });
    Ok((found, units))
}

fn wants(filter: &Filter, state: State) -> bool {
    filter.states.contains(&state) || filter.states.is_empty() && state.holds_place()
}

/// The same with forms and photos.
///
/// # Errors
/// `unavailable`.
pub(crate) async fn with_papers(
    edge: &Edge,
    nominations: Vec<Nomination>,
    units: &HashMap<UnitId, Unit>,
) -> Result<Vec<Person>, Problem> {
    let ids: Vec<_> = nominations.iter().map(|one| one.id.clone()).collect();
    let forms = edge.store.forms(&ids).await?;
    let mut forms: HashMap<_, _> = forms
        .into_iter()
        .map(|form| (form.nomination.clone(), form))
        .collect();
    let mut people = Vec::with_capacity(nominations.len());
    for some in nominations.chunks(SIDE_BY_SIDE) {
        let fetching: Vec<_> = some
            .iter()
            .map(|one| {
                let (edge, one) = (edge.clone(), one.clone());
                tokio::spawn(async move { photo(&edge, &one).await })
            })
            .collect();
        for (nomination, fetched) in some.iter().zip(fetching) {
            let photo = fetched
                .await
                .map_err(|error| crate::problem::broken(&error))??;
            let Some(unit) = units.get(&nomination.unit) else {
                continue;
            };
            let form = forms.remove(&nomination.id);
            people.push(Person {
                form: form.unwrap_or_else(|| Form::of(nomination)),
                nomination: nomination.clone(),
                unit: unit.clone(),
                photo,
            });
        }
    }
    Ok(people)
}

/// Somebody's photo as it is stored.
///
/// # Errors
/// `unavailable`.
pub(crate) async fn photo(edge: &Edge, nomination: &Nomination) -> Result<Photo, Problem> {
    if !nomination.photo {
        return Ok(Photo::Missing);
    }
    let bytes: Option<Arc<[u8]>> = edge
        .files
        .get(&ObjectKey::photo(nomination))
        .await?
        .map(Into::into);
    Ok(match bytes {
        None => Photo::Missing,
        Some(bytes) if is_picture(&bytes) => Photo::There(bytes),
        Some(_) => Photo::Broken,
    })
}

fn nobody() -> Refusal {
    Refusal::NothingToDo(Said::new(
        "没有符合条件的人员，请勾选人员或调整筛选条件",
        "Nobody fits; select people or change the filters",
    ))
}

fn too_many(count: usize, most: usize) -> Problem {
    Problem::invalid(vec![Fault::new(
        "/people",
        FaultCode::OutOfRange,
        format!("选中了 {count} 位，一次最多 {most} 位，请分批选择"),
        format!("{count} people are chosen, at most {most} go at once; choose fewer"),
    )])
}
