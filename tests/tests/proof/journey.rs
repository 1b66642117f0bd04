//! Work on one unit by everybody who has a part in it, drawn at random: what was acknowledged is kept and compared in the end.

use std::time::Duration;

use axum::Router;
use domain::{
    category::Category,
    id::{NominationId, UnitId},
    nomination::state::State::{self, *},
};
use fastrand::Rng;
use harness::{Answer, Ask, Harness, World, form, patch, person, post, put};
use serde_json::json;

/// The most people a unit has at a time.
pub(crate) const PLACES: u32 = 10;
/// How often a person presses the button again when the answer is that something is not available.
const MOST_TRIES: u32 = 30;

/// Somebody nominated, as the last acknowledged answer left them.
struct Person {
    id: NominationId,
    number: u32,
    state: State,
    version: u64,
    has_form: bool,
}

/// How it went.
#[derive(Default)]
pub(crate) struct Tally {
    /// Operations, each acknowledged in the end.
    pub(crate) done: u64,
    /// Those that were not at once: the page said that something is not available, and was asked again.
    pub(crate) asked_again: u64,
}

/// Everybody who works on one unit.
pub(crate) struct Journey {
    app: Router,
    world: World,
    unit: UnitId,
    liaison: String,
    reviewer: String,
    random: Rng,
    people: Vec<Person>,
    /// Each gets a number of their own.
    next: u32,
    pub(crate) tally: Tally,
}

impl Journey {
    /// On a unit of its own of a world, through an app whose storage may be in bad weather. Phones and ID numbers begin at
    /// `first`.
    pub(crate) async fn new(harness: &Harness, world: &World, app: Router, first: u32) -> Self {
        Self {
            app,
            unit: harness.another_unit(world).await,
            world: world.clone(),
            liaison: harness.sign_in(&world.liaison).await,
            reviewer: harness.sign_in(&world.reviewer).await,
            random: Rng::with_seed(u64::from(first)),
            people: Vec::new(),
            next: first,
            tally: Tally::default(),
        }
    }

    /// So many operations.
    pub(crate) async fn work(&mut self, operations: u64) {
        while self.tally.done < operations {
            let approved = |one: &Person| one.state == FirstReviewApproved;
            let choice = self.random.u32(..100);
            let here = u32::try_from(self.people.len()).unwrap();
            if here == 0 || (choice < 10 && here < PLACES) {
                self.allocate().await;
            } else if choice < 16 && self.people.iter().any(approved) {
                self.report().await;
            } else {
                let place = self.random.usize(..self.people.len());
                self.step(place).await;
            }
        }
    }

    /// Whether everything stands there as it was acknowledged.
    pub(crate) async fn compare(&self, harness: &Harness) {
        for one in &self.people {
            let congress = &self.world.congress;
            let stored = harness.nomination(congress, &self.unit, &one.id).await;
            let trail = harness.store().linked_trail(&one.id).await.unwrap();
            let steps: Vec<_> = trail.iter().map(|one| &one.entry.action).collect();
            let stands = (stored.state, stored.version);
            assert_eq!(stands, (one.state, one.version), "{} {steps:?}", one.id);
        }
        let unit = harness.unit(&self.world.congress, &self.unit).await;
        let held = unit.counts.held(Category::Delegate);
        assert_eq!(usize::try_from(held).unwrap(), self.people.len());
    }

    async fn allocate(&mut self) {
        let number = self.next;
        self.next += 1;
        let phone = person::phone(number).national().to_owned();
        let row = json!({ "name": "欧阳示例", "phone": phone, "category": "delegate" });
        let path = self.path("");
        let ask = post(path).json(&json!({ "rows": [row] }));
        let answer = self.by_liaison(ask).await;
        assert_eq!(answer.status, 201, "{answer}");
        let one = &answer.json()["items"][0];
        self.people.push(Person {
            id: NominationId::parse(one["id"].as_str().unwrap()).unwrap(),
            number,
            state: Allocated,
            version: one["version"].as_u64().unwrap(),
            has_form: false,
        });
    }

    async fn step(&mut self, place: usize) {
        let leaves = self.random.u32(..100) < 8;
        match self.people[place].state {
            Reported | FinalReviewApproved | Deregistered if leaves => {}
            _ if leaves => return self.deregister(place).await,
            _ => {}
        }
        let often = self.random.u32(..3) > 0;
        match self.people[place].state {
            Allocated if !self.people[place].has_form => self.fill_in(place).await,
            Allocated | FirstReviewRejected | FinalReviewRejected if often => {
                self.submit(place).await;
            }
            Allocated | FinalReviewRejected => self.draft(place).await,
            FirstReviewRejected | FirstReviewApproved => {
                self.decide(place, "revocations", None, FirstReviewPending)
                    .await;
            }
            FirstReviewPending if often => {
                let approve = Some("approve");
                self.decide(place, "first-reviews", approve, FirstReviewApproved)
                    .await;
            }
            FirstReviewPending => {
                let reject = Some("reject");
                self.decide(place, "first-reviews", reject, FirstReviewRejected)
                    .await;
            }
            Reported if often => {
                let approve = Some("approve");
                self.decide(place, "final-reviews", approve, FinalReviewApproved)
                    .await;
            }
            Reported => {
                let reject = Some("reject");
                self.decide(place, "final-reviews", reject, FinalReviewRejected)
                    .await;
            }
            FinalReviewApproved => {
                self.decide(place, "final-revocations", None, Reported)
                    .await;
            }
            Deregistered => {}
        }
    }

