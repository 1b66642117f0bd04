//! Who is signed in and what they are where, for the site's header and workbench. No field could hold a full phone.

mod part;

use api::{Edge, Problem};
use domain::{congress::Congress, permission::Role, text::Language};
use serde::Serialize;
use store::{
    Pointer, Session,
    access::{Presence, factors::SecondFactors},
};
use utoipa::ToSchema;

use crate::agreement;
use part::Part;

/// Somebody who is signed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SessionView {
    /// Their phone, masked: `199****0001`.
    phone: String,
    /// Their name, where a record knows it.
    name: Option<String>,
    /// Whether a password is set.
    has_password: bool,
    /// What they can show besides signing in, and whether they must.
    second_factor: SecondFactorView,
    /// What they agreed to.
    agreement: AgreementView,
    /// Set when they may create congresses.
    convener: Option<ConvenerView>,
    /// The congresses in which they have a part, the newest first.
    contexts: Vec<ContextView>,
}

/// A second factor.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SecondFactorView {
    /// Whether one of their parts asks for it.
    required: bool,
    /// What they can show: `totp`, `passkey`, `recovery_code`; nothing is set up when there is none.
    methods: Vec<&'static str>,
    /// Whether one was shown in this session.
    shown: bool,
}

impl SecondFactorView {
    fn of(session: &Session, factors: &SecondFactors, required: bool) -> Self {
        let methods = [
            ("totp", factors.totp.is_some()),
            ("passkey", !factors.passkeys.is_empty()),
            ("recovery_code", factors.recovery_left() > 0),
        ];
        let there = methods.into_iter().filter(|(_, there)| *there);
        Self {
            required,
            methods: there.map(|(name, _)| name).collect(),
            shown: session.factors.second.is_some(),
        }
    }
}

/// What was agreed to when signing in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct AgreementView {
    terms: String,
    privacy: String,
    /// Whether that is what is in force now.
    current: bool,
}

/// May create congresses.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ConvenerView {
    /// For which organisation.
    organisation: String,
}

/// One congress in which somebody has a part.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ContextView {
    congress: CongressName,
    /// `administrator`, `final_reviewer`, `liaison`, `nominee`.
    #[schema(value_type = Vec<String>)]
    roles: Vec<Role>,
    /// The units of which they are liaison.
    units: Vec<UnitName>,
    /// Their own nomination.
    nomination: Option<OwnNomination>,
}

/// A congress by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct CongressName {
    id: String,
    title: String,
    /// `draft`, `open`, `closed`, `archived`.
    life: &'static str,
}

/// A unit by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub(crate) struct UnitName {
    name: String,
    id: String,
}

/// Somebody's own nomination.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OwnNomination {
    unit_id: String,
    unit_name: String,
    id: String,
    /// The state's code.
    state: &'static str,
    /// The state in the asked language.
    state_name: &'static str,
    /// The category's code.
    category: &'static str,
    /// The category in the asked language.
    category_name: String,
}

impl SessionView {
    /// Loads it in two round trips: who they are where, and the records that say so.
    ///
    /// # Errors
    /// `unavailable`.
    pub(crate) async fn load(
        edge: &Edge,
        session: &Session,
        language: Language,
    ) -> Result<Self, Problem> {
        let pointers = edge.store.places_of(&session.phone).await?;
        let presence = edge.store.presence(&session.phone, &pointers).await?;
        Ok(Self::of(session, &pointers, &presence, language))
    }

    fn of(
        session: &Session,
        pointers: &[Pointer],
        presence: &Presence,
        language: Language,
    ) -> Self {
        let mut known = Vec::new();
        let mut contexts = Vec::new();
        let mut congresses: Vec<&Congress> = presence.congresses.iter().collect();
        // Ids sort by time.
        congresses.sort_by(|one, other| other.id.cmp(&one.id));
        for congress in congresses {
            let part = Part::of(&session.phone, congress, presence);
            known.extend(part.name.clone());
            contexts.extend(part.view(congress, language));
        }
        let convener = pointers.iter().find_map(|pointer| match pointer {
            Pointer::Convener { organisation } => Some(ConvenerView {
                organisation: organisation.clone(),
            }),
            _ => None,
        });
        let in_office = |context: &ContextView| {
            let mut roles = context.roles.iter();
            roles.any(|role| role.needs_second_factor())
        };
        let required = convener.is_some() || contexts.iter().any(in_office);
        Self {
            phone: session.phone.masked(),
            name: known.into_iter().next(),
            has_password: presence
                .account
                .as_ref()
                .is_some_and(|account| account.password.is_some()),
            second_factor: SecondFactorView::of(session, &presence.factors, required),
            agreement: AgreementView {
                terms: session.agreed.terms.clone(),
                privacy: session.agreed.privacy.clone(),
                current: agreement::is_current(&session.agreed),
            },
            convener,
            contexts,
        }
    }
}
