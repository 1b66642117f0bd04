//! The function with a world around it and the people who review.

use axum::Router;
use domain::{
    category::Category,
    nomination::{Nomination, state::State},
};
use harness::{Answer, Ask, Harness, World, post};
use jiff::SignedDuration;
use serde_json::{Value, json};

pub(crate) struct Stage {
    pub(crate) harness: Harness,
    pub(crate) world: World,
    pub(crate) app: Router,
    /// The liaison's cookie.
    pub(crate) liaison: String,
    /// The final reviewer's cookie.
    pub(crate) reviewer: String,
}

impl Stage {
    pub(crate) async fn new() -> Self {
        let harness = Harness::start().await;
        let world = harness.world().await;
        Self::of(harness, world).await
    }

    /// With so many places for delegates, and no minimums.
    pub(crate) async fn with_places(places: u32) -> Self {
        let harness = Harness::start().await;
        let mut quotas = harness::world::quotas();
        let delegates = quotas.0.get_mut(&Category::Delegate).unwrap();
        delegates.places = places;
        delegates.minimums.clear();
        let world = harness.world_with(harness::world::settings(), quotas).await;
        Self::of(harness, world).await
    }

    async fn of(harness: Harness, world: World) -> Self {
        let app = review::router(harness.edge().clone());
        let liaison = harness.sign_in(&world.liaison).await;
        let reviewer = harness.sign_in(&world.reviewer).await;
        Self {
            harness,
            world,
            app,
            liaison,
            reviewer,
        }
    }

    pub(crate) async fn delegate(&self, number: u32, state: State) -> Nomination {
        self.harness
            .add_nominee(&self.world, number, Category::Delegate, state)
            .await
    }

    pub(crate) async fn now(&self, of: &Nomination) -> Nomination {
        self.harness
            .nomination(&of.congress, &of.unit, &of.id)
            .await
    }

    /// A path below the congress.
    pub(crate) fn congress(&self, tail: &str) -> String {
        format!("/api/reviews/{}{tail}", self.world.congress)
    }

    /// A path below the unit.
    pub(crate) fn unit(&self, tail: &str) -> String {
        self.congress(&format!("/units/{}{tail}", self.world.unit))
    }

    pub(crate) async fn liaison(&self, ask: Ask) -> Answer {
        ask.by(&self.liaison).send(&self.app).await
    }

    pub(crate) async fn reviewer(&self, ask: Ask) -> Answer {
        ask.by(&self.reviewer).send(&self.app).await
    }

    pub(crate) async fn first_reviews(&self, decisions: &[Value]) -> Answer {
        let body = json!({ "decisions": decisions });
        self.liaison(post(self.unit("/first-reviews")).json(&body))
            .await
    }

    pub(crate) async fn final_reviews(&self, decisions: &[Value]) -> Answer {
        let body = json!({ "decisions": decisions });
        self.reviewer(post(self.congress("/final-reviews")).json(&body))
            .await
    }

    /// The messages that are due.
    pub(crate) async fn messages(&self) -> Vec<String> {
        self.messages_after(SignedDuration::ZERO).await
    }

    /// The messages that will be due then: those of a decision wait until it can no longer be undone.
    pub(crate) async fn messages_after(&self, after: SignedDuration) -> Vec<String> {
        let due = self
            .harness
            .store()
            .due_messages(self.harness.now() + after, 100)
            .await
            .unwrap();
        let messages = due.into_iter().flat_map(|item| item.messages);
        messages.map(|one| one.kind.code().to_owned()).collect()
    }
}

pub(crate) fn approve(one: &Nomination) -> Value {
    json!({ "nomination": one.id, "version": one.version, "outcome": "approve" })
}

pub(crate) fn reject(one: &Nomination, opinion: &str) -> Value {
    json!({ "nomination": one.id, "version": one.version, "outcome": "reject", "opinion": opinion })
}

/// The same for a final review, which may concern any unit.
pub(crate) fn of_unit(one: &Nomination, mut decision: Value) -> Value {
    decision["unit"] = json!(one.unit);
    decision
}

/// `done` or the problem's code, row by row.
pub(crate) fn outcomes(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let results = json["results"]
        .as_array()
        .unwrap_or_else(|| panic!("{answer}"));
    let outcome = |result: &Value| {
        let code = result["problem"]["code"].as_str().map(str::to_owned);
        if result["done"] == true {
            "done".to_owned()
        } else {
            code.unwrap()
        }
    };
    results.iter().map(outcome).collect()
}
