//! Before a window closes, those who still have something to do are told: who, when, in which words.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    congress::{Congress, Life, Office},
    id::{CongressId, UnitId},
    message::{About, Message, MessageKind, Words},
    nomination::{Nomination, state::State},
    permission::Action,
    phone::Phone,
    unit::Unit,
    window::{Extension, Stage, china_minute},
};

/// How many days before the end people are told.
pub const DAYS_BEFORE: [u8; 3] = [7, 3, 1];

/// One of the times at which people are told that a stage closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// The congress.
    pub congress: CongressId,
    /// The unit whose own end it is; `None` for the congress's.
    pub unit: Option<UnitId>,
    /// The stage that closes.
    pub stage: Stage,
    /// When it closes. When that has changed meanwhile, this is not said.
    pub closes_at: Timestamp,
    /// How many days before.
    pub days: u8,
}

impl Closing {
    /// When it is to be said.
    pub fn due_at(&self) -> Timestamp {
        self.closes_at - SignedDuration::from_hours(24 * i64::from(self.days))
    }

    /// What tells it apart from every other one that is due at the same time.
    pub fn id(&self) -> String {
        let narrowest = self
            .unit
            .as_ref()
            .map_or(self.congress.as_str(), UnitId::as_str);
        format!(
            "closing-{}-{}",
            self.stage.code().replace('_', "-"),
            narrowest
        )
    }

    /// The congress's, still to come after `now`.
    pub fn of_congress(congress: &Congress, now: Timestamp) -> Vec<Self> {
        let windows = congress.settings.windows.0.iter();
        windows
            .flat_map(|(stage, window)| {
                Self::all(&congress.id, None, *stage, window.closes_at, now)
            })
            .collect()
    }

    /// A unit's by its extensions, still to come after `now`.
    pub fn of_unit(unit: &Unit, now: Timestamp) -> Vec<Self> {
        let extensions = unit.extensions.iter();
        extensions
            .flat_map(|Extension { stage, until, .. }| {
                Self::all(&unit.congress, Some(&unit.id), *stage, *until, now)
            })
            .collect()
    }

    fn all(
        congress: &CongressId,
        unit: Option<&UnitId>,
        stage: Stage,
        closes_at: Timestamp,
        now: Timestamp,
    ) -> Vec<Self> {
        let closing = |days| Self {
            congress: congress.clone(),
            unit: unit.cloned(),
            stage,
            closes_at,
            days,
        };
        let to_come = |closing: &Self| closing.due_at() > now;
        DAYS_BEFORE
            .map(closing)
            .into_iter()
            .filter(to_come)
            .collect()
    }

    /// Whether the end is still the one meant, for this unit.
    fn concerns(&self, congress: &Congress, unit: &Unit) -> bool {
        let windows = &congress.settings.windows;
        let effective = windows.effective(self.stage, &unit.extensions);
        congress.life == Life::Open
            && self.unit.as_ref().is_none_or(|own| *own == unit.id)
            && effective.is_some_and(|window| window.closes_at == self.closes_at)
    }

    /// What the people of one unit are told: nominees who have not submitted, liaisons for whom people wait.
    pub fn to_unit(
        &self,
        congress: &Congress,
        unit: &Unit,
        nominations: &[Nomination],
    ) -> Vec<Message> {
        if !self.concerns(congress, unit) {
            return Vec::new();
        }
        let words = self.words(congress, unit);
        let mut messages = Vec::new();
        if self.stage == Stage::Nominating {
            let states = Action::Submit.permission().states;
            let late = nominations
                .iter()
                .filter(|one| one.enabled && states.contains(&one.state));
            messages.extend(late.map(|one| Message {
                kind: MessageKind::FormClosing,
                to: one.phone.clone(),
                words: Words {
                    person: one.name.clone(),
                    ..words.clone()
                },
                about: Some(one.into()),
            }));
        }
        let waiting = self.waiting_for(unit);
        if waiting > 0 {
            let liaisons = unit.liaisons.iter();
            messages.extend(
                liaisons.map(|liaison| to_one(&liaison.phone, waiting, &words, unit.into())),
            );
        }
        messages
    }

    /// What final reviewers are told: how many wait for them in all units together.
    pub fn to_reviewers(&self, congress: &Congress, units: &[Unit]) -> Vec<Message> {
        let reported = |unit: &Unit| unit.counts.in_state(State::Reported);
        let waiting: u32 = units.iter().map(reported).sum();
        let windows = &congress.settings.windows;
        let window = windows.effective(self.stage, &[]);
        let meant = congress.life == Life::Open
            && self.unit.is_none()
            && self.stage == Stage::FinalReview
            && window.is_some_and(|window| window.closes_at == self.closes_at);
        if !meant || waiting == 0 {
            return Vec::new();
        }
        let words = Words {
            congress: congress.settings.title.clone(),
            until: china_minute(self.closes_at),
            stage: self.stage.code().to_owned(),
            ..Words::default()
        };
        let reviewers = congress
            .officers
            .iter()
            .filter(|officer| officer.offices.contains(&Office::FinalReviewer));
        reviewers
            .map(|officer| to_one(&officer.contact.phone, waiting, &words, congress.into()))
            .collect()
    }

    fn words(&self, congress: &Congress, unit: &Unit) -> Words {
        Words {
            congress: congress.settings.title.clone(),
            unit: unit.name.clone(),
            until: china_minute(self.closes_at),
            stage: self.stage.code().to_owned(),
            ..Words::default()
        }
    }

    /// How many people of a unit still wait for its liaisons in this stage; in the first one the places that nobody has.
    fn waiting_for(&self, unit: &Unit) -> u32 {
        let in_states = |states: &[State]| -> u32 {
            let counts = states.iter().map(|state| unit.counts.in_state(*state));
            counts.sum()
        };
        match self.stage {
            Stage::Nominating => in_states(Action::Submit.permission().states) + free_places(unit),
            Stage::FirstReview => {
                in_states(&[State::FirstReviewPending, State::FirstReviewApproved])
            }
            Stage::FinalReview => in_states(&[State::FinalReviewRejected]),
        }
    }
}

/// Places that nobody has. Committee members are counted among the delegates, whose places they take.
fn free_places(unit: &Unit) -> u32 {
    let categories = Category::ALL
        .into_iter()
        .filter(|category| *category != Category::CommitteeMember);
    let free = |category| {
        let places = unit.quotas.0.get(&category).map_or(0, |quota| quota.places);
        places.saturating_sub(unit.counts.held(category))
    };
    categories.map(free).sum()
}

fn to_one(to: &Phone, waiting: u32, words: &Words, about: About) -> Message {
    Message {
        kind: MessageKind::WindowClosing,
        to: to.clone(),
        words: Words {
            number: waiting.to_string(),
            ..words.clone()
        },
        about: Some(about),
    }
}
