use std::collections::BTreeSet;

use domain::{
    codes,
    congress::Level,
    form::schema::{self, Field, Kind, Tab},
    text::Language,
};

use crate::sample::valid_values::opener;

#[test]
fn every_id_is_unique_and_leads_to_its_field() {
    let mut seen = BTreeSet::new();
    for field in schema::fields() {
        assert!(seen.insert(field.id), "{} twice", field.id);
        assert_eq!(schema::field(field.id), Some(field));
        let plain = field
            .id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        assert!(plain, "{}", field.id);
    }
    assert_eq!(schema::field("nick_name"), None);
}

#[test]
fn the_tabs_have_their_fields_in_the_order_of_the_form() {
    let in_tabs: Vec<_> = Tab::ALL.into_iter().flat_map(schema::tab).collect();
    assert_eq!(in_tabs, schema::fields().collect::<Vec<_>>());
    for tab in Tab::ALL {
        assert_eq!(Tab::parse(tab.code()), Some(tab));
        assert_eq!(serde_json::to_value(tab).unwrap(), tab.code());
        let in_groups: Vec<&Field> = schema::groups(tab)
            .into_iter()
            .flat_map(|(_, fields)| fields)
            .collect();
        assert_eq!(in_groups, schema::tab(tab).collect::<Vec<_>>());
    }
    assert_eq!(Tab::parse("basic4"), None);
}

#[test]
fn each_group_stands_in_one_place() {
    let groups: Vec<_> = Tab::ALL
        .into_iter()
        .flat_map(schema::groups)
        .map(|(group, _)| group.id)
        .collect();
    let distinct: BTreeSet<_> = groups.iter().collect();
    assert_eq!(distinct.len(), groups.len(), "{groups:?}");
}

#[test]
fn every_table_exists_and_every_choice_is_offered() {
    let kinds = schema::fields().flat_map(|field| {
        std::iter::once(field.kind).chain(field.columns().iter().map(|column| column.kind))
    });
    for kind in kinds {
        let Some(id) = kind.table_id() else {
            assert!(kind.options().is_empty(), "{kind:?}");
            continue;
        };
        assert!(codes::table(id).is_some(), "{id}");
        assert!(kind.options().len() >= 2, "{id}");
        if let Kind::Codes { among, .. } = kind {
            assert_eq!(
                kind.options()
                    .iter()
                    .map(|entry| entry.code)
                    .collect::<Vec<_>>(),
                among
            );
        }
        if let Kind::CodePath { levels, .. } = kind {
            let table = kind.table().unwrap();
            let deepest = table
                .active()
                .map(|entry| table.path(entry.code).len())
                .max();
            assert_eq!(deepest, Some(usize::from(levels)), "{id}");
        }
    }
}

#[test]
fn a_condition_names_an_earlier_question_that_is_answered_with_yes_or_a_tick() {
    let mut before = BTreeSet::new();
    for field in schema::fields() {
        if let Some(opener) = opener(field) {
            let kind = schema::field(opener).unwrap().kind;
            assert!(matches!(kind, Kind::YesNo | Kind::Tick), "{}", field.id);
            assert!(before.contains(opener), "{}", field.id);
            assert_eq!(
                schema::field(opener).unwrap().when,
                None,
                "conditions are not nested: {}",
                field.id
            );
        }
        before.insert(field.id);
    }
}

#[test]
fn every_label_is_there_in_both_languages_and_leaves_no_placeholder() {
    for field in schema::fields() {
        let labels = std::iter::once(field.label)
            .chain([field.group.heading])
            .chain(field.columns().iter().map(|column| column.label));
        for label in labels {
            for (level, language) in Level::ALL
                .into_iter()
                .flat_map(|level| [(level, Language::Zh), (level, Language::En)])
            {
                let text = label.at(level, language);
                assert!(
                    !text.is_empty() && !text.contains(['{', '}']),
                    "{}: {text}",
                    field.id
                );
            }
        }
    }
}

#[test]
fn labels_follow_the_level_of_the_congress() {
    let label = |id: &str, level| schema::field(id).unwrap().label(level, Language::Zh);
    assert_eq!(label("committee_member", Level::Province), "省委委员");
    assert_eq!(label("committee_standing_member", Level::City), "市委常委");
    assert_eq!(
        label("committee_alternate", Level::National),
        "中委候补委员"
    );
    assert_eq!(
        label("former_committee_post", Level::National),
        "全国科协上一届全委会任职情况"
    );
    assert_eq!(
        label("honorary_post", Level::County),
        "担任县科协荣誉职务情况"
    );
    assert!(schema::field("honorary_post").unwrap().label.has_level());
    assert!(!schema::field("post").unwrap().label.has_level());
}

#[test]
fn what_is_sensitive_is_exactly_the_number_and_the_phone() {
    let sensitive: Vec<_> = schema::fields()
        .filter(|field| field.sensitive)
        .map(|field| field.id)
        .collect();
    assert_eq!(sensitive, ["id_number", "phone"]);
}

/// domain.md, “The registration form”: every field marked with an asterisk.
#[test]
fn what_must_be_answered_is_what_the_form_marks() {
    let required: Vec<_> = schema::fields()
        .filter(|field| field.required && field.when.is_none())
        .map(|field| field.label(Level::City, Language::Zh))
        .collect();
    assert_eq!(
        required.join(" "),
        "照片 姓名 性别 民族 出生日期 国籍 籍贯 出生地 证件类型 证件号 手机 邮箱 政治面貌（党派1） 职业类别 学科分类 专业技术职级 \
         是否院士 工作单位及职务 是否为基层一线 学会或科协专职人员 主要学习工作经历"
    );
}
