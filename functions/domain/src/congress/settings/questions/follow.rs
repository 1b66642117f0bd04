//! What may change once answers can exist.
//!
//! Answers stand sealed in forms that nobody reads through, so it is not asked whether there are any: from the day a congress
//! opens, a question and its answers to choose from can be retired but not removed, and never become another kind. Words,
//! order, limits, who is asked and whether they must answer can change; what was submitted before stays as it is.

use super::{FormSettings, Question};
use crate::{
    congress::Life,
    refusal::{Fault, FaultCode},
};

impl FormSettings {
    /// What of `before` these settings lose that may be needed to read answers; nothing while the congress is prepared, for
    /// then nobody has been asked.
    pub fn require_keeps(&self, before: &Self, life: Life) -> Vec<Fault> {
        if life == Life::Draft {
            return Vec::new();
        }
        let mut faults = Vec::new();
        for old in &before.questions {
            let found = self.questions.iter().enumerate();
            match { found }.find(|(_, question)| question.id == old.id) {
                None => faults.push(gone(
                    "/form/questions".to_owned(),
                    &old.label.zh,
                    &old.label.en,
                )),
                Some((index, new)) => keeps(old, new, index, &mut faults),
            }
        }
        faults
    }
}

fn keeps(old: &Question, new: &Question, index: usize, faults: &mut Vec<Fault>) {
    if old.kind.code() != new.kind.code() {
        faults.push(Fault::new(
            format!("/form/questions/{index}/kind"),
            FaultCode::NotUsed,
            format!("大会启动后不能更改“{}”的类型，请停用后另加一题", old.label.zh),
            format!("Once the congress is open, the kind of “{}” cannot change; retire it and add another question", words(&old.label.zh, &old.label.en)),
        ));
        return;
    }
    let kept = new.kind.choices();
    for choice in old.kind.choices() {
        if !kept.iter().any(|other| other.id == choice.id) {
            let pointer = format!("/form/questions/{index}/choices");
            faults.push(gone(pointer, &choice.label.zh, &choice.label.en));
        }
    }
}

fn gone(pointer: String, zh: &str, en: &str) -> Fault {
    Fault::new(
        pointer,
        FaultCode::NotUsed,
        format!("大会启动后不能删除“{zh}”，可能已有人填写，请改为停用"),
        format!(
            "Once the congress is open, “{}” cannot be removed: somebody may have answered; retire it instead",
            words(zh, en)
        ),
    )
}

const fn words<'a>(zh: &'a str, en: &'a str) -> &'a str {
    if en.is_empty() { zh } else { en }
}
