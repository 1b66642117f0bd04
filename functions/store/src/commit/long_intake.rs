//! An intake of more people than one transaction holds, and the undoing of an import: recorded jobs, carried on by whoever
//! comes by.
//!
//! An intake is decided by one transaction that holds everything that can be refused: the unit with all places taken and the
//! mark, the persons (each phone once per congress), the import's record, the answer and the job. What is left then cannot fail:
//! the nominations with their trail, forms and invitations are written some in each transaction, and the last one takes the mark
//! away. The people stand in parts of the job, written before. Where the persons alone are more than the first transaction holds,
//! the others are claimed before it, under a job that sets them free again if it never comes to the deciding one.

use domain::{
    decision::{Claim, Decision},
    form::Form,
    id::NominationId,
    nomination::{
        Nomination,
        import::{Import, undo},
        intake::{Intake, Taken},
    },
    unit::Unit,
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    CommitError, Idempotency, Store, StoreError, calls,
    items::{
        self, Item,
        job::{self, IN_A_PART, IntakeHead, Job, KIND, Kind, UndoHead},
        nomination,
        report_job::UNDER_WAY,
    },
    keys::{Key, Table},
    transaction::{Condition, Meaning, Transaction},
};

/// How long the request that began it has, before others carry on.
const ITS_OWN: SignedDuration = SignedDuration::from_secs(60);
/// The persons that the deciding transaction claims itself, beside the unit, its place on the board, the job, the record and the
/// answer.
const CLAIMED_LAST: usize = CommitError::MOST_ITEMS - 5;
/// How often the same ones are tried: somebody may save a form or add a file in between.
const MOST_ATTEMPTS: u32 = 5;

type Taking = Job<IntakeHead>;
type Undoing = Job<UndoHead>;

impl Store {
    /// Takes people in, however many: decided as one, written in as many transactions as it needs. `unit` is the unit with all
    /// places taken, at the version read; `import` is the record, where it is an import.
    ///
    /// # Errors
    /// As [`Store::commit`]; nothing is left of it then.
    pub async fn commit_intake(
        &self,
        unit: &Unit,
        intake: &Intake,
        import: Option<&Import>,
        idempotency: Option<&Idempotency<'_>>,
        now: Timestamp,
        id: String,
    ) -> Result<(), CommitError> {
        let mut job = Job {
            id,
            due_at: now + ITS_OWN,
            kind: Kind::Claiming,
            of: IntakeHead::of(intake),
        };
        for (number, people) in intake.people.chunks(IN_A_PART).enumerate() {
            let part = job::part(&job.id, number, people, now, self.keys());
            self.put(Table::Records, part, &Condition::Always).await?;
        }
        let claims = intake.claims();
        let (before, last) = claims.split_at(claims.len().saturating_sub(CLAIMED_LAST));
        if !before.is_empty() {
            self.claim_before(&job, before).await?;
        }
        job.kind = Kind::Taking;
        let mut deciding = Transaction::new(self);
        deciding.unit_under(unit, Some(&job.id));
        deciding.begin(&job, !before.is_empty());
        for claim in last {
            deciding.claim(claim);
        }
        if let Some(import) = import {
            deciding.import(import);
        }
        deciding.done(idempotency, now);
        match deciding.commit().await {
            Ok(()) => {}
            // Nobody knows whether it was decided: whoever carries on will see.
            Err(CommitError::Store(error)) => return Err(error.into()),
            Err(refused) => {
                if !before.is_empty() {
                    self.set_free(&job, before).await?;
                }
                return Err(refused);
            }
        }
        if let Err(error) = self.write_people(&job, intake).await {
            tracing::warn!(%error, "an intake stopped half way; it is carried on in a minute");
        }
        Ok(())
    }

