//! People's names.

mod fault;

pub use fault::PersonNameFault;

use crate::text::half_width;
use std::fmt;

/// The most characters a name has; the longest on identity cards are well below.
const LONGEST: usize = 50;
/// The one interpunct we write (GB/T 15834: 间隔号).
const INTERPUNCT: char = '·';

/// Somebody's name as it is to be printed. Every character Unicode knows as a letter survives,
/// the rarest included: a name is what its bearer says it is. `Debug` shows its first character.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

impl PersonName {
    /// Reads a name: outer spaces, spaces between Han characters and around the interpunct go,
    /// others become one; what input methods offer instead of the interpunct (•‧・．) becomes ·,
    /// full-width Latin letters become plain ones.
    ///
    /// ```
    /// # use domain::person_name::PersonName;
    /// assert_eq!(PersonName::parse("张 三").unwrap().as_str(), "张三");
    /// assert_eq!(PersonName::parse("阿依古丽•买买提").unwrap().as_str(), "阿依古丽·买买提");
    /// ```
    ///
    /// # Errors
    /// The first [`PersonNameFault`] from the left.
    pub fn parse(text: &str) -> Result<Self, PersonNameFault> {
        let plain: Vec<char> = half_width(text)
            .chars()
            .filter(|letter| !is_invisible(*letter))
            .map(one_interpunct)
            .collect();
        let name = without_spare_spaces(&with_han_dots(&plain));
        if name.is_empty() {
            return Err(PersonNameFault::Empty);
        }
        if let Some(found) = name.iter().copied().find(|letter| !belongs(*letter)) {
            return Err(PersonNameFault::Character(found));
        }
        if let Some(found) = misplaced(&name) {
            return Err(PersonNameFault::Mark(found));
        }
        if name.len() > LONGEST {
            return Err(PersonNameFault::TooLong);
        }
        Ok(Self(name.into_iter().collect()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.0.chars().next().unwrap_or('*');
        write!(formatter, "PersonName({first}**)")
    }
}

fn one_interpunct(letter: char) -> char {
    match letter {
        '•' | '‧' | '・' | '･' | '∙' | '⋅' | '●' | '᛫' => INTERPUNCT,
        '’' | '‘' | 'ʼ' => '\'',
        '‐' | '‑' => '-',
        other if other.is_whitespace() => ' ',
        other => other,
    }
}

/// A full stop between Han characters is an interpunct typed in a hurry; `J. Smith` keeps his.
fn with_han_dots(letters: &[char]) -> Vec<char> {
    let han = |place: Option<usize>| {
        place
            .and_then(|place| letters.get(place))
            .is_some_and(|letter| is_han(*letter))
    };
    letters
        .iter()
        .enumerate()
        .map(|(place, &letter)| {
            if letter == '.' && han(place.checked_sub(1)) && han(Some(place + 1)) {
                INTERPUNCT
            } else {
                letter
            }
        })
        .collect()
}

fn without_spare_spaces(letters: &[char]) -> Vec<char> {
    let mut name: Vec<char> = Vec::with_capacity(letters.len());
    let mut space = false;
    for &letter in letters {
        if letter == ' ' {
            space = true;
            continue;
        }
        if let Some(&before) = name.last()
            && space
            && before != INTERPUNCT
            && letter != INTERPUNCT
            && !(is_han(before) && is_han(letter))
        {
            name.push(' ');
        }
        space = false;
        name.push(letter);
    }
    name
}

/// Whether a character can stand in a name.
fn belongs(letter: char) -> bool {
    matches!(letter, ' ' | '\'' | '-' | '.' | INTERPUNCT | '〇')
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{e0100}'..='\u{e01ef}')
        || (letter.is_alphabetic() && !letter.is_numeric() && !is_symbol(letter))
}

/// Letters in circles and squares count as alphabetic in Unicode, yet they are signs or emoji.
fn is_symbol(letter: char) -> bool {
    matches!(letter, '\u{2460}'..='\u{24ff}' | '\u{1f000}'..='\u{1faff}')
}

/// Han characters, the supplementary planes included, and the variation selectors behind them.
fn is_han(letter: char) -> bool {
    matches!(letter,
        '\u{2e80}'..='\u{2fd5}' | '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Marks of direction and width zero that come along when a name is copied from a chat.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Characters of single fonts only: they would print as a box elsewhere.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// The first mark that does not stand where it can: the interpunct and the hyphen between letters,
/// the apostrophe at a letter, the full stop after one.
fn misplaced(name: &[char]) -> Option<char> {
    let letter_at = |place: Option<usize>| {
        place
            .and_then(|place| name.get(place))
            .is_some_and(|letter| !is_mark(*letter))
    };
    name.iter().enumerate().find_map(|(place, &mark)| {
        let before = letter_at(place.checked_sub(1));
        let after = letter_at(Some(place + 1));
        let well = match mark {
            INTERPUNCT | '-' => before && after,
            '.' => before,
            '\'' => before || after,
            _ => true,
        };
        // "J.-P." and "A.·B." have a full stop before the mark.
        let abbreviated = after && place > 0 && name[place - 1] == '.';
        (!well && !abbreviated).then_some(mark)
    })
}

fn is_mark(letter: char) -> bool {
    matches!(letter, ' ' | '\'' | '-' | '.' | INTERPUNCT)
}

#[cfg(test)]
mod tests;
