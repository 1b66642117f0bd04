//! The whole system, from outside: one binary, because each links everything.

mod bad_input;
mod demo;
mod in_browser;
mod journey;
mod notices;
mod permissions;
mod whole_journey;
