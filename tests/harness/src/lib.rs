#![doc = include_str!("../README.md")]

mod engine;
pub mod form;
pub mod killing;
mod nominee;
mod objects;
pub mod person;
mod request;
mod tables;
pub mod world;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use api::Edge;
use axum::Router;
use domain::{
    id::{CongressId, NominationId, UnitId},
    nomination::Nomination,
    phone::Phone,
    unit::Unit,
};
use jiff::{SignedDuration, Timestamp};
use store::{
    Keys, Meter, Patience, Session, Store, Tables, TokenHash, Wanted,
    access::session::{Agreement, Device, Factor, Factors, Shown},
    files::Files,
};

pub use request::{Answer, Ask, delete, get, patch, post, put};
pub use world::World;

use engine::Engine;
use killing::Killing;
use objects::Objects;

/// The time at which every test begins: 10:00 on 22 November 2026 in China.
pub const START: Timestamp = Timestamp::constant(1_795_312_800, 0);

/// The surroundings of a function in one test.
#[derive(Debug)]
pub struct Harness {
    edge: Edge,
    clock: Arc<Mutex<Timestamp>>,
    objects: Objects,
    engine: Option<Engine>,
}

impl Harness {
    /// Starts everything, empty.
    pub async fn start() -> Self {
        let engine = Engine::start();
        let client = engine.client();
        tables::create(&client).await;
        Self {
            engine: Some(engine),
            ..Self::with(client).await
        }
    }

    /// The same surroundings over the database of another harness, in another process, with a client that may end it.
    pub async fn over(database: SocketAddr, killing: Killing) -> Self {
        let config = engine::config(database, Patience::default()).interceptor(killing);
        Self::with(aws_sdk_dynamodb::Client::from_conf(config.build())).await
    }

    /// The same surroundings, and the time of another harness, with whatever stands between it and its database.
    pub async fn through(&self, between: SocketAddr, patience: Patience) -> Self {
        let config = engine::config(between, patience).build();
        let other = Self::with(aws_sdk_dynamodb::Client::from_conf(config)).await;
        Self {
            edge: other.edge.with_clock(reading(&self.clock)),
            clock: Arc::clone(&self.clock),
            ..other
        }
    }

    /// Where the database listens.
    ///
    /// # Panics
    /// When it is another harness's.
    pub fn database(&self) -> SocketAddr {
        let engine = self.engine.as_ref();
        engine.expect("a database of its own").address()
    }

    async fn with(client: aws_sdk_dynamodb::Client) -> Self {
        let names = Tables {
            records: "records".to_owned(),
            access: "access".to_owned(),
        };
        let store = Store::new(client, names, Keys::new([1; 32], [2; 32], [3; 32]));
        let objects = Objects::start().await;
        let files = Files::new(objects.client(), objects::BUCKET);
        let clock = Arc::new(Mutex::new(START));
        let edge = Edge::new(store, files).with_clock(reading(&clock));
        Self {
            edge,
            clock,
            objects,
            engine: None,
        }
    }

    /// A function's routes as they are run: with the shell around them.
    pub fn app(&self, routes: Router<Edge>) -> Router {
        api::shell::wrap(routes, self.edge.clone())
    }

    /// The same with a meter that counts what its requests cost.
    pub fn metered_app(&self, routes: Router<Edge>) -> (Router, Meter) {
        let (edge, meter) = self.metered_edge();
        (api::shell::wrap(routes, edge), meter)
    }

    /// [`Harness::edge`] with a meter of its own.
    pub fn metered_edge(&self) -> (Edge, Meter) {
        let (store, meter) = self.edge.store.metered();
        let edge = Edge::new(store, self.edge.files.clone()).with_clock(reading(&self.clock));
        (edge, meter)
    }

    /// [`Harness::edge`] with an object storage that does not answer.
    pub fn edge_without_objects(&self) -> Edge {
        let files = Files::new(objects::deaf(), objects::BUCKET);
        Edge::new(self.edge.store.clone(), files).with_clock(reading(&self.clock))
    }

    /// The object storage, to send presigned requests to.
    pub fn objects(&self) -> &Router {
        &self.objects.router
    }

    /// Host and port that presigned requests are signed for.
    pub fn objects_authority(&self) -> String {
        self.objects.authority()
    }

    /// What handlers get as state.
    pub fn edge(&self) -> &Edge {
        &self.edge
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.edge.store
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.edge.now()
    }

    /// Lets time pass.
    ///
    /// # Panics
    /// When a test panicked while it set the clock.
    pub fn wait(&self, time: SignedDuration) {
        *self
            .clock
            .lock()
            .expect("nobody panics with the clock in hand") += time;
    }

    /// A new id.
    pub fn id(&self) -> String {
        self.edge.new_id()
    }

    /// Signs somebody in who has just shown a second factor; answers the `Cookie` of their requests.
    ///
    /// # Panics
    /// When the store refuses the session.
    pub async fn sign_in(&self, phone: &Phone) -> String {
        let mut factors = Factors::of_sign_in(Factor::Code, self.now());
        factors.second = Some(Shown {
            by: Factor::Totp,
            at: self.now(),
        });
        self.sign_in_having_shown(phone, factors).await
    }

    /// The same with the code of a text message and nothing more.
    ///
    /// # Panics
    /// As [`Harness::sign_in`].
    pub async fn sign_in_by_code_only(&self, phone: &Phone) -> String {
        let factors = Factors::of_sign_in(Factor::Code, self.now());
        self.sign_in_having_shown(phone, factors).await
    }

    async fn sign_in_having_shown(&self, phone: &Phone, factors: Factors) -> String {
        let token = self.id();
        let hash = TokenHash::of(&token);
        let session = Session {
            id: hash.to_string(),
            phone: phone.clone(),
            created_at: self.now(),
            seen_at: self.now(),
            expires_at: self.now() + SignedDuration::from_hours(24 * 365),
            agreed: Agreement {
                terms: "2026-11".to_owned(),
                privacy: "2026-11".to_owned(),
            },
            factors,
            device: Device::default(),
        };
        let created = self.store().create_session(&hash, &session).await;
        created.expect("the store takes a new session");
        format!("{}={token}", api::caller::SESSION_COOKIE)
    }

    /// A unit as it is stored now.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn unit(&self, congress: &CongressId, unit: &UnitId) -> Unit {
        let wanted = Wanted {
            unit: Some((congress, unit)),
            ..Wanted::default()
        };
        let loaded = self.store().load(&wanted).await.expect("the store answers");
        loaded.unit.expect("the unit is there")
    }

    /// A nomination as it is stored now.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn nomination(
        &self,
        congress: &CongressId,
        unit: &UnitId,
        nomination: &NominationId,
    ) -> Nomination {
        let wanted = Wanted {
            nomination: Some((congress, unit, nomination)),
            ..Wanted::default()
        };
        let loaded = self.store().load(&wanted).await.expect("the store answers");
        loaded.nomination.expect("the nomination is there")
    }
}

fn reading(clock: &Arc<Mutex<Timestamp>>) -> impl Fn() -> Timestamp + Send + Sync + 'static {
    let clock = Arc::clone(clock);
    move || *clock.lock().expect("nobody panics with the clock in hand")
}
