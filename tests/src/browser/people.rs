//! Several people take turns at one browser; each keeps their own cookies.

use serde_json::{Value, json};

use super::Browser;
use crate::client::Client;

/// Somebody's cookies, while others sit at the browser.
#[derive(Clone, Debug, Default)]
pub struct Person(Vec<Value>);

impl Person {
    /// Somebody who signed in without a browser.
    pub fn of(client: &Client) -> Self {
        let cookie = |(name, value)| json!({ "name": name, "value": value, "secure": true, "httpOnly": true });
        Self(client.cookies().into_iter().map(cookie).collect())
    }
}

impl Browser {
    /// Whoever sits here gets up; the browser then knows nobody.
    pub async fn leave(&self) -> Person {
        let known = self
            .devtools("Network.getCookies", json!({ "urls": [self.origin] }))
            .await;
        self.devtools("Network.clearBrowserCookies", json!({}))
            .await;
        Person(known["cookies"].as_array().cloned().unwrap_or_default())
    }

    /// Somebody sits down again.
    ///
    /// # Panics
    /// When the browser does not take their cookies.
    pub async fn sit_down(&self, person: &Person) {
        for cookie in &person.0 {
            let given = json!({
                "url": self.origin, "name": cookie["name"], "value": cookie["value"], "path": "/",
                "secure": cookie["secure"], "httpOnly": cookie["httpOnly"], "sameSite": "Strict",
            });
            let taken = self.devtools("Network.setCookie", given).await;
            assert_eq!(taken["success"], true, "{}", cookie["name"]);
        }
    }
}
