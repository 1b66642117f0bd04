//! Bad weather between a client and the tables: a proxy that refuses, delays and cuts calls, driven by a seed.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use fastrand::Rng;
use futures_util::stream;
use serde_json::json;

/// How long a delayed call waits.
const DELAY: Duration = Duration::from_millis(20);

/// What happens to a call. Those that are not answered are carried out or not, and nobody can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mishap {
    /// Refused as these are: status and type.
    Refused(u16, &'static str),
    /// Answered late.
    Delayed,
    /// Cut before the tables heard of it.
    CutBefore,
    /// Carried out, and the answer cut.
    CutAfter,
    /// Carried out, and never answered.
    Silent,
}

const MISHAPS: [Mishap; 8] = [
    Mishap::Refused(400, "ProvisionedThroughputExceededException"),
    Mishap::Refused(400, "ThrottlingException"),
    Mishap::Refused(400, "TransactionConflictException"),
    Mishap::Refused(500, "InternalServerError"),
    Mishap::Delayed,
    Mishap::CutBefore,
    Mishap::CutAfter,
    Mishap::Silent,
];

/// A running proxy.
pub struct Weather {
    address: SocketAddr,
    sky: Arc<Sky>,
}

struct Sky {
    database: String,
    client: reqwest::Client,
    random: Mutex<Rng>,
    percent: AtomicU32,
    calls: AtomicU64,
    mishaps: AtomicU64,
}

impl Weather {
    /// Stands between whoever calls it and a database. At first nothing happens.
    ///
    /// # Panics
    /// Without a free loopback port.
    pub async fn before(database: SocketAddr, seed: u64) -> Self {
        let sky = Arc::new(Sky {
            database: format!("http://{database}/"),
            client: reqwest::Client::new(),
            random: Mutex::new(Rng::with_seed(seed)),
            percent: AtomicU32::new(0),
            calls: AtomicU64::new(0),
            mishaps: AtomicU64::new(0),
        });
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a free loopback port");
        let address = listener.local_addr().expect("a bound port has an address");
        let app = Router::new().fallback(call).with_state(Arc::clone(&sky));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, sky }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on so many of a hundred calls go wrong.
    pub fn set(&self, percent: u32) {
        self.sky.percent.store(percent, Ordering::SeqCst);
    }

    /// How many calls came, and how many of them went wrong.
    pub fn counts(&self) -> (u64, u64) {
        let read = |count: &AtomicU64| count.load(Ordering::SeqCst);
        (read(&self.sky.calls), read(&self.sky.mishaps))
    }
}

impl Sky {
    fn draw(&self) -> Option<Mishap> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let percent = self.percent.load(Ordering::SeqCst);
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        let drawn = (random.u32(..100) < percent).then(|| MISHAPS[random.usize(..MISHAPS.len())]);
        if drawn.is_some() {
            self.mishaps.fetch_add(1, Ordering::SeqCst);
        }
        drawn
    }

    async fn pass_on(&self, mut headers: HeaderMap, body: Bytes) -> Response {
        for of_this_connection in [header::HOST, header::CONTENT_LENGTH, header::CONNECTION] {
            headers.remove(of_this_connection);
        }
        let request = self.client.post(&self.database).headers(headers).body(body);
        let Ok(answer) = request.send().await else {
            return cut();
        };
        let (status, headers) = (answer.status(), answer.headers().clone());
        match answer.bytes().await {
            Ok(bytes) => (status, headers, bytes).into_response(),
            Err(_) => cut(),
        }
    }
}

async fn call(State(sky): State<Arc<Sky>>, headers: HeaderMap, body: Bytes) -> Response {
    match sky.draw() {
        None => sky.pass_on(headers, body).await,
        Some(Mishap::Refused(status, kind)) => refused(status, kind, &headers, &body),
        Some(Mishap::Delayed) => {
            tokio::time::sleep(DELAY).await;
            sky.pass_on(headers, body).await
        }
        Some(Mishap::CutBefore) => cut(),
        Some(Mishap::CutAfter) => {
            drop(sky.pass_on(headers, body).await);
            cut()
        }
        Some(Mishap::Silent) => {
            drop(sky.pass_on(headers, body).await);
            std::future::pending().await
        }
    }
}

/// As the tables refuse: a collision of a transaction is said of each of its writes, and a read cannot collide.
fn refused(status: u16, kind: &str, headers: &HeaderMap, body: &Bytes) -> Response {
    let target = headers.get("x-amz-target");
    let target = target.and_then(|target| target.to_str().ok()).unwrap_or("");
    let is_write = ["PutItem", "UpdateItem", "DeleteItem"]
        .iter()
        .any(|write| target.ends_with(write));
    let is_transaction = target.ends_with("TransactWriteItems");
    let (kind, reasons) = match kind {
        "TransactionConflictException" if is_transaction => {
            let writes: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            let writes = writes["TransactItems"].as_array().map_or(1, Vec::len);
            let mut reasons = vec![json!({ "Code": "None" }); writes];
            reasons[0] = json!({ "Code": "TransactionConflict", "Message": "collided" });
            ("TransactionCanceledException", json!(reasons))
        }
        "TransactionConflictException" if !is_write => ("ThrottlingException", json!(null)),
        kind => (kind, json!(null)),
    };
    let body = json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{kind}"),
        "message": "bad weather",
        "CancellationReasons": reasons,
    });
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let json = [(header::CONTENT_TYPE, "application/x-amz-json-1.0")];
    (status, json, body.to_string()).into_response()
}

/// An answer that breaks off, and its connection with it.
fn cut() -> Response {
    let broken = stream::once(async { Err::<Bytes, _>(std::io::Error::other("cut")) });
    let length = [(header::CONTENT_LENGTH, "1000")];
    (length, Body::from_stream(broken)).into_response()
}
