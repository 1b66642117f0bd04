//! `A#{blind(phone)} | CODE`: the attempts on one phone.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `h`, `b`, `ee`, `t` | the code's keyed hash, the browser's hash, good until, tries; left out once it is used |
//! | `f` | JSON: when attempts failed |
//! | `st` | when a code was last sent, in seconds, for the condition |
//! | `d20261122` | how many codes were sent that day (China); one attribute a day, so that a condition alone can count |
//! | `r` | revision |
//! | `ttl` | two days after the last write: longer than anything in it matters |

use jiff::{SignedDuration, Timestamp, tz::Offset};

use super::{Attempts, PendingCode, Sent};
use crate::{
    StoreError,
    access::of_account,
    items::{Item, Reader, Writer, attribute::REVISION},
    keys::{Key, Table},
    seal::{BlindIndex, Keys},
};

/// The layout of the item.
pub(in crate::access) const LAYOUT: u8 = 1;
/// How long an item is kept after its last write.
pub(in crate::access) const KEPT: SignedDuration = SignedDuration::from_hours(48);
/// How far back counters of earlier days are looked for to be removed: the table lets go of items within days.
const DAYS_BACK: i64 = 7;

/// Where the attempts on a phone stand.
pub(in crate::access) fn key(of: &BlindIndex) -> Key {
    Key::access(of_account(of), "CODE")
}

/// The attribute that counts a day's codes; a day begins at midnight in China.
pub(in crate::access) fn day(at: Timestamp) -> String {
    Offset::constant(8)
        .to_datetime(at)
        .strftime("d%Y%m%d")
        .to_string()
}

/// The attributes of the days before.
pub(in crate::access) fn days_before(now: Timestamp) -> impl Iterator<Item = String> {
    (1..=DAYS_BACK).map(move |days| day(now - SignedDuration::from_hours(24 * days)))
}

/// The item of attempts, with the next revision.
pub(in crate::access) fn item(
    attempts: &Attempts,
    of: &BlindIndex,
    now: Timestamp,
    keys: &Keys,
) -> Item {
    let mut writer = Writer::new(key(of), LAYOUT, keys)
        .json("f", &attempts.failures)
        .number("ttl", (now + KEPT).as_second())
        .number(REVISION, attempts.revision + 1);
    if let Some(code) = &attempts.code {
        writer = writer
            .text("h", &code.hash)
            .text("b", &code.browser)
            .timestamp("ee", code.expires_at)
            .number("t", code.tries);
    }
    if let Some(last) = attempts.sent.last {
        writer = writer.number("st", last);
    }
    let days = attempts.sent.by_day.iter();
    days.fold(writer, |writer, (day, count)| writer.number(day, *count))
        .finish()
}

/// The attempts in an item.
pub(in crate::access) fn attempts(item: &Item, keys: &Keys) -> Result<Attempts, StoreError> {
    let reader = Reader::within(Table::Access, item, "attempts", LAYOUT, keys)?;
    let code = if reader.has("h") {
        Some(PendingCode {
            hash: reader.text("h")?.to_owned(),
            browser: reader.text("b")?.to_owned(),
            expires_at: reader.timestamp("ee")?,
            tries: reader.number("t")?,
        })
    } else {
        None
    };
    let is_day = |name: &&String| name.len() == 9 && name.starts_with('d');
    let count = |name: &String| {
        let number = item.get(name).and_then(|value| value.as_n().ok());
        let number = number.and_then(|number| number.parse().ok());
        number
            .map(|number| (name.clone(), number))
            .ok_or_else(|| reader.corrupt("d"))
    };
    Ok(Attempts {
        code,
        failures: if reader.has("f") {
            reader.json("f")?
        } else {
            Vec::new()
        },
        sent: Sent {
            last: if reader.has("st") {
                Some(reader.number("st")?)
            } else {
                None
            },
            by_day: item
                .keys()
                .filter(is_day)
                .map(count)
                .collect::<Result<_, _>>()?,
        },
        revision: reader.revision()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        assert_eq!(day("2026-11-22T15:59:59Z".parse().unwrap()), "d20261122");
        assert_eq!(day("2026-11-22T16:00:00Z".parse().unwrap()), "d20261123");
        let before: Vec<_> = days_before("2026-11-22T00:00:00Z".parse().unwrap()).collect();
        assert_eq!((before[0].as_str(), before.len()), ("d20261121", 7));
    }

    #[test]
    fn attempts_read_back_as_they_were_written() {
        let keys = Keys::new([1; 32], [2; 32], [3; 32]);
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let of = BlindIndex::from_text("person");
        let all = Attempts {
            code: Some(PendingCode {
                hash: "h".into(),
                browser: "b".into(),
                expires_at: now,
                tries: 3,
            }),
            failures: vec![now, now],
            sent: Sent {
                last: Some(now.as_second()),
                by_day: [("d20261122".to_owned(), 4)].into(),
            },
            revision: 6,
        };
        for written in [all, Attempts::default()] {
            let read = attempts(&item(&written, &of, now, &keys), &keys).unwrap();
            assert_eq!(
                read,
                Attempts {
                    revision: written.revision + 1,
                    ..written
                }
            );
        }
    }
}
