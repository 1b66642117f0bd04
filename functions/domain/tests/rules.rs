//! The rules as the other crates see them: quotas, permissions, the life of a nomination.
#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "the whole program is a test; values are written where they are passed"
)]

#[path = "rules/allocating.rs"]
mod allocating;
#[path = "rules/changing_phones.rs"]
mod changing_phones;
#[path = "rules/closing.rs"]
mod closing;
#[path = "rules/command.rs"]
mod command;
#[path = "rules/composition.rs"]
mod composition;
#[path = "rules/convening.rs"]
mod convening;
#[path = "rules/eligibility.rs"]
mod eligibility;
#[path = "rules/filling_in.rs"]
mod filling_in;
#[path = "rules/final_review.rs"]
mod final_review;
#[path = "rules/importing.rs"]
mod importing;
#[path = "rules/indicators.rs"]
mod indicators;
#[path = "rules/materials.rs"]
mod materials;
#[path = "rules/matrix.rs"]
mod matrix;
#[path = "rules/model.rs"]
mod model;
#[path = "rules/permission.rs"]
mod permission;
#[path = "rules/quota.rs"]
mod quota;
#[path = "rules/refusals.rs"]
mod refusals;
#[path = "rules/report.rs"]
mod report;
#[path = "rules/review.rs"]
mod review;
mod sample;
#[path = "rules/sequences.rs"]
mod sequences;
