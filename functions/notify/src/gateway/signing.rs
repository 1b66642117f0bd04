//! SHA-256, HMAC and hexadecimal, and what RFC 3986 leaves unreserved.

use std::fmt::Write;

use aws_lc_rs::{digest, hmac};

pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

pub(super) fn hmac_sha256(key: &[u8], text: &str) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Headers as both providers sign them: a line for each, and their names.
pub(super) fn canonical(headers: &[(&str, &str)]) -> (String, String) {
    let lines = headers
        .iter()
        .fold(String::new(), |mut lines, (name, value)| {
            let _ = writeln!(lines, "{name}:{value}");
            lines
        });
    let names: Vec<_> = headers.iter().map(|(name, _)| *name).collect();
    (lines, names.join(";"))
}

/// Pairs as a query or a form, everything escaped but what RFC 3986 leaves unreserved.
pub(super) fn pairs(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        escape(name, &mut text);
        text.push('=');
        escape(value, &mut text);
    }
    text
}

fn escape(value: &str, into: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_byte_by_byte() {
        assert_eq!(
            pairs(&[("A", "+86 1"), ("B", "推~&")]),
            "A=%2B86%201&B=%E6%8E%A8~%26"
        );
    }
}
