use domain::{
    form::{check, values::Values},
    refusal::{Fault, FaultCode},
};
use jiff::civil::date;
use serde_json::{Map, Value, json};

use crate::sample::{
    self,
    person::{id_number, person},
};

const TODAY: jiff::civil::Date = date(2026, 11, 22);

fn values(changes: Value) -> Values {
    let changes: Map<String, Value> = changes.as_object().unwrap().clone();
    person(0)
        .values()
        .with(&sample::built_in(), &changes)
        .unwrap()
}

fn faults(changes: Value) -> Vec<Fault> {
    check::complete(&values(changes), &sample::built_in(), TODAY)
}

fn seen(changes: Value) -> Vec<(String, FaultCode)> {
    let found = faults(changes);
    for fault in &found {
        assert!(!fault.says.zh.is_empty() && !fault.says.en.is_empty());
        assert_ne!(fault.says.zh, fault.says.en);
    }
    found
        .into_iter()
        .map(|fault| (fault.pointer.replace("/values/", ""), fault.code))
        .collect()
}

fn number_is(code: FaultCode) -> Vec<(String, FaultCode)> {
    vec![("id_number".to_owned(), code)]
}

/// Person 0 is a man born on 8 March 1960.
fn right_number() -> String {
    id_number("440605", date(1960, 3, 8), 0, false)
}

#[test]
fn a_right_number_is_right_however_it_is_typed() {
    let number = right_number();
    let wide: String = number
        .chars()
        .map(|digit| char::from_u32(u32::from(digit) + 0xfee0).unwrap())
        .collect();
    let spaced = format!(" {} {} {} ", &number[..6], &number[6..14], &number[14..]);
    for typed in [number.clone(), wide, spaced] {
        assert_eq!(seen(json!({ "id_number": typed })), [], "{typed}");
    }
    let with_x = (0..499)
        .map(|sequence| id_number("440605", date(1960, 3, 8), sequence, false))
        .find(|number| number.ends_with('X'));
    assert_eq!(
        seen(json!({ "id_number": with_x.unwrap().to_lowercase() })),
        []
    );
}

#[test]
fn every_fault_of_a_number_is_told_at_the_number() {
    let number = right_number();
    let last = number.chars().last().unwrap();
    let other = if last == '1' { '2' } else { '1' };
    for wrong in [
        number[..17].to_owned(),
        format!("{number}1"),
        format!("{}{other}", &number[..17]),
        format!("X{}", &number[1..]),
        id_number("440605", date(2099, 3, 8), 0, false),
        id_number("440605", date(1899, 3, 8), 0, false),
        "440605196002300010".to_owned(),
        "身份证号".to_owned(),
    ] {
        let found = seen(json!({ "id_number": wrong }));
        assert!(!found.is_empty(), "{wrong}");
        assert!(
            found
                .iter()
                .all(|one| *one == number_is(FaultCode::Malformed)[0]),
            "{wrong}: {found:?}"
        );
    }
}

#[test]
fn sex_and_birth_date_must_agree_with_the_number() {
    use FaultCode::Contradicts;
    assert_eq!(
        seen(json!({ "sex": "2" })),
        [("sex".to_owned(), Contradicts)]
    );
    assert_eq!(
        seen(json!({ "birth_date": "1960-03-09" })),
        [("birth_date".to_owned(), Contradicts)]
    );
    let both = seen(json!({ "sex": "2", "birth_date": "1961-03-08" }));
    assert_eq!(both.len(), 2);
}

#[test]
fn only_a_resident_identity_card_says_sex_and_birth_date() {
    assert_eq!(
        seen(
            json!({ "id_type": "414", "id_number": "E12345678", "sex": "2", "birth_date": "1999-09-09" })
        ),
        []
    );
}

#[test]
fn numbers_of_other_certificates_have_their_shape() {
    for (kind, right, wrong) in [
        ("414", "E12345678", "E1"),
        ("516", "H12345678", "A12345678"),
        ("511", "12345678", "1234567"),
        ("553", "USA110080010101", "USA"),
        (
            "T01",
            &id_number("810000", date(1960, 3, 8), 0, false),
            "440605",
        ),
    ] {
        assert_eq!(
            seen(json!({ "id_type": kind, "id_number": right })),
            [],
            "{kind}"
        );
        assert_eq!(
            seen(json!({ "id_type": kind, "id_number": wrong })),
            number_is(FaultCode::Malformed),
            "{kind}"
        );
    }
}

#[test]
fn birth_dates_are_real_and_not_in_the_future() {
    use FaultCode::{Malformed, OutOfRange};
    let passport =
        |birth: &str| json!({ "id_type": "414", "id_number": "E12345678", "birth_date": birth });
    for (birth, code) in [
        ("2026-02-30", Malformed),
        ("前年", Malformed),
        ("2026-11-23", OutOfRange),
        ("2099-01-01", OutOfRange),
        ("1899-12-31", OutOfRange),
    ] {
        assert_eq!(
            seen(passport(birth)),
            [("birth_date".to_owned(), code)],
            "{birth}"
        );
    }
    assert_eq!(seen(passport("2026-11-22")), []);
}

#[test]
fn a_division_we_do_not_know_is_only_warned_about() {
    let unknown = json!({ "id_number": id_number("999999", date(1960, 3, 8), 0, false) });
    assert_eq!(seen(unknown.clone()), []);
    let warnings = check::warnings(&values(unknown), TODAY);
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].pointer, "/values/id_number");
    assert!(!warnings[0].says.zh.is_empty() && !warnings[0].says.en.is_empty());
    assert_eq!(check::warnings(&values(json!({})), TODAY), []);
    assert_eq!(
        check::warnings(&values(json!({ "id_type": "414" })), TODAY),
        []
    );
    assert_eq!(
        check::warnings(&values(json!({ "id_number": "1" })), TODAY),
        []
    );
}
