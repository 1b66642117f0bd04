//! An entry as bytes. One with the customary name of three characters takes 40:
//!
//! | bytes | hold |
//! | --- | --- |
//! | 1 | bit 0: submitted; bit 1: facts follow; bit 2: the id is a UUID |
//! | 16, or 1 + its length | the id |
//! | 1 | state (high four bits) and category (low four), by the tables below |
//! | 5 | since: milliseconds after the beginning of 2020, enough for 34 years |
//! | 6, with facts | sex, ethnic group, party, occupation: their codes as numbers; birth date: days after 1900-01-01 (two bytes) |
//! | 1 | attachments |
//! | 1 + its length | the name |

use domain::{
    category::Category,
    id::{NominationId, UnitId},
    nomination::{
        listed::{Listed, ListedFacts},
        state::State,
    },
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};

/// 2020-01-01T00:00:00Z.
const EPOCH_MS: i64 = 1_577_836_800_000;
const FIRST_BIRTH: Date = date(1900, 1, 1);
const SUBMITTED: u8 = 1;
const FACTS: u8 = 2;
const UUID: u8 = 4;

/// Their places are part of the layout: new ones go to the end.
const STATES: [State; 8] = [
    State::Allocated,
    State::FirstReviewPending,
    State::FirstReviewRejected,
    State::FirstReviewApproved,
    State::Reported,
    State::FinalReviewApproved,
    State::FinalReviewRejected,
    State::Deregistered,
];
const CATEGORIES: [Category; 6] = [
    Category::CommitteeMember,
    Category::Delegate,
    Category::SpecialDelegate,
    Category::Observer,
    Category::Guest,
    Category::Staff,
];

pub(super) fn pack(entries: &[Listed]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(entries.len() * 40);
    for entry in entries {
        pack_one(entry, &mut bytes);
    }
    bytes
}

fn pack_one(entry: &Listed, bytes: &mut Vec<u8>) {
    let uuid = uuid_bytes(entry.id.as_str());
    let flag = |set: bool, bit: u8| if set { bit } else { 0 };
    bytes.push(
        flag(entry.submitted, SUBMITTED)
            | flag(entry.facts.is_some(), FACTS)
            | flag(uuid.is_some(), UUID),
    );
    match uuid {
        Some(uuid) => bytes.extend(uuid),
        None => pack_text(entry.id.as_str(), bytes),
    }
    let state = STATES.iter().position(|state| *state == entry.state);
    let category = CATEGORIES.iter().position(|one| *one == entry.category);
    bytes.push(number(state) << 4 | number(category));
    let since = entry.since.as_millisecond() - EPOCH_MS;
    bytes.extend(&since.clamp(0, (1 << 40) - 1).to_be_bytes()[3..]);
    if let Some(facts) = &entry.facts {
        for code in [
            &facts.sex,
            &facts.ethnic_group,
            &facts.party,
            &facts.occupation,
        ] {
            bytes.push(code.parse().unwrap_or(u8::MAX));
        }
        let days = facts
            .birth_date
            .since(FIRST_BIRTH)
            .map_or(0, |span| span.get_days());
        bytes.extend(u16::try_from(days).unwrap_or(0).to_be_bytes());
    }
    bytes.push(entry.attachments);
    pack_text(&entry.name, bytes);
}

/// A text of at most 255 bytes; names and ids are shorter, and one that were longer would be cut.
fn pack_text(text: &str, bytes: &mut Vec<u8>) {
    let end = text.floor_char_boundary(usize::from(u8::MAX));
    bytes.push(u8::try_from(end).unwrap_or(u8::MAX));
    bytes.extend_from_slice(&text.as_bytes()[..end]);
}

fn number(place: Option<usize>) -> u8 {
    place
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or(0)
}

/// The entries, or nothing when the bytes are none.
pub(super) fn unpack(bytes: &[u8], unit: &UnitId) -> Option<Vec<Listed>> {
    let mut rest = bytes;
    let mut entries = Vec::with_capacity(bytes.len() / 36);
    while !rest.is_empty() {
        entries.push(unpack_one(&mut rest, unit)?);
    }
    Some(entries)
}

