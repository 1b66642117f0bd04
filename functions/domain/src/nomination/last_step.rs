//! The last step of a nomination: whoever comes a moment too late is told who was faster, and who decided may take it
//! back for a moment.

use jiff::Timestamp;

use crate::{audit::Deed, permission::Role, phone::Phone, refusal::Said, window::china_minute};

/// Below this, something happened “just now”.
const JUST_NOW: jiff::SignedDuration = jiff::SignedDuration::from_mins(2);

/// What was done last, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastStep {
    /// What.
    pub deed: Deed,
    /// In which role.
    pub role: Role,
    /// By whom, by the name the records had.
    pub name: String,
    /// The same by phone: names are not unique.
    pub by: Phone,
    /// When.
    pub at: Timestamp,
    /// The version of the nomination that it made.
    pub sequence: u64,
}

impl LastStep {
    /// The step in a sentence, for somebody who wanted to do something else.
    pub fn says(&self, now: Timestamp) -> Said {
        let Self {
            deed, role, name, ..
        } = self;
        let (deed, role, at) = (deed.name(), role.name(), china_minute(self.at));
        let recent = now.duration_since(self.at) < JUST_NOW;
        let (zh, en) = if recent {
            (format!("刚刚（{at}）"), format!("just now ({at})"))
        } else {
            (format!("于 {at} "), format!("at {at}"))
        };
        Said::new(
            format!("{name}（{}）{zh}已操作“{}”。", role.zh, deed.zh),
            format!("{name} ({}) was here {en}: {}.", role.en, deed.en),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_who_did_what_and_whether_just_now() {
        let at: Timestamp = "2026-11-22T02:00:00Z".parse().unwrap();
        let step = LastStep {
            deed: Deed::FirstReject,
            role: Role::Liaison,
            name: "林同".to_owned(),
            by: Phone::parse("19900900001").unwrap(),
            at,
            sequence: 2,
        };
        let now = step.says(at + jiff::SignedDuration::from_secs(5)).zh;
        assert!(now.starts_with("林同（选举单位联络员）刚刚（"), "{now}");
        assert!(now.contains("初审驳回"), "{now}");
        let later = step.says(at + jiff::SignedDuration::from_hours(3)).zh;
        assert!(later.contains("于 2026-11-22 10:00 已操作"), "{later}");
    }
}
