//! A real browser: headless Chromium, driven over `WebDriver`.

use std::{
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use thirtyfour::{
    By, ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver, WebElement,
    prelude::ElementQueryable,
};

/// The widths every page is looked at in: a desktop and a phone, in CSS pixels.
pub const DESKTOP: (u32, u32) = (1440, 900);
/// See [`DESKTOP`].
pub const PHONE: (u32, u32) = (390, 844);

/// How long a page may take to show something, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with its driver; both end when it is dropped.
pub struct Browser {
    driver: WebDriver,
    process: Child,
    origin: String,
}

impl Browser {
    /// Whether this machine has a browser and its driver; tests that need them are skipped by name elsewhere.
    pub fn is_installed() -> bool {
        let there = |program: &str| {
            let asked = Command::new(program).arg("--version").stdout(Stdio::null()).status();
            asked.is_ok_and(|status| status.success())
        };
        there("chromium") && there("chromedriver")
    }

    /// Opens a browser window of this size on a site.
    ///
    /// # Panics
    /// When browser or driver do not start.
    pub async fn open(origin: &str, (width, height): (u32, u32)) -> Self {
        let port = free_port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut wanted: ChromeCapabilities = DesiredCapabilities::chrome();
        let size = format!("--window-size={width},{height}");
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=zh-CN",
            &size,
        ];
        for argument in arguments {
            wanted.add_arg(argument).expect("an argument");
        }
        let server = format!("http://127.0.0.1:{port}");
        let driver = connect(&server, wanted).await;
        let browser = Self { driver, process, origin: origin.to_owned() };
        browser.resize((width, height)).await;
        browser
    }

    /// Sets the viewport, exactly; headless windows are never narrower than 500 pixels otherwise.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn resize(&self, (width, height): (u32, u32)) {
        let metrics = serde_json::json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600
        });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics).await.expect("a viewport");
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
        self.driver.goto(format!("{}{path}", self.origin)).await.expect("the page opens");
    }

    /// The first visible element that fits, waiting for it.
    ///
    /// # Panics
    /// When none comes to be seen; says which page it was and keeps a picture.
    pub async fn see(&self, selector: &str) -> WebElement {
        let found = self.driver.query(By::Css(selector)).wait(PATIENCE, Duration::from_millis(50));
        match found.and_displayed().first().await {
            Ok(element) => element,
            Err(error) => self.give_up(selector, &error.to_string()).await,
        }
    }

    /// The first visible element whose text holds this, waiting for it.
    ///
    /// # Panics
    /// As [`Browser::see`].
    pub async fn see_text(&self, selector: &str, text: &str) -> WebElement {
        let wanted = text.to_owned();
        let found = self.driver.query(By::Css(selector)).wait(PATIENCE, Duration::from_millis(50));
        let holds = thirtyfour::stringmatch::StringMatch::new(wanted).partial();
        match found.with_text(holds).and_displayed().first().await {
            Ok(element) => element,
            Err(error) => self.give_up(&format!("{selector} with {text}"), &error.to_string()).await,
        }
    }

    async fn give_up(&self, wanted: &str, error: &str) -> ! {
        let place = self.driver.current_url().await.map(|url| url.to_string()).unwrap_or_default();
        self.picture("gave-up").await;
        panic!("{wanted} is not to be seen on {place}: {error}");
    }

    /// Clicks what is seen.
    ///
    /// # Panics
    /// As [`Browser::see`].
    pub async fn click(&self, selector: &str) {
        self.see(selector).await.click().await.expect("it can be clicked");
    }

    /// Types into a field, replacing what is there.
    ///
    /// # Panics
    /// As [`Browser::see`].
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.see(selector).await;
        field.clear().await.expect("it can be emptied");
        field.send_keys(text).await.expect("it can be typed into");
    }

    /// Keeps a picture of the page in `tests/output/` and answers where.
    ///
    /// # Panics
    /// When it cannot be written.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("output");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let file = folder.join(format!("{name}.png"));
        self.driver.screenshot(&file).await.expect("a picture");
        file
    }

    /// Closes the browser.
    ///
    /// # Panics
    /// When it does not close.
    pub async fn close(mut self) {
        self.driver.clone().quit().await.expect("the browser closes");
        self.end_driver();
    }

    fn end_driver(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.end_driver();
    }
}

async fn connect(server: &str, wanted: ChromeCapabilities) -> WebDriver {
    for _ in 0..100 {
        if let Ok(driver) = WebDriver::new(server, wanted.clone()).await {
            return driver;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no browser within ten seconds");
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}
