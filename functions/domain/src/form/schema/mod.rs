#![doc = include_str!("README.md")]

mod basic1;
mod basic2;
mod basic3;
mod congress;
mod education;
mod field;
mod kind;
mod label;
mod tab;

pub use congress::{QUESTIONS, Schema};
pub use education::{EDUCATIONS, Education, FULL_TIME, IN_SERVICE};
pub use field::{Column, Condition, Field};
pub use kind::Kind;
pub use label::Label;
pub use tab::{Group, Tab};

/// 姓名.
pub const NAME: &str = "name";
/// 性别.
pub const SEX: &str = "sex";
/// 民族.
pub const ETHNIC_GROUP: &str = "ethnic_group";
/// 出生日期.
pub const BIRTH_DATE: &str = "birth_date";
/// 证件类型.
pub const ID_TYPE: &str = "id_type";
/// 证件号.
pub const ID_NUMBER: &str = "id_number";
/// 照片: stored apart, never among the values.
pub const PHOTO: &str = "photo";
/// 手机.
pub const PHONE: &str = "phone";
/// 政治面貌（党派1）.
pub const PARTY: &str = "party";
/// 政治面貌（党派2）.
pub const SECOND_PARTY: &str = "second_party";
/// 职业类别.
pub const OCCUPATION: &str = "occupation";
/// 专业技术职级.
pub const TITLE_RANK: &str = "title_rank";
/// 是否为基层一线.
pub const GRASSROOTS: &str = "grassroots";
/// 主要学习工作经历.
pub const RESUME: &str = "resume";
/// The type of certificate whose number is a citizen ID number (GB 11643): 居民身份证.
pub const IDENTITY_CARD: &str = "111";

/// Every built-in field in the order of the form. What one congress makes of them is its [`Schema`].
pub fn fields() -> impl Iterator<Item = &'static Field<'static>> {
    [
        basic1::BEFORE_EDUCATION,
        education::FIELDS,
        basic1::AFTER_EDUCATION,
        basic2::FIELDS,
        basic3::FIELDS,
    ]
    .into_iter()
    .flatten()
}

/// The built-in field with this id.
pub fn field(id: &str) -> Option<&'static Field<'static>> {
    fields().find(|field| field.id == id)
}

/// The built-in fields of a tab in order.
pub fn tab(tab: Tab) -> impl Iterator<Item = &'static Field<'static>> {
    fields().filter(move |field| field.tab == tab)
}

/// The groups of a tab in order, each with its fields.
pub fn groups(of: Tab) -> Vec<(Group, Vec<&'static Field<'static>>)> {
    let mut groups: Vec<(Group, Vec<&'static Field<'static>>)> = Vec::new();
    for field in tab(of) {
        match groups.last_mut() {
            Some((group, fields)) if *group == field.group => fields.push(field),
            _ => groups.push((field.group, vec![field])),
        }
    }
    groups
}
