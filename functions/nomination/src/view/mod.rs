#![doc = include_str!("README.md")]

mod asks;
mod attachment;
mod change;
mod form;
mod timeline;

pub(crate) use attachment::AttachmentView;
pub(crate) use change::ChangeView;
pub(crate) use form::{CompletenessView, FormView, Shown};
pub(crate) use timeline::{RemarkView, StepView, remarks};
