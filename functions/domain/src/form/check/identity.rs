//! What the number of the certificate says, against what was entered (domain.md, “Checks”; GB 11643).

use jiff::civil::Date;

use super::Place;
use crate::{
    form::{
        schema,
        values::{Values, date},
    },
    id_number::{CertificateFault, IdNumber, parse_other},
    refusal::{Fault, FaultCode},
    text::Language,
};

/// Adds the faults of the number and, for a resident identity card, of what contradicts it. The fault stands at the answer, which
/// is what people mistype; its words name both.
pub(super) fn check(values: &Values, number: &str, place: &Place<'_>, faults: &mut Vec<Fault>) {
    match values.text(schema::ID_TYPE) {
        Some(schema::IDENTITY_CARD) => match IdNumber::parse(number, place.today) {
            Ok(number) => contradictions(values, &number, faults),
            Err(found) => faults.extend(found.into_iter().map(|fault| {
                let words = |language| fault.text(language);
                place.fault(
                    FaultCode::Malformed,
                    words(Language::Zh),
                    words(Language::En),
                )
            })),
        },
        // A missing or unknown type has its own fault.
        None => {}
        Some(other) => match parse_other(other, number) {
            Ok(_) | Err(CertificateFault::UnknownType) => {}
            Err(fault) => {
                let words = |language| fault.text(language);
                faults.push(place.fault(
                    FaultCode::Malformed,
                    words(Language::Zh),
                    words(Language::En),
                ));
            }
        },
    }
}

fn contradictions(values: &Values, number: &IdNumber, faults: &mut Vec<Fault>) {
    let contradicts = |field: &str, zh: String, en: String| {
        Fault::new(format!("/values/{field}"), FaultCode::Contradicts, zh, en)
    };
    if values
        .text(schema::SEX)
        .is_some_and(|sex| sex != number.sex_code())
    {
        faults.push(contradicts(
            schema::SEX,
            "与身份证号中的性别不一致，请核对性别和证件号".to_owned(),
            "The ID number says otherwise; please check the sex and the number".to_owned(),
        ));
    }
    let entered = values.text(schema::BIRTH_DATE).and_then(date);
    if entered.is_some_and(|entered| entered != number.birth_date()) {
        faults.push(contradicts(
            schema::BIRTH_DATE,
            "与身份证号中的出生日期不一致，请核对出生日期和证件号".to_owned(),
            "The ID number says otherwise; please check the birth date and the number".to_owned(),
        ));
    }
}

/// What is worth a second look and stops nothing: an ID number whose division our table does not have, for the published
/// tables are incomplete.
pub fn warnings(values: &Values, today: Date) -> Vec<Fault> {
    let is_card = values.text(schema::ID_TYPE) == Some(schema::IDENTITY_CARD);
    let number = values.text(schema::ID_NUMBER).filter(|_| is_card);
    let number = number.and_then(|number| IdNumber::parse(number, today).ok());
    let unknown = number.filter(|number| !number.division_known());
    let warning = unknown.map(|_| {
        Fault::new(
            format!("/values/{}", schema::ID_NUMBER),
            FaultCode::UnknownCode,
            "身份证号前6位不在行政区划表中，请再核对一次；确认无误可以提交",
            "The first six digits of the ID number are not in the table of divisions; please check once more. It can be submitted",
        )
    });
    warning.into_iter().collect()
}
