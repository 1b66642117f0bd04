//! A QR code as the path of an SVG, so that no picture of a secret is made by anybody else or kept anywhere.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};
use serde::Serialize;
use utoipa::ToSchema;

/// Light modules around the code, as the standard asks for.
const MARGIN: i32 = 4;

/// A QR code to be drawn.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QrView {
    /// Its side with the margin, in modules: `viewBox="0 0 size size"`.
    size: i32,
    /// The dark modules: `d` of a path.
    path: String,
}

impl QrView {
    /// The code of a text; `None` for more than fits one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in 0..code.size() {
                if code.get_module(x, y) {
                    // Writing to a text cannot fail.
                    let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
                }
            }
        }
        Some(Self {
            size: code.size() + 2 * MARGIN,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_the_smallest_code_with_its_corner_at_the_margin() {
        let view = QrView::of("1").unwrap();
        assert_eq!(view.size, 21 + 8);
        assert!(view.path.starts_with("M4 4h1v1h-1zM5 4"), "{}", view.path);
        assert!(QrView::of(&"x".repeat(5000)).is_none());
    }
}
