//! Committing what was decided: each command one transaction.

mod congress;
mod long_intake;
mod long_report;
mod signing_out;
mod units;

use domain::{decision::Decision, form::Form, nomination::intake::Intake};
use jiff::Timestamp;

pub use units::{UnitChange, unit_batches};

use crate::{
    CommitError, Idempotency, Store,
    items::form,
    keys::Table,
    transaction::{Condition, Transaction},
};

impl Store {
    /// Commits a decision: all of it or nothing. What it holds carries the versions that were read; what is written
    /// carries the next ones ([`Decision::committed`]). `ids` gives the outbox item its id.
    ///
    /// A decision with nothing but a form (a draft) is a single conditional write. An allocation or a report of more nominations
    /// than one transaction holds is begun as one and carried out as a job; until it is done, other commands on the unit are
    /// conflicts.
    ///
    /// # Errors
    /// [`CommitError`]; nothing was written then, unless it is [`CommitError::Store`], after which nobody knows: sent
    /// again with the same idempotency key it does no harm.
    pub async fn commit(
        &self,
        decision: &Decision,
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
        mut ids: impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        if let (Some(form), None) = (only_form(decision), &idempotency) {
            return self.save_draft(form).await;
        }
        let mut transaction = Transaction::new(self);
        transaction.decision(decision, now, &mut ids);
        let signed_out = transaction.signs_nominee_out(decision.signed_out.as_ref(), now);
        transaction.done(idempotency.as_ref(), now);
        match transaction.commit().await {
            Ok(()) => {
                self.sign_out_now(signed_out).await;
                Ok(())
            }
            Err(CommitError::TooLarge) => {
                self.commit_at_length(decision, idempotency.as_ref(), now, &mut ids)
                    .await
            }
            answer => answer,
        }
    }

    /// Commits decisions on nominations of one unit, each made on the unit as the one before left it, with the answer to each: all
    /// of them or nothing. The unit and what lists find by are written once, which is most of what a single one costs.
    ///
    /// # Errors
    /// As [`Store::commit`], and [`CommitError::TooLarge`].
    pub async fn commit_together(
        &self,
        decisions: &[(Decision, Option<Idempotency<'_>>)],
        now: Timestamp,
        mut ids: impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        if let Some(unit) = decisions.last().and_then(|(last, _)| last.unit.as_ref()) {
            transaction.unit(unit);
        }
        for (decision, idempotency) in decisions {
            let of_nomination = Decision {
                unit: None,
                ..decision.clone()
            };
            transaction.decision(&of_nomination, now, &mut ids);
            transaction.done(idempotency.as_ref(), now);
        }
        transaction.commit().await
    }

    async fn commit_at_length(
        &self,
        decision: &Decision,
        idempotency: Option<&Idempotency<'_>>,
        now: Timestamp,
        ids: &mut impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        match (Intake::of(decision), &decision.unit) {
            (Some(intake), Some(unit)) => {
                self.commit_intake(unit, &intake, None, idempotency, now, ids())
                    .await
            }
            _ => self.report_at_length(decision, idempotency, now, ids).await,
        }
    }

    async fn save_draft(&self, form: &Form) -> Result<(), CommitError> {
        let item = form::item(form, self.keys());
        let still_so = self
            .put_sealed_anew(Table::Records, item, &Condition::Revision(form.version))
            .await?;
        if still_so {
            Ok(())
        } else {
            Err(CommitError::Conflict)
        }
    }
}

fn only_form(decision: &Decision) -> Option<&Form> {
    let form = decision.form.as_ref()?;
    let draft = Decision {
        form: Some(form.clone()),
        ..Decision::default()
    };
    (*decision == draft).then_some(form)
}
