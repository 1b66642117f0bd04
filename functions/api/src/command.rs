//! A command: load → decide → commit, in one direction and the same for every one. When somebody was faster it is loaded
//! and decided again; with an idempotency key it is carried out once and answered the same each time.

use std::time::Duration;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    decision::Decision,
    phone::Phone,
    refusal::{Fault, FaultCode, Refusal},
};
use serde::Serialize;
use store::{Attachment, CommitError, Done, Idempotency};

use crate::{Caller, Code, Edge, Json, Problem, Scene, Target, view::NominationView};

/// How often a command is decided anew because somebody was faster. Each round one of the contenders succeeds.
const MOST_ROUNDS: u32 = 12;

/// What a command came to: what is answered now and each time it is sent again.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The status.
    pub status: StatusCode,
    /// The body, JSON.
    pub body: String,
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        json(self.status, self.body)
    }
}

/// What is committed in the same transaction besides the decision.
#[derive(Clone, Debug, Default)]
pub enum Besides {
    /// Nothing.
    #[default]
    Nothing,
    /// A file has arrived.
    Confirmed(Attachment),
    /// A file is removed.
    Removed(Attachment),
}

/// Runs a command on a target and answers what `answer` makes of the scene and the committed decision.
///
/// # Errors
/// What loading and deciding answer; `duplicate_person` when a person is taken; `busy` when others were faster every
/// time; `stale_version` and `wrong_state` carry the nomination as it is now.
pub async fn run<B: Serialize>(
    edge: &Edge,
    caller: &Caller,
    target: &Target,
    decide: impl Fn(&Scene) -> Result<Decision, Problem>,
    answer: impl Fn(&Scene, &Decision) -> (StatusCode, B),
) -> Result<Response, Problem> {
    let answered = run_besides(edge, caller, target, &Besides::Nothing, decide, answer).await?;
    Ok(answered.into_response())
}

/// The same with something besides; answers what is not yet a response, for commands that are part of a larger one.
///
/// # Errors
/// As [`run`].
pub async fn run_besides<B: Serialize>(
    edge: &Edge,
    caller: &Caller,
    target: &Target,
    besides: &Besides,
    decide: impl Fn(&Scene) -> Result<Decision, Problem>,
    answer: impl Fn(&Scene, &Decision) -> (StatusCode, B),
) -> Result<Answered, Problem> {
    for round in 0..MOST_ROUNDS {
        let scene = Scene::load(edge, caller, target).await?;
        if let Some(done) = &scene.done {
            return again(edge, &scene, done);
        }
        if scene.reporting {
            // An intake is over in a moment, a long report is not.
            if round + 1 == MOST_ROUNDS {
                return Err(under_way());
            }
            wait(round).await;
            continue;
        }
        let decision = decide(&scene).map_err(|problem| with_current(problem, &scene))?;
        let (status, body) = answer(&scene, &decision.committed());
        let (status, body) = self::body(status, &body)?;
        let idempotency = idempotency(caller, &scene, status, &body);
        match commit(edge, &scene, &decision, besides, idempotency).await {
            Ok(()) => return Ok(Answered { status, body }),
            Err(CommitError::Conflict) => wait(round).await,
            Err(CommitError::AlreadyDone(done)) => return again(edge, &scene, &done),
            Err(error) => return Err(problem_of(error)),
        }
    }
    Err(busy())
}

async fn commit(
    edge: &Edge,
    scene: &Scene,
    decision: &Decision,
    besides: &Besides,
    idempotency: Option<Idempotency<'_>>,
) -> Result<(), CommitError> {
    let (store, now, ids) = (&edge.store, scene.now, || edge.new_id());
    match besides {
        Besides::Nothing => store.commit(decision, idempotency, now, ids).await,
        Besides::Confirmed(file) => {
            store
                .confirm_attachment(decision, file, idempotency, now, ids)
                .await
        }
        Besides::Removed(file) => {
            store
                .delete_attachment(decision, file, idempotency, now, ids)
                .await
        }
    }
}

/// The record that makes a POST count once.
pub fn idempotency<'a>(
    caller: &'a Caller,
    scene: &'a Scene,
    status: StatusCode,
    body: &str,
) -> Option<Idempotency<'a>> {
    let key = caller.idempotency_key.as_deref()?;
    Some(Idempotency {
        key,
        account: &scene.session.phone,
        status: status.as_u16(),
        body: body.to_owned(),
    })
}

/// What was answered when this command was carried out before.
///
/// # Errors
/// `already_exists` when the key was used by somebody else.
pub fn replay(edge: &Edge, scene: &Scene, done: &Done) -> Result<Response, Problem> {
    Ok(again(edge, scene, done)?.into_response())
}

