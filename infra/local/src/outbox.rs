//! The SMS gateway of one machine: it sends nothing, remembers the texts for `GET /dev/outbox` and
//! appends them to a file of the data directory.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use jiff::Timestamp;
use notify::{GatewayError, Sms, SmsGateway};
use serde::{Deserialize, Serialize};

use crate::authenticators::Authenticators;
use crate::fault::Fault;

/// The file of all texts in the data directory, one JSON object a line.
pub const FILE: &str = "sms.log";

/// How many texts `GET /dev/outbox` gives at most; the file has them all.
pub const REMEMBERED: usize = 1000;

/// A text that would have been sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentText {
    /// When it was handed over.
    pub at: Timestamp,
    /// The full phone number.
    pub to: String,
    /// The words.
    pub text: String,
}

/// The texts of one data directory.
#[derive(Debug)]
pub struct Outbox {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    file: File,
    latest: VecDeque<SentText>,
}

impl Outbox {
    /// Opens the file of a data directory and remembers the last texts in it.
    ///
    /// # Errors
    ///
    /// [`Fault::Unusable`] when it cannot be read or written.
    pub fn open(data_dir: &Path) -> Result<Self, Fault> {
        let path = data_dir.join(FILE);
        let inner = Inner::open(&path).map_err(Fault::unusable(&path))?;
        Ok(Self {
            inner: Mutex::new(inner),
        })
    }

    /// Takes a text over; when this returns, it has been written.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn take(&self, to: &str, text: &str) -> io::Result<()> {
        let sent = SentText {
            at: Timestamp::now(),
            to: to.to_owned(),
            text: text.to_owned(),
        };
        let mut line = serde_json::to_string(&sent)?;
        line.push('\n');
        let mut inner = self.inner();
        inner.file.write_all(line.as_bytes())?;
        inner.remember(sent);
        Ok(())
    }

    /// The texts remembered, the newest last.
    pub fn latest(&self) -> Vec<SentText> {
        self.inner().latest.iter().cloned().collect()
    }

    /// `GET /dev/outbox`: what the demo's authenticator apps show now, then the texts.
    pub(crate) fn router(self: Arc<Self>, apps: Option<Authenticators>) -> Router {
        let list = async |State((outbox, apps)): State<(Arc<Self>, Option<Authenticators>)>| {
            let mut shown = match apps {
                Some(apps) => apps.show(Timestamp::now()).await,
                None => Vec::new(),
            };
            shown.extend(outbox.latest());
            Json(shown)
        };
        Router::new()
            .route("/dev/outbox", get(list))
            .with_state((self, apps))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SmsGateway for Outbox {
    async fn send(&self, sms: &Sms<'_>) -> Result<(), GatewayError> {
        self.take(sms.to().e164(), sms.text)
            .map_err(|error| GatewayError::Unavailable(error.to_string()))
    }
}

impl Inner {
    fn open(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(path)?;
        let content = fs::read(path)?;
        if content.last().is_some_and(|byte| *byte != b'\n') {
            // A kill cut the last line short; the next text must not be glued to it.
            file.write_all(b"\n")?;
        }
        let mut inner = Self {
            file,
            latest: VecDeque::new(),
        };
        for line in content.split(|byte| *byte == b'\n') {
            if let Ok(sent) = serde_json::from_slice(line) {
                inner.remember(sent);
            }
        }
        Ok(inner)
    }

    fn remember(&mut self, sent: SentText) {
        if self.latest.len() == REMEMBERED {
            self.latest.pop_front();
        }
        self.latest.push_back(sent);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    use super::{FILE, Outbox, REMEMBERED};

    #[test]
    fn texts_outlive_the_process_even_when_it_was_killed_while_writing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(FILE);
        Outbox::open(directory.path())
            .unwrap()
            .take("+8619900900000", "first")
            .unwrap();
        let mut file = std::fs::OpenOptions::new()
            .append(true)
            .open(&path)
            .unwrap();
        file.write_all(br#"{"at":"2026-11"#).unwrap();
        let outbox = Outbox::open(directory.path()).unwrap();
        outbox.take("+8619900900001", "second").unwrap();
        drop(outbox);
        let latest = Outbox::open(directory.path()).unwrap().latest();
        let words: Vec<_> = latest.iter().map(|sent| sent.text.as_str()).collect();
        assert_eq!(words, ["first", "second"]);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn only_the_latest_texts_are_kept_in_memory() {
        let directory = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(directory.path()).unwrap();
        for number in 0..=REMEMBERED {
            outbox.take("+8619900900000", &number.to_string()).unwrap();
        }
        let latest = outbox.latest();
        assert_eq!(latest.len(), REMEMBERED);
        assert_eq!(latest[0].text, "1");
        assert_eq!(latest[REMEMBERED - 1].text, REMEMBERED.to_string());
    }
}
