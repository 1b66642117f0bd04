//! Signing in, over HTTP.

mod browser;
mod budget;
mod codes;
mod passwords;
mod sessions;
mod timing;
mod workbench;
