//! A congress as its people see it.

use domain::{
    congress::{Congress, Office, Settings},
    permission::{Actor, Role},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A congress with its settings.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CongressView {
    /// Its id.
    pub id: String,
    /// For `If-Match`.
    pub version: u64,
    /// Where it is in its life.
    pub life: &'static str,
    /// The convening body.
    pub convener: String,
    /// Everything the convener sets.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub settings: Settings,
    /// Its administrators and final reviewers; empty for those who are neither.
    pub officers: Vec<OfficerView>,
    /// The asker's roles towards it.
    #[schema(value_type = Vec<String>)]
    pub my_roles: Vec<Role>,
}

/// Somebody of the convening body.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfficerView {
    /// Name.
    pub name: String,
    /// Phone, masked.
    pub phone: String,
    /// `administrator`, `final_reviewer`.
    #[schema(value_type = Vec<String>)]
    pub roles: Vec<Office>,
}

impl CongressView {
    /// A congress as this actor sees it.
    pub fn new(congress: &Congress, actor: &Actor) -> Self {
        let officer = actor.has(Role::Administrator) || actor.has(Role::FinalReviewer);
        let shown = congress.officers.iter().filter(|_| officer);
        let view = |one: &domain::congress::Officer| OfficerView {
            name: one.contact.name.clone(),
            phone: one.contact.phone.masked(),
            roles: one.offices.iter().copied().collect(),
        };
        Self {
            id: congress.id.to_string(),
            version: congress.version,
            life: congress.life.code(),
            convener: congress.convener.clone(),
            settings: congress.settings.clone(),
            officers: shown.map(view).collect(),
            my_roles: actor.roles.clone(),
        }
    }
}
