//! The function with a world around it and somebody signed in for every part.

use axum::Router;
use domain::{
    category::Category,
    nomination::{Nomination, state::State},
    phone::Phone,
};
use harness::{Answer, Ask, Harness, World};

pub(crate) struct Stage {
    pub(crate) harness: Harness,
    pub(crate) world: World,
    pub(crate) app: Router,
    /// The liaison's cookie.
    pub(crate) liaison: String,
}

impl Stage {
    pub(crate) async fn new() -> Self {
        let harness = Harness::start().await;
        let world = harness.world().await;
        Self::of(harness, world).await
    }

    pub(crate) async fn of(harness: Harness, world: World) -> Self {
        let app = nomination::router(harness.edge().clone());
        let liaison = harness.sign_in(&world.liaison).await;
        Self {
            harness,
            world,
            app,
            liaison,
        }
    }

    pub(crate) async fn delegate(&self, number: u32, state: State) -> Nomination {
        self.harness
            .add_nominee(&self.world, number, Category::Delegate, state)
            .await
    }

    /// The path of the unit's list.
    pub(crate) fn unit(&self) -> String {
        format!(
            "/api/nominations/{}/{}",
            self.world.congress, self.world.unit
        )
    }

    /// A path below a nomination.
    #[expect(clippy::unused_self, reason = "stands beside the other paths")]
    pub(crate) fn path(&self, of: &Nomination, tail: &str) -> String {
        format!(
            "/api/nominations/{}/{}/{}{tail}",
            of.congress, of.unit, of.id
        )
    }

    pub(crate) async fn cookie(&self, phone: &Phone) -> String {
        self.harness.sign_in(phone).await
    }

    pub(crate) async fn send(&self, ask: Ask) -> Answer {
        ask.send(&self.app).await
    }

    /// Lets time pass; the liaison signs in again.
    pub(crate) async fn later(&mut self, time: jiff::SignedDuration) {
        self.harness.wait(time);
        self.liaison = self.cookie(&self.world.liaison).await;
    }

    /// Sends as the liaison.
    pub(crate) async fn liaison(&self, ask: Ask) -> Answer {
        self.send(ask.by(&self.liaison)).await
    }

    pub(crate) async fn now(&self, of: &Nomination) -> Nomination {
        self.harness
            .nomination(&of.congress, &of.unit, &of.id)
            .await
    }

    /// The trail's actions, oldest first.
    pub(crate) async fn trail(&self, of: &Nomination) -> Vec<String> {
        let details = self.liaison(harness::get(self.path(of, ""))).await.json();
        let steps = details["timeline"].as_array().cloned().unwrap_or_default();
        steps
            .iter()
            .map(|step| step["action"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// The messages that wait to be sent.
    pub(crate) async fn messages(&self) -> Vec<(String, String)> {
        let due = self
            .harness
            .store()
            .due_messages(self.harness.now(), 100)
            .await
            .unwrap();
        let messages = due.into_iter().flat_map(|item| item.messages);
        messages
            .map(|one| (one.kind.code().to_owned(), one.to.e164().to_owned()))
            .collect()
    }
}
