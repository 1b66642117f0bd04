//! Starting and ending Chromium with its driver.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};

use thirtyfour::{
    ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel,
    WebDriver,
};

const ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
];

/// Says by name that a test is skipped, because there is no browser here. On CI, where there must be one, it is red.
///
/// # Panics
/// With `CI=true` and no browser.
pub fn skipped(test: &str) -> bool {
    if is_there("chromium") && is_there("chromedriver") {
        return false;
    }
    let on_ci = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(!on_ci, "{test} needs chromium and chromium-driver");
    say_skipped(&format!("{test} (no chromium)"));
    true
}

/// The runner of tests keeps back what tests that pass print; this is meant for people.
pub(super) fn say_skipped(what: &str) {
    let told = writeln!(std::io::stderr(), "skipped: {what}");
    told.expect("standard error is open");
}

fn is_there(program: &str) -> bool {
    let asked = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}

/// The driver's process with its one session.
pub(super) struct Chromium {
    driver: Child,
    port: u16,
    session: String,
}

impl Chromium {
    pub(super) async fn start((width, height): (u32, u32)) -> (Self, WebDriver) {
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut wanted: ChromeCapabilities = DesiredCapabilities::chrome();
        for argument in ARGUMENTS {
            wanted.add_arg(argument).expect("an argument");
        }
        wanted
            .add_arg(&format!("--window-size={width},{height}"))
            .expect("an argument");
        wanted
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .expect("a level");
        let mut chromium = Self {
            driver,
            port,
            session: String::new(),
        };
        let connected = chromium.connect(wanted).await;
        chromium.session = connected.session_id().to_string();
        (chromium, connected)
    }

    async fn connect(&self, wanted: ChromeCapabilities) -> WebDriver {
        for _ in 0..200 {
            if let Ok(driver) =
                WebDriver::new(format!("http://127.0.0.1:{}", self.port), wanted.clone()).await
            {
                return driver;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no browser within twenty seconds");
    }

    /// Ends the session over a plain socket: this must work while a test panics, where nothing can be awaited.
    fn end_session(&self) -> std::io::Result<()> {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port))?;
        socket.set_read_timeout(Some(Duration::from_secs(10)))?;
        let host = format!("127.0.0.1:{}", self.port);
        write!(
            socket,
            "DELETE /session/{} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
            self.session
        )?;
        socket.read_to_end(&mut Vec::new()).map(|_| ())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // What ended by itself is as good as what is ended here.
        let _ = self.end_session();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}
