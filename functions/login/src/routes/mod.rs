#![doc = include_str!("README.md")]

pub(crate) mod account;
pub(crate) mod agree;
pub(crate) mod ask_for_code;
pub(crate) mod get_challenge;
pub(crate) mod get_delivery;
pub(crate) mod get_session;
pub(crate) mod get_terms;
pub(crate) mod list_events;
pub(crate) mod passkey;
pub(crate) mod second_factor;
pub(crate) mod set_password;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
