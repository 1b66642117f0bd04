#![doc = include_str!("README.md")]

mod answer;
mod answer_files;

pub(crate) mod add_attachment;
pub(crate) mod allocate;
pub(crate) mod change_category;
pub(crate) mod claim_exception;
pub(crate) mod confirm_attachment;
pub(crate) mod consent;
pub(crate) mod deregister;
pub(crate) mod disable;
pub(crate) mod download_attachment;
pub(crate) mod enable;
pub(crate) mod former;
pub(crate) mod get_details;
pub(crate) mod get_form;
pub(crate) mod get_photo;
pub(crate) mod go_on_uploading;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod put_photo;
pub(crate) mod receive_original;
pub(crate) mod remind;
pub(crate) mod remove_attachment;
pub(crate) mod reveal;
pub(crate) mod save_form;
pub(crate) mod submit;
mod taken;
pub(crate) mod unit_file;