fn unpack_one(rest: &mut &[u8], unit: &UnitId) -> Option<Listed> {
    let flags = take::<1>(rest)?[0];
    let id = if flags & UUID == 0 {
        take_text(rest)?
    } else {
        uuid_text(take::<16>(rest)?)
    };
    let [places] = take::<1>(rest)?;
    let mut since = [0; 8];
    since[3..].copy_from_slice(&take::<5>(rest)?);
    let facts = if flags & FACTS == 0 {
        None
    } else {
        Some(facts(take::<6>(rest)?)?)
    };
    let [attachments] = take::<1>(rest)?;
    Some(Listed {
        id: NominationId::parse(&id).ok()?,
        unit: unit.clone(),
        category: *CATEGORIES.get(usize::from(places & 15))?,
        state: *STATES.get(usize::from(places >> 4))?,
        since: Timestamp::from_millisecond(i64::from_be_bytes(since) + EPOCH_MS).ok()?,
        submitted: flags & SUBMITTED != 0,
        facts,
        attachments,
        name: take_text(rest)?,
    })
}

fn facts([sex, ethnic_group, party, occupation, high, low]: [u8; 6]) -> Option<ListedFacts> {
    let days = i64::from(u16::from_be_bytes([high, low]));
    let two = |code: u8| format!("{code:02}");
    Some(ListedFacts {
        sex: sex.to_string(),
        ethnic_group: two(ethnic_group),
        party: two(party),
        occupation: two(occupation),
        birth_date: FIRST_BIRTH.checked_add(jiff::Span::new().days(days)).ok()?,
    })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, left) = rest.split_first_chunk::<N>()?;
    *rest = left;
    Some(*taken)
}

fn take_text(rest: &mut &[u8]) -> Option<String> {
    let length = usize::from(take::<1>(rest)?[0]);
    let (text, left) = rest.split_at_checked(length)?;
    *rest = left;
    String::from_utf8(text.to_vec()).ok()
}

/// The 16 bytes of a UUID in its usual writing, which all our own ids have.
fn uuid_bytes(id: &str) -> Option<[u8; 16]> {
    let hex: Vec<u8> = id.bytes().filter(|byte| *byte != b'-').collect();
    let mut bytes = [0; 16];
    if hex.len() != 32 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    (uuid_text(bytes) == id).then_some(bytes)
}

fn uuid_text(bytes: [u8; 16]) -> String {
    let mut text = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if [4, 6, 8, 10].contains(&place) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use domain::codes;
    use proptest::prelude::*;

    use super::*;

    fn entry(id: &str, name: &str) -> Listed {
        Listed {
            id: NominationId::parse(id).unwrap(),
            unit: UnitId::parse("u-1").unwrap(),
            category: Category::Guest,
            state: State::FinalReviewRejected,
            name: name.to_owned(),
            since: "2026-11-22T10:00:00.123Z".parse().unwrap(),
            submitted: true,
            facts: Some(ListedFacts {
                sex: "2".to_owned(),
                ethnic_group: "01".to_owned(),
                party: "13".to_owned(),
                occupation: "31".to_owned(),
                birth_date: date(1984, 2, 29),
            }),
            attachments: 3,
        }
    }

    #[test]
    fn one_with_the_customary_name_takes_40_bytes_and_comes_back() {
        let one = entry("0198c0de-7000-7abc-8def-0123456789ab", "欧阳静");
        let packed = pack(std::slice::from_ref(&one));
        assert_eq!(packed.len(), 40);
        let other = Listed {
            facts: None,
            submitted: false,
            ..entry("nomination-1", "")
        };
        let both = [one, other];
        let unit = UnitId::parse("u-1").unwrap();
        assert_eq!(unpack(&pack(&both), &unit).as_deref(), Some(&both[..]));
    }

    #[test]
    fn every_code_of_the_four_tables_every_state_and_category_comes_back() {
        let unit = UnitId::parse("u-1").unwrap();
        for (table, width) in [
            ("sex", 1),
            ("ethnic_group", 2),
            ("party", 2),
            ("occupation", 2),
        ] {
            for code in codes::table(table).unwrap().active() {
                let byte: u8 = code.code.parse().unwrap();
                assert_eq!(format!("{byte:0width$}"), code.code, "{table}");
            }
        }
        let all = State::ALL
            .into_iter()
            .zip(Category::ALL.into_iter().cycle());
        for (state, category) in all {
            let one = Listed {
                state,
                category,
                ..entry("n-1", "名")
            };
            let back = unpack(&pack(std::slice::from_ref(&one)), &unit);
            assert_eq!(back, Some(vec![one]));
        }
    }

    proptest! {
        #[test]
        fn bytes_that_are_no_entries_are_refused_and_never_panic(bytes: Vec<u8>) {
            let _ = unpack(&bytes, &UnitId::parse("u-1").unwrap());
        }
    }
}
