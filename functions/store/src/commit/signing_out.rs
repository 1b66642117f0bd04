//! Sessions that end because somebody's part or access has: recorded in the transaction that takes it away, carried out at
//! once, and by a worker where the request did not live to do it.

use domain::{decision::SignedOut, id::NominationId, phone::Phone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    Pointer, Store, StoreError,
    access::random_token,
    items::{
        contact::phone,
        job::{self, Job, Kind},
    },
    keys::Table,
    transaction::{Condition, Meaning, Transaction},
};

/// How long the request itself has.
const ITS_OWN: SignedDuration = SignedDuration::from_secs(60);

/// Who is signed out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SigningOut {
    whom: Vec<Whom>,
    /// Sessions begun later stay.
    at: Timestamp,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Whom {
    #[serde(rename = "p", with = "phone")]
    phone: Phone,
    /// Not if they have another part than this nomination.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    only: Option<NominationId>,
}

impl Transaction<'_> {
    /// These lose a part: their sessions end.
    pub(super) fn signs_out(
        &mut self,
        phones: impl IntoIterator<Item = Phone>,
        now: Timestamp,
    ) -> Option<Job<SigningOut>> {
        let whom = phones.into_iter().map(|phone| Whom { phone, only: None });
        self.sign_out(whom.collect(), now)
    }

    /// This nominee loses access, or the nomination: their sessions end unless they have another part.
    pub(super) fn signs_nominee_out(
        &mut self,
        nominee: Option<&SignedOut>,
        now: Timestamp,
    ) -> Option<Job<SigningOut>> {
        let whom = nominee.map(|one| Whom {
            phone: one.phone.clone(),
            only: Some(one.nomination.clone()),
        });
        self.sign_out(whom.into_iter().collect(), now)
    }

    fn sign_out(&mut self, whom: Vec<Whom>, now: Timestamp) -> Option<Job<SigningOut>> {
        if whom.is_empty() {
            return None;
        }
        let job = Job {
            id: random_token(),
            due_at: now + ITS_OWN,
            kind: Kind::SigningOut,
            of: SigningOut { whom, at: now },
        };
        let item = job::item(&job, self.keys());
        self.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
        Some(job)
    }
}

impl Store {
    /// Carries it out now that it is committed.
    pub(super) async fn sign_out_now(&self, job: Option<Job<SigningOut>>) {
        let Some(job) = job else { return };
        if let Err(error) = self.end_sessions_for(&job).await {
            tracing::warn!(%error, "sessions are ended in a minute");
        }
    }

    /// Ends the sessions of everybody of a job, and the job.
    pub(super) async fn end_sessions_for(&self, job: &Job<SigningOut>) -> Result<(), StoreError> {
        for Whom { phone, only } in &job.of.whom {
            let elsewhere = match only {
                Some(only) => {
                    let places = self.places_of(phone).await?;
                    places.iter().any(|place| {
                        !matches!(place, Pointer::Nominee { nomination, .. } if nomination == only)
                    })
                }
                None => false,
            };
            if !elsewhere {
                self.end_sessions_begun_by(phone, job.of.at).await?;
            }
        }
        self.delete(&job.key()).await
    }
}
