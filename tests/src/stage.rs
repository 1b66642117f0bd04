//! A whole system of one's own: every part in this process, on a free port, with data that goes when it stops.

use std::{
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use domain::phone::Phone;
use local::{Options, SiteSource, System};
use login::challenge::Difficulty;
use store::access::factors::STEP;
use tempfile::TempDir;

use crate::client::Client;

/// Hardly any work for the human verification: what is tested here is not the wait.
const CHEAP: Difficulty = Difficulty {
    cost: 1,
    counter: 3,
};

/// A running system with the built site and no data.
pub struct Stage {
    system: System,
    base: String,
    _data: TempDir,
}

impl Stage {
    /// Starts one.
    ///
    /// # Panics
    /// When it does not start; the message says why.
    pub async fn start() -> Self {
        Self::begin(false, false).await
    }

    /// Starts one with the demo congress, in which somebody stands in every state.
    ///
    /// # Panics
    /// As [`Stage::start`].
    pub async fn with_demo() -> Self {
        Self::begin(true, false).await
    }

    /// The same with the site's files compressed, as they are published: for measuring what travels.
    ///
    /// # Panics
    /// As [`Stage::start`].
    pub async fn with_demo_as_published() -> Self {
        Self::begin(true, true).await
    }

    async fn begin(demo: bool, published: bool) -> Self {
        let data = TempDir::new().expect("a folder for the data");
        let mut options = Options {
            difficulty: CHEAP,
            demo,
            ..Options::new(data.path())
        };
        if published {
            options.site = compressed(&data.path().join("published"));
        }
        if demo {
            // People of the demo sign in again and again; nobody waits a minute for that here.
            options.limits.resend_after = 1;
        }
        let system = System::start(options).await.expect("the system starts");
        let base = format!("http://127.0.0.1:{}", system.address().port());
        Self {
            system,
            base,
            _data: data,
        }
    }

    /// Where it answers.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// As a browser sees it: cookies need a host that counts as secure.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.system.address().port())
    }

    /// Somebody who comes from the loopback address of this number.
    pub fn client(&self, number: u16) -> Client {
        Client::new(self.base.clone(), number, self.system.store().clone())
    }

    /// Lets somebody create congresses, as the operator's command does.
    ///
    /// # Panics
    /// When storage refuses.
    pub async fn grant_convener(&self, phone: &str, organisation: &str) {
        let phone = Phone::parse(phone).expect("a phone");
        self.system
            .store()
            .grant_convener(&phone, organisation)
            .await
            .expect("the grant is stored");
    }

    /// What somebody's authenticator app shows: a code that was not used yet, of the secret that was just offered or of the
    /// one that counts.
    ///
    /// # Panics
    /// When there is neither.
    pub async fn app_code(&self, phone: &str) -> String {
        let phone = Phone::parse(phone).expect("a phone");
        let factors = self.system.store().second_factors(&phone).await;
        let factors = factors.expect("the store answers");
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let step = now.expect("after 1970").as_secs() / STEP;
        match (factors.offered, factors.totp) {
            (Some((secret, _)), _) => secret.code_at(step * STEP),
            (None, Some(totp)) => totp.secret.code_at(step.max(totp.last_step + 1) * STEP),
            (None, None) => panic!("no app was set up"),
        }
    }

    /// Stops it and waits until it has.
    pub async fn stop(self) {
        self.system.shutdown().await;
    }
}

/// The site built into a folder with everything compressed.
fn compressed(out: &Path) -> SiteSource {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let options = site::Options {
        root: root.expect("the repository").to_owned(),
        out: out.to_owned(),
        origin: "https://example.org".to_owned(),
        precompress: true,
    };
    site::build(&options).expect("the site is sound");
    SiteSource::Built(out.to_owned())
}
