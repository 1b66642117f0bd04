//! What somebody does with mouse and keys.

use std::{path::Path, time::Instant};

use serde_json::{Value, json};
use thirtyfour::{By, WebElement, components::SelectElement};

use super::{Browser, GLANCE, PATIENCE};

impl Browser {
    /// The first visible element that fits, waiting for it.
    ///
    /// # Panics
    /// When none comes to be seen; says which page it was and keeps a picture.
    pub async fn see(&self, selector: &str) -> WebElement {
        self.see_text(selector, "").await
    }

    /// Whether something visible that fits comes to be seen.
    pub async fn sees(&self, selector: &str) -> bool {
        self.found(selector, "").await.is_some()
    }

    /// The first visible element whose text holds this, waiting for it.
    ///
    /// # Panics
    /// As [`Browser::see`].
    pub async fn see_text(&self, selector: &str, text: &str) -> WebElement {
        match self.found(selector, text).await {
            Some(element) => element,
            None => self.give_up(&format!("{selector} with “{text}”")).await,
        }
    }

    /// One script looks for it, sees whether it is visible and reads it: between two commands a list may change.
    async fn found(&self, selector: &str, text: &str) -> Option<WebElement> {
        let visible = "return [...document.querySelectorAll(arguments[0])].find((each) =>
            each.checkVisibility({ visibilityProperty: true }) && each.innerText.includes(arguments[1])) ?? null";
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            let found = self
                .driver()
                .execute(visible, vec![json!(selector), json!(text)])
                .await;
            if let Some(element) = found.ok().and_then(|found| found.element().ok()) {
                return Some(element);
            }
            tokio::time::sleep(GLANCE).await;
        }
        None
    }

    /// Waits until nothing visible fits any more.
    ///
    /// # Panics
    /// When something stays.
    pub async fn see_no(&self, selector: &str) {
        let hidden = "return [...document.querySelectorAll(arguments[0])].every((each) => !each.checkVisibility())";
        self.until(&format!("no {selector}"), hidden, vec![json!(selector)])
            .await;
    }

    /// Waits until a script answers something that counts as true, and hands it over.
    ///
    /// # Panics
    /// When it never does; `what` says what was waited for.
    pub async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        let begin = Instant::now();
        loop {
            let answer = self.driver().execute(script, arguments.clone()).await;
            let answer = answer
                .map(|answer| answer.json().clone())
                .unwrap_or_default();
            if !matches!(answer, Value::Null | Value::Bool(false)) {
                return answer;
            }
            if begin.elapsed() > PATIENCE {
                self.give_up(what).await;
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// What a script answers.
    ///
    /// # Panics
    /// When it throws.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver().execute(script, arguments).await;
        answer
            .unwrap_or_else(|error| panic!("{script}: {error}"))
            .json()
            .clone()
    }

    pub(super) async fn give_up(&self, wanted: &str) -> ! {
        let place = self.place().await;
        self.picture("gave-up").await;
        let log = self.complaints().await;
        let said = self.text_of("[data-problem]:not([hidden]), .toast").await;
        panic!("{wanted}: not to be seen on {place}\nsaid: {said}\nlog: {log:#?}");
    }

    /// The visible text of everything that fits.
    ///
    /// # Panics
    /// When the page does not answer.
    pub async fn text_of(&self, selector: &str) -> String {
        let texts = "return [...document.querySelectorAll(arguments[0])].map((each) => each.innerText).join('\\n')";
        self.ask(texts, vec![json!(selector)])
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Clicks what is seen, waiting while something else still moves over it.
    ///
    /// # Panics
    /// As [`Browser::see`].
    pub async fn click(&self, selector: &str) {
        self.click_text(selector, "").await;
    }

    /// Clicks what is seen and has this text.
    ///
    /// # Panics
    /// As [`Browser::see`].
    pub async fn click_text(&self, selector: &str, text: &str) {
        let begin = Instant::now();
        loop {
            let element = self.see_text(selector, text).await;
            let Err(error) = element.click().await else {
                return;
            };
            // Something stands over it: one scrolls a little.
            let _ = self
                .driver()
                .execute(
                    "arguments[0].scrollIntoView({ block: 'center' })",
                    vec![element.to_json().expect("an element")],
                )
                .await;
            if begin.elapsed() > PATIENCE {
                let error = error.to_string();
                let why = error.lines().take(4).collect::<Vec<_>>().join(" ");
                self.give_up(&format!("{selector} with “{text}” to click: {why}"))
                    .await;
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Types into a field, replacing what is there.
    ///
    /// # Panics
    /// As [`Browser::see`].
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.see(selector).await;
        field.clear().await.expect("it can be emptied");
        field.send_keys(text).await.expect("it can be typed into");
    }

    /// Sets a date, month or time, whose keys differ from one language of the browser to the next.
    ///
    /// # Panics
    /// As [`Browser::see`].
    pub async fn set(&self, selector: &str, value: &str) {
        self.see(selector).await;
        let set = "const field = [...document.querySelectorAll(arguments[0])].find((each) => each.checkVisibility());
            field.value = arguments[1];
            for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
            return field.value";
        let shown = self.ask(set, vec![json!(selector), json!(value)]).await;
        assert_eq!(shown, value, "{selector}");
    }

    /// Chooses in a select, by value.
    ///
    /// # Panics
    /// As [`Browser::see`], or when there is no such choice.
    pub async fn choose(&self, selector: &str, value: &str) {
        let list = SelectElement::new(&self.see(selector).await)
            .await
            .expect("a select");
        let chosen = list.select_by_value(value).await;
        chosen.unwrap_or_else(|error| panic!("{value} in {selector}: {error}"));
    }

    /// Gives a file to a file field, which may well be hidden behind a button.
    ///
    /// # Panics
    /// When there is no such field.
    pub async fn give_file(&self, selector: &str, file: &Path) {
        let field = self
            .driver()
            .find(By::Css(selector))
            .await
            .expect("a file field");
        field
            .send_keys(file.to_str().expect("a path in UTF-8"))
            .await
            .expect("it takes the file");
    }
}
