//! What makes the file of a product.

use std::{
    fs::File,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use api::Problem;
use domain::{
    disclosure::Disclosure,
    export::{Export, Product},
    refusal::Said,
};
use store::StoreError;

/// A file that is being made.
pub type Making<'a> = Pin<Box<dyn Future<Output = Result<Made, NotMade>> + Send + 'a>>;

/// Makes the files of one product. Dropping the future must stop it: that is how a job is cancelled.
pub trait Maker: Send + Sync {
    /// Which product.
    fn product(&self) -> Product;

    /// Makes the file that an export asks for.
    fn make<'a>(&'a self, export: &'a Export, progress: &'a Progress) -> Making<'a>;
}

/// A file that was made.
#[derive(Debug)]
pub struct Made {
    /// Its bytes.
    pub file: File,
    /// Its name, for downloads.
    pub name: String,
    /// Media type.
    pub content_type: &'static str,
    /// Of how many people it is.
    pub people: u32,
    /// The record of the full numbers in it, which is written before anybody can fetch it.
    pub disclosed: Option<Disclosure>,
}

/// Why there is no file, for whoever asked for it.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.en)]
pub struct NotMade(pub Said);

impl NotMade {
    /// Something of ours went wrong; the log says what.
    pub fn internal(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "an export could not be made");
        Self(Said::new(
            "文件生成失败，请重试；若仍失败，请联系技术支持",
            "The file could not be made; please retry, and ask support if it fails again",
        ))
    }

    /// The disk of the machine that makes it does not take it.
    pub fn disk(error: &std::io::Error) -> Self {
        tracing::error!(%error, "an export could not be written to disk");
        Self(Said::new(
            "服务器磁盘写入失败（可能已满），请稍后重试",
            "The server's disk could not be written to, it may be full; please retry later",
        ))
    }

    /// A storage did not answer.
    pub fn storage(error: &StoreError) -> Self {
        tracing::error!(%error, "an export met a storage that does not answer");
        Self(Said::new(
            "存储服务暂时不可用，请稍后重试",
            "Storage does not answer at the moment; please retry later",
        ))
    }
}

impl From<StoreError> for NotMade {
    fn from(error: StoreError) -> Self {
        Self::storage(&error)
    }
}

impl From<std::io::Error> for NotMade {
    fn from(error: std::io::Error) -> Self {
        Self::disk(&error)
    }
}

impl From<serde_json::Error> for NotMade {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(&error)
    }
}

impl From<Problem> for NotMade {
    fn from(problem: Problem) -> Self {
        Self(problem.says().clone())
    }
}

/// How far a file is. Cheap to clone: threads that write may hold one.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<(AtomicU32, AtomicU32)>);

impl Progress {
    /// So many people there are to do.
    pub fn expect(&self, total: u32) {
        self.0.1.store(total, Ordering::Relaxed);
    }

    /// So many more are done.
    pub fn step(&self, more: u32) {
        self.0.0.fetch_add(more, Ordering::Relaxed);
    }

    /// How many are done.
    pub fn done(&self) -> u32 {
        self.0.0.load(Ordering::Relaxed)
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.0.1.load(Ordering::Relaxed)
    }
}

/// An empty file without a name: it is gone with the process.
///
/// # Errors
/// [`NotMade::disk`].
pub fn blank_file() -> Result<File, NotMade> {
    Ok(tempfile::tempfile()?)
}
