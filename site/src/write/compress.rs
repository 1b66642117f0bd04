//! Brotli (RFC 7932) and gzip (RFC 1952), as small as they get: it is done once per build and saves at every request.

use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Brotli's highest quality.
const QUALITY: i32 = 11;
/// Brotli's window as a power of two; the largest that every browser must accept.
const WINDOW: i32 = 22;

/// Whether a file shrinks: pictures are compressed already.
pub(super) fn pays(path: &str) -> bool {
    let extension = Path::new(path)
        .extension()
        .and_then(|extension| extension.to_str());
    matches!(
        extension,
        Some("html" | "css" | "js" | "json" | "svg" | "txt" | "xml")
    )
}

/// The bytes in Brotli.
pub(super) fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).expect("memory can be written to");
    out
}

/// The bytes in gzip. No time and no name inside, so that the same input gives the same output.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory can be written to");
    encoder.finish().expect("memory can be written to")
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::{brotli, gzip, pays};

    #[test]
    fn both_encodings_give_back_what_went_in() {
        let text = "代表名额 1(3)".repeat(50);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut brotli(text.as_bytes()).as_slice(), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
        let mut back = String::new();
        flate2::read::GzDecoder::new(gzip(text.as_bytes()).as_slice())
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn pictures_are_left_alone() {
        assert!(pays("index.html") && pays("a/site.css") && !pays("a/b.png"));
    }
}
