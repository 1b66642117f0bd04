//! A connection that drops and comes back.

use serde_json::json;

use super::Browser;

impl Browser {
    /// Cuts the connection.
    pub async fn cut_off(&self) {
        self.connected(false).await;
    }

    /// Brings it back.
    pub async fn connect_again(&self) {
        self.connected(true).await;
    }

    async fn connected(&self, there: bool) {
        // Without this domain the conditions are accepted and do nothing.
        self.devtools("Network.enable", json!({})).await;
        let conditions = json!({
            "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1
        });
        self.devtools("Network.emulateNetworkConditions", conditions)
            .await;
    }
}
