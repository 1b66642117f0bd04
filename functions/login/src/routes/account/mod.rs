#![doc = include_str!("README.md")]

pub(crate) mod change_password;
pub(crate) mod change_phone;
pub(crate) mod end_others;
pub(crate) mod end_session;
pub(crate) mod show;
pub(crate) mod show_again;
