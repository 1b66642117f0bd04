//! A phone in a request: read once, its faults at `/phone`.

use domain::{
    phone::{Phone, PhoneFault},
    refusal::{Fault, FaultCode},
    text::Language,
};

/// Reads the phone of a request.
///
/// # Errors
/// A fault at `/phone`.
pub(crate) fn read(text: &str) -> Result<Phone, Fault> {
    Phone::parse(text).map_err(|fault| {
        let code = if fault == PhoneFault::Empty {
            FaultCode::Required
        } else {
            FaultCode::Malformed
        };
        Fault::new(
            "/phone",
            code,
            fault.text(Language::Zh),
            fault.text(Language::En),
        )
    })
}
