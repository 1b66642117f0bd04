//! Looking at a page: pictures, and what the browser itself complains about.

use std::path::PathBuf;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::Browser;

impl Browser {
    /// Keeps a picture of the whole page, or of the window when a dialog stands over it, in `tests/output/` and answers where.
    ///
    /// # Panics
    /// When it cannot be written.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("output")
            .join(format!("{name}.png"));
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder for pictures");
        let size = "const all = document.documentElement, dialog = document.querySelector('dialog[open]');
            return [all.clientWidth, dialog ? all.clientHeight : all.scrollHeight, dialog ? scrollY : 0]";
        let size = self.ask(size, vec![]).await;
        let (width, height, top) = (&size[0], &size[1], &size[2]);
        let taken = json!({
            "format": "png", "captureBeyondViewport": *top == 0,
            "clip": { "x": 0, "y": top, "width": width, "height": height, "scale": 1 }
        });
        let picture = self.devtools("Page.captureScreenshot", taken).await;
        let bytes = STANDARD
            .decode(picture["data"].as_str().expect("a picture"))
            .expect("base64");
        std::fs::write(&file, bytes).expect("a picture is kept");
        file
    }

    /// What the browser complains about since it was last asked: errors of scripts, violated policies, resources that
    /// are not there. An answer of ours that refuses something (401 to somebody not signed in, 409 …) is none.
    ///
    /// # Panics
    /// When the driver does not hand the log over.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.driver().browser_log().await.expect("a log");
        let refusal = |message: &str| message.contains("/api/") && message.contains("status of 4");
        let grave = entries
            .into_iter()
            .filter(|entry| entry.level == "SEVERE" || entry.level == "WARNING");
        grave
            .map(|entry| entry.message)
            .filter(|message| !refusal(message))
            .collect()
    }

    /// What sticks out of the page, or of the place of its list, to the right, and how far, in CSS pixels.
    pub async fn sticks_out(&self) -> Value {
        let wider = "
            const room = document.documentElement.clientWidth;
            const cut = [...document.querySelectorAll('.results .results-scroll:not(.grid-scroll)')].find((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1);
            if (cut) return `a table is ${cut.scrollWidth - cut.clientWidth} wider than its place`;
            if (document.documentElement.scrollWidth <= room) return null;
            const out = [...document.body.querySelectorAll('*')].filter((each) => each.checkVisibility()
                && each.getBoundingClientRect().right > room + 1
                && ![...each.children].some((child) => child.getBoundingClientRect().right > room + 1));
            const name = (each) => `${each.localName}.${each.className}`;
            return out.slice(0, 5).map((each) => [name(each.parentElement), name(each), each.getBoundingClientRect().right - room]);";
        self.ask(wider, vec![]).await
    }
}
