//! The world every test begins in, and workbooks read back.

use std::io::Cursor;

use axum::Router;
use calamine::{Data, Range, Reader, Xlsx};
use domain::{
    category::Category,
    congress::Level,
    decision::Decision,
    disclosure::Disclosure,
    form::schema::Schema,
    id::{ExportId, UnitId},
    nomination::{Nomination, state::State},
    phone::Phone,
    unit::Unit,
};
use export::RosterMaker;
use harness::{Answer, Harness, World, get, post};
use job::Worker;
use serde_json::Value;
use store::{UnitChange, files::ObjectKey};
use tower::ServiceExt;

pub(crate) struct Stage {
    pub(crate) harness: Harness,
    pub(crate) world: World,
    pub(crate) app: Router,
}

impl Stage {
    pub(crate) async fn set() -> Self {
        let harness = Harness::start().await;
        let world = harness.world().await;
        let (routes, _) = export::router().split_for_parts();
        let app = harness.app(routes);
        Self {
            harness,
            world,
            app,
        }
    }

    /// Three people in the unit, one in the other; their numbers are 1 to 4.
    pub(crate) async fn with_people() -> Self {
        let stage = Self::set().await;
        for (number, category, state) in [
            (1, Category::Delegate, State::Reported),
            (2, Category::CommitteeMember, State::FinalReviewApproved),
            (3, Category::Delegate, State::Allocated),
        ] {
            stage
                .harness
                .add_nominee(&stage.world, number, category, state)
                .await;
        }
        let World {
            congress,
            other_unit,
            ..
        } = &stage.world;
        stage
            .harness
            .add_nominee_to(congress, other_unit, 4, Category::Guest, State::Reported)
            .await;
        stage
    }

    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/api/exports/{}/{rest}", self.world.congress)
    }

    pub(crate) async fn take(&self, by: &Phone, rest: &str) -> Answer {
        let cookie = self.harness.sign_in(by).await;
        get(self.path(rest)).by(&cookie).send(&self.app).await
    }

    /// A masked roster.
    pub(crate) async fn roster(&self, by: &Phone, body: Value) -> Answer {
        self.disclose(by, &body).await
    }

    pub(crate) async fn disclose(&self, by: &Phone, body: &Value) -> Answer {
        let cookie = self.harness.sign_in(by).await;
        post(self.path("rosters"))
            .by(&cookie)
            .json(body)
            .send(&self.app)
            .await
    }

    /// The same as a job, whatever its size.
    pub(crate) async fn ask_for_job(&self, by: &Phone, body: &Value) -> Answer {
        let cookie = self.harness.sign_in(by).await;
        let ask = post(self.path("rosters")).by(&cookie).json(body);
        let ask = ask.header("prefer", "respond-async");
        ask.send(&self.app).await
    }

    /// Does something to somebody's export.
    pub(crate) async fn job(&self, by: &Phone, id: &str, what: &str) -> Answer {
        let cookie = self.harness.sign_in(by).await;
        let ask = post(self.path(&format!("jobs/{id}/{what}"))).by(&cookie);
        ask.send(&self.app).await
    }

    /// Somebody's exports.
    pub(crate) async fn jobs(&self, by: &Phone) -> Vec<Value> {
        let answer = self.take(by, "jobs").await;
        assert_eq!(answer.status, 200, "{answer}");
        answer.json()["items"].as_array().unwrap().clone()
    }

    /// A worker as it runs beside the function.
    pub(crate) fn worker(&self) -> Worker {
        let edge = self.harness.edge().clone();
        Worker::new(edge.clone(), vec![Box::new(RosterMaker::new(edge))])
    }

    /// The same when the object storage does not answer.
    pub(crate) fn worker_without_objects(&self) -> Worker {
        let edge = self.harness.edge_without_objects();
        Worker::new(edge.clone(), vec![Box::new(RosterMaker::new(edge))])
    }

    /// A unit has no liaisons any more.
    pub(crate) async fn dismiss_liaisons(&self, unit: &UnitId) {
        let before = self.harness.unit(&self.world.congress, unit).await;
        let after = Unit {
            liaisons: Vec::new(),
            ..before.clone()
        };
        let change = [UnitChange {
            before: Some(before),
            after: Some(after),
        }];
        let (store, now) = (self.harness.store(), self.harness.now());
        let ids = || self.harness.id();
        let committed = store.commit_units(&change, &[], None, now, ids).await;
        committed.unwrap();
    }

    /// The file behind a link.
    pub(crate) async fn fetch(&self, url: &str) -> Vec<u8> {
        let path = url.split_once(&self.harness.objects_authority()).unwrap().1;
        let ask = axum::http::Request::get(path);
        let ask = ask.header("host", self.harness.objects_authority());
        let ask = ask.body(axum::body::Body::empty()).unwrap();
        let answer = self.harness.objects().clone().oneshot(ask).await.unwrap();
        assert_eq!(answer.status(), 200);
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await;
        body.unwrap().to_vec()
    }

    pub(crate) fn export_key(&self, id: &str) -> ObjectKey {
        ObjectKey::export(&self.world.congress, &ExportId::parse(id).unwrap())
    }

    pub(crate) async fn disclosures(&self) -> Vec<Disclosure> {
        self.harness
            .store()
            .disclosures(&self.world.congress)
            .await
            .unwrap()
    }

    /// Changes fields of somebody's saved form.
    pub(crate) async fn fill_in(&self, nomination: &Nomination, changes: Value) {
        let store = self.harness.store();
        let saved = store
            .forms(std::slice::from_ref(&nomination.id))
            .await
            .unwrap()
            .remove(0);
        let changed = saved
            .with(
                &Schema::built_in(Level::City),
                changes.as_object().unwrap(),
                "徐怡",
                self.harness.now(),
            )
            .unwrap();
        let decision = Decision {
            form: Some(changed),
            ..Decision::default()
        };
        store
            .commit(&decision, None, self.harness.now(), || self.harness.id())
            .await
            .unwrap();
    }
}

pub(crate) fn sheet(answer: &Answer) -> Range<Data> {
    assert_eq!(answer.status, 200, "{answer}");
    let mut workbook = Xlsx::new(Cursor::new(answer.body.to_vec())).unwrap();
    workbook.worksheet_range_at(0).unwrap().unwrap()
}

/// The cells of a column, below its header.
pub(crate) fn column(sheet: &Range<Data>, header: &str) -> Vec<Data> {
    let mut rows = sheet.rows().skip(1);
    let headers: Vec<_> = rows
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let place = headers.iter().position(|one| one == header);
    let place = place.unwrap_or_else(|| panic!("no column {header} in {headers:?}"));
    rows.map(|row| row[place].clone()).collect()
}

pub(crate) fn texts(sheet: &Range<Data>, header: &str) -> Vec<String> {
    column(sheet, header)
        .iter()
        .map(ToString::to_string)
        .collect()
}
