//! The words of a message: the templates of `templates/sms`, embedded and rendered strictly. An SMS begins with the
//! signature; the inbox has the same words without it.

use std::sync::LazyLock;

use domain::{
    message::{Message, MessageKind},
    text::Language,
};
use minijinja::{Environment, UndefinedBehavior, value::Serde};

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        [$(
            (concat!($name, ".zh"), include_str!(concat!("../../../templates/sms/", $name, ".zh.txt"))),
            (concat!($name, ".en"), include_str!(concat!("../../../templates/sms/", $name, ".en.txt"))),
        )*]
    };
}

const TEMPLATES: [(&str, &str); 2 * MessageKind::ALL.len()] = templates![
    "sign_in_code",
    "invited",
    "liaison_invited",
    "sent_back",
    "approved",
    "finally_approved",
    "finally_rejected",
    "finally_sent_back",
    "unit_reported",
    "report_accepted",
    "report_returned",
    "form_closing",
    "window_closing",
    "reminder",
    "from_convener",
    "phone_changed",
];

/// Which Chinese gateways require at the beginning of every text.
const SIGNATURE: &str = "【推选】";

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, source) in TEMPLATES {
        environment
            .add_template(name, source)
            .expect("a test of this module renders every template");
    }
    environment
});

/// The text of a message as it is sent by SMS.
///
/// # Errors
/// As [`words`].
pub fn text(message: &Message, language: Language) -> Result<String, minijinja::Error> {
    words(message, language).map(|words| format!("{SIGNATURE}{words}"))
}

/// The words of a message in both languages, for the inbox.
///
/// # Errors
/// As [`words`].
pub(crate) fn texts(message: &Message) -> Result<store::Texts, minijinja::Error> {
    Ok(store::Texts {
        zh: words(message, Language::Zh)?,
        en: words(message, Language::En)?,
    })
}

/// The words of a message.
///
/// # Errors
/// [`minijinja::Error`] when the sender left out a word that the template needs.
fn words(message: &Message, language: Language) -> Result<String, minijinja::Error> {
    let name = format!("{}.{}", message.kind.code(), language.tag());
    ENVIRONMENT
        .get_template(&name)?
        .render(Serde(&message.words))
}

/// The names that a template fills in, each once, in the order in which they appear.
pub(crate) fn names(kind: MessageKind, language: Language) -> Vec<&'static str> {
    let name = format!("{}.{}", kind.code(), language.tag());
    let source = TEMPLATES.iter().find(|(known, _)| *known == name);
    let mut names = Vec::new();
    for part in source.map_or("", |(_, source)| source).split("{{").skip(1) {
        let word = part.split_once("}}").map_or("", |(word, _)| word.trim());
        if !word.is_empty() && !names.contains(&word) {
            names.push(word);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use domain::{message::Words, phone::Phone};

    use super::*;

    const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

    fn message(kind: MessageKind) -> Message {
        let words = Words {
            congress: "省科协第十次代表大会".into(),
            unit: "省数学会".into(),
            person: "徐怡".into(),
            code: "012345".into(),
            number: "5".into(),
            link: String::new(),
            until: "2026-11-30 18:00".into(),
            stage: "first_review".into(),
            receipt: "20261122-U001-17".into(),
            heading: "请尽快上报".into(),
            quote: "这里是意见".into(),
            remarks: Vec::new(),
        };
        Message {
            kind,
            to: Phone::parse("19900900001").unwrap(),
            words,
            about: None,
        }
    }

    #[test]
    fn every_kind_has_a_text_in_both_languages_that_begins_with_the_signature() {
        for kind in MessageKind::ALL {
            for language in LANGUAGES {
                let text = text(&message(kind), language).unwrap();
                assert!(text.starts_with("【推选】"), "{text}");
                assert!(!text.contains('{') && !text.contains('\n'), "{text}");
                assert!(
                    !text.contains("这里是意见"),
                    "an opinion stays in the inbox: {text}"
                );
            }
        }
    }

    #[test]
    fn a_chinese_text_with_names_of_usual_length_is_charged_once() {
        for kind in MessageKind::ALL {
            let text = text(&message(kind), Language::Zh).unwrap();
            assert!(
                text.chars().count() <= 70,
                "{} characters: {text}",
                text.chars().count()
            );
        }
    }

    #[test]
    fn the_code_stands_in_its_message_with_how_long_it_is_good() {
        let text = |language| text(&message(MessageKind::SignInCode), language).unwrap();
        assert_eq!(
            text(Language::Zh),
            "【推选】验证码012345，5分钟内有效。请勿告诉他人；非本人操作请忽略。"
        );
        assert_eq!(
            text(Language::En),
            "【推选】012345 is your code, valid for 5 minutes. Tell nobody. Not you? Ignore this."
        );
    }

    #[test]
    fn the_words_of_a_text_are_those_that_its_template_asks_for() {
        for (name, _) in TEMPLATES {
            let (kind, tag) = name.split_once('.').unwrap();
            let kind = serde_json::from_value(kind.into()).unwrap();
            let template = ENVIRONMENT.get_template(name).unwrap();
            let asked = template.undeclared_variables(false);
            let words = names(kind, Language::parse(tag).unwrap());
            assert_eq!(words.len(), asked.len(), "{name}: {words:?}");
            assert!(
                words.iter().all(|word| asked.contains(*word)),
                "{name}: {words:?}"
            );
        }
    }

    #[test]
    fn a_word_that_was_left_out_is_an_error_and_never_a_gap() {
        let mut message = message(MessageKind::Invited);
        message.words.person = String::new();
        assert!(text(&message, Language::Zh).is_err());
    }

    #[test]
    fn an_invitation_leads_to_the_form_of_its_congress_with_nothing_personal_in_the_link() {
        let congress =
            domain::id::CongressId::parse("0198c0de-7000-7abc-8def-000000000001").unwrap();
        let mut message = message(MessageKind::Invited);
        message.about = Some(domain::message::About {
            congress,
            unit: None,
            nomination: None,
        });
        let sent = |origin, language| {
            text(&crate::link::linked(&message, origin, language), language).unwrap()
        };
        let zh = sent(Some("https://tx.example.org"), Language::Zh);
        let link = "https://tx.example.org/my-form/?congress=0198c0de-7000-7abc-8def-000000000001";
        assert!(zh.ends_with(&format!("截止。 {link}")), "{zh}");
        // 67 characters in each part of a longer text.
        assert!(zh.chars().count() <= 3 * 67, "three parts at most: {zh}");
        assert!(
            sent(Some("https://tx.example.org"), Language::En).contains("/en/my-form/?congress=")
        );
        assert!(!sent(None, Language::Zh).contains("http"));
        let kind = MessageKind::Reminder;
        let other = crate::link::linked(
            &Message { kind, ..message },
            Some("https://x"),
            Language::Zh,
        );
        assert_eq!(other.words.link, "");
    }

    #[test]
    fn without_a_closing_time_the_rest_of_the_text_stands() {
        let mut message = message(MessageKind::Invited);
        message.words.until = String::new();
        let text = text(&message, Language::Zh).unwrap();
        assert_eq!(
            text,
            "【推选】徐怡您好，省数学会推荐您参加省科协第十次代表大会。请用本手机号登录，填写登记表。"
        );
    }
}
