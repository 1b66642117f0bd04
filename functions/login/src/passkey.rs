//! Passkeys (`WebAuthn` level 2): the ceremonies and what their answers are worth. The device must verify its holder, so
//! that a passkey is both factors in one. The state of a ceremony is kept in our table and never at the browser.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use serde_json::Value;
use store::access::factors::Passkey;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        DiscoverableAuthentication, DiscoverableKey, Passkey as Credential, PasskeyAuthentication,
        PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid,
    },
};

/// For whom passkeys are: the site at its one origin.
#[derive(Clone)]
pub struct RelyingParty(Arc<Webauthn>);

/// What is no origin of a site.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the origin of a site: {0}")]
pub struct BadOrigin(String);

/// A ceremony that begins: what the browser is told, and what its answer is compared with.
pub(crate) struct Begun {
    /// The options of `navigator.credentials`, binary values in base64url.
    pub(crate) options: Value,
    /// To be kept.
    pub(crate) state: String,
}

/// What a passkey showed.
pub(crate) struct Proven {
    /// Its id, base64url.
    pub(crate) id: String,
    /// The credential as it is to be kept from now on.
    pub(crate) credential: String,
}

/// The answer is none to this ceremony, or not of this passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the passkey's answer does not hold")]
pub(crate) struct Unproven;

impl RelyingParty {
    /// The site at an origin such as `https://congress.example.org`.
    ///
    /// # Errors
    /// [`BadOrigin`].
    pub fn of(origin: &str) -> Result<Self, BadOrigin> {
        let bad = || BadOrigin(origin.to_owned());
        let url = Url::parse(origin).map_err(|_| bad())?;
        let host = url.host_str().ok_or_else(bad)?;
        let built = WebauthnBuilder::new(host, &url)
            .map(|builder| builder.rp_name("推选 Tuixuan"))
            .and_then(WebauthnBuilder::build);
        built
            .map(|webauthn| Self(Arc::new(webauthn)))
            .map_err(|_| bad())
    }

    /// Begins to register one more for an account that passkeys know by `handle`; `shown` is what the device says whose it is.
    pub(crate) fn begin_adding(
        &self,
        handle: Uuid,
        shown: &str,
        known: &[Passkey],
    ) -> Result<Begun, Unproven> {
        let known = known
            .iter()
            .map(credential)
            .collect::<Result<Vec<_>, _>>()?;
        let excluded = known.iter().map(|one| one.cred_id().clone()).collect();
        let begun = self
            .0
            .start_passkey_registration(handle, shown, shown, Some(excluded));
        let (options, state) = begun.map_err(|_| Unproven)?;
        let mut begun = Begun::of(options, &state)?;
        // So that it can be signed in with where the device has room for it; without, it is a second factor all the same.
        begun.options["authenticatorSelection"]["residentKey"] = "preferred".into();
        Ok(begun)
    }

    /// What was registered.
    pub(crate) fn added(&self, state: &str, answer: Value) -> Result<Proven, Unproven> {
        let state: PasskeyRegistration = read(state)?;
        let answer: RegisterPublicKeyCredential =
            serde_json::from_value(answer).map_err(|_| Unproven)?;
        let made = self.0.finish_passkey_registration(&answer, &state);
        Proven::of(&made.map_err(|_| Unproven)?)
    }

    /// Asks for one of these.
    pub(crate) fn begin_showing(&self, known: &[Passkey]) -> Result<Begun, Unproven> {
        let known = known
            .iter()
            .map(credential)
            .collect::<Result<Vec<_>, _>>()?;
        let begun = self.0.start_passkey_authentication(&known);
        let (options, state) = begun.map_err(|_| Unproven)?;
        Begun::of(options, &state)
    }

    /// What was shown of these.
    pub(crate) fn shown(
        &self,
        state: &str,
        answer: Value,
        known: &[Passkey],
    ) -> Result<Proven, Unproven> {
        let state: PasskeyAuthentication = read(state)?;
        let answer = assertion(answer)?;
        let result = self.0.finish_passkey_authentication(&answer, &state);
        let result = result.map_err(|_| Unproven)?;
        for one in known {
            let mut credential = credential(one)?;
            if credential.update_credential(&result).is_some() {
                return Proven::of(&credential);
            }
        }
        Err(Unproven)
    }

