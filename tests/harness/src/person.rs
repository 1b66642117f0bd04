//! Made-up people. The phones are of a range that is not given out, the ID numbers only look right.

use domain::phone::Phone;

/// The phone of the made-up person with this number, e.g. 7 is `19900000007`.
///
/// # Panics
/// Above 99,999,999.
pub fn phone(number: u32) -> Phone {
    Phone::parse(&format!("199{number:08}")).expect("eleven digits from 199 on are a mobile number")
}

/// A right ID number for a birth date `YYYYMMDD` and an order number; an odd one is a man's.
///
/// # Panics
/// Never for eight digits.
pub fn id_number(birth: &str, order: u32) -> String {
    let body = format!("450103{birth}{:03}", order % 1_000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body
        .bytes()
        .zip(weights)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    let check = "10X98765432"
        .chars()
        .nth(sum as usize % 11)
        .expect("a remainder is below 11");
    format!("{body}{check}")
}
