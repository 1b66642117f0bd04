//! What is true of every table, and the counts the standards give.

use super::{CodeTable, all, table};
use crate::text::Language;
use proptest::prelude::*;
use std::collections::HashSet;

fn of(id: &str) -> &'static CodeTable {
    table(id).unwrap()
}

#[test]
fn every_table_says_where_it_comes_from() {
    for table in all() {
        assert!(!table.source.standard.is_empty(), "{}", table.id);
        assert!(!table.source.edition.is_empty(), "{}", table.id);
        assert!(table.source.date.len() >= 4, "{}", table.id);
    }
}

#[test]
fn every_entry_has_both_names_initials_and_a_parent_that_exists() {
    for table in all() {
        assert!(!table.entries.is_empty(), "{}", table.id);
        for entry in &table.entries {
            let place = format!("{} {}", table.id, entry.code);
            assert!(
                !entry.code.is_empty() && !entry.name.zh.is_empty(),
                "{place}"
            );
            assert!(
                entry
                    .name
                    .en
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || " '’-().&;".contains(letter)),
                "{place}"
            );
            assert!(!entry.name.en.is_empty(), "{place}");
            assert!(
                entry
                    .initials
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{place}"
            );
            assert!(!entry.initials.is_empty(), "{place}");
            assert!(
                entry
                    .parent
                    .is_none_or(|parent| table.get(parent).is_some()),
                "{place}"
            );
        }
    }
}

#[test]
fn no_entry_is_above_itself_and_levels_are_three_at_most() {
    for table in all() {
        for entry in &table.entries {
            assert!(
                (1..=3).contains(&table.path(entry.code).len()),
                "{} {}",
                table.id,
                entry.code
            );
        }
    }
}

#[test]
fn names_and_aliases_lead_back_to_their_entry_except_in_divisions() {
    for table in all().iter().filter(|table| table.id != "division") {
        for entry in &table.entries {
            for name in [entry.name.zh].into_iter().chain(entry.aliases()) {
                let found = table.by_zh_name(name).map(|found| found.code);
                assert_eq!(found, Some(entry.code), "{} {name}", table.id);
            }
        }
    }
}

#[test]
fn the_counts_are_those_of_the_standards() {
    let counts = [
        ("sex", 4),
        ("ethnic_group", 58),
        ("party", 13),
        ("education", 40),
        ("discipline", 62),
        ("nationality", 198),
        ("id_type", 6),
        ("academician", 3),
        ("title_rank", 5),
    ];
    for (id, count) in counts {
        assert_eq!(of(id).entries.len(), count, "{id}");
    }
    assert_eq!(of("division").roots().count(), 34);
    assert_eq!(of("sex").active().count(), 2);
    assert_eq!(all().len(), 15);
}

#[test]
fn an_unknown_table_and_an_unknown_code_are_none() {
    assert!(table("colour").is_none());
    assert!(of("sex").get("3").is_none());
    assert!(of("sex").name("3", Language::En).is_none());
    assert!(of("division").full_name("999999", Language::Zh).is_none());
    assert!(of("division").path("999999").is_empty());
}

#[test]
fn cities_without_counties_stand_under_their_province_and_have_nothing_below() {
    for (code, name) in [
        ("442000", "广东省中山市"),
        ("441900", "广东省东莞市"),
        ("460400", "海南省儋州市"),
        ("620200", "甘肃省嘉峪关市"),
    ] {
        assert_eq!(
            of("division").full_name(code, Language::Zh).as_deref(),
            Some(name)
        );
        assert_eq!(of("division").children(code).count(), 0);
    }
}

#[test]
fn a_district_is_found_by_its_full_name_and_not_by_an_ambiguous_one() {
    let divisions = of("division");
    let code = |name| divisions.by_zh_name(name).map(|found| found.code);
    assert_eq!(code("广西壮族自治区 南宁市 青秀区"), Some("450103"));
    assert_eq!(code("北京市/朝阳区"), Some("110105"));
    assert_eq!(code("海珠区"), Some("440105"));
    assert_eq!(code("朝阳区"), None);
    assert_eq!(code("没有这个县"), None);
}

/// Names whose letters are read otherwise elsewhere: searching by initials must go by how the place is called.
#[test]
fn places_with_unusual_readings_are_found_by_how_they_are_called() {
    for (code, name, initials) in [
        ("500000", "重庆市", "cqs"),
        ("350200", "厦门市", "xms"),
        ("341500", "六安市", "las"),
        ("440113", "番禺区", "pyq"),
        ("361124", "铅山县", "ysx"),
        ("652823", "尉犁县", "ylx"),
        ("150000", "内蒙古自治区", "nmgzzq"),
        ("330327", "苍南县", "cnx"),
        ("131025", "大城县", "dcx"),
        ("371523", "茌平县", "cpx"),
        ("130927", "南皮县", "npx"),
    ] {
        let place = of("division").get(code).unwrap();
        assert_eq!((place.name.zh, place.initials), (name, initials), "{code}");
    }
}

#[test]
fn a_retired_division_is_known_but_not_offered() {
    let divisions = of("division");
    let old = divisions.get("330103").unwrap();
    assert!(old.retired && old.name.zh == "下城区");
    assert!(
        divisions
            .children("330100")
            .all(|child| child.code != "330103")
    );
}

/// ID numbers keep the division of their first registration, however long ago it went.
#[test]
fn divisions_of_old_id_numbers_are_known_by_the_name_they_had() {
    let divisions = of("division");
    for (code, name) in [
        ("510214", "四川省重庆市南岸区"),
        ("512223", "四川省万县地区忠县"),
        ("332325", "浙江省绍兴地区诸暨县"),
        ("110104", "北京市宣武区"),
        ("132434", "河北省保定地区雄县"),
        ("152400", "内蒙古自治区昭乌达盟"),
    ] {
        let full = divisions.full_name(code, Language::Zh);
        assert_eq!(full.as_deref(), Some(name), "{code}");
        assert!(divisions.get(code).unwrap().retired, "{code}");
    }
}

#[test]
fn english_names_of_divisions_go_from_small_to_large() {
    let name = of("division").full_name("442000", Language::En);
    assert_eq!(name.as_deref(), Some("Zhongshan Shi, Guangdong"));
}

#[test]
fn occupations_have_two_levels() {
    let occupations = of("occupation");
    for group in occupations.roots() {
        assert!(
            occupations.children(group.code).count() >= 3,
            "{}",
            group.name.zh
        );
    }
    let civil: HashSet<_> = occupations
        .children("10")
        .map(|child| child.name.zh)
        .collect();
    assert!(civil.contains("中央和地方各级党政机关") && civil.contains("各级人民团体"));
}

#[test]
fn typing_part_of_a_name_or_initials_or_english_matches() {
    let uygur = of("ethnic_group").get("05").unwrap();
    for typed in ["维吾", "wwe", "WWEZ", "uyg", "维族", ""] {
        assert!(uygur.matches(typed), "{typed}");
    }
    assert!(!uygur.matches("回"));
    assert!(!uygur.matches("wez"));
}

#[test]
fn members_and_parties_and_short_names_are_the_same_code() {
    for name in ["民盟", "中国民主同盟", "中国民主同盟盟员", " 民盟 盟员 "] {
        assert_eq!(of("party").by_zh_name(name).unwrap().code, "05", "{name}");
    }
}

proptest! {
    #[test]
    fn no_text_whatever_breaks_a_look_up(text in "\\PC{0,20}") {
        for table in all() {
            let _ = (table.get(&text), table.by_zh_name(&text), table.full_name(&text, Language::En));
        }
    }
}