    /// Takes an import back whole: `unit` and `import` as they are to be, at the versions read.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub async fn commit_undo(
        &self,
        unit: &Unit,
        import: &Import,
        idempotency: Option<&Idempotency<'_>>,
        now: Timestamp,
        id: String,
    ) -> Result<(), CommitError> {
        let job = Job {
            id,
            due_at: now + ITS_OWN,
            kind: Kind::Undoing,
            of: UndoHead {
                congress: import.congress.clone(),
                unit: import.unit.clone(),
                imported_at: import.at,
                import: import.id.clone(),
            },
        };
        let mut deciding = Transaction::new(self);
        deciding.unit_under(unit, Some(&job.id));
        deciding.begin(&job, false);
        deciding.import(import);
        deciding.done(idempotency, now);
        deciding.commit().await?;
        if let Err(error) = self.take_back(&job, import).await {
            tracing::warn!(%error, "an undoing stopped half way; it is carried on in a minute");
        }
        Ok(())
    }

    /// Carries on with a job that its request did not live to end.
    pub(super) async fn carry_on_job(&self, kind: Kind, item: &Item) -> Result<(), StoreError> {
        match kind {
            Kind::Undoing => {
                let job: Undoing = job::job(item, self.keys())?;
                let UndoHead {
                    congress,
                    unit,
                    imported_at,
                    import,
                } = &job.of;
                let key = Key::import(congress, unit, *imported_at, import);
                let record = self.get(&key).await?;
                let record = record.ok_or_else(|| StoreError::unavailable("no such import"))?;
                let import = items::import::import(&record, self.keys())?;
                self.take_back(&job, &import).await
            }
            Kind::SigningOut => self.end_sessions_for(&job::job(item, self.keys())?).await,
            Kind::Moving => self.move_person(&job::job(item, self.keys())?).await,
            Kind::Taking => {
                let job: Taking = job::job(item, self.keys())?;
                let intake = self.intake(&job).await?;
                self.write_people(&job, &intake).await
            }
            Kind::Claiming => {
                let job: Taking = job::job(item, self.keys())?;
                let claims = self.intake(&job).await?.claims();
                let before = claims.len().saturating_sub(CLAIMED_LAST);
                self.set_free(&job, &claims[..before]).await
            }
        }
    }

    async fn intake(&self, job: &Taking) -> Result<Intake, StoreError> {
        let mut people = Vec::new();
        for number in 0..job.of.parts {
            let part = self.get(&Key::job_part(&job.id, number)).await?;
            let part = part.ok_or_else(|| StoreError::unavailable("a part of a job is gone"))?;
            people.extend(job::people(&part, self.keys())?);
        }
        Ok(job.of.with(people))
    }

    async fn claim_before(&self, job: &Taking, claims: &[Claim]) -> Result<(), CommitError> {
        let item = job::item(job, self.keys());
        self.put(Table::Records, item, &Condition::Absent).await?;
        for some in claims.chunks(CommitError::MOST_ITEMS) {
            let mut transaction = Transaction::new(self);
            for claim in some {
                transaction.claim(claim);
            }
            if let Err(error) = transaction.commit().await {
                self.set_free(job, claims).await?;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Sets free whom the job claimed and nobody decided on, and ends it. Persons of others are left alone.
    async fn set_free(&self, job: &Taking, claims: &[Claim]) -> Result<(), StoreError> {
        for claim in claims {
            let mut release = Transaction::new(self);
            release.release(claim);
            ended(release).await?;
        }
        let mut transaction = Transaction::new(self);
        let undecided = Condition::Is(KIND, Kind::Claiming.code().to_owned());
        transaction.delete(&job.key(), &undecided, Meaning::Conflict);
        ended(transaction).await
    }

    async fn write_people(&self, job: &Taking, intake: &Intake) -> Result<(), StoreError> {
        for some in runs(&intake.people) {
            self.write_some(intake, some).await?;
        }
        self.end(job, &intake.by.congress, &intake.by.unit).await
    }

    /// Writes those of these that are not written yet.
    async fn write_some(&self, intake: &Intake, some: &[Taken]) -> Result<(), StoreError> {
        let (congress, unit) = (&intake.by.congress, &intake.by.unit);
        let ids: Vec<_> = some.iter().map(|one| one.nomination.clone()).collect();
        self.again_and_again(|| async {
            let (nominations, forms) = self.as_they_are(congress, unit, &ids).await?;
            let mut together = Decision::default();
            let mut transaction = Transaction::new(self);
            for one in some {
                let nomination = nominations.iter().find(|have| have.id == one.nomination);
                let form = forms.iter().find(|form| form.nomination == one.nomination);
                let Some(decision) = written(intake, one, nomination, form) else {
                    continue;
                };
                together.messages.extend(decision.messages.clone());
                let without = Decision {
                    messages: Vec::new(),
                    ..decision
                };
                transaction.decision(&without, intake.by.at, &mut String::new);
            }
            // Sent once: an outbox item is written with the nominations it tells of, and called like the first of them that is new.
            let new = some.iter().find(|one| one.place.is_some());
            let id = new.map(|one| one.nomination.to_string());
            let mut id = || id.clone().unwrap_or_default();
            transaction.messages(&together.messages, intake.by.at, &mut id);
            Ok(transaction)
        })
        .await
    }

    async fn take_back(&self, job: &Undoing, import: &Import) -> Result<(), StoreError> {
        let (congress, unit) = (&import.congress, &import.unit);
        // Summary, trail and person of each.
        for some in undo::concerned(import).chunks(CommitError::MOST_ITEMS / 3) {
            self.again_and_again(|| async {
                let (nominations, forms) = self.as_they_are(congress, unit, some).await?;
                let mut transaction = Transaction::new(self);
                for one in &nominations {
                    let form = forms.iter().find(|form| form.nomination == one.id);
                    if let Some(decision) = undo::taken_back(import, one, form) {
                        transaction.decision(&decision, import.at, &mut String::new);
                    }
                }
                Ok(transaction)
            })
            .await?;
        }
        self.end(job, congress, unit).await
    }

    /// Nominations and forms as they are now, as far as they exist.
    async fn as_they_are(
        &self,
        congress: &domain::id::CongressId,
        unit: &domain::id::UnitId,
        ids: &[NominationId],
    ) -> Result<(Vec<Nomination>, Vec<Form>), StoreError> {
        let summaries = ids.iter().map(|id| Key::nomination(congress, unit, id));
        let summaries = self.batch_get(summaries.collect()).await?;
        let nominations = summaries
            .iter()
            .map(|(_, item)| nomination::nomination(item, self.keys()));
        Ok((
            nominations.collect::<Result<_, _>>()?,
            self.forms(ids).await?,
        ))
    }

    /// Commits what is made anew each time that somebody was faster.
    async fn again_and_again<'s, F>(&'s self, make: impl Fn() -> F) -> Result<(), StoreError>
    where
        F: Future<Output = Result<Transaction<'s>, StoreError>>,
    {
        for attempt in 0..MOST_ATTEMPTS {
            match make().await?.commit().await {
                Ok(()) => return Ok(()),
                Err(CommitError::Conflict) => calls::pause(attempt).await,
                Err(CommitError::Store(error)) => return Err(error),
                Err(error) => return Err(StoreError::unavailable(error)),
            }
        }
        Err(StoreError::unavailable("others were faster every time"))
    }

    async fn end<T>(
        &self,
        job: &Job<T>,
        congress: &domain::id::CongressId,
        unit: &domain::id::UnitId,
    ) -> Result<(), StoreError> {
        let mut transaction = Transaction::new(self);
        let ours = Condition::Is(UNDER_WAY, job.id.clone());
        let unit = Key::unit(congress, unit);
        transaction.remove(&unit, UNDER_WAY, &ours, Meaning::Conflict);
        transaction.delete(&job.key(), &Condition::Present, Meaning::Conflict);
        ended(transaction).await
    }
}

async fn ended(transaction: Transaction<'_>) -> Result<(), StoreError> {
    match transaction.commit().await {
        // Somebody else ended it.
        Ok(()) | Err(CommitError::Conflict) => Ok(()),
        Err(CommitError::Store(error)) => Err(error),
        Err(error) => Err(StoreError::unavailable(error)),
    }
}

/// What is still to be written of somebody; `None` when it was written before.
fn written(
    intake: &Intake,
    one: &Taken,
    nomination: Option<&Nomination>,
    form: Option<&Form>,
) -> Option<Decision> {
    let mut decision = Decision::default();
    let placed = match (&one.place, nomination) {
        (Some(_), Some(_)) | (None, None) => return None,
        (Some(row), None) => {
            intake.by.gives_place(row, String::new(), &mut decision);
            // Claimed when it was decided.
            decision.claims.clear();
            decision.created.first().cloned()?
        }
        (None, Some(nomination)) => nomination.clone(),
    };
    let is_written = |form: &&Form| {
        intake
            .import
            .as_ref()
            .is_some_and(|id| form.is_as_imported(id))
    };
    if one.place.is_none() && form.as_ref().is_some_and(is_written) {
        return None;
    }
    intake.attest(one, nomination, &mut decision);
    let form = form.cloned().unwrap_or_else(|| Form::of(&placed));
    decision.form = intake.fills_in(one, &form);
    Some(decision)
}

/// Cuts people into runs that each fit one transaction, with room for the messages and the unit's register.
fn runs(people: &[Taken]) -> Vec<&[Taken]> {
    let items = |one: &Taken| {
        let place = if one.place.is_some() { 2 } else { 0 };
        // What may have to be attested is an entry of the trail, and of somebody who was there already the summary too.
        let attested = match (Intake::attests(one, None), &one.place) {
            (false, _) => 0,
            (true, Some(_)) => 1,
            (true, None) => 2,
        };
        place + attested + usize::from(!one.fields.is_empty())
    };
    let (mut runs, mut start, mut count) = (Vec::new(), 0, 2);
    for (index, one) in people.iter().enumerate() {
        if count + items(one) > CommitError::MOST_ITEMS {
            runs.push(&people[start..index]);
            (start, count) = (index, 2);
        }
        count += items(one);
    }
    runs.push(&people[start..]);
    runs
}

impl Transaction<'_> {
    /// A job begins, or one that claimed persons is decided.
    fn begin<T: serde::Serialize>(&mut self, job: &Job<T>, claimed: bool) {
        let condition = if claimed {
            Condition::Is(KIND, Kind::Claiming.code().to_owned())
        } else {
            Condition::Absent
        };
        let item = job::item(job, self.keys());
        self.put(Table::Records, item, &condition, Meaning::Conflict);
    }

    fn import(&mut self, import: &Import) {
        let condition = Condition::Revision(import.version);
        let item = items::import::item(import, self.keys());
        self.put(Table::Records, item, &condition, Meaning::Conflict);
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        category::Category, form::values::Values, nomination::allocate::Row,
        person_name::PersonName, phone::Phone,
    };

    use super::*;

    fn taken(number: usize, place: bool, changes: bool) -> Taken {
        let id = NominationId::parse(&format!("n-{number}")).unwrap();
        let place = place.then(|| Row {
            id: id.clone(),
            name: PersonName::parse("张三").unwrap(),
            phone: Phone::parse("19900000001").unwrap(),
            category: Category::Delegate,
        });
        Taken {
            nomination: id,
            place,
            fields: changes.then(|| "fax".to_owned()).into_iter().collect(),
            answers: Values::default(),
        }
    }

    #[test]
    fn no_run_is_more_than_a_transaction_holds_and_nobody_is_left_out() {
        for (place, changes, each) in [(true, true, 32), (true, false, 49), (false, true, 98)] {
            let people: Vec<_> = (0..200)
                .map(|number| taken(number, place, changes))
                .collect();
            let runs = runs(&people);
            assert!(runs.iter().all(|run| run.len() <= each));
            assert_eq!(runs[0].len(), each);
            assert_eq!(runs.concat(), people);
        }
    }
}
