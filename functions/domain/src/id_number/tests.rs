//! Numbers here are made up: their sequence numbers are not given out.

use super::{CertificateFault, CertificateKind, IdNumber, IdNumberFault, masked, parse_other};
use crate::text::Language;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

fn faults(text: &str) -> Vec<IdNumberFault> {
    IdNumber::parse(text, TODAY).unwrap_err()
}

/// The number with the right check digit behind 17 digits.
fn complete(body: &str) -> String {
    "0123456789X"
        .chars()
        .map(|last| format!("{body}{last}"))
        .find(|number| super::check_digit_is_right(number))
        .unwrap()
}

#[test]
fn a_right_number_tells_birth_date_sex_and_division() {
    let number = IdNumber::parse("440605198407039816", TODAY).unwrap();
    assert_eq!(number.birth_date(), date(1984, 7, 3));
    assert_eq!(number.sex_code(), "1");
    assert_eq!(number.division_code(), "440605");
    assert!(number.division_known());
    let woman = IdNumber::parse("450103199907069823", TODAY).unwrap();
    assert_eq!(woman.sex_code(), "2");
}

#[test]
fn spaces_full_width_characters_and_a_small_x_are_put_right() {
    let with_x = (0..1000)
        .map(|sequence| complete(&format!("44010619900101{sequence:03}")))
        .find(|number| number.ends_with('X'))
        .unwrap();
    let typed = format!(" {} {}\u{3000}", &with_x[..6], with_x[6..].to_lowercase());
    assert_eq!(IdNumber::parse(&typed, TODAY).unwrap().as_str(), with_x);
    let wide = "４４０６０５１９８４０７０３９８１６";
    assert_eq!(
        IdNumber::parse(wide, TODAY).unwrap().as_str(),
        "440605198407039816"
    );
}

#[test]
fn length_and_characters_are_named() {
    assert_eq!(faults("  "), [IdNumberFault::Empty]);
    assert_eq!(
        faults("440605840703981"),
        [IdNumberFault::Length { found: 15 }]
    );
    assert_eq!(
        faults("4406051984070398161"),
        [IdNumberFault::Length { found: 19 }]
    );
    assert_eq!(faults("44060519840703981Y"), [IdNumberFault::Characters]);
    assert_eq!(faults("4406051984070398X6"), [IdNumberFault::Characters]);
    assert_eq!(faults("44060519840703981六"), [IdNumberFault::Characters]);
}

#[test]
fn a_birth_date_must_be_real_and_believable() {
    let birth = |day: &str| IdNumber::parse(&complete(&format!("440605{day}981")), TODAY);
    assert_eq!(birth("20230229"), Err(vec![IdNumberFault::BirthDate]));
    assert_eq!(birth("19841301"), Err(vec![IdNumberFault::BirthDate]));
    assert_eq!(birth("18991231"), Err(vec![IdNumberFault::BirthTooEarly]));
    assert_eq!(birth("20261123"), Err(vec![IdNumberFault::BirthInFuture]));
    assert!(birth("20261122").is_ok() && birth("19000101").is_ok() && birth("20240229").is_ok());
}

#[test]
fn all_faults_are_named_at_once() {
    let right = complete("44060520230229981");
    let wrong = if right.ends_with('0') { "1" } else { "0" };
    let number = format!("{}{wrong}", &right[..17]);
    assert_eq!(
        faults(&number),
        [IdNumberFault::BirthDate, IdNumberFault::CheckDigit]
    );
}

#[test]
fn an_unknown_division_is_no_fault() {
    let number = IdNumber::parse(&complete("99999919840703981"), TODAY).unwrap();
    assert!(!number.division_known());
    for known in ["442000", "441900", "460400", "330103", "830000"] {
        let number = IdNumber::parse(&complete(&format!("{known}19840703981")), TODAY).unwrap();
        assert!(number.division_known(), "{known}");
    }
}

#[test]
fn debug_and_masks_hide_the_middle() {
    let number = IdNumber::parse("440605198407039816", TODAY).unwrap();
    assert_eq!(number.masked(), "4406**********9816");
    assert!(!format!("{number:?}").contains("4406"));
    assert_eq!(masked("E12345678"), "E1*****78");
    assert_eq!(masked("1234"), "****");
    assert_eq!(masked(""), "");
}

