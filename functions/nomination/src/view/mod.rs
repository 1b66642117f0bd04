#![doc = include_str!("README.md")]

mod asks;
mod attachment;
mod form;
mod timeline;

pub(crate) use attachment::AttachmentView;
pub(crate) use form::{CompletenessView, FormView, Shown};
pub(crate) use timeline::{RemarkView, StepView, remarks};
