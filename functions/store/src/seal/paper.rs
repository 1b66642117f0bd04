//! Digests of what is printed: keyed, so that only this system makes a verification code.

use super::Keys;

impl Keys {
    /// The digest of a paper's pieces (`domain::paper`).
    pub fn of_paper(&self, pieces: &[String]) -> [u8; 32] {
        let mut parts = vec!["paper"];
        parts.extend(pieces.iter().map(String::as_str));
        self.digest(&parts)
    }
}
