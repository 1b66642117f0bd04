//! Human verification (点击完成验证): a proof-of-work challenge by the ALTCHA protocol, version 2, in its deterministic
//! mode: we derive the key of a counter that we chose, so that checking an answer costs one HMAC.
//!
//! A challenge is good for ten minutes and once: that it was used is remembered by the store.

use std::sync::Arc;

use altcha::{
    Challenge, CreateChallengeOptions, Payload, VerifySolutionOptions, create_challenge,
    verify_solution,
};
use aws_lc_rs::{hmac, rand};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp};
use store::access::SpentChallenge;

/// How long a challenge may be answered.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(10);
/// Longest answer read, in bytes of base64; a right one has about 900.
const LONGEST_SOLUTION: usize = 4096;

/// How much work a challenge asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difficulty {
    /// Rounds of PBKDF2 for one counter; also what making a challenge costs us.
    pub cost: u32,
    /// Counters tried on average.
    pub counter: u32,
}

impl Default for Difficulty {
    /// About a second in a browser on a common machine.
    fn default() -> Self {
        Self {
            cost: 5000,
            counter: 1000,
        }
    }
}

impl Difficulty {
    /// Rises with suspicion: twice the work from 10 challenges of one address in an hour on, four times from 40.
    #[must_use]
    pub const fn after(self, challenges: u32) -> Self {
        let times = match challenges {
            0..10 => 1,
            10..40 => 2,
            _ => 4,
        };
        Self {
            cost: self.cost,
            counter: self.counter.saturating_mul(times),
        }
    }

    /// A counter between half and one and a half times the average, so that no bound can be guessed.
    fn draw(self) -> u32 {
        let mut bytes = [0; 4];
        rand::fill(&mut bytes).expect("the system's random generator answers");
        let half = self.counter / 2;
        half + u32::from_le_bytes(bytes) % self.counter.max(1)
    }
}

/// Makes and checks challenges.
#[derive(Clone)]
pub struct Challenges {
    signing: Arc<str>,
    keys: Arc<str>,
}

/// The answer does not solve a challenge of ours, or not in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsolved {
    /// Not an answer to a challenge of ours.
    #[error("not a solution")]
    Wrong,
    /// The challenge is older than ten minutes.
    #[error("too late")]
    Late,
}

impl Challenges {
    /// With the key of this purpose; challenges of one key are worth nothing with another.
    pub fn new(key: &[u8; 32]) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        let derive = |purpose: &str| STANDARD.encode(hmac::sign(&key, purpose.as_bytes())).into();
        Self {
            signing: derive("challenge"),
            keys: derive("derived key"),
        }
    }

    /// A new challenge.
    ///
    /// # Errors
    /// [`altcha::Error`] only if the protocol's parameters were wrong.
    pub fn create(
        &self,
        difficulty: Difficulty,
        now: Timestamp,
    ) -> Result<Challenge, altcha::Error> {
        create_challenge(CreateChallengeOptions {
            algorithm: "PBKDF2/SHA-256".to_owned(),
            cost: difficulty.cost,
            counter: Some(difficulty.draw()),
            expires_at: Some((now + LIFETIME).as_second()),
            hmac_signature_secret: Some(self.signing.to_string()),
            hmac_key_signature_secret: Some(self.keys.to_string()),
            ..CreateChallengeOptions::default()
        })
    }

    /// Checks an answer (base64 of `{challenge, solution}`) and names the challenge, which the store then spends.
    ///
    /// # Errors
    /// [`Unsolved`].
    pub fn check(&self, solution: &str, now: Timestamp) -> Result<SpentChallenge, Unsolved> {
        if solution.len() > LONGEST_SOLUTION {
            return Err(Unsolved::Wrong);
        }
        let json = STANDARD.decode(solution).map_err(|_| Unsolved::Wrong)?;
        let payload: Payload = serde_json::from_slice(&json).map_err(|_| Unsolved::Wrong)?;
        let mut options = VerifySolutionOptions::new(
            &payload.challenge,
            &payload.solution,
            self.signing.to_string(),
        );
        options.hmac_key_signature_secret = Some(self.keys.to_string());
        let verified = verify_solution(options).map_err(|_| Unsolved::Wrong)?;
        if verified.expired {
            return Err(Unsolved::Late);
        }
        let parameters = payload.challenge.parameters;
        // Without the key's signature the crate would derive the key again: ours always have one.
        if !verified.verified || parameters.key_signature.is_none() {
            return Err(Unsolved::Wrong);
        }
        // The crate reads the machine's clock; ours is handed in.
        let expires_at = parameters
            .expires_at
            .and_then(|second| Timestamp::from_second(second).ok());
        let expires_at = expires_at.ok_or(Unsolved::Wrong)?;
        if now > expires_at {
            return Err(Unsolved::Late);
        }
        Ok(SpentChallenge {
            nonce: parameters.nonce,
            expires_at,
        })
    }
}

impl std::fmt::Debug for Challenges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Challenges").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
