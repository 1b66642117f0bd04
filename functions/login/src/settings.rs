//! What a deployment chooses for signing in.

use api::Edge;
use http::HeaderName;
use std::sync::Arc;
use store::access::Limits;

use crate::{
    challenge::{Challenges, Difficulty},
    passkey::RelyingParty,
};

/// What a deployment chooses.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Signs challenges; 32 random bytes that stay the same across restarts, or answers under way are refused.
    pub challenge_key: ChallengeKey,
    /// The site that passkeys are for.
    pub relying_party: RelyingParty,
    /// The work of a challenge; tests take a cheap one.
    pub difficulty: Difficulty,
    /// How many codes may be asked for.
    pub limits: Limits,
    /// The header in which the gateway before us writes the client's address. `None`: the connection's address counts.
    /// Set it only where nobody but that gateway can send requests.
    pub address_header: Option<HeaderName>,
}

/// A secret of 32 bytes that `Debug` does not show.
#[derive(Clone)]
pub struct ChallengeKey(pub [u8; 32]);

impl std::fmt::Debug for ChallengeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChallengeKey")
    }
}

impl Settings {
    /// The usual ones with a key, for a site.
    pub fn new(challenge_key: [u8; 32], relying_party: RelyingParty) -> Self {
        Self {
            challenge_key: ChallengeKey(challenge_key),
            relying_party,
            difficulty: Difficulty::default(),
            limits: Limits::default(),
            address_header: None,
        }
    }
}

/// What the handlers get as state.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    pub(crate) edge: Edge,
    pub(crate) settings: Arc<Settings>,
    pub(crate) challenges: Challenges,
}

impl Login {
    pub(crate) fn new(edge: Edge, settings: Settings) -> Self {
        let challenges = Challenges::new(&settings.challenge_key.0);
        Self {
            edge,
            settings: Arc::new(settings),
            challenges,
        }
    }
}
