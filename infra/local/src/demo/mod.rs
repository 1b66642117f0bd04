//! The demo congress: made once, in new data, through the functions themselves, by the people who would
//! do it. What the system refuses to people it refuses to the demo too.

mod answer;
mod former;
mod material;
mod person;
mod story;
mod unit_work;

use axum::Router;
use jiff::Timestamp;
use store::Store;

pub(crate) use material::WITH_AUTHENTICATOR;
pub use material::{AUTHENTICATOR, Somebody, people};

use crate::fault::Fault;
use person::Doorman;
use story::Story;

const PART: &str = "演示大会 (the demo congress)";

/// The file that stands in the data directory while the demo is being made: data that has it was never
/// shown to anybody and is made anew.
pub(crate) const UNFINISHED: &str = "demo-unfinished";

/// The file that says that the data began with the demo.
pub(crate) const MADE: &str = "demo";

/// Makes the demo congress.
///
/// # Errors
///
/// [`Fault::Part`] with what was refused.
pub(crate) async fn create(functions: Router, store: &Store, now: Timestamp) -> Result<(), Fault> {
    let doorman = Doorman::new(functions, store.clone(), now);
    let told = async {
        former::create(&doorman, now).await?;
        Story::begin(&doorman, now).await?.tell(&doorman).await
    };
    told.await.map_err(|refused| Fault::part(PART)(&refused))
}
