//! What broken-off uploads leave in the object storage: cleared away, as a rule of the bucket does on AWS (`infra/aws/buckets.tf`).

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tokio::task::JoinHandle;

/// How long an upload may lie there. Its record is gone after a day.
const KEPT: Duration = Duration::from_hours(48);
/// How often it is looked for.
const EVERY: Duration = Duration::from_hours(1);

/// Looks again and again, until it is aborted. `root` is the folder of all buckets, `bucket` the one that is uploaded to.
pub(crate) fn clear(root: &Path, bucket: &str) -> JoinHandle<()> {
    let (root, incoming) = (root.to_owned(), root.join(bucket).join("incoming"));
    tokio::task::spawn(async move {
        loop {
            let (root, incoming) = (root.clone(), incoming.clone());
            let swept = tokio::task::spawn_blocking(move || {
                let before = SystemTime::now() - KEPT;
                sweep_files(&incoming, before)?;
                sweep_parts(&root, before)
            });
            if let Ok(Err(error)) = swept.await {
                tracing::warn!(%error, "broken-off uploads stay");
            }
            tokio::time::sleep(EVERY).await;
        }
    })
}

/// Removes files last written before a time.
fn sweep_files(folder: &Path, before: SystemTime) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let entry = entry?;
        if entry.metadata()?.modified()? < before {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Removes parts and records of uploads last written before a time: the storage keeps them beside its buckets.
fn sweep_parts(root: &Path, before: SystemTime) -> io::Result<()> {
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let of_upload = name.starts_with(".upload") || name.contains(".upload-");
        if of_upload && entry.metadata()?.modified()? < before {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_old_and_broken_off_goes_and_everything_else_stays() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        fs::create_dir_all(at("attachments/incoming")).unwrap();
        fs::create_dir_all(at("attachments/c/u/n")).unwrap();
        let (old, new) = (
            [
                "attachments/incoming/old",
                ".upload-1.json",
                ".upload_id-1.part-1",
                ".bucket-a.object-b.upload-1.metadata.json",
            ],
            [
                "attachments/c/u/n/confirmed",
                ".bucket-a.object-b.metadata.json",
                ".bucket-a.object-b.internal.json",
            ],
        );
        for path in old.iter().chain(&new) {
            fs::write(at(path), "x").unwrap();
        }
        let sweep = |before| {
            sweep_files(&at("attachments/incoming"), before).unwrap();
            sweep_parts(root.path(), before).unwrap();
        };
        sweep(SystemTime::now() - KEPT);
        assert!(old.iter().chain(&new).all(|path| at(path).exists()));
        sweep(SystemTime::now() + KEPT);
        assert!(new.iter().all(|path| at(path).exists()));
        assert!(old.iter().all(|path| !at(path).exists()));
    }
}
