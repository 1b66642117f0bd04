//! axe-core, which looks for what keeps people with disabilities out. `tests/run` fetches it; see [`Axe::fetched`].

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Browser, chromium::say_skipped};

/// The version `tests/run` fetches.
const VERSION: &str = "4.14.1";

/// The script.
pub struct Axe(String);

impl Axe {
    /// Reads what `tests/run` fetched; nothing, and a line that names what is skipped, when it was not.
    pub fn fetched(test: &str) -> Option<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        let file = root.join(format!("target/axe-core-{VERSION}/package/axe.min.js"));
        let script = std::fs::read_to_string(&file).ok();
        if script.is_none() {
            say_skipped(&format!(
                "axe in {test} (tests/run fetches axe-core {VERSION})"
            ));
        }
        script.map(Self)
    }

    /// What it finds on the page as it stands: rule and the elements, one line each.
    ///
    /// # Panics
    /// When it does not run.
    pub async fn findings(&self, browser: &Browser) -> Vec<String> {
        let driver = browser.driver();
        let present = browser.ask("return typeof axe", vec![]).await == "object";
        if !present {
            driver
                .execute(format!("{}\n;window.axe = axe;", self.0), vec![])
                .await
                .expect("axe is there");
        }
        let run = "
            const done = arguments[0];
            const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };
            axe.run(document, rules).then(({ violations }) => done(violations.map(({ id, help, nodes }) =>
                `${id}: ${help}: ${nodes.slice(0, 4).map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`)),
                (error) => done([String(error)]));";
        let found = driver
            .execute_async(run, vec![])
            .await
            .expect("axe answers")
            .json()
            .clone();
        let lines = found
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![json!(found)]);
        lines
            .iter()
            .map(|line| {
                line.as_str()
                    .map_or_else(|| Value::to_string(line), str::to_owned)
            })
            .collect()
    }
}
