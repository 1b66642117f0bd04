use super::{COUNTRIES, Phone, PhoneFault};
use crate::text::Language;
use proptest::prelude::*;

#[test]
fn however_it_is_written_it_is_the_same_number() {
    let ways = [
        "19900900001",
        " 199 0090 0001 ",
        "199-0090-0001",
        "+8619900900001",
        "+86 199 0090 0001",
        "008619900900001",
        "8619900900001",
        "(+86)19900900001",
        "１９９００９００００１",
        "＋８６　１９９００９００００１",
        "\u{202d}19900900001\u{202c}",
    ];
    for way in ways {
        assert_eq!(Phone::parse(way).unwrap().e164(), "+8619900900001", "{way}");
    }
}

#[test]
fn its_parts_are_the_code_and_the_national_number() {
    let phone = Phone::parse("+852 5123 4589").unwrap();
    assert_eq!(
        (phone.country_code(), phone.national()),
        ("+852", "51234589")
    );
    assert_eq!(phone.display(), "+852 51234589");
    assert_eq!(phone.masked(), "+852 51****89");
    assert!(!phone.is_mainland());
    assert_eq!(
        Phone::parse("19900900001").unwrap().display(),
        "19900900001"
    );
}

#[test]
fn what_is_no_mainland_mobile_number_is_refused() {
    for text in [
        "1990090000",
        "199009000011",
        "12900900001",
        "29900900001",
        "01062345678",
        "+86 10 62345678",
        "86",
    ] {
        assert_eq!(Phone::parse(text), Err(PhoneFault::Mainland), "{text}");
    }
}

#[test]
fn letters_and_stray_signs_are_refused() {
    for text in [
        "1990090000a",
        "手机",
        "199+00900001",
        "++8619900900001",
        "1990090000１a",
        "١٩٩٠٠٩٠٠٠٠١",
    ] {
        assert_eq!(Phone::parse(text), Err(PhoneFault::Characters), "{text}");
    }
    for text in ["", " ", "-", "()"] {
        assert_eq!(Phone::parse(text), Err(PhoneFault::Empty), "{text}");
    }
}

#[test]
fn other_regions_have_their_own_rules() {
    for good in [
        "+852 61234567",
        "+853 61234567",
        "+886 912345678",
        "+1 415 555 2671",
        "+65 81234567",
    ] {
        assert!(Phone::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "+852 6123456",
        "+853 51234567",
        "+886 0912345678",
        "+1 115 555 2671",
        "+65 61234567",
    ] {
        assert!(
            matches!(Phone::parse(bad), Err(PhoneFault::Foreign(_))),
            "{bad}"
        );
    }
}

#[test]
fn a_country_without_a_rule_is_accepted_by_e164_alone() {
    let phone = Phone::parse("+351 912 345 678").unwrap();
    assert_eq!(
        (phone.country_code(), phone.national()),
        ("+351", "912345678")
    );
    assert_eq!(Phone::parse("+45 20123456").unwrap().country_code(), "+45");
    for bad in ["+35191", "+3519123456789012", "+0123456789", "+"] {
        assert_eq!(Phone::parse(bad), Err(PhoneFault::International), "{bad}");
    }
}

#[test]
fn debug_shows_it_masked() {
    let shown = format!("{:?}", Phone::parse("19900900001").unwrap());
    assert_eq!(shown, "Phone(199****0001)");
}

#[test]
fn every_fault_says_what_to_do_in_both_languages() {
    let faults = [
        PhoneFault::Empty,
        PhoneFault::Characters,
        PhoneFault::Mainland,
        PhoneFault::Foreign(&COUNTRIES[1]),
        PhoneFault::International,
    ];
    for fault in faults {
        assert!(fault.text(Language::Zh).contains('请'), "{fault}");
        assert!(fault.text(Language::En).contains("lease"), "{fault}");
    }
    assert!(
        PhoneFault::Foreign(&COUNTRIES[1])
            .text(Language::Zh)
            .contains("香港")
    );
}

#[test]
fn no_country_code_begins_another_one() {
    for one in &COUNTRIES {
        for other in &COUNTRIES {
            assert!(
                one == other || !other.code.starts_with(one.code),
                "{} {}",
                one.code,
                other.code
            );
        }
    }
}

proptest! {
    #[test]
    fn every_mainland_number_survives_and_is_masked(number in "1[3-9][0-9]{9}") {
        let phone = Phone::parse(&number).unwrap();
        prop_assert_eq!(phone.national(), &number);
        prop_assert_eq!(Phone::parse(phone.e164()).unwrap(), phone.clone());
        prop_assert_eq!(phone.masked(), format!("{}****{}", &number[..3], &number[7..]));
    }

    #[test]
    fn no_text_whatever_breaks_it(text in "[+0-9 ]{0,20}|\\PC{0,16}") {
        if let Ok(phone) = Phone::parse(&text) {
            prop_assert_eq!(Phone::parse(&phone.display()), Ok(phone.clone()));
            prop_assert!(phone.masked().contains('*'));
        }
    }
}
