//! Which registered template stands for which kind of message in which language. Chinese gateways send no free text: each
//! text is registered with them once, with its words as variables, and called by its code.
//!
//! What to register are the texts of `templates/sms` without the signature in brackets, with `${name}` (Alibaba) or `{1}`,
//! `{2}` … in the order in which they appear (Tencent) for `{{ name }}`; where a text has a part that may be absent, register
//! it with that part: what is not known reads 另行通知. Only the link of an invitation is a matter of the installation: register it
//! where `SITE_ORIGIN` is set, and leave it out where it is not.

use std::collections::BTreeMap;

use domain::{message::MessageKind, text::Language};
use serde_json::{Map, Value};

use super::Sms;
use crate::text;

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];
/// The word that no invitation has where the site's origin is not known.
const LINK: &str = "link";

/// The codes of registered templates: one for every kind of message and language.
#[derive(Clone, Debug)]
pub struct Templates(BTreeMap<String, String>);

impl Templates {
    /// Reads `{"sign_in_code.zh": "SMS_1", "sign_in_code.en": "SMS_2", …}`.
    ///
    /// # Errors
    /// The names that have no code, or that nothing is called by; or that it is no such JSON.
    pub fn read(json: &str) -> Result<Self, String> {
        let codes: BTreeMap<String, String> = serde_json::from_str(json)
            .map_err(|_| r#"is not {"sign_in_code.zh": "…", …}"#.to_owned())?;
        let names: Vec<String> = MessageKind::ALL
            .into_iter()
            .flat_map(|kind| LANGUAGES.map(|language| name(kind, language)))
            .collect();
        let missing = names
            .iter()
            .filter(|name| codes.get(*name).is_none_or(String::is_empty));
        let missing: Vec<_> = missing.map(String::as_str).collect();
        if !missing.is_empty() {
            return Err(format!("has no template for {}", missing.join(", ")));
        }
        let unknown: Vec<_> = codes
            .keys()
            .filter(|code| !names.contains(code))
            .map(String::as_str)
            .collect();
        if unknown.is_empty() {
            Ok(Self(codes))
        } else {
            Err(format!("names no message: {}", unknown.join(", ")))
        }
    }

    /// The code for a message.
    ///
    /// # Panics
    /// Never: [`Templates::read`] takes nothing less than all.
    pub(super) fn of(&self, sms: &Sms<'_>) -> &str {
        &self.0[&name(sms.message.kind, sms.language)]
    }
}

fn name(kind: MessageKind, language: Language) -> String {
    format!("{}.{}", kind.code(), language.tag())
}

/// The words of a message in the order in which its template names them.
fn parameters(sms: &Sms<'_>) -> Vec<(&'static str, String)> {
    let words = serde_json::to_value(&sms.message.words).unwrap_or_default();
    let value = |name: &'static str| {
        let word = words.get(name).and_then(Value::as_str);
        let unknown = || match sms.language {
            Language::Zh => "另行通知".to_owned(),
            Language::En => "a date to be announced".to_owned(),
        };
        (name, word.map_or_else(unknown, str::to_owned))
    };
    let linked = words.get(LINK).is_some();
    text::names(sms.message.kind, sms.language)
        .into_iter()
        .filter(|name| linked || *name != LINK)
        .map(value)
        .collect()
}

/// As `{"code": "012345", "number": "5"}`.
pub(super) fn parameters_by_name(sms: &Sms<'_>) -> Value {
    let named = parameters(sms).into_iter();
    let named: Map<String, Value> = named
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    named.into()
}

/// As `["012345", "5"]`.
pub(super) fn parameters_in_order(sms: &Sms<'_>) -> Vec<String> {
    parameters(sms)
        .into_iter()
        .map(|(_, value)| value)
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use domain::{
        message::{Message, Words},
        phone::Phone,
    };

    use super::*;

    /// A template for everything.
    pub(in crate::gateway) fn all() -> String {
        let names = MessageKind::ALL
            .into_iter()
            .flat_map(|kind| LANGUAGES.map(|language| name(kind, language)));
        let codes: BTreeMap<String, String> = names
            .map(|name| (name.clone(), format!("T-{name}")))
            .collect();
        serde_json::to_string(&codes).unwrap()
    }

    #[test]
    fn what_is_missing_or_unknown_is_named_at_the_start() {
        assert!(Templates::read(&all()).is_ok());
        let without = all().replace("\"reminder.en\":\"T-reminder.en\"", "\"reminder.en\":\"\"");
        let fault = Templates::read(&without).unwrap_err();
        assert_eq!(fault, "has no template for reminder.en");
        let with = all().replace('{', "{\"greeting.zh\":\"T\",");
        assert_eq!(
            Templates::read(&with).unwrap_err(),
            "names no message: greeting.zh"
        );
        assert!(
            Templates::read("SMS_1")
                .unwrap_err()
                .contains("sign_in_code.zh")
        );
    }

    #[test]
    fn words_stand_in_the_order_of_the_text_and_a_missing_date_is_said() {
        let mut message = Message {
            kind: MessageKind::Invited,
            to: Phone::parse("19900900001").unwrap(),
            about: None,
            words: Words {
                congress: "代表大会".into(),
                unit: "省数学会".into(),
                person: "徐怡".into(),
                ..Words::default()
            },
        };
        let sms = Sms {
            message: &message,
            language: Language::Zh,
            text: "",
        };
        assert_eq!(
            parameters_in_order(&sms),
            ["徐怡", "省数学会", "代表大会", "另行通知"]
        );
        let by_name = parameters_by_name(&sms);
        assert_eq!(by_name["until"], "另行通知");
        assert_eq!(by_name["person"], "徐怡");
        assert_eq!(by_name.get("link"), None, "a link is no date");
        message.words.link = "https://x.example/my-form/".into();
        let sms = Sms {
            message: &message,
            language: Language::Zh,
            text: "",
        };
        assert_eq!(
            parameters_in_order(&sms)[3..],
            ["另行通知", "https://x.example/my-form/"]
        );
    }
}
