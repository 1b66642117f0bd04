//! One pass over what is due: files are made and put onto object storage, and what has expired is taken away.

use std::{
    io::{Seek, SeekFrom},
    sync::Arc,
    time::Duration,
};

use api::Edge;
use domain::{
    export::{Export, MOST_ATTEMPTS, MadeFile, Product},
    refusal::Said,
};
use jiff::SignedDuration;
use store::{CommitError, DueExport, StoreError, files::ObjectKey};

use crate::{Made, Maker, NotMade, Progress};

/// How long a job is held. Whoever works on it says so again well before; whoever died lets go of it by that.
const HELD: SignedDuration = SignedDuration::from_secs(60);
/// How often it is said how far a job is.
const TOLD: Duration = Duration::from_secs(1);
/// How often it is said that somebody works on a job even when it has come no further.
const RENEWED: u32 = 15;

/// Carries out exports of the products it has makers for.
#[derive(Clone)]
pub struct Worker {
    edge: Edge,
    makers: Arc<[Box<dyn Maker>]>,
}

impl Worker {
    /// A worker with these makers.
    pub fn new(edge: Edge, makers: Vec<Box<dyn Maker>>) -> Self {
        Self {
            edge,
            makers: makers.into(),
        }
    }

    /// Does what is due, one after the other; answers how many that were.
    ///
    /// # Errors
    /// [`StoreError`] when the tables do not answer; what was under way is due again then.
    pub async fn drain(&self) -> Result<usize, StoreError> {
        let products: Vec<Product> = self.makers.iter().map(|maker| maker.product()).collect();
        let mut done = 0;
        loop {
            let now = self.edge.now();
            let due = self.edge.store.due_exports(&products, now).await?;
            let Some(first) = due.first() else {
                return Ok(done);
            };
            if let Some(held) = self.edge.store.lease_export(first, now + HELD).await? {
                self.carry_out(held).await?;
                done += 1;
            }
        }
    }

    async fn carry_out(&self, held: DueExport) -> Result<(), StoreError> {
        let (store, now) = (&self.edge.store, self.edge.now());
        let Some(export) = store.export_due(&held).await? else {
            return store.finish_export(&held).await;
        };
        if export.stands.is_open() {
            return settled(self.make(held, export).await);
        }
        if export.expires_at > now {
            // Cancelled before anybody began, or retried since: it has another time at which it goes.
            return store.finish_export(&held).await;
        }
        self.edge.files.delete(&key(&export)).await?;
        store.forget_export(&held).await
    }

    /// Makes the file and says in the record what became of it.
    async fn make(&self, mut held: DueExport, mut export: Export) -> Result<(), CommitError> {
        let store = &self.edge.store;
        if held.attempts > MOST_ATTEMPTS {
            export.fail(died_too_often(), self.edge.now());
            return store.end_export(&held, &export).await;
        }
        export.begin(self.edge.now());
        let until = self.edge.now() + HELD;
        store.keep_export(&mut held, &mut export, until).await?;
        let Some(made) = self.watch(&mut held, &mut export).await? else {
            return Ok(());
        };
        let stored = match made {
            Ok(made) => self.put(&export, made).await,
            Err(reason) => Err(reason),
        };
        let now = self.edge.now();
        match stored {
            Ok(file) => export.finish(file, now),
            Err(NotMade(reason)) => export.fail(reason, now),
        }
        let ended = store.end_export(&held, &export).await;
        if matches!(ended, Err(CommitError::Conflict)) && export.file.is_some() {
            // Cancelled in the last moment: nobody is to fetch it.
            self.edge.files.delete(&key(&export)).await?;
        }
        ended
    }

    /// Lets the maker work, and says every now and then how far it is. By that it learns that it was cancelled or that somebody else
    /// has it: then nothing was made.
    async fn watch(
        &self,
        held: &mut DueExport,
        export: &mut Export,
    ) -> Result<Option<Result<Made, NotMade>>, CommitError> {
        let asked = export.clone();
        let progress = Progress::default();
        progress.expect(export.total);
        let mut makers = self.makers.iter();
        let maker = makers.find(|one| one.product() == asked.product);
        let Some(maker) = maker else {
            return Ok(None);
        };
        let mut making = maker.make(&asked, &progress);
        let mut quiet = 0;
        loop {
            tokio::select! {
                made = &mut making => return Ok(Some(made)),
                () = tokio::time::sleep(TOLD) => {}
            }
            let (done, total) = (progress.done(), progress.total());
            quiet += 1;
            if (done, total) == (export.done, export.total) && quiet < RENEWED {
                continue;
            }
            quiet = 0;
            export.proceed(done, total);
            let until = self.edge.now() + HELD;
            match self.edge.store.keep_export(held, export, until).await {
                Ok(()) => {}
                Err(CommitError::Conflict) => return Ok(None),
                // It may answer again before the job is let go of.
                Err(error) => tracing::warn!(%error, "nobody learns how far an export is"),
            }
        }
    }

    /// Puts the file where its owner can fetch it; what it discloses is recorded before.
    async fn put(&self, export: &Export, made: Made) -> Result<MadeFile, NotMade> {
        if let Some(record) = &made.disclosed {
            let id = export.id.as_str();
            self.edge.store.record_disclosure(record, id).await?;
        }
        let mut file = made.file;
        let size = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        let (key, kind) = (key(export), made.content_type);
        self.edge.files.put_file(&key, kind, file, size).await?;
        Ok(MadeFile {
            name: made.name,
            content_type: made.content_type.to_owned(),
            size,
            people: made.people,
        })
    }
}

/// A job that somebody else has by now, or that was cancelled, is theirs.
fn settled(ended: Result<(), CommitError>) -> Result<(), StoreError> {
    match ended {
        Err(CommitError::Store(error)) => Err(error),
        Err(CommitError::Conflict) | Ok(()) => Ok(()),
        Err(error) => Err(StoreError::Unavailable(error.into())),
    }
}

fn key(export: &Export) -> ObjectKey {
    ObjectKey::export(&export.congress, &export.id)
}

fn died_too_often() -> Said {
    Said::new(
        format!("生成时服务中断了 {MOST_ATTEMPTS} 次，已停止；请缩小范围后重试"),
        format!(
            "The service broke off {MOST_ATTEMPTS} times while making it; ask for less and retry"
        ),
    )
}
