//! `targets`: what share of the whole congress is to have which trait.

use domain::{
    congress::{Target, Targets},
    refusal::Fault,
    structure::Trait,
    text::Text,
};

use crate::entry::{
    CODE, NUMBER,
    object::{Object, unknown},
};

pub(super) fn targets(object: &mut Object, faults: &mut Vec<Fault>) -> Targets {
    let mut targets = Targets::new();
    let Some(map) = object.object("targets", faults) else {
        return targets;
    };
    for (code, value, pointer) in map.entries() {
        let Some(wanted) = Trait::parse(&code) else {
            faults.push(unknown(&pointer));
            continue;
        };
        let Some(mut target) = Object::of(value, pointer, faults) else {
            continue;
        };
        let percent = target.require("percent", Text::new("比例", "the share"), NUMBER, faults);
        let among = target.read("among", CODE, faults);
        target.refuse_rest(faults);
        if let Some(percent) = percent {
            targets.insert(wanted, Target { percent, among });
        }
    }
    targets
}
