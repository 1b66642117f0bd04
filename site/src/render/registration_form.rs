//! The registration form's schema for templates.

use minijinja::{Value, context};

use domain::text::Language;

/// The form in one language.
pub(super) fn schema(_language: Language) -> Value {
    context! {}
}