/// The same for a command that belongs to no scene, such as creating a congress.
///
/// # Errors
/// As [`replay`].
pub fn replay_for(edge: &Edge, phone: &Phone, done: &Done) -> Result<Response, Problem> {
    Ok(again_for(edge, phone, done)?.into_response())
}

fn again(edge: &Edge, scene: &Scene, done: &Done) -> Result<Answered, Problem> {
    again_for(edge, &scene.session.phone, done)
}

fn again_for(edge: &Edge, phone: &Phone, done: &Done) -> Result<Answered, Problem> {
    if !edge.store.is_account_of(done, phone) {
        return Err(Problem::new(
            Code::AlreadyExists,
            "该 Idempotency-Key 已被使用，请换一个新的",
            "This Idempotency-Key was used already; take a new one",
        ));
    }
    let status = StatusCode::from_u16(done.status).unwrap_or(StatusCode::OK);
    let body = done.body.clone();
    Ok(Answered { status, body })
}

/// A commit's failure as a problem. Conflicts are the caller's to retry.
pub fn problem_of(error: CommitError) -> Problem {
    match error {
        CommitError::Conflict => busy(),
        CommitError::AlreadyDone(_) => internal(),
        CommitError::Claimed(claims) => {
            let fault = |claim: domain::decision::Claim| {
                Fault::new(
                    claim.pointer,
                    FaultCode::DuplicatePerson,
                    "此人在本届大会已被推荐，同一手机号或证件号只能推荐一次",
                    "This person is nominated in this congress already; a phone or ID number counts once",
                )
            };
            Refusal::DuplicatePerson(claims.into_iter().map(fault).collect()).into()
        }
        CommitError::TooLarge => Problem::new(
            Code::BodyTooLarge,
            "一次涉及的人数过多，请分批操作",
            "Too many at once; please divide them",
        ),
        CommitError::Store(error) => error.into(),
    }
}

/// An answer with its body as JSON text, as it is kept under an idempotency key.
///
/// # Errors
/// `internal`, for a body that cannot be JSON: never for our views.
pub fn body<B: Serialize>(status: StatusCode, body: &B) -> Result<(StatusCode, String), Problem> {
    let body = serde_json::to_string(body).map_err(|_| internal())?;
    Ok((status, body))
}

/// JSON that is already text.
pub fn json(status: StatusCode, body: String) -> Response {
    let mut response = (status, body).into_response();
    let json = axum::http::HeaderValue::from_static("application/json");
    response
        .headers_mut()
        .insert(axum::http::header::CONTENT_TYPE, json);
    response
}

/// A query's answer with its version.
pub fn versioned<B: Serialize>(version: u64, body: B) -> Response {
    (crate::etag::ETag(version), Json(body)).into_response()
}

/// The nomination as it is now goes with a problem that is about its version, state or window, and who was there last where somebody
/// was faster.
pub fn with_current(problem: Problem, scene: &Scene) -> Problem {
    match (problem.code(), scene.nomination_if_any()) {
        (Code::StageClosed | Code::CongressNotOpen, Some(nomination)) => {
            problem.with_current(NominationView::in_scene(nomination, scene.unit(), scene))
        }
        (Code::StaleVersion | Code::WrongState, Some(nomination)) if !problem.has_current() => {
            let others = nomination.last_step.as_ref();
            let others = others.filter(|step| step.by != scene.actor.phone);
            let problem = match others {
                Some(step) => problem.preceded(&step.says(scene.now)),
                None => problem,
            };
            problem.with_current(NominationView::in_scene(nomination, scene.unit(), scene))
        }
        _ => problem,
    }
}

/// Waits a little longer each round, and not the same for everybody.
async fn wait(round: u32) {
    let spread = u64::from(uuid::Uuid::now_v7().as_bytes()[15] % 20);
    tokio::time::sleep(Duration::from_millis(u64::from(round) * 10 + spread)).await;
}

fn busy() -> Problem {
    Problem::new(
        Code::Busy,
        "同时操作的人较多，本次未生效，请再试一次",
        "Many people are changing this at the moment; nothing was done, please try again",
    )
    .with_retry_after(1)
}

/// What the indicators were checked on stays so until all of it has moved.
fn under_way() -> Problem {
    Problem::new(
        Code::Busy,
        "该单位有一批人员正在办理（上报、退回、分配或导入），完成前不能修改，请稍候再试",
        "Many of this unit's people are being reported, returned, nominated or imported; nothing can be changed until it is done, please wait a moment",
    )
    .with_retry_after(2)
}

fn internal() -> Problem {
    Problem::new(
        Code::Internal,
        "系统出错，请稍后重试",
        "Something went wrong; please try again",
    )
}
