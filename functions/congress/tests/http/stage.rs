//! The world every test begins in, and what it asks.

use axum::Router;
use domain::{
    congress::{Congress, Life},
    phone::Phone,
};
use harness::{Harness, World};
use serde_json::{Value, json};
use store::Wanted;

/// A congress with two units, the function's routes, and the administrator signed in.
pub(crate) struct Stage {
    pub(crate) harness: Harness,
    pub(crate) world: World,
    pub(crate) app: Router,
    pub(crate) administrator: String,
}

impl Stage {
    pub(crate) async fn set() -> Self {
        let harness = Harness::start().await;
        let world = harness.world().await;
        let (routes, _) = congress::router().split_for_parts();
        let app = harness.app(routes);
        let administrator = harness.sign_in(&world.administrator).await;
        Self {
            harness,
            world,
            app,
            administrator,
        }
    }

    /// A path below the congress.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/api/congresses/{}{rest}", self.world.congress)
    }

    /// The path of its units.
    pub(crate) fn units(&self) -> String {
        self.path("/units")
    }

    /// A path below the unit.
    pub(crate) fn unit(&self, rest: &str) -> String {
        format!("{}/{}{rest}", self.units(), self.world.unit)
    }

    pub(crate) async fn sign_in(&self, phone: &Phone) -> String {
        self.harness.sign_in(phone).await
    }

    /// Brings the congress somewhere in its life.
    pub(crate) async fn bring_to(&self, life: Life) {
        let wanted = Wanted {
            congress: Some(&self.world.congress),
            ..Wanted::default()
        };
        let before = self
            .harness
            .store()
            .load(&wanted)
            .await
            .unwrap()
            .congress
            .unwrap();
        let after = Congress {
            life,
            ..before.clone()
        };
        let now = self.harness.now();
        self.harness
            .store()
            .commit_congress(Some(&before), &after, None, now)
            .await
            .unwrap();
    }

    /// Phones of everybody who is going to be told something, in order.
    pub(crate) async fn told(&self) -> Vec<String> {
        let waiting = self
            .harness
            .store()
            .due_messages(self.harness.now(), 100)
            .await
            .unwrap();
        let messages = waiting.into_iter().flat_map(|item| item.messages);
        let mut told: Vec<_> = messages
            .map(|message| message.to.national().to_owned())
            .collect();
        told.sort_unstable();
        told
    }
}

/// Settings as a page sends them.
pub(crate) fn settings() -> Value {
    json!({
        "title": "示例市科协第十次代表大会", "level": "city", "venue": "会议中心", "reference_date": "2026-11-30",
        "categories": { "committee_member": {}, "delegate": { "met": "up_to" } }, "traits": ["female"],
        "windows": { "nominating": { "opens_at": "2026-11-01T00:00:00Z", "closes_at": "2026-12-30T10:00:00Z" } },
        "support": { "name": "张工", "phone": "010-00000000" },
    })
}

/// A unit as a page sends it.
pub(crate) fn input() -> Value {
    json!({
        "code": "U003", "name": "示例大学科协", "kind": "university",
        "liaisons": [{ "name": "周艳", "phone": "19900000033" }],
        "quotas": { "committee_member": { "places": 1 }, "delegate": { "places": 3, "minimums": { "female": 1 } } },
    })
}
