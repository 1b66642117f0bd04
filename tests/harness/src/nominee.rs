//! Nominees in whatever state, as if they had come there.

use domain::{
    category::Category,
    decision::{Claim, Decision, Person},
    form::{self, Form},
    id::{CongressId, NominationId, UnitId},
    nomination::{Consent, Nomination, consent::VERSION, state::State},
    permission::Role,
};
use jiff::Timestamp;

use crate::{Harness, World, person};

impl Harness {
    /// Puts a nominee into a unit, in whatever state, as if they had come there: from the first review on with the
    /// complete form of [`form::complete`](crate::form::complete), its facts and a photo.
    ///
    /// Their phone is [`person::phone`] of `1_000 + number`; the form is that of `number`.
    ///
    /// # Panics
    /// When the store refuses it.
    pub async fn add_nominee(
        &self,
        world: &World,
        number: u32,
        category: Category,
        state: State,
    ) -> Nomination {
        self.add_nominee_to(&world.congress, &world.unit, number, category, state)
            .await
    }

    /// The same for any unit.
    ///
    /// # Panics
    /// When the store refuses it.
    pub async fn add_nominee_to(
        &self,
        congress: &CongressId,
        unit: &UnitId,
        number: u32,
        category: Category,
        state: State,
    ) -> Nomination {
        let mut nomination = self.nominee(congress, unit, number, category, state);
        let form = crate::form::saved(&nomination, number, self.now());
        let mut claims = vec![claim(&nomination, Person::Phone(nomination.phone.clone()))];
        let submitted = state != State::Allocated;
        if submitted {
            submit(&mut nomination, &form, self.now());
            let certificate = nomination.certificate.clone();
            claims.extend(certificate.map(|one| claim(&nomination, Person::Certificate(one))));
        }
        if state == State::Deregistered {
            claims.clear();
        }
        let mut unit = self.unit(congress, unit).await;
        unit.counts.enter(category, state);
        let decision = Decision {
            unit: Some(unit),
            created: vec![nomination.clone()],
            form: submitted.then(|| form.submitted()),
            claims,
            ..Decision::default()
        };
        let committed = self
            .store()
            .commit(&decision, None, self.now(), || self.id())
            .await;
        committed.expect("the store takes a new nomination");
        decision.committed().created.remove(0)
    }

    /// A reported delegate that is not in the tables: for tests that put many there at once, each with an id of its own.
    pub fn reported(&self, congress: &CongressId, unit: &UnitId, number: u32) -> Nomination {
        let (category, state) = (Category::Delegate, State::Reported);
        let mut nomination = self.nominee(congress, unit, number, category, state);
        let form = crate::form::saved(&nomination, number % 400, self.now());
        submit(&mut nomination, &form, self.now());
        nomination
    }

    /// Puts so many delegates whom first review approved into a unit, without forms; answers their ids.
    ///
    /// # Panics
    /// When the store refuses them.
    pub async fn add_approved(
        &self,
        congress: &CongressId,
        unit: &UnitId,
        count: u32,
    ) -> Vec<NominationId> {
        let state = State::FirstReviewApproved;
        let numbers: Vec<u32> = (0..count).collect();
        let mut ids = Vec::new();
        // As many as one transaction holds beside the unit.
        for some in numbers.chunks(90) {
            let mut after = self.unit(congress, unit).await;
            let created: Vec<_> = some
                .iter()
                .map(|number| self.nominee(congress, unit, *number, Category::Delegate, state))
                .collect();
            for one in &created {
                after.counts.enter(one.category, state);
            }
            ids.extend(created.iter().map(|one| one.id.clone()));
            let decision = Decision {
                unit: Some(after),
                created,
                ..Decision::default()
            };
            let committed = self
                .store()
                .commit(&decision, None, self.now(), || self.id())
                .await;
            committed.expect("the store takes new nominations");
        }
        ids
    }

    fn nominee(
        &self,
        congress: &CongressId,
        unit: &UnitId,
        number: u32,
        category: Category,
        state: State,
    ) -> Nomination {
        Nomination {
            id: NominationId::parse(&self.id()).expect("a new id is one"),
            congress: congress.clone(),
            unit: unit.clone(),
            version: 0,
            category,
            state,
            enabled: true,
            name: "欧阳示例".to_owned(),
            phone: person::phone(1_000 + number),
            facts: None,
            certificate: None,
            allocated_at: self.now(),
            submitted_at: None,
            submissions: 0,
            changed_at: self.now(),
            reminded_at: None,
            photo: false,
            attachments: 0,
            materials: domain::material::Filed::default(),
            original_received: false,
            last_step: None,
            approval: None,
            trail: None,
            exceptions: Vec::new(),
            consent: Some(Consent {
                by: Role::Nominee,
                version: VERSION.to_owned(),
                at: self.now(),
                withdrawn: false,
            }),
        }
    }
}

/// The summary as a submission leaves it.
fn submit(nomination: &mut Nomination, form: &Form, now: Timestamp) {
    nomination.photo = true;
    nomination.submissions = 1;
    nomination.submitted_at = Some(now);
    nomination.facts = form::facts::facts(&form.values);
    nomination.certificate = form::facts::certificate(&form.values);
}

fn claim(nomination: &Nomination, person: Person) -> Claim {
    Claim {
        person,
        congress: nomination.congress.clone(),
        unit: nomination.unit.clone(),
        nomination: nomination.id.clone(),
        pointer: String::new(),
    }
}
