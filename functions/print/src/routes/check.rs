//! `GET /api/prints/checks` and `GET /api/prints/{congress}/checks`: whether a paper says what the record says.

use api::{
    Caller, Code, Edge, Problem, Scene, Target,
    path::{Ids, OfCongress, OfNomination},
    signed_in,
};
use axum::{
    Json,
    extract::{Query, State},
};
use domain::{
    form::schema::Schema,
    id::{CongressId, NominationId, UnitId},
    paper::PaperCode,
    permission::Action,
    phone::Phone,
    refusal::{Fault, FaultCode},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::scene;
use crate::{
    paper::{Person, matched, whose},
    people,
};

/// What the QR code of a paper leads to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Scanned {
    congress: String,
    unit: String,
    nomination: String,
    /// The code on the paper.
    code: String,
}

/// What is typed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Typed {
    /// A unit's id; liaisons must name theirs.
    unit: String,
    /// The code on the paper.
    code: String,
}

/// Whether a paper matches.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Checked {
    /// Whether it says what the record says now.
    matches: bool,
    /// `form` or `badge`, when it matches.
    paper: Option<&'static str>,
    /// Whose it is: only for those who may see the nomination.
    person: Option<Whose>,
}

/// Whose a paper is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Whose {
    #[schema(value_type = String)]
    unit_id: UnitId,
    #[schema(value_type = String)]
    id: NominationId,
    name: String,
    unit_name: String,
    category_name: String,
    state_name: String,
}

/// For anybody signed in: strangers learn whether it matches and nothing else, the same for a paper of nobody. Each account has
/// a number of questions an hour.
#[utoipa::path(get, path = "/api/prints/checks", params(Scanned),
    responses((status = 200, body = Checked), (status = 401, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument), (status = 429, body = api::problem::ProblemDocument)))]
pub(super) async fn scanned(
    State(edge): State<Edge>,
    caller: Caller,
    Query(asked): Query<Scanned>,
) -> Result<Json<Checked>, Problem> {
    let session = signed_in::session(&edge, &caller).await?;
    let code = code(&asked.code)?;
    count(&edge, &session.phone).await?;
    let ids = OfNomination {
        congress: CongressId::parse(&asked.congress).map_err(|_| no_paper())?,
        unit: UnitId::parse(&asked.unit).map_err(|_| no_paper())?,
        nomination: NominationId::parse(&asked.nomination).map_err(|_| no_paper())?,
    };
    checked(&edge, &caller, &ids, code).await.map(Json)
}

/// For those who have only the code: the convener's people look among everybody, a unit's liaison among the unit's.
#[utoipa::path(get, path = "/api/prints/{congress}/checks", params(("congress" = String, Path), Typed),
    responses((status = 200, body = Checked), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument), (status = 429, body = api::problem::ProblemDocument)))]
pub(super) async fn typed(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Query(asked): Query<Typed>,
) -> Result<Json<Checked>, Problem> {
    let unit = Some(asked.unit.as_str()).filter(|unit| !unit.is_empty());
    let unit = unit.map(|unit| UnitId::parse(unit).map_err(|_| Problem::not_found()));
    let unit = unit.transpose()?;
    let scene = scene(&edge, &caller, &ids, unit.as_ref()).await?;
    let code = code(&asked.code)?;
    count(&edge, &scene.session.phone).await?;
    let congress = &scene.congress.id;
    let everybody: Vec<(UnitId, NominationId)> = if let Some(unit) = &unit {
        let all = edge.store.nominations_of_unit(congress, unit).await?;
        all.into_iter().map(|one| (one.unit, one.id)).collect()
    } else {
        let all = edge.store.register(congress).await?;
        all.into_iter().map(|one| (one.unit, one.id)).collect()
    };
    let keys = edge.store.keys();
    let of = everybody
        .into_iter()
        .filter(|(_, id)| code.is_of(&whose(id, keys)));
    let mut found = nothing();
    for (unit, nomination) in of {
        let congress = congress.clone();
        let ids = OfNomination {
            congress,
            unit,
            nomination,
        };
        let one = checked(&edge, &caller, &ids, code).await?;
        let matches = one.matches;
        found = one;
        if matches {
            break;
        }
    }
    Ok(Json(found))
}

/// The answer on one nomination's paper.
async fn checked(
    edge: &Edge,
    caller: &Caller,
    ids: &OfNomination,
    code: PaperCode,
) -> Result<Checked, Problem> {
    let target = Target::from(ids).with_form();
    let scene = match Scene::load_for_anyone(edge, caller, &target).await {
        Err(problem) if problem.code() == Code::NotFound => return Ok(nothing()),
        scene => scene?,
    };
    let nomination = scene.nomination();
    if !code.is_of(&whose(&nomination.id, edge.store.keys())) {
        return Ok(nothing());
    }
    let person = Person {
        nomination: nomination.clone(),
        unit: scene.unit().clone(),
        form: scene.form().clone(),
        photo: people::photo(edge, nomination).await?,
    };
    let settings = &scene.congress.settings;
    let schema = Schema::of(settings, nomination.category);
    let paper = matched(&person, code, &schema, edge.store.keys());
    let may_see = !scene.actor.is_stranger() && scene.case().require(Action::View).is_ok();
    let category = settings.category_name(nomination.category);
    Ok(Checked {
        matches: paper.is_some(),
        paper: paper.map(domain::paper::Paper::code),
        person: may_see.then(|| Whose {
            unit_id: nomination.unit.clone(),
            id: nomination.id.clone(),
            name: nomination.name.clone(),
            unit_name: scene.unit().name.clone(),
            category_name: category.get(scene.language).to_owned(),
            state_name: nomination.state.name().get(scene.language).to_owned(),
        }),
    })
}

const fn nothing() -> Checked {
    Checked {
        matches: false,
        paper: None,
        person: None,
    }
}

async fn count(edge: &Edge, phone: &Phone) -> Result<(), Problem> {
    let now = edge.now();
    match edge.store.count_check(phone, now).await? {
        Ok(_) => Ok(()),
        Err(until) => {
            let seconds = until.as_second().saturating_sub(now.as_second());
            let problem = Problem::new(
                Code::TooManyRequests,
                "核验次数过多，请稍后再试",
                "Too many papers were checked; please try later",
            );
            Err(problem.with_retry_after(u64::try_from(seconds).unwrap_or_default()))
        }
    }
}

fn code(typed: &str) -> Result<PaperCode, Problem> {
    PaperCode::parse(typed).ok_or_else(no_code)
}

fn no_code() -> Problem {
    Problem::invalid(vec![Fault::new(
        "/code",
        FaultCode::Malformed,
        "核验码为 12 位字母和数字，如 7K3F-92MD-XQ4T，请按纸面输入",
        "A verification code has 12 letters and digits, like 7K3F-92MD-XQ4T",
    )])
}

/// An address that was cut off or is of another system.
fn no_paper() -> Problem {
    Problem::invalid(vec![Fault::new(
        "/code",
        FaultCode::Malformed,
        "链接不完整，请重新扫描纸面上的二维码",
        "The address is incomplete; please scan the paper's code again",
    )])
}
