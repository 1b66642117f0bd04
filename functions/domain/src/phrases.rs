//! 常用意见: what a reviewer writes again and again, offered where the next opinion is written. Everybody has their own.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::refusal::{Fault, FaultCode, Refusal};

/// The most phrases somebody keeps.
pub const MOST_KEPT: usize = 20;
/// The longest phrase, in characters; a longer opinion is about one person and of no use for the next.
pub const LONGEST: usize = 200;
/// How many opinions are remembered of which the frequent ones are offered.
const MOST_REMEMBERED: usize = 40;
/// How many frequent ones are offered.
const MOST_OFFERED: usize = 6;

/// Somebody's phrases.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrases {
    #[serde(rename = "k")]
    kept: Vec<String>,
    #[serde(rename = "u")]
    used: Vec<Used>,
}

/// An opinion that was given.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Used {
    #[serde(rename = "t")]
    text: String,
    #[serde(rename = "n")]
    times: u32,
    #[serde(rename = "a")]
    at: Timestamp,
}

impl std::fmt::Debug for Phrases {
    /// How many: what people wrote is no business of a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Phrases")
            .field("kept", &self.kept.len())
            .field("used", &self.used.len())
            .finish()
    }
}

impl Phrases {
    /// What they keep on purpose, in the order in which they added it.
    pub fn kept(&self) -> &[String] {
        &self.kept
    }

    /// What they wrote most often, then most recently, and do not keep anyway.
    pub fn frequent(&self) -> Vec<&str> {
        let mut used: Vec<&Used> = self.used.iter().collect();
        used.retain(|one| !self.kept.contains(&one.text));
        used.sort_by_key(|one| std::cmp::Reverse((one.times, one.at)));
        let texts = used.into_iter().map(|one| one.text.as_str());
        texts.take(MOST_OFFERED).collect()
    }

    /// Counts an opinion that was given. An empty or long one is none to repeat.
    pub fn note(&mut self, opinion: &str, now: Timestamp) {
        let text = opinion.trim();
        if text.is_empty() || text.chars().count() > LONGEST {
            return;
        }
        match self.used.iter_mut().find(|one| one.text == text) {
            Some(one) => (one.times, one.at) = (one.times.saturating_add(1), now),
            None => self.used.push(Used {
                text: text.to_owned(),
                times: 1,
                at: now,
            }),
        }
        if self.used.len() > MOST_REMEMBERED {
            let seldom = (0..self.used.len()).min_by_key(|at| {
                let one = &self.used[*at];
                (one.text == text, one.times, one.at)
            });
            seldom.map(|at| self.used.remove(at));
        }
    }

    /// Keeps a phrase; one that is kept already stays where it is.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for nothing, too long a text, or one too many.
    pub fn keep(&mut self, text: &str) -> Result<(), Refusal> {
        let text = text.trim();
        let fault = |code, zh: String, en: String| {
            Err(Refusal::Invalid(vec![Fault::new("/text", code, zh, en)]))
        };
        if text.is_empty() {
            let (zh, en) = ("请写明常用意见", "Please write the phrase");
            return fault(FaultCode::Required, zh.to_owned(), en.to_owned());
        }
        if text.chars().count() > LONGEST {
            return fault(
                FaultCode::TooLong,
                format!("常用意见最多 {LONGEST} 字"),
                format!("A phrase has at most {LONGEST} characters"),
            );
        }
        if self.kept.iter().any(|kept| kept == text) {
            return Ok(());
        }
        if self.kept.len() >= MOST_KEPT {
            return fault(
                FaultCode::TooLong,
                format!("常用意见最多 {MOST_KEPT} 条，请先移除不用的"),
                format!("At most {MOST_KEPT} phrases; remove one first"),
            );
        }
        self.kept.push(text.to_owned());
        Ok(())
    }

    /// Forgets a phrase, kept or only used.
    pub fn forget(&mut self, text: &str) {
        self.kept.retain(|kept| kept != text);
        self.used.retain(|one| one.text != text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_most_frequent_come_first_then_the_latest_and_kept_ones_are_not_offered_twice() {
        let mut phrases = Phrases::default();
        for (second, text) in [(1, "甲"), (2, "乙"), (3, " 甲 "), (4, "丙"), (5, "")] {
            phrases.note(text, at(second));
        }
        assert_eq!(phrases.frequent(), ["甲", "丙", "乙"]);
        phrases.keep("甲").unwrap();
        phrases.keep(" 甲").unwrap();
        assert_eq!(
            (phrases.kept(), phrases.frequent()),
            (&["甲".to_owned()][..], vec!["丙", "乙"])
        );
        phrases.forget("甲");
        phrases.forget("乙");
        assert_eq!((phrases.kept().len(), phrases.frequent()), (0, vec!["丙"]));
    }

    #[test]
    fn what_is_too_long_is_refused_to_keep_and_not_remembered_and_the_seldom_give_way() {
        let mut phrases = Phrases::default();
        let long = "长".repeat(LONGEST + 1);
        phrases.note(&long, at(1));
        assert!(phrases.frequent().is_empty());
        for text in [long.as_str(), "  "] {
            assert!(matches!(phrases.keep(text), Err(Refusal::Invalid(_))));
        }
        for number in 0..MOST_KEPT {
            phrases.keep(&number.to_string()).unwrap();
        }
        assert!(phrases.keep("one more").is_err());
        phrases.note("often", at(2));
        phrases.note("often", at(3));
        for number in 0..100 {
            phrases.note(&format!("once {number}"), at(10 + number));
        }
        assert_eq!(phrases.used.len(), MOST_REMEMBERED);
        assert_eq!(phrases.frequent()[..2], ["often", "once 99"]);
    }
}
