//! What is printed of a nomination and carries a verification code: whether a paper still says what the record says.

use std::fmt;

use crate::{
    form::{Form, schema::Schema},
    nomination::Nomination,
    text::Language,
    unit::Unit,
};

/// A kind of paper with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 登记表.
    Form,
    /// 胸牌 and 桌签: name, unit and standing.
    Badge,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Form, Self::Badge];

    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Badge => "badge",
        }
    }

    /// What such a paper says of a nomination, piece by piece: the code is made of it, so a paper stops matching as soon as one
    /// piece changes. The language it is printed in, a mask over numbers and the layout are no part of it. `photo` is the digest
    /// of the photo's bytes as text; empty where there is none.
    pub fn says(
        self,
        nomination: &Nomination,
        unit: &Unit,
        form: &Form,
        schema: &Schema<'_>,
        photo: &str,
    ) -> Vec<String> {
        let mut pieces = vec![
            self.code().to_owned(),
            nomination.id.to_string(),
            nomination.category.code().to_owned(),
            unit.name.clone(),
        ];
        match self {
            Self::Badge => pieces.push(nomination.name.clone()),
            Self::Form => {
                for field in schema.fields() {
                    let answer = form.values.display(field, Language::Zh, false);
                    if !answer.is_empty() {
                        pieces.extend([field.id.to_owned(), answer]);
                    }
                }
                pieces.push(photo.to_owned());
            }
        }
        pieces
    }
}

/// Crockford's alphabet: no letter that is read as another or as a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs that say whose paper it is, and signs in all.
const WHOSE: usize = 5;
const SIGNS: usize = 12;

/// A verification code, `7K3F-92MD-XQ4T`: 25 bits tell whose paper it is among those one may see, 35 bits what it says. Both
/// are beginnings of keyed digests, so nobody makes one without the key; asking is limited, so nobody tries them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperCode([u8; SIGNS]);

impl PaperCode {
    /// The code made of two digests.
    ///
    /// # Panics
    /// When a digest has fewer than five bytes.
    pub fn of(whose: &[u8], says: &[u8]) -> Self {
        let mut signs = [0; SIGNS];
        let (first, second) = signs.split_at_mut(WHOSE);
        spell(whose, first);
        spell(says, second);
        Self(signs)
    }

    /// Reads a code as people type it: small letters, spaces, without hyphens, O for 0, I and L for 1.
    ///
    /// ```
    /// use domain::paper::PaperCode;
    ///
    /// let code = PaperCode::parse("7k3f 92md-xqOt").expect("a code");
    /// assert_eq!(code.to_string(), "7K3F-92MD-XQ0T");
    /// assert_eq!(PaperCode::parse("7K3F-92MD"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let typed = text
            .chars()
            .filter(|sign| !sign.is_whitespace() && *sign != '-');
        let mut signs = [0; SIGNS];
        let mut length = 0;
        for sign in typed {
            let sign = match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                sign => sign,
            };
            let place = ALPHABET
                .iter()
                .position(|known| char::from(*known) == sign)?;
            *signs.get_mut(length)? = ALPHABET[place];
            length += 1;
        }
        (length == SIGNS).then_some(Self(signs))
    }

    /// Whether it is of the paper whose digest this is, whatever the paper says.
    pub fn is_of(&self, whose: &[u8]) -> bool {
        let mut signs = [0; WHOSE];
        spell(whose, &mut signs);
        self.0[..WHOSE] == signs
    }
}

/// The first bits of a digest, five to a sign.
fn spell(digest: &[u8], signs: &mut [u8]) {
    let bits = digest[..5]
        .iter()
        .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    for (place, sign) in signs.iter_mut().enumerate() {
        let five = bits >> (40 - 5 * (place + 1)) & 31;
        *sign = ALPHABET[usize::try_from(five).unwrap_or_default()];
    }
}

impl fmt::Display for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, sign) in self.0.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*sign))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::PaperCode;

    #[test]
    fn a_code_is_read_back_and_tells_whose_it_is() {
        let (whose, says) = (
            [0xAB, 0xCD, 0xEF, 0x01, 0x23, 9],
            [0xFF, 0x00, 0x12, 0x34, 0x56, 9],
        );
        let code = PaperCode::of(&whose, &says);
        assert_eq!(PaperCode::parse(&code.to_string()), Some(code));
        assert!(code.is_of(&whose));
        assert!(!code.is_of(&says));
        assert_ne!(code, PaperCode::of(&whose, &[0xFF, 0x00, 0x12, 0x35, 0x56]));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in [
            "",
            "7K3F",
            "7K3F-92MD-XQ4U",
            "7K3F-92MD-XQ4T-0",
            "七K3F-92MD-XQ4T",
        ] {
            assert_eq!(PaperCode::parse(text), None, "{text}");
        }
    }
}
