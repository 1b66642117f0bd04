//! `JOBS | {due_at}#{id}`: something under way that a worker ends where its request does not: an intake too long for one
//! transaction, the undoing of an import, sessions that end, what follows somebody's phone.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `k` | what is under way: [`Kind`]; a report ([`super::report_job`]) has none |
//! | `j` | sealed: whose it is, who does it, how many parts there are |
//!
//! `JOB#{id} | PART#{number}`: the people of an intake, some in each.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `z` | sealed and deflated: who gets a place, what is filled in |
//! | `ttl` | a week later nobody needs them; deleting them would be paid by their size |

use domain::{
    category::Category,
    form::values::Values,
    id::{CongressId, ImportId, NominationId, UnitId},
    message::Words,
    nomination::{
        allocate::Row,
        intake::{By, Intake, Taken},
    },
    person_name::PersonName,
    phone::Phone,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Item, Reader, Writer, contact::phone};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;
/// The attribute that says what is under way.
pub(crate) const KIND: &str = "k";
/// How long parts are kept, in seconds.
const KEPT: i64 = 7 * 24 * 60 * 60;
/// The people of one part. An item has at most 400 KB, which as many of the longest forms come to when deflated.
pub(crate) const IN_A_PART: usize = 60;

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Persons are claimed; nothing is decided yet. If it stops here they are set free again.
    Claiming,
    /// It is decided: people are written.
    Taking,
    /// An import is taken back.
    Undoing,
    /// Sessions end, because a part or access of theirs has.
    SigningOut,
    /// What stands at somebody's old phone moves to the new one.
    Moving,
}

impl Kind {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Claiming => "claiming",
            Self::Taking => "taking",
            Self::Undoing => "undoing",
            Self::SigningOut => "signing_out",
            Self::Moving => "moving",
        }
    }
}

/// Something under way; `T` says what of.
#[derive(Clone, Debug)]
pub(crate) struct Job<T> {
    pub(crate) id: String,
    /// From when on somebody else carries on with it.
    pub(crate) due_at: Timestamp,
    pub(crate) kind: Kind,
    pub(crate) of: T,
}

impl<T> Job<T> {
    pub(crate) fn key(&self) -> Key {
        Key::job(self.due_at, &self.id)
    }
}

/// An intake without its people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct IntakeHead {
    congress: CongressId,
    unit: UnitId,
    at: Timestamp,
    name: String,
    words: Words,
    import: Option<ImportId>,
    pub(crate) parts: usize,
}

/// An import that is taken back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct UndoHead {
    pub(crate) congress: CongressId,
    pub(crate) unit: UnitId,
    /// Of the import.
    pub(crate) imported_at: Timestamp,
    pub(crate) import: ImportId,
}

impl IntakeHead {
    pub(crate) fn of(intake: &Intake) -> Self {
        let By {
            congress,
            unit,
            at,
            name,
            words,
        } = intake.by.clone();
        Self {
            congress,
            unit,
            at,
            name,
            words,
            import: intake.import.clone(),
            parts: intake.people.len().div_ceil(IN_A_PART),
        }
    }

    /// The intake with these people.
    pub(crate) fn with(&self, people: Vec<Taken>) -> Intake {
        let Self {
            congress,
            unit,
            at,
            name,
            words,
            import,
            ..
        } = self.clone();
        Intake {
            by: By {
                congress,
                unit,
                at,
                name,
                words,
            },
            import,
            people,
        }
    }
}

/// The item of a job.
pub(crate) fn item<T: Serialize>(job: &Job<T>, keys: &Keys) -> Item {
    Writer::new(job.key(), LAYOUT, keys)
        .code(KIND, &job.kind)
        .sealed("j", &job.of)
        .finish()
}

/// What an item says is under way; `None` for a report.
pub(crate) fn kind(item: &Item, keys: &Keys) -> Result<Option<Kind>, StoreError> {
    Reader::new(item, "job", LAYOUT, keys)?.optional_code(KIND)
}

/// The job in an item.
pub(crate) fn job<T: DeserializeOwned>(item: &Item, keys: &Keys) -> Result<Job<T>, StoreError> {
    let reader = Reader::new(item, "job", LAYOUT, keys)?;
    let (due_at, id) = keys::outbox_of(reader.sk()?).ok_or_else(|| reader.corrupt("sk"))?;
    Ok(Job {
        id: id.to_owned(),
        due_at,
        kind: reader.code(KIND)?,
        of: reader.sealed("j")?,
    })
}

#[derive(Serialize, Deserialize)]
struct StoredPerson {
    #[serde(rename = "i")]
    nomination: NominationId,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    place: Option<StoredPlace>,
    #[serde(rename = "f", default, skip_serializing_if = "Vec::is_empty")]
    fields: Vec<String>,
    #[serde(rename = "v", default)]
    answers: Values,
}

#[derive(Serialize, Deserialize)]
struct StoredPlace {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "p", with = "phone")]
    phone: Phone,
    #[serde(rename = "c")]
    category: Category,
}

/// The item of some of an intake's people.
pub(crate) fn part(id: &str, number: usize, people: &[Taken], now: Timestamp, keys: &Keys) -> Item {
    let stored = people.iter().map(|one| StoredPerson {
        nomination: one.nomination.clone(),
        place: one.place.as_ref().map(|row| StoredPlace {
            name: row.name.as_str().to_owned(),
            phone: row.phone.clone(),
            category: row.category,
        }),
        fields: one.fields.clone(),
        answers: one.answers.clone(),
    });
    Writer::new(Key::job_part(id, number), LAYOUT, keys)
        .sealed_deflated("z", &stored.collect::<Vec<_>>())
        .number("ttl", now.as_second() + KEPT)
        .finish()
}

/// The people in an item.
pub(crate) fn people(item: &Item, keys: &Keys) -> Result<Vec<Taken>, StoreError> {
    let reader = Reader::new(item, "part of a job", LAYOUT, keys)?;
    let stored: Vec<StoredPerson> = reader.sealed_deflated("z")?;
    let person = |one: StoredPerson| {
        let place = match one.place {
            Some(place) => Some(Row {
                id: one.nomination.clone(),
                name: PersonName::parse(&place.name).map_err(|_| reader.corrupt("z"))?,
                phone: place.phone,
                category: place.category,
            }),
            None => None,
        };
        Ok(Taken {
            nomination: one.nomination,
            place,
            fields: one.fields,
            answers: one.answers,
        })
    };
    stored.into_iter().map(person).collect()
}
