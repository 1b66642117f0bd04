//! The numbers of certificates other than the resident identity card: their shape can be checked,
//! little else.

use super::{IdNumber, IdNumberFault, LENGTH, plain};
use crate::text::{Language, Text};
use jiff::civil::Date;

/// What can be wrong with a certificate's number. It carries nothing of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CertificateFault {
    /// The type is none of the table `id_type`.
    #[error("unknown type of certificate")]
    UnknownType,
    /// Nothing but spaces.
    #[error("empty")]
    Empty,
    /// Not how this type of certificate is numbered.
    #[error("not a number of this type of certificate")]
    Shape(CertificateKind),
}

/// The types whose numbers have a shape of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CertificateKind {
    /// 居民身份证 (111), checked as GB 11643 says.
    IdentityCard,
    /// 护照 (414): 5–17 letters and digits; issuers differ too much to say more.
    Passport,
    /// 港澳居民来往内地通行证 (516): H or M and 8 digits, on older ones 2 more for the renewal.
    HongKongMacaoPermit,
    /// 台湾居民来往大陆通行证 (511): 8 digits; older ones 10 digits, mostly with a letter after.
    TaiwanPermit,
    /// 外国人永久居留身份证 (553): 18 characters from 9 on since 2023, before 3 letters and 12 digits.
    PermanentResident,
    /// 港澳台居民居住证 (T01): GB 11643 with the divisions 81, 82 and 83.
    ResidencePermit,
}

impl CertificateKind {
    fn of(id_type: &str) -> Option<Self> {
        Some(match id_type {
            "111" => Self::IdentityCard,
            "414" => Self::Passport,
            "516" => Self::HongKongMacaoPermit,
            "511" => Self::TaiwanPermit,
            "553" => Self::PermanentResident,
            "T01" => Self::ResidencePermit,
            _ => return None,
        })
    }

    fn fits(self, number: &str) -> bool {
        match self {
            Self::IdentityCard => is_citizen_number(number),
            Self::Passport => (5..=17).contains(&number.len()) && all_letters_or_digits(number),
            Self::HongKongMacaoPermit => number
                .strip_prefix(['H', 'M'])
                .is_some_and(|digits| matches!(digits.len(), 8 | 10) && all_digits(digits)),
            Self::TaiwanPermit => {
                let digits = number.strip_suffix(|last: char| last.is_ascii_uppercase());
                let short = matches!(number.len(), 8 | 10) && all_digits(number);
                short || digits.is_some_and(|digits| digits.len() == 10 && all_digits(digits))
            }
            Self::PermanentResident if number.len() == LENGTH => {
                number.starts_with('9') && is_citizen_number(number)
            }
            Self::PermanentResident => {
                number.split_at_checked(3).is_some_and(|(issuer, digits)| {
                    issuer.bytes().all(|byte| byte.is_ascii_uppercase())
                        && digits.len() == 12
                        && all_digits(digits)
                })
            }
            Self::ResidencePermit => {
                ["81", "82", "83"]
                    .iter()
                    .any(|start| number.starts_with(start))
                    && is_citizen_number(number)
            }
        }
    }

    fn shape(self) -> Text {
        match self {
            Self::IdentityCard => Text::new(
                "身份证号有误，请对照证件核对18位号码。",
                "This is not a valid ID number: please compare the 18 characters with the card.",
            ),
            Self::Passport => Text::new(
                "护照号由5至17位字母和数字组成，请对照护照核对。",
                "A passport number is 5 to 17 letters and digits: please compare with the passport.",
            ),
            Self::HongKongMacaoPermit => Text::new(
                "港澳居民来往内地通行证号由H或M加8位（旧证10位）数字组成，请对照证件核对。",
                "The permit’s number is H or M and 8 digits (10 on old ones): please compare with the permit.",
            ),
            Self::TaiwanPermit => Text::new(
                "台湾居民来往大陆通行证号为8位数字（旧证为10位数字，可带1位字母），请对照证件核对。",
                "The permit’s number is 8 digits (on old ones 10 and perhaps a letter): please compare with the permit.",
            ),
            Self::PermanentResident => Text::new(
                "外国人永久居留身份证号为9开头的18位号码（旧证为3位字母加12位数字），请对照证件核对。",
                "The card’s number has 18 characters from 9 on (on old ones 3 letters and 12 digits): please compare with the card.",
            ),
            Self::ResidencePermit => Text::new(
                "港澳台居民居住证号为81、82或83开头的18位号码，请对照证件核对。",
                "The permit’s number has 18 characters and begins with 81, 82 or 83: please compare with the permit.",
            ),
        }
    }
}

impl CertificateFault {
    /// What to do about it.
    pub fn text(&self, language: Language) -> String {
        let text = match self {
            Self::UnknownType => {
                Text::new("请选择证件类型。", "Please choose the type of certificate.")
            }
            Self::Empty => Text::new("请填写证件号。", "Please enter the certificate’s number."),
            Self::Shape(kind) => kind.shape(),
        };
        text.get(language).to_owned()
    }
}

/// The number of a certificate of a type (a code of the table `id_type`), without spaces and in
/// plain upper-case characters. For the resident identity card use [`IdNumber::parse`], which
/// knows today and says every fault.
///
/// ```
/// use domain::id_number::parse_other;
/// assert_eq!(parse_other("414", " e1234 5678 ").as_deref(), Ok("E12345678"));
/// ```
///
/// # Errors
/// A [`CertificateFault`]; the kinds exclude each other.
pub fn parse_other(id_type: &str, text: &str) -> Result<String, CertificateFault> {
    let kind = CertificateKind::of(id_type).ok_or(CertificateFault::UnknownType)?;
    let number: String = plain(text)
        .chars()
        .filter(|letter| !matches!(letter, '(' | ')' | '-'))
        .collect();
    if number.is_empty() {
        Err(CertificateFault::Empty)
    } else if kind.fits(&number) {
        Ok(number)
    } else {
        Err(CertificateFault::Shape(kind))
    }
}

/// Whether a number is built as GB 11643 says, whatever day it is today.
fn is_citizen_number(number: &str) -> bool {
    let read: Result<_, Vec<IdNumberFault>> = IdNumber::parse(number, Date::MAX);
    read.is_ok()
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn all_letters_or_digits(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
