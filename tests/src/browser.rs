//! A real browser: headless Chromium, driven over `WebDriver`.

mod acting;
mod axe;
mod chromium;
mod downloads;
mod keyboard;
mod looking;
mod network;
mod people;

use std::time::Duration;

use thirtyfour::WebDriver;
use tokio::sync::{Semaphore, SemaphorePermit};

pub use axe::Axe;
pub use chromium::skipped;
pub use downloads::arrived;
pub use people::Person;

/// The widths every page is looked at in: a desktop and a phone, in CSS pixels.
pub const DESKTOP: (u32, u32) = (1440, 900);
/// See [`DESKTOP`].
pub const PHONE: (u32, u32) = (390, 844);

/// How long a page may take to show something, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often is looked whether it does.
const GLANCE: Duration = Duration::from_millis(40);

/// A browser takes some 300 MB and a core; more at once only make each other wait.
static PLACES: Semaphore = Semaphore::const_new(2);

/// A browser with its driver; both end when it is dropped.
pub struct Browser {
    driver: WebDriver,
    _chromium: chromium::Chromium,
    origin: String,
    _place: SemaphorePermit<'static>,
}

impl Browser {
    /// Opens a browser window of this size on a site, once there is a place for one more.
    ///
    /// # Panics
    /// When browser or driver do not start.
    pub async fn open(origin: &str, size: (u32, u32)) -> Self {
        let place = PLACES.acquire().await.expect("places are never closed");
        Self::open_at(place, origin, size).await
    }

    /// Opens two at the same time, each somebody's own. Never open a second one while a first is held: two tests that do would
    /// wait for each other.
    ///
    /// # Panics
    /// As [`Browser::open`].
    pub async fn open_two(origin: &str, size: (u32, u32)) -> [Self; 2] {
        let places = PLACES.acquire_many(2).await;
        let mut places = places.expect("places are never closed");
        let other = places.split(1).expect("it is two places");
        [
            Self::open_at(places, origin, size).await,
            Self::open_at(other, origin, size).await,
        ]
    }

    async fn open_at(place: SemaphorePermit<'static>, origin: &str, size: (u32, u32)) -> Self {
        let (chromium, driver) = chromium::Chromium::start(size).await;
        let browser = Self {
            driver,
            _chromium: chromium,
            origin: origin.to_owned(),
            _place: place,
        };
        browser.resize(size).await;
        browser
    }

    /// Sets the viewport, exactly; headless windows are never narrower than 500 pixels otherwise. A narrow one is a
    /// phone's, with a finger instead of a mouse.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn resize(&self, (width, height): (u32, u32)) {
        let phone = width < 600;
        let metrics = serde_json::json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        // A phone's scroll bars take no room; with none the pictures of whole pages are as wide as the page.
        self.devtools(
            "Emulation.setScrollbarsHidden",
            serde_json::json!({ "hidden": true }),
        )
        .await;
        let touch = serde_json::json!({ "enabled": phone, "maxTouchPoints": 1 });
        self.devtools("Emulation.setTouchEmulationEnabled", touch)
            .await;
    }

    /// The driver, for what has no name here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Goes to a page.
    ///
    /// # Panics
    /// When it cannot.
    pub async fn go(&self, path: &str) {
        self.driver
            .goto(format!("{}{path}", self.origin))
            .await
            .expect("the page opens");
    }

    /// Loads the page again.
    ///
    /// # Panics
    /// When it cannot.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page opens again");
    }

    /// Where the browser is: path and query.
    ///
    /// # Panics
    /// When it does not say.
    pub async fn place(&self) -> String {
        let url = self.driver.current_url().await.expect("an address");
        url.as_str()
            .strip_prefix(&self.origin)
            .unwrap_or(url.as_str())
            .to_owned()
    }

    /// A command of the `DevTools` protocol; answers what it answers.
    ///
    /// # Panics
    /// When the browser refuses it.
    pub async fn devtools(&self, method: &str, parameters: serde_json::Value) -> serde_json::Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Closes the browser.
    pub fn close(self) {
        // The session is ended by the driver's own command as the browser is dropped, so that a test that fails leaves
        // no browser behind either.
        drop(self);
    }
}
