//! The codes of an authenticator app (RFC 6238: six digits, half a minute, SHA-1, which is what apps understand).

use aws_lc_rs::rand;
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// Bytes of a secret: 160 bits, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Seconds of a step.
pub const STEP: u64 = 30;
/// How many steps a clock may be off in either direction.
const SKEW: u16 = 1;

/// What app and server share. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotpSecret([u8; SECRET_BYTES]);

impl TotpSecret {
    /// A new one.
    ///
    /// # Panics
    /// When the system's random generator fails, which it does not once it has started.
    pub fn random() -> Self {
        let mut bytes = [0; SECRET_BYTES];
        rand::fill(&mut bytes).expect("the system's random generator answers");
        Self(bytes)
    }

    /// One that is known: the demo's.
    pub const fn known(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }

    /// As it is typed into an app: base32, 32 characters.
    pub fn text(&self) -> String {
        Secret::from(self.0).to_base32()
    }

    /// The code at a time, in seconds since 1970.
    pub fn code_at(&self, second: u64) -> String {
        self.generator().generate(second).to_string()
    }

    /// The step in which a code is right at a time, if it is: now, or one step before or after.
    pub(super) fn step_of(&self, code: &str, second: u64) -> Option<u64> {
        self.generator().check(code, second)
    }

    fn generator(&self) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(SKEW)
            .with_step_duration(STEP)
            .with_secret(self.0)
            .build_noncompliant()
    }
}

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret is the ASCII text below; the codes are the last six of the eight digits there.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = TotpSecret::known(*b"12345678901234567890");
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(secret.code_at(second), code);
        }
        assert_eq!(secret.text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_clock_may_be_off_by_one_step_and_no_more() {
        let secret = TotpSecret::random();
        let now = 1_795_312_800;
        let code = secret.code_at(now);
        let step = now / STEP;
        assert_eq!(secret.step_of(&code, now + STEP), Some(step));
        assert_eq!(secret.step_of(&code, now - STEP), Some(step));
        assert_eq!(secret.step_of(&code, now + 2 * STEP), None);
    }

    #[test]
    fn a_secret_is_new_each_time_and_not_shown() {
        assert_ne!(TotpSecret::random(), TotpSecret::random());
        assert_eq!(format!("{:?}", TotpSecret::random()), "TotpSecret");
    }
}
