//! What is shown of a record, masked by construction: no view has a field that could hold a full ID number or phone.

mod congress;
mod material;
mod nomination;
mod unit;

pub use congress::{CongressView, OfficerView};
pub use material::{MaterialView, TemplateView};
pub use nomination::{ApprovalView, Coded, NominationView};
pub use unit::{IndicatorView, LackingView, LiaisonView, UnitView};
