//! What is shown of a form, a trail and an attachment. Sensitive answers are masked for everybody but the nominee.

mod attachment;
mod form;
mod timeline;

pub(crate) use attachment::AttachmentView;
pub(crate) use form::{CompletenessView, FormView, Shown};
pub(crate) use timeline::{RemarkView, StepView, remarks};
