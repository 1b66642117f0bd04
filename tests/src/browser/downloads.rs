//! Files the browser is given by a page.

use std::path::Path;

use serde_json::json;

use super::{Browser, GLANCE, PATIENCE};

impl Browser {
    /// Downloads go to this folder from now on.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn downloads_to(&self, folder: &Path) {
        let path = folder.to_str().expect("a path in UTF-8");
        let there = json!({ "behavior": "allow", "downloadPath": path });
        self.devtools("Browser.setDownloadBehavior", there).await;
    }
}

/// The bytes of the file with this extension that arrives in a folder.
///
/// # Panics
/// When none does.
pub async fn arrived(folder: &Path, extension: &str) -> Vec<u8> {
    let begin = std::time::Instant::now();
    while begin.elapsed() < PATIENCE {
        let files = std::fs::read_dir(folder)
            .expect("a folder")
            .filter_map(Result::ok);
        let wanted = files
            .map(|file| file.path())
            .find(|path| path.extension().is_some_and(|own| own == extension));
        if let Some(file) = wanted {
            return std::fs::read(file).expect("a file that can be read");
        }
        tokio::time::sleep(GLANCE).await;
    }
    panic!("no .{extension} arrived");
}
