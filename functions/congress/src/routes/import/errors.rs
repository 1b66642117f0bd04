//! `POST /api/congresses/{congress}/unit-imports/errors.xlsx` and `…/liaison-imports/errors.xlsx`

use api::{
    Caller, Edge, Problem, Target, admission,
    path::{Ids, OfCongress},
};
use axum::{
    extract::{Request, State},
    response::Response,
};
use domain::{
    congress::convening::ADMINISTRATORS,
    refusal::{Refusal, Said},
};
use sheet::Received;

use super::run::{Run, Table};

/// The file sent, as a workbook in which every cell that is wrong is marked and says why. Writes nothing.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/unit-imports/errors.xlsx",
    params(("congress" = String, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn units(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    request: Request,
) -> Result<Response, Problem> {
    handle(&edge, &caller, &ids, Table::Units, request).await
}

/// The same for a file of liaisons.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/liaison-imports/errors.xlsx",
    params(("congress" = String, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn liaisons(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    request: Request,
) -> Result<Response, Problem> {
    handle(&edge, &caller, &ids, Table::Liaisons, request).await
}

async fn handle(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
    table: Table,
    request: Request,
) -> Result<Response, Problem> {
    let scene = admission::scene(edge, caller, &Target::from(ids), ADMINISTRATORS).await?;
    let Received { rows, .. } = sheet::receive(request, edge).await?;
    let run = Run {
        edge,
        caller,
        scene: &scene,
        table,
        rows: &rows,
    };
    let plan = run.plan().await?;
    let faults: Vec<_> = plan.rows.into_iter().flat_map(|row| row.faults).collect();
    if faults.is_empty() {
        return Err(Refusal::NothingToDo(Said::new(
            "文件没有错误，可以直接确认导入",
            "The file has no errors; it can be confirmed",
        ))
        .into());
    }
    let marked = sheet::marked(&rows, &faults, scene.language);
    sheet::workbook(marked, "import-errors")
}
