//! A system under test: its directories, its process, and plain HTTP/1.1 to it.

mod http;

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use local::{Options, SiteSource, System};

pub(crate) use http::{Answer, get, request};

/// A data directory and a small site, removed at the end of the test.
pub(crate) struct Place {
    directory: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let site = directory.path().join("site");
        fs::create_dir_all(site.join("en")).unwrap();
        fs::create_dir_all(site.join("login")).unwrap();
        fs::create_dir_all(site.join("assets")).unwrap();
        fs::write(site.join("index.html"), "<title>推选</title>").unwrap();
        fs::write(site.join("404.html"), "<title>没有这个页面</title>").unwrap();
        fs::write(site.join("login/index.html"), "<title>登录</title>").unwrap();
        fs::write(site.join("en/index.html"), "<title>Tuixuan</title>").unwrap();
        fs::write(site.join("en/404.html"), "<title>No such page</title>").unwrap();
        fs::write(site.join("assets/main-0f1e2d.js"), "export {};").unwrap();
        fs::write(directory.path().join("outside.txt"), "outside").unwrap();
        Self { directory }
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.directory.path().join("site")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    pub(crate) fn options(&self) -> Options {
        Options {
            site: SiteSource::Built(self.site()),
            ..Options::new(self.data())
        }
    }

    pub(crate) async fn start(&self) -> System {
        System::start(self.options()).await.unwrap()
    }

    /// The real program, on any free port unless `port` says which.
    pub(crate) fn command(&self, port: u16) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_local"));
        command
            .env("PORT", port.to_string())
            .env("DATA_DIR", self.data())
            .env("SITE_DIR", self.site())
            .env("DEMO", "0")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null());
        command
    }

    /// Starts a system that should refuse to; one that does not is ended after ten seconds.
    pub(crate) fn run(&self, port: u16) -> Output {
        let mut command = self.command(port);
        let mut child = command
            .stderr(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        while child.try_wait().unwrap().is_none() && Instant::now() < deadline {
            sleep(Duration::from_millis(10));
        }
        let _ = child.kill();
        child.wait_with_output().unwrap()
    }

    pub(crate) fn spawn(&self) -> Process {
        let mut child = self.command(0).stdout(Stdio::piped()).spawn().unwrap();
        // The last line of the greeting: from here on it answers.
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.any(|line| line.unwrap().contains("Ctrl-C"));
        assert!(ready, "the system ended before it was ready");
        Process {
            child,
            data: self.data(),
        }
    }
}

/// The real program, killed when the test ends.
pub(crate) struct Process {
    child: Child,
    data: PathBuf,
}

impl Process {
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Where a part listens, from the lock file.
    pub(crate) fn address(&self, part: &str) -> SocketAddr {
        let lock = fs::read_to_string(self.data.join("lock")).unwrap();
        let url = lock
            .lines()
            .find_map(|line| line.strip_prefix(part))
            .unwrap();
        let authority = url.trim().trim_start_matches("http://");
        authority.replace("localhost", "127.0.0.1").parse().unwrap()
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGINT, as Ctrl-C sends it; gives whether the program ended well.
    pub(crate) fn interrupt(mut self) -> bool {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-INT", &id]).status().unwrap();
        self.child.wait().unwrap().success()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a path is readable and writable by its owner only.
pub(crate) fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path)
        .unwrap()
        .permissions()
        .mode()
        .trailing_zeros()
        >= 6
}
