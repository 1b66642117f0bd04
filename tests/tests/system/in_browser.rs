//! One unit's work as liaison, nominee and convener in headless Chromium; every page looked at.

mod account;
mod exporting;
mod filling_in;
mod first_input;
mod form_by_keyboard;
mod former_form;
mod importing_units;
mod keyboard;
mod nominating;
mod nothing_lost;
mod on_paper;
mod one_unit;
mod pages;
mod publishing;
mod quotas;
mod returned_report;
mod reviewing;
mod scripts;
mod second_factor;
mod senses;
mod setting_up;
mod signing_in;
mod tour;
mod uploading;
