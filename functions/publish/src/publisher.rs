//! One pass: what is due, the pages of all that is public, and nothing of what is not.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{
    id::CongressId,
    notice::{Notice, NoticeFile, Stand},
};
use jiff::Timestamp;
use site::notices::{Notices, Told};
use store::{
    Publication, Store, StoreError, Wanted,
    files::{Files, ObjectKey},
};

/// How often a pass looks again because notices changed meanwhile.
const MOST_ROUNDS: usize = 5;

/// Why pages could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The site's sources.
    #[error(transparent)]
    Site(#[from] site::BuildError),
    /// Making the pages was cut off.
    #[error("making the pages was cut off")]
    CutOff,
}

/// The worker.
#[derive(Clone)]
pub struct Publisher {
    store: Store,
    /// Where the notices' files are.
    files: Files,
    /// Where everybody reads.
    public: Files,
    root: PathBuf,
    origin: String,
    begun: Arc<AtomicBool>,
}

impl Publisher {
    /// A worker that makes pages of the sources below `root`, for a site at `origin`.
    pub fn new(store: Store, files: Files, public: Files, root: PathBuf, origin: String) -> Self {
        Self {
            store,
            files,
            public,
            root,
            origin,
            begun: Arc::default(),
        }
    }

    /// Makes and takes away what is due; answers how many notices that were.
    ///
    /// # Errors
    /// [`PublishError`]; what was due is due again then.
    pub async fn drain(&self, now: Timestamp) -> Result<usize, PublishError> {
        let due = self.store.due_publications(now).await?;
        let first = !self.begun.load(Ordering::Relaxed);
        if due.is_empty() && !first {
            return Ok(0);
        }
        let mut public = self.public_notices(now).await?;
        // A site on which nothing was ever published has its empty list already.
        if !due.is_empty() || !public.is_empty() {
            for _ in 0..MOST_ROUNDS {
                self.put_all(&public).await?;
                let again = self.public_notices(now).await?;
                if versions(&again) == versions(&public) {
                    break;
                }
                public = again;
            }
        }
        for one in &due {
            self.take_away_unless_public(one, now).await?;
        }
        for one in &due {
            self.store.finish_publication(one).await?;
        }
        self.begun.store(true, Ordering::Relaxed);
        Ok(due.len())
    }

    async fn public_notices(&self, now: Timestamp) -> Result<Vec<Told>, StoreError> {
        let mut titles: BTreeMap<CongressId, String> = BTreeMap::new();
        let mut told = Vec::new();
        for notice in self.store.published_notices().await? {
            if notice.stand(now) != Stand::Public {
                continue;
            }
            if !titles.contains_key(&notice.congress) {
                let wanted = Wanted {
                    congress: Some(&notice.congress),
                    ..Wanted::default()
                };
                let loaded = self.store.load(&wanted).await?;
                let title = loaded.congress.map(|congress| congress.settings.title);
                titles.insert(notice.congress.clone(), title.unwrap_or_default());
            }
            let congress = titles[&notice.congress].clone();
            told.push(Told { notice, congress });
        }
        Ok(told)
    }

    async fn put_all(&self, told: &[Told]) -> Result<(), PublishError> {
        for one in told {
            for file in &one.notice.files {
                self.put_file(&one.notice, file).await?;
            }
        }
        let (root, origin, told) = (self.root.clone(), self.origin.clone(), told.to_vec());
        // Reading the sources and rendering keep a processor busy.
        let made = tokio::task::spawn_blocking(move || Notices::load(&root, &origin)?.files(&told));
        let made = made.await.map_err(|_| PublishError::CutOff)??;
        // Pages first, what leads to them last.
        let mut made: Vec<(String, Vec<u8>)> = made.into_iter().collect();
        made.sort_by_key(|(path, _)| leads_elsewhere(path));
        for (path, bytes) in made {
            let key = key(&path);
            let kind = content_type(&path);
            self.public.publish(&key, kind, None, bytes).await?;
        }
        Ok(())
    }

    async fn put_file(&self, notice: &Notice, file: &NoticeFile) -> Result<(), StoreError> {
        let from = ObjectKey::notice_file(&notice.congress, &notice.id, &file.id);
        let Some(bytes) = self.files.get(&from).await? else {
            tracing::error!(notice = %notice.id, "a notice's file is not there");
            return Ok(());
        };
        let (to, kind) = (key(&address(notice, file)), &file.content_type);
        self.public
            .publish(&to, kind, Some(&file.name), bytes)
            .await
    }

    async fn take_away_unless_public(
        &self,
        due: &Publication,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let notice = self.store.notice(&due.congress, &due.notice).await?;
        // What was taken from the notice goes, though it may be public again.
        for file in notice.iter().flat_map(|notice| &notice.former_files) {
            let path = notice.as_ref().map(|notice| address(notice, file));
            self.public.delete(&key(&path.unwrap_or_default())).await?;
        }
        if notice
            .as_ref()
            .is_some_and(|one| one.stand(now) == Stand::Public)
        {
            return Ok(());
        }
        let mut gone: Vec<String> = ["", "en/"]
            .map(|prefix| format!("{prefix}notices/{}/index.html", due.notice))
            .into();
        if let Some(notice) = &notice {
            gone.extend(notice.files.iter().map(|file| address(notice, file)));
        }
        for path in gone {
            self.public.delete(&key(&path)).await?;
        }
        Ok(())
    }
}

/// Which notices in which versions.
fn versions(told: &[Told]) -> Vec<(&str, u64)> {
    let versions = told
        .iter()
        .map(|one| (one.notice.id.as_str(), one.notice.version));
    versions.collect()
}

fn address(notice: &Notice, file: &NoticeFile) -> String {
    format!("notices/{}/{}", notice.id, file.published_name())
}

/// Whether a file only leads to others.
fn leads_elsewhere(path: &str) -> bool {
    let path = path.strip_prefix("en/").unwrap_or(path);
    path.matches('/').count() == 1
}

fn key(path: &str) -> ObjectKey {
    ObjectKey::public(path).expect("ids and our own names make a key")
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("xml") if path.ends_with("feed.xml") => "application/atom+xml",
        Some("xml") => "application/xml",
        Some("json") => "application/json",
        _ => "text/html; charset=utf-8",
    }
}
