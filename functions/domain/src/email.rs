//! E-mail addresses.

use crate::text::{Language, Text};
use std::fmt;

/// The longest address that can be delivered to: a path of 256 less its two brackets
/// (RFC 5321, section 4.5.3.1.3).
const LONGEST: usize = 254;
/// The longest part before the `@` (RFC 5321, section 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// A plausible e-mail address: the unquoted ASCII form of RFC 5321 with a domain of two labels or
/// more. Whether somebody reads it only a message can tell.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// Why a text is not an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum EmailFault {
    /// Nothing but spaces.
    #[error("empty")]
    Empty,
    /// More than 254 characters, or more than 64 before the `@`.
    #[error("too long")]
    TooLong,
    /// Not `name@domain`, or a character an address cannot have.
    #[error("malformed")]
    Malformed,
}

impl EmailFault {
    /// What to do about it.
    pub fn text(&self, language: Language) -> String {
        let text = match self {
            Self::Empty => Text::new("请填写邮箱。", "Please enter the e-mail address."),
            Self::TooLong => Text::new(
                "邮箱太长，请填写不超过254个字符的邮箱。",
                "The e-mail address is too long: please use one of at most 254 characters.",
            ),
            Self::Malformed => Text::new(
                "邮箱格式不对，请按 name@example.org 的样式填写。",
                "This is not an e-mail address: please write it like name@example.org.",
            ),
        };
        text.get(language).to_owned()
    }
}

impl Email {
    /// Reads an address: spaces around it are dropped, a full-width `＠` is understood, the domain
    /// becomes lower case (the part before it may be case-sensitive and stays).
    ///
    /// ```
    /// # use domain::email::Email;
    /// assert_eq!(Email::parse(" Li.Lei@Example.ORG ").unwrap().as_str(), "Li.Lei@example.org");
    /// ```
    ///
    /// # Errors
    /// The first [`EmailFault`] met; the kinds exclude each other.
    pub fn parse(text: &str) -> Result<Self, EmailFault> {
        let text = text.trim().replace('＠', "@");
        if text.is_empty() {
            return Err(EmailFault::Empty);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailFault::Malformed)?;
        if text.len() > LONGEST || local.len() > LONGEST_LOCAL {
            return Err(EmailFault::TooLong);
        }
        if is_local_part(local) && is_domain(domain) {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(EmailFault::Malformed)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The address is somebody's: a log shows its domain at most.
impl fmt::Debug for Email {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let domain = self.0.rsplit('@').next().unwrap_or_default();
        write!(formatter, "Email(***@{domain})")
    }
}

/// Dot-separated atoms (RFC 5322, section 3.2.3).
fn is_local_part(local: &str) -> bool {
    local.split('.').all(|atom| {
        !atom.is_empty()
            && atom
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte))
    })
}

/// Two labels or more, the last one not a number (RFC 1123, section 2.1).
fn is_domain(domain: &str) -> bool {
    let labels: Vec<_> = domain.split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|label| is_label(label))
        && labels
            .last()
            .is_some_and(|last| last.len() >= 2 && !last.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{Email, EmailFault};
    use crate::text::Language;
    use proptest::prelude::*;

    #[test]
    fn the_domain_becomes_lower_case_and_the_rest_stays() {
        let read = Email::parse("\u{3000}Zhang.San+1＠Mail.Example.ORG ").unwrap();
        assert_eq!(read.as_str(), "Zhang.San+1@mail.example.org");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let bad = [
            "a",
            "a@",
            "@b.cn",
            "a@b",
            "a@b.1",
            "a@b.12",
            "a@b.c",
            "a..b@c.cn",
            ".a@c.cn",
            "a b@c.cn",
            "a@-b.cn",
            "a@b-.cn",
            "a@b..cn",
            "a@@b.cn",
            "甲@b.cn",
            "a@乙.cn",
            "a,b@c.cn",
            "<a@b.cn>",
        ];
        for text in bad {
            assert_eq!(Email::parse(text), Err(EmailFault::Malformed), "{text}");
        }
    }

    #[test]
    fn an_empty_one_and_one_too_long_are_refused() {
        assert_eq!(Email::parse(" \t"), Err(EmailFault::Empty));
        let local = "a".repeat(65);
        assert_eq!(
            Email::parse(&format!("{local}@b.cn")),
            Err(EmailFault::TooLong)
        );
        let domain = format!("{}cn", "a.".repeat(126));
        assert_eq!(
            Email::parse(&format!("a@{domain}")),
            Err(EmailFault::TooLong)
        );
        assert!(Email::parse(&format!("a@{}", &domain[2..])).is_ok());
    }

    #[test]
    fn debug_does_not_show_whose_it_is() {
        let shown = format!("{:?}", Email::parse("zhangsan@example.org").unwrap());
        assert_eq!(shown, "Email(***@example.org)");
    }

    #[test]
    fn every_fault_has_a_text_in_both_languages() {
        for fault in [
            EmailFault::Empty,
            EmailFault::TooLong,
            EmailFault::Malformed,
        ] {
            assert_ne!(fault.text(Language::Zh), fault.text(Language::En));
        }
    }

    proptest! {
        #[test]
        fn reading_again_changes_nothing(text in "\\PC{0,12}@?[a-zA-Z0-9.]{0,12}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            }
        }
    }
}
