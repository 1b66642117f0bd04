#![doc = include_str!("README.md")]

mod cells;
mod notice;
mod object;
mod officers;
mod settings;
mod unit;

pub(crate) use cells::cells;
pub(crate) use notice::notice;
pub(crate) use officers::officers;
pub(crate) use settings::settings;
pub(crate) use unit::unit;

use api::Problem;
use domain::{
    refusal::{Fault, Refusal},
    text::Text,
};

/// A date, as every page writes one.
const DATE: Text = Text::new("日期应如 2026-11-30", "A date looks like 2026-11-30");
/// An instant.
const TIME: Text = Text::new(
    "时间应如 2026-11-30T18:00:00+08:00",
    "A time looks like 2026-11-30T18:00:00+08:00",
);
/// A whole number.
const NUMBER: Text = Text::new("请填写 0 或以上的整数", "Enter a whole number from 0 on");
/// A text.
const TEXT: Text = Text::new("请填写文字", "Enter a text");
/// One of two.
const YES_OR_NO: Text = Text::new("请选择是或否", "Choose yes or no");
/// A code out of a closed set.
const CODE: Text = Text::new(
    "没有这个选项，请重新选择",
    "There is no such choice; choose again",
);

/// Faults found while reading together with those a rule found, each place once.
pub(crate) fn together(mut read: Vec<Fault>, refusal: Refusal) -> Problem {
    if read.is_empty() {
        return refusal.into();
    }
    let further: Vec<_> = refusal
        .faults()
        .iter()
        .filter(|fault| {
            !read
                .iter()
                .any(|known| covers(&known.pointer, &fault.pointer))
        })
        .cloned()
        .collect();
    read.extend(further);
    Problem::invalid(read)
}

/// Whether a fault at one place makes what a rule says of another mean nothing: it was read as empty there.
fn covers(known: &str, other: &str) -> bool {
    let below = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    below(known, other) || below(other, known)
}