    /// Asks for any that the device has for this site: who it is, it says itself.
    pub(crate) fn begin_sign_in(&self) -> Result<Begun, Unproven> {
        let begun = self.0.start_discoverable_authentication();
        let (options, state) = begun.map_err(|_| Unproven)?;
        Begun::of(options, &state)
    }

    /// Of whom an answer says it is: handle and passkey, nothing of it proved yet.
    pub(crate) fn claimed(&self, answer: &Value) -> Result<(String, String), Unproven> {
        let answer = assertion(answer.clone())?;
        let named = self.0.identify_discoverable_authentication(&answer);
        let (handle, _) = named.map_err(|_| Unproven)?;
        Ok((handle.to_string(), answer.id))
    }

    /// What was shown, by the passkey that it claims to be.
    pub(crate) fn signed_in(
        &self,
        state: &str,
        answer: Value,
        passkey: &Passkey,
    ) -> Result<Proven, Unproven> {
        let state: DiscoverableAuthentication = read(state)?;
        let answer = assertion(answer)?;
        let mut credential = credential(passkey)?;
        let key = [DiscoverableKey::from(&credential)];
        #[expect(
            deprecated,
            reason = "its successor takes the crate's inner credential, which only a feature that it warns of opens"
        )]
        let result = self
            .0
            .finish_discoverable_authentication(&answer, state, &key);
        let result = result.map_err(|_| Unproven)?;
        credential.update_credential(&result).ok_or(Unproven)?;
        Proven::of(&credential)
    }
}

impl Begun {
    fn of(options: impl Serialize, state: &impl Serialize) -> Result<Self, Unproven> {
        let mut options = serde_json::to_value(options).map_err(|_| Unproven)?;
        Ok(Self {
            options: options["publicKey"].take(),
            state: serde_json::to_string(state).map_err(|_| Unproven)?,
        })
    }
}

impl Proven {
    fn of(credential: &Credential) -> Result<Self, Unproven> {
        Ok(Self {
            id: URL_SAFE_NO_PAD.encode(credential.cred_id()),
            credential: serde_json::to_string(credential).map_err(|_| Unproven)?,
        })
    }
}

fn credential(passkey: &Passkey) -> Result<Credential, Unproven> {
    read(&passkey.credential)
}

fn assertion(answer: Value) -> Result<PublicKeyCredential, Unproven> {
    serde_json::from_value(answer).map_err(|_| Unproven)
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Unproven> {
    serde_json::from_str(text).map_err(|_| Unproven)
}

impl std::fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RelyingParty").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_origin_is_one() {
        for good in ["http://localhost:8080", "https://congress.example.org"] {
            assert!(RelyingParty::of(good).is_ok(), "{good}");
        }
        for bad in ["", "congress.example.org", "mailto:a@example.org"] {
            assert!(RelyingParty::of(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_a_browser_is_told_verifies_its_holder_and_makes_a_key_that_can_be_found() {
        let party = RelyingParty::of("http://localhost:8080").unwrap();
        let begun = party.begin_adding(Uuid::from_u128(7), "199****0001", &[]);
        let options = begun.ok().unwrap().options;
        assert_eq!(options["rp"]["id"], "localhost");
        assert_eq!(
            options["authenticatorSelection"]["userVerification"],
            "required"
        );
        assert_eq!(
            options["authenticatorSelection"]["residentKey"],
            "preferred"
        );
        let begun = party.begin_sign_in().ok().unwrap();
        assert_eq!(begun.options["userVerification"], "required");
    }

    #[test]
    fn what_is_no_answer_proves_nothing() {
        let party = RelyingParty::of("http://localhost:8080").unwrap();
        let begun = party.begin_sign_in().ok().unwrap();
        assert!(party.claimed(&serde_json::json!({ "id": "x" })).is_err());
        assert!(party.added(&begun.state, Value::Null).is_err());
        assert!(party.shown(&begun.state, Value::Null, &[]).is_err());
    }
}