    /// The consent, the photo and every answer.
    async fn fill_in(&mut self, place: usize) {
        let consent = post(self.of(place, "/consent")).json(&json!({ "version": "2026-11" }));
        let answer = self.by_liaison(consent).await;
        assert_eq!(answer.status, 201, "{answer}");
        let photo = put(self.of(place, "/photo")).bytes("image/jpeg", picture());
        let answer = self.by_liaison(photo).await;
        assert_eq!(answer.status, 200, "{answer}");
        self.draft(place).await;
        let view = self.by_liaison(harness::get(self.of(place, ""))).await;
        self.people[place].version = view.json()["version"].as_u64().unwrap();
    }

    /// A draft has no key of its own: sent again after an answer that was lost it meets itself, as the page does, which then
    /// sees that everything it has stands there.
    async fn draft(&mut self, place: usize) {
        let version = self.form(place).await;
        let one = &self.people[place];
        let mut values = form::complete(one.number);
        let day = 1 + one.number / 1_000 % 28;
        let birth = format!("198003{day:02}");
        values["birth_date"] = json!(format!("1980-03-{day:02}"));
        values["id_number"] = json!(person::id_number(&birth, one.number % 1_000));
        values["remarks"] = json!(format!("第 {version} 稿"));
        let ask = patch(self.of(place, "/form")).at(version);
        let answer = self
            .by_liaison(ask.json(&json!({ "changes": values })))
            .await;
        let saved = if answer.status == 412 {
            let stands = self.by_liaison(harness::get(self.of(place, "/form"))).await;
            assert_eq!(
                stands.json()["values"]["remarks"],
                values["remarks"],
                "{answer}"
            );
            stands.version().unwrap()
        } else {
            assert_eq!(answer.status, 200, "{answer}");
            answer.json()["version"].as_u64().unwrap()
        };
        assert_eq!(saved, version + 1, "saved once");
        self.people[place].has_form = true;
    }

    /// The form's version, as a page reads it that opens it.
    async fn form(&mut self, place: usize) -> u64 {
        let form = self.by_liaison(harness::get(self.of(place, "/form"))).await;
        form.version().unwrap_or_default()
    }

    async fn submit(&mut self, place: usize) {
        let version = self.form(place).await;
        let ask = post(self.of(place, "/submission")).at(version);
        let answer = self.by_liaison(ask).await;
        assert_eq!(answer.status, 200, "{answer}");
        let one = &mut self.people[place];
        one.state = match one.state {
            FinalReviewRejected => Reported,
            _ => FirstReviewPending,
        };
        one.version += 1;
    }

    async fn deregister(&mut self, place: usize) {
        let ask = post(self.of(place, "/deregister")).at(self.people[place].version);
        let answer = self
            .by_liaison(ask.json(&json!({ "reason": "工作调动" })))
            .await;
        assert_eq!(answer.status, 200, "{answer}");
        self.people.swap_remove(place);
    }

    async fn decide(&mut self, place: usize, what: &str, outcome: Option<&str>, to: State) {
        let one = &self.people[place];
        let mut item = json!({ "nomination": one.id, "version": one.version });
        let is_final = what.starts_with("final");
        if is_final {
            item["unit"] = json!(self.unit);
        }
        let list = match outcome {
            Some(outcome) => {
                item["outcome"] = json!(outcome);
                item["opinion"] = json!("请核对");
                "decisions"
            }
            None => "items",
        };
        let congress = &self.world.congress;
        let path = if is_final {
            format!("/api/reviews/{congress}/{what}")
        } else {
            format!("/api/reviews/{congress}/units/{}/{what}", self.unit)
        };
        let ask = post(path).json(&json!({ list: [item] }));
        let by = if is_final {
            &self.reviewer
        } else {
            &self.liaison
        };
        let by = by.clone();
        let answer = self.send(ask, &by, |answer| {
            answer.json()["results"][0]["problem"]["code"] == "unavailable"
        });
        let answer = answer.await;
        assert_eq!(answer.json()["results"][0]["done"], true, "{to:?} {answer}");
        self.people[place].state = to;
        self.people[place].version += 1;
    }

    async fn report(&mut self) {
        let (congress, unit) = (&self.world.congress, &self.unit);
        let ask = post(format!("/api/reviews/{congress}/units/{unit}/reports"));
        let answer = self.by_liaison(ask).await;
        assert_eq!(answer.status, 201, "{answer}");
        let approved = |one: &&mut Person| one.state == FirstReviewApproved;
        for one in self.people.iter_mut().filter(approved) {
            one.state = Reported;
            one.version += 1;
        }
    }

    async fn by_liaison(&mut self, ask: Ask) -> Answer {
        let by = self.liaison.clone();
        self.send(ask, &by, |_| false).await
    }

    /// Sends it until the answer is something else than that something is not available; the key stays the same.
    async fn send(&mut self, ask: Ask, by: &str, missed: impl Fn(&Answer) -> bool) -> Answer {
        let ask = ask.by(by);
        for tried in 0..MOST_TRIES {
            let answer = ask.clone().send(&self.app).await;
            if answer.status != 503 && !missed(&answer) {
                self.tally.done += 1;
                self.tally.asked_again += u64::from(tried > 0);
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{ask:?} was never answered");
    }

    fn path(&self, tail: &str) -> String {
        format!(
            "/api/nominations/{}/{}{tail}",
            self.world.congress, self.unit
        )
    }

    fn of(&self, place: usize, tail: &str) -> String {
        self.path(&format!("/{}{tail}", self.people[place].id))
    }
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::new(413, 579);
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// What the world's units have places for.
pub(crate) fn quotas() -> domain::quota::Quotas {
    let mut quotas = harness::world::quotas();
    for (category, quota) in &mut quotas.0 {
        quota.minimums.clear();
        quota.places = if *category == Category::Delegate {
            PLACES
        } else {
            0
        };
    }
    quotas
}
