//! Whether bytes are a picture that can be printed.

use std::sync::Arc;

use typst::{
    foundations::{Bytes, Smart},
    visualize::{ExchangeFormat, RasterImage},
};

/// Whether the engine can set it: asked before, since one broken picture would keep all papers from being made. What it finds
/// is remembered, so that the picture is decoded once.
pub(crate) fn is_picture(bytes: &Arc<[u8]>) -> bool {
    let Some(format) = ExchangeFormat::detect(bytes) else {
        return false;
    };
    // The decoder fills up with grey what is missing at a JPEG's end.
    let whole = format != ExchangeFormat::Jpg || bytes.ends_with(&[0xFF, 0xD9]);
    whole && RasterImage::new(Bytes::new(Arc::clone(bytes)), format, Smart::Auto).is_ok()
}