#[test]
fn other_certificates_are_checked_by_their_shape() {
    let permit = complete("81000019840703981");
    let resident = complete("91101019840703981");
    let good = [
        ("414", "E12345678"),
        ("414", "ab-12345"),
        ("516", "H12345678"),
        ("516", "m1234567801"),
        ("511", "12345678"),
        ("511", "1234567801(B)"),
        ("553", "USA110123456789"),
        ("553", resident.as_str()),
        ("T01", permit.as_str()),
        ("111", "440605198407039816"),
    ];
    for (id_type, number) in good {
        assert!(parse_other(id_type, number).is_ok(), "{id_type} {number}");
    }
    let bad = [
        ("414", "E123", CertificateKind::Passport),
        ("414", "E1234567890123456", CertificateKind::Passport),
        ("414", "护照12345", CertificateKind::Passport),
        ("516", "A12345678", CertificateKind::HongKongMacaoPermit),
        ("516", "H123456789", CertificateKind::HongKongMacaoPermit),
        ("511", "1234567", CertificateKind::TaiwanPermit),
        ("511", "12345678B", CertificateKind::TaiwanPermit),
        ("553", "US1101234567890", CertificateKind::PermanentResident),
        ("553", permit.as_str(), CertificateKind::PermanentResident),
        ("553", "永久", CertificateKind::PermanentResident),
        (
            "T01",
            "440605198407039816",
            CertificateKind::ResidencePermit,
        ),
        ("111", "440605198407039817", CertificateKind::IdentityCard),
    ];
    for (id_type, number, kind) in bad {
        let long = format!("{number}{}", if number.len() == 17 { "0" } else { "" });
        assert_eq!(
            parse_other(id_type, &long),
            Err(CertificateFault::Shape(kind)),
            "{id_type} {number}"
        );
    }
    assert_eq!(parse_other("414", " "), Err(CertificateFault::Empty));
    assert_eq!(parse_other("999", "1"), Err(CertificateFault::UnknownType));
}

#[test]
fn every_type_of_certificate_offered_has_a_rule() {
    for id_type in crate::codes::table("id_type").unwrap().active() {
        assert_eq!(
            parse_other(id_type.code, ""),
            Err(CertificateFault::Empty),
            "{}",
            id_type.code
        );
        let Err(fault) = parse_other(id_type.code, "?") else {
            panic!("{}", id_type.code)
        };
        assert_ne!(fault.text(Language::Zh), fault.text(Language::En));
    }
}

#[test]
fn every_fault_says_what_to_do_in_both_languages() {
    use IdNumberFault::{
        BirthDate, BirthInFuture, BirthTooEarly, Characters, CheckDigit, Empty, Length,
    };
    for fault in [
        Empty,
        Length { found: 17 },
        Characters,
        BirthDate,
        BirthInFuture,
        BirthTooEarly,
        CheckDigit,
    ] {
        assert!(fault.text(Language::Zh).contains('请'), "{fault}");
        assert!(fault.text(Language::En).contains("lease"), "{fault}");
    }
    assert!(Length { found: 17 }.text(Language::Zh).contains("17"));
}

proptest! {
    #[test]
    fn one_wrong_digit_is_always_noticed(day in 0..40_000_i64, sequence in 0..1000_u16, place in 0..17_usize, other in 1..10_u8) {
        use jiff::ToSpan;
        let birth = date(1900, 1, 1) + day.days();
        let number = complete(&format!("440605{:04}{:02}{:02}{sequence:03}", birth.year(), birth.month(), birth.day()));
        prop_assert!(IdNumber::parse(&number, TODAY).is_ok());
        let mut bytes = number.into_bytes();
        bytes[place] = b'0' + (bytes[place] - b'0' + other) % 10;
        let changed = String::from_utf8(bytes).unwrap();
        prop_assert!(faults(&changed).contains(&IdNumberFault::CheckDigit));
    }

    #[test]
    fn two_neighbours_changed_over_are_always_noticed(sequence in 0..1000_u16, place in 0..16_usize) {
        let number = complete(&format!("44060519840703{sequence:03}"));
        let mut bytes = number.clone().into_bytes();
        bytes.swap(place, place + 1);
        let swapped = String::from_utf8(bytes).unwrap();
        prop_assume!(swapped != number);
        prop_assert!(faults(&swapped).contains(&IdNumberFault::CheckDigit));
    }

    #[test]
    fn no_text_whatever_breaks_it(text in "\\PC{0,24}") {
        let _ = IdNumber::parse(&text, TODAY);
        for id_type in ["111", "414", "516", "511", "553", "T01"] {
            let _ = parse_other(id_type, &text);
        }
        prop_assert_eq!(masked(&text).chars().count(), text.chars().count());
    }
}
