//! The whole system in one process: what is started, in which order, and which path leads to whom.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use api::Edge;
use axum::Router;
use http::HeaderValue;
use jiff::Timestamp;
use publish::Publisher;
use store::files::Files;
use store::{Store, Tables};

use tokio::task::JoinHandle;

use crate::authenticators::Authenticators;
use crate::database::Database;
use crate::fault::{Fault, StartError};
use crate::ground::Ground;
use crate::lock::{self, Lock};
use crate::object_storage::{self, ObjectStorage};
use crate::options::Options;
use crate::outbox::Outbox;
use crate::routes::{Kind, Routes, with_headers};
use crate::server::Server;
use crate::switch::Switch;
use crate::tables;
use crate::{demo, functions, left_behind, public_pages};

/// A running system. Letting go of it stops it without waiting; [`System::shutdown`] waits.
pub struct System {
    address: SocketAddr,
    store: Store,
    outbox: Arc<Outbox>,
    has_demo: bool,
    server: Server,
    workers: [JoinHandle<()>; 3],
    database: Database,
    // Last, so that nobody gets the data before the database has let go of it.
    lock: Lock,
}

impl System {
    /// Starts everything.
    ///
    /// # Errors
    ///
    /// Every reason that could be found, at once.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let routes = Routes::shared();
        let Ground {
            mut lock,
            listener,
            site,
            secrets,
            outbox,
            is_new,
        } = Ground::check(&options, &routes)?;
        let address = listener.local_addr().map_err(|source| Fault::PortRefused {
            port: options.port,
            source,
        })?;
        let authority = format!("localhost:{}", address.port());
        let origin = format!("http://{authority}");

        let database = Database::start(&options.data_dir)?;
        tables::create(&database.client()).await?;
        let store = Store::new(database.client(), table_names(), secrets.root_key().keys());

        let credentials = secrets.object_credentials();
        let bucket = &routes.objects.bucket;
        let public = &routes.public.bucket;
        let buckets = [bucket.as_str(), public.as_str()];
        let objects = ObjectStorage::open(&options.data_dir, &buckets, &credentials)?;
        let public = Files::new(object_storage::client(&origin, &credentials), public);
        let files = Files::new(object_storage::client(&origin, &credentials), bucket);
        let publisher = Publisher::new(
            store.clone(),
            files.clone(),
            public,
            options.site.sources(),
            origin.clone(),
        );
        let edge = Edge::new(store.clone(), files.on_page_origin(&origin));

        let outbox = Arc::new(outbox);
        let challenge_key = secrets.root_key().purpose("challenges");
        let site_of_passkeys =
            login::RelyingParty::of(&origin).map_err(|e| Fault::part("login")(&e))?;
        let login = login::Settings {
            difficulty: options.difficulty,
            limits: options.limits,
            ..login::Settings::new(challenge_key, site_of_passkeys)
        };
        let bells = functions::Bells::default();
        let press = functions::press(&options.site, &origin);
        let functions = functions::router(edge.clone(), login, Arc::clone(&press), bells.clone());
        let host = HeaderValue::try_from(&authority).map_err(|e| Fault::part("HTTP")(&e))?;
        let public_prefix = format!("/{}", routes.public.bucket);
        let prefixes = [routes.objects.prefix.as_str(), public_prefix.as_str()];
        let objects = objects.router(&prefixes, &host);
        let objects = with_headers(objects, Kind::Object, &routes);
        if options.demo && is_new {
            // Photos go to the object storage by HTTP; nobody else is answered yet.
            let clone = listener.try_clone();
            let clone = clone.map_err(|source| Fault::PortRefused {
                port: options.port,
                source,
            })?;
            let server = Server::start(clone, objects.clone())?;
            let made = make_demo(
                &options.data_dir,
                functions.clone().merge(objects.clone()),
                &store,
            )
            .await;
            server.shutdown().await;
            made?;
        }

        let has_demo = options.data_dir.join(demo::MADE).exists();
        let authenticators = has_demo.then(|| Authenticators::new(store.clone()));
        let router = Switch {
            functions: with_headers(functions, Kind::Function, &routes),
            // Texts that are really sent are for nobody here to read.
            texts: match options.gateway {
                None => with_headers(
                    Arc::clone(&outbox).router(authenticators),
                    Kind::Function,
                    &routes,
                ),
                Some(_) => Router::new(),
            },
            objects,
            object_prefixes: prefixes.map(|prefix| format!("{prefix}/")),
            site: with_headers(
                public_pages::before(site.router(), &options.data_dir, &routes),
                Kind::Site,
                &routes,
            ),
        };
        let router = router.into_router();
        let server = Server::start(listener, router)?;
        let worker = match options.gateway {
            None => functions::work(
                store.clone(),
                Arc::clone(&outbox),
                publisher,
                bells.messages,
                origin.clone(),
            ),
            Some(gateway) => functions::work(
                store.clone(),
                Arc::new(gateway),
                publisher,
                bells.messages,
                origin.clone(),
            ),
        };
        let exporter = functions::export(edge, press, bells.exports);
        let listening = [
            ("site", origin),
            ("database", format!("http://{}", database.address())),
        ];
        let clearing = left_behind::clear(
            &options.data_dir.join(object_storage::DIRECTORY),
            &routes.objects.bucket,
        );
        lock.note(&listening)
            .map_err(Fault::unusable(options.data_dir.join(lock::FILE)))?;
        Ok(Self {
            address,
            store,
            outbox,
            has_demo,
            server,
            workers: [worker, exporter, clearing],
            database,
            lock,
        })
    }

    /// Where the system listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The origin that browsers should use: its cookies count as secure there.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// The store, for what only a command may do.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Whether the demo congress is among the data.
    pub const fn has_demo(&self) -> bool {
        self.has_demo
    }

    /// The texts that would have been sent.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Lets running requests finish, closes the data and frees it for the next start.
    pub async fn shutdown(self) {
        self.server.shutdown().await;
        self.workers.iter().for_each(JoinHandle::abort);
        self.database.shutdown().await;
        drop(self.lock);
    }
}

/// Made under a mark, so that a start cut off in the middle is begun anew by the next.
async fn make_demo(data_dir: &Path, functions: Router, store: &Store) -> Result<(), Fault> {
    let mark = data_dir.join(demo::UNFINISHED);
    fs::write(&mark, "").map_err(Fault::unusable(&mark))?;
    demo::create(functions, store, Timestamp::now()).await?;
    let made = data_dir.join(demo::MADE);
    fs::rename(&mark, &made).map_err(Fault::unusable(&made))
}

/// As `infra/tables.json` calls them.
pub(crate) fn table_names() -> Tables {
    Tables {
        records: "records".to_owned(),
        access: "access".to_owned(),
    }
}
