//! The routes over HTTP, with the layouts of this repository: what is printed is read back by independent programs.

#![expect(clippy::unwrap_used, reason = "what the test sets up must be there")]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

mod badges;
mod check;
mod documents;
mod failing;
mod folders;
mod forms;
mod stage;
