//! A report, or its return, of more nominations than one transaction holds: a recorded job, carried on by whoever comes by.
//!
//! It begins as one transaction: the unit (with its final counts, marked as under way), the receipt, the messages, the
//! answer and the job. The mark makes every other command on the unit a conflict, so what the indicators were checked on
//! stays so. Then the nominations move, some in each transaction; the last one takes the mark away with the job. Whoever
//! carries on reads what is there first, so it does no harm when two do.

use domain::{audit::AuditEntry, decision::Decision, nomination::Nomination};
use jiff::{SignedDuration, Timestamp};

use crate::{
    CommitError, Consistency, Idempotency, Store, StoreError,
    calls::{self, Order},
    items::{
        job, nomination,
        report_job::{self, ReportJob, Reported, UNDER_WAY},
    },
    keys::{self, Key, Table},
    transaction::{Condition, Meaning, Transaction},
};

/// How long the request that began it has, before others carry on.
const ITS_OWN: SignedDuration = SignedDuration::from_secs(60);
/// How many nominations move at once: two items each, and the unit's register.
const AT_ONCE: usize = (CommitError::MOST_ITEMS - 1) / 2;
/// How often the same ones are tried: somebody may add a file to one in between.
const MOST_ATTEMPTS: u32 = 5;

impl Store {
    /// Begins a long report and carries it out. Once it has begun it will be done, by
    /// [`Store::carry_on_jobs`] if not here.
    pub(super) async fn report_at_length(
        &self,
        decision: &Decision,
        idempotency: Option<&Idempotency<'_>>,
        now: Timestamp,
        ids: &mut impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        let job = job_of(decision, now, ids()).ok_or(CommitError::TooLarge)?;
        let mut transaction = Transaction::new(self);
        transaction.begin_report(decision, &job);
        transaction.messages(&decision.messages, now, ids);
        transaction.done(idempotency, now);
        transaction.commit().await?;
        if let Err(error) = self.carry_on(&job).await {
            tracing::warn!(%error, "a report stopped half way; it is carried on in a minute");
        }
        Ok(())
    }

    /// Carries on with what is too long for one transaction and whose request did not live to end it: reports, intakes,
    /// undoings. Answers how many ended. For a worker to call every now and then.
    ///
    /// # Errors
    /// [`StoreError`]; what was not carried on then is still there.
    pub async fn carry_on_jobs(&self, now: Timestamp) -> Result<usize, StoreError> {
        let due = keys::due_until(now);
        let partition = keys::JOBS.to_owned();
        let items = self
            .records(partition, Order::Before(&due), Consistency::Strong)
            .await?;
        for item in &items {
            match job::kind(item, self.keys())? {
                Some(kind) => self.carry_on_job(kind, item).await?,
                None => {
                    self.carry_on(&report_job::report_job(item, self.keys())?)
                        .await?;
                }
            }
        }
        Ok(items.len())
    }

    async fn carry_on(&self, job: &ReportJob) -> Result<(), StoreError> {
        for some in job.of.nominations.chunks(AT_ONCE) {
            let Reported { congress, unit, .. } = &job.of;
            let keys = some
                .iter()
                .map(|id| Key::nomination(congress, unit, id))
                .collect();
            self.move_some(job, keys).await?;
        }
        let mut transaction = Transaction::new(self);
        transaction.end_report(job);
        match transaction.commit().await {
            // Somebody else ended it.
            Ok(()) | Err(CommitError::Conflict) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }

    /// Moves those of these that are not moved yet.
    async fn move_some(&self, job: &ReportJob, keys: Vec<Key>) -> Result<(), StoreError> {
        for attempt in 0..MOST_ATTEMPTS {
            let mut transaction = Transaction::new(self);
            for (_, item) in self.batch_get(keys.clone()).await? {
                let one = nomination::nomination(&item, self.keys())?;
                if Some(one.state) == job.of.entry.from {
                    transaction.decision(&moved(job, one), job.of.entry.at, &mut String::new);
                }
            }
            match transaction.commit().await {
                Ok(()) => return Ok(()),
                Err(CommitError::Conflict) => calls::pause(attempt).await,
                Err(error) => return Err(failed(error)),
            }
        }
        Err(StoreError::unavailable(
            "others changed the nominations every time",
        ))
    }
}

/// One nomination's part of the report.
fn moved(job: &ReportJob, one: Nomination) -> Decision {
    let template = job.of.entry.clone();
    let entry = AuditEntry {
        nomination: one.id.clone(),
        sequence: one.version + 1,
        follows: one.trail,
        ..template
    };
    let after = Nomination {
        state: entry.to,
        changed_at: entry.at,
        approval: None,
        ..one
    };
    Decision {
        changed: vec![after],
        audit: vec![entry],
        ..Decision::default()
    }
}

/// The job of a decision that is nothing but a report: all its nominations go the same way.
fn job_of(decision: &Decision, now: Timestamp, id: String) -> Option<ReportJob> {
    let (unit, entry) = (decision.unit.as_ref()?, decision.audit.first()?.clone());
    decision.receipt.as_ref()?;
    let alike = |one: &AuditEntry| {
        let other = AuditEntry {
            nomination: one.nomination.clone(),
            sequence: one.sequence,
            follows: one.follows,
            ..entry.clone()
        };
        *one == other
    };
    let rest = Decision {
        unit: None,
        changed: Vec::new(),
        audit: Vec::new(),
        receipt: None,
        messages: Vec::new(),
        ..decision.clone()
    };
    let is_report = rest == Decision::default() && decision.audit.iter().all(alike);
    let nominations = decision.changed.iter().map(|one| one.id.clone()).collect();
    let (congress, unit) = (unit.congress.clone(), unit.id.clone());
    let of = Reported {
        congress,
        unit,
        nominations,
        entry,
    };
    is_report.then_some(ReportJob {
        id,
        due_at: now + ITS_OWN,
        of,
    })
}

fn failed(error: CommitError) -> StoreError {
    match error {
        CommitError::Store(error) => error,
        error => StoreError::unavailable(error),
    }
}

impl Transaction<'_> {
    fn begin_report(&mut self, decision: &Decision, job: &ReportJob) {
        if let Some(unit) = &decision.unit {
            self.unit_under(unit, Some(&job.id));
            if let Some(receipt) = &decision.receipt {
                self.receipt(receipt, unit);
            }
        }
        let item = report_job::item(job, self.keys());
        self.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
    }

    fn end_report(&mut self, job: &ReportJob) {
        let unit = Key::unit(&job.of.congress, &job.of.unit);
        let ours = Condition::Is(UNDER_WAY, job.id.clone());
        self.remove(&unit, UNDER_WAY, &ours, Meaning::Conflict);
        self.delete(&job.key(), &Condition::Present, Meaning::Conflict);
    }
}
