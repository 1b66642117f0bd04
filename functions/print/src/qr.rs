//! QR codes as dots.

use std::sync::Arc;

use api::{Code, Problem};
use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around it that scanners need (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A QR code: one byte a module, row by row, 0 for black.
pub(crate) struct Qr {
    pub(crate) dots: Arc<[u8]>,
    /// To a side, the quiet zone included.
    pub(crate) modules: usize,
}

impl Qr {
    /// The code of a text, with as little redundancy as paper needs, so that its modules are large.
    ///
    /// # Errors
    /// `internal` for a text that no code holds.
    pub(crate) fn of(text: &str) -> Result<Self, Problem> {
        let code = QrCode::encode_text(text, QrCodeEcc::Low).map_err(|error| {
            tracing::error!(?error, "an address is too long for a QR code");
            Problem::new(
                Code::Internal,
                "系统地址过长，无法生成二维码，请联系运维人员",
                "This system's address is too long for a QR code; please tell the operator",
            )
        })?;
        let side = -QUIET..code.size() + QUIET;
        let dots: Vec<u8> = side
            .clone()
            .flat_map(|y| side.clone().map(move |x| (x, y)))
            .map(|(x, y)| if code.get_module(x, y) { 0 } else { 255 })
            .collect();
        Ok(Self {
            dots: dots.into(),
            modules: side.count(),
        })
    }
}
