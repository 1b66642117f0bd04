//! Everything an office would send about 226 made-up people is understood.

use domain::{
    age, codes, email::Email, id_number::IdNumber, person_name::PersonName, phone::Phone,
    text::Language,
};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);
const PEOPLE: &str = include_str!("nominees.csv");

/// The cells of one column, with the line's number in the file.
fn column(name: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let mut lines = PEOPLE.lines();
    let place = lines
        .next()
        .and_then(|head| head.split(',').position(|column| column == name))
        .expect("the fixture has the column");
    lines
        .enumerate()
        .map(move |(line, row)| (line + 2, row.split(',').nth(place).unwrap_or_default()))
}

#[test]
fn there_are_226_people() {
    assert_eq!(column("姓名").count(), 226);
}

#[test]
fn every_id_number_is_right_and_agrees_with_sex_and_birth_date() {
    let sexes = codes::table("sex").unwrap();
    for (((line, number), (_, sex)), (_, birth)) in
        column("证件号").zip(column("性别")).zip(column("出生日期"))
    {
        let number = IdNumber::parse(number, TODAY).unwrap();
        assert_eq!(
            sexes.name(number.sex_code(), Language::Zh),
            Some(sex),
            "line {line}"
        );
        assert_eq!(
            number.birth_date(),
            birth.parse::<Date>().unwrap(),
            "line {line}"
        );
        assert!(number.division_known(), "line {line}");
        assert!(
            (18..100).contains(&age::at(number.birth_date(), TODAY)),
            "line {line}"
        );
    }
}

#[test]
fn every_coded_column_leads_to_a_code_that_may_be_chosen() {
    let columns = [
        ("性别", "sex"),
        ("民族", "ethnic_group"),
        ("政治面貌", "party"),
        ("证件类型", "id_type"),
        ("全日制学历", "education"),
        ("专业技术职级", "title_rank"),
        ("是否院士", "academician"),
        ("学科", "discipline"),
    ];
    for (name, table) in columns {
        let table = codes::table(table).unwrap();
        for (line, value) in column(name) {
            let found = table.by_zh_name(value);
            assert!(
                found.is_some_and(|code| !code.retired),
                "line {line}: {name} {value}"
            );
        }
    }
}

#[test]
fn every_place_of_origin_is_a_division_with_a_name() {
    let divisions = codes::table("division").unwrap();
    for (line, code) in column("籍贯代码") {
        assert!(
            divisions.get(code).is_some_and(|found| !found.retired),
            "line {line}: {code}"
        );
        let name = divisions.full_name(code, Language::Zh).unwrap();
        assert_eq!(
            divisions.by_zh_name(&name).unwrap().code,
            code,
            "line {line}: {name}"
        );
    }
}

#[test]
fn every_name_phone_and_address_is_kept_as_it_is_written() {
    for (line, written) in column("姓名") {
        assert_eq!(
            PersonName::parse(written).unwrap().as_str(),
            written,
            "line {line}"
        );
    }
    for (line, written) in column("手机") {
        assert_eq!(
            Phone::parse(written).unwrap().national(),
            written,
            "line {line}"
        );
    }
    for (line, written) in column("邮箱") {
        assert_eq!(
            Email::parse(written).unwrap().as_str(),
            written,
            "line {line}"
        );
    }
}
