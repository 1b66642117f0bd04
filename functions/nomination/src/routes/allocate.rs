//! `POST /{congress}/{unit}`: 分配.

use api::{
    Caller, Edge, Json, Problem, Scene, Target, command,
    path::{Ids, OfUnit},
    view::NominationView,
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    category::Category,
    decision::Decision,
    early_warning::{early_warnings, may_warn},
    id::NominationId,
    nomination::{
        Nomination, Standing,
        allocate::{self, Row},
    },
    permission::Actor,
    person_name::PersonName,
    phone::Phone,
    refusal::{Fault, FaultCode},
    text::Language,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who gets a place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AllocateNominees {
    /// All of them or none.
    #[schema(max_items = 90, min_items = 1)]
    rows: Vec<NomineeRow>,
}

/// One of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NomineeRow {
    /// Name.
    name: String,
    /// Phone they will sign in with; with its country code where it is not of the Chinese mainland.
    phone: String,
    /// Category.
    category: String,
}

/// Who got a place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Allocated {
    /// The new nominations.
    items: Vec<NominationView>,
    /// What the next nominees must be.
    warnings: Vec<String>,
}

/// Gives people places, all or none; every row that cannot have one is named. Each is told by SMS.
#[utoipa::path(post, path = "/{congress}/{unit}", tag = "nomination", params(OfUnit),
    request_body = AllocateNominees,
    responses((status = 201, body = Allocated), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(crate) async fn allocate(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    Json(body): Json<AllocateNominees>,
) -> Result<Response, Problem> {
    // The warnings need everybody's traits; without minimums there is nothing to warn of.
    let target = Target::from(&*ids).with_siblings_if(|standing, _| may_warn(standing.unit));
    let decide = |scene: &Scene| {
        let rows = read(&body.rows, || edge.new_id()).map_err(Problem::invalid)?;
        Ok(allocate::allocate(
            &rows,
            scene.standing(),
            &scene.actor,
            scene.now,
        )?)
    };
    command::run(&edge, &caller, &target, decide, answer).await
}

/// The rows as the rule takes them.
///
/// # Errors
/// Every name, phone and category that cannot be read.
fn read(rows: &[NomineeRow], new_id: impl Fn() -> String) -> Result<Vec<Row>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut read = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let pointer = |column| format!("/rows/{index}/{column}");
        let said = |column, zh: String, en: String| {
            Fault::new(pointer(column), FaultCode::Malformed, zh, en)
        };
        let name = PersonName::parse(&row.name).map_err(|fault| {
            faults.push(said(
                "name",
                fault.text(Language::Zh),
                fault.text(Language::En),
            ));
        });
        let phone = Phone::parse(&row.phone).map_err(|fault| {
            faults.push(said(
                "phone",
                fault.text(Language::Zh),
                fault.text(Language::En),
            ));
        });
        let category = Category::parse(&row.category).ok_or_else(|| {
            faults.push(Fault::new(
                pointer("category"),
                FaultCode::UnknownCode,
                "请从列表中选择身份类型",
                "Please choose a category from the list",
            ));
        });
        let id = NominationId::parse(&new_id());
        if let (Ok(name), Ok(phone), Ok(category), Ok(id)) = (name, phone, category, id) {
            read.push(Row {
                id,
                name,
                phone,
                category,
            });
        }
    }
    if faults.is_empty() {
        Ok(read)
    } else {
        Err(faults)
    }
}

fn answer(scene: &Scene, decision: &Decision) -> (StatusCode, Allocated) {
    let unit = decision.unit.as_ref().unwrap_or(scene.unit());
    let standing = Standing {
        congress: &scene.congress,
        unit,
    };
    let all: Vec<Nomination> = scene
        .nominations
        .iter()
        .chain(&decision.created)
        .cloned()
        .collect();
    let warnings = if may_warn(unit) {
        early_warnings(standing, &all)
    } else {
        Vec::new()
    };
    let view = |one: &Nomination| {
        let actor = Actor::of(&scene.actor.phone, &scene.congress, Some(unit), Some(one));
        NominationView::new(one, unit, scene, &actor)
    };
    let allocated = Allocated {
        items: decision.created.iter().map(view).collect(),
        warnings: warnings
            .iter()
            .map(|one| one.says.get(scene.language).to_owned())
            .collect(),
    };
    (StatusCode::CREATED, allocated)
}
