//! `windows`: when each stage is open.

use std::collections::BTreeMap;

use domain::{
    refusal::Fault,
    text::Text,
    window::{Stage, Window, Windows},
};
use jiff::Timestamp;
use serde_json::Value;

use crate::entry::{
    TIME,
    object::{Object, unknown},
};

pub(super) fn windows(object: &mut Object, faults: &mut Vec<Fault>) -> Windows {
    let mut windows = BTreeMap::new();
    let Some(map) = object.object("windows", faults) else {
        return Windows(windows);
    };
    for (code, value, pointer) in map.entries() {
        let Ok(stage) = serde_json::from_value::<Stage>(Value::String(code)) else {
            faults.push(unknown(&pointer));
            continue;
        };
        if value.is_null() {
            continue;
        }
        let Some(mut window) = Object::of(value, pointer, faults) else {
            continue;
        };
        let opens = Text::new("开始时间", "when it opens");
        let closes = Text::new("截止时间", "when it closes");
        let opens_at: Option<Timestamp> = window.require("opens_at", opens, TIME, faults);
        let closes_at: Option<Timestamp> = window.require("closes_at", closes, TIME, faults);
        window.refuse_rest(faults);
        if let (Some(opens_at), Some(closes_at)) = (opens_at, closes_at) {
            windows.insert(
                stage,
                Window {
                    opens_at,
                    closes_at,
                },
            );
        }
    }
    Windows(windows)
}
