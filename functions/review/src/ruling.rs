//! A reviewer's decision as it is sent.

use domain::{
    audit::Remark,
    id::NominationId,
    nomination::review::{Outcome, Review},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// 通过 or 驳回.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OutcomeSent {
    /// 通过.
    Approve,
    /// 驳回.
    Reject,
}

/// A remark at one field of the form.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemarkSent {
    /// The field's id.
    field: String,
    /// What to correct.
    #[schema(max_length = 200)]
    text: String,
}

/// A decision on one nomination.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ruling {
    /// On which.
    #[schema(value_type = String)]
    pub(crate) nomination: NominationId,
    /// The version the reviewer saw.
    pub(crate) version: u64,
    /// The outcome.
    pub(crate) outcome: OutcomeSent,
    /// The opinion; a rejection needs one.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub(crate) opinion: String,
    /// Remarks at single fields, with a rejection only.
    #[serde(default)]
    pub(crate) remarks: Vec<RemarkSent>,
}

impl Ruling {
    /// The decision as the rule takes it.
    pub(crate) fn review(&self) -> Review {
        let remark = |sent: &RemarkSent| Remark {
            field: sent.field.clone(),
            text: sent.text.clone(),
        };
        Review {
            version: self.version,
            outcome: match self.outcome {
                OutcomeSent::Approve => Outcome::Approve,
                OutcomeSent::Reject => Outcome::Reject,
            },
            opinion: self.opinion.clone(),
            remarks: self.remarks.iter().map(remark).collect(),
        }
    }
}
