//! 基本信息（一）: the person. Source of every group: the customary registration form of such congresses (domain.md, “The registration
//! form”, 1), whose answers are codes of the national standards that stand in `../../../codes`.

use super::{Field, Group, Kind, Tab};

/// The person as the certificate knows them.
const PERSON: Group = Group::new("person", Tab::Basic1, "个人信息", "Personal information");
/// How to reach them.
const CONTACT: Group = Group::new("contact", Tab::Basic1, "联系方式", "Contact");
/// Party (GB/T 4762) and occupation.
const STANDING: Group = Group::new(
    "standing",
    Tab::Basic1,
    "政治面貌与职业",
    "Party and occupation",
);
/// Discipline (GB/T 13745), title and rank (GB/T 8561).
const EXPERTISE: Group = Group::new(
    "expertise",
    Tab::Basic1,
    "学科与职称",
    "Discipline and title",
);

const DIVISION: Kind<'static> = Kind::CodePath {
    table: "division",
    levels: 3,
};

pub(super) const BEFORE_EDUCATION: &[Field<'static>] = &[
    Field::new("photo", PERSON, "照片", "Photo", Kind::Photo)
        .required()
        .essential()
        .hint(
            "近期免冠证件照，点击照片可更换",
            "A recent portrait; select it to replace it",
        ),
    Field::new(super::NAME, PERSON, "姓名", "Name", Kind::Name)
        .required()
        .essential()
        .hint("与证件一致，姓名中的间隔号写作“·”", "As on the certificate"),
    Field::new(
        super::SEX,
        PERSON,
        "性别",
        "Sex",
        Kind::Code { table: "sex" },
    )
    .required()
    .essential(),
    Field::new(
        super::ETHNIC_GROUP,
        PERSON,
        "民族",
        "Ethnic group",
        Kind::Code {
            table: "ethnic_group",
        },
    )
    .required()
    .essential(),
    Field::new(
        super::BIRTH_DATE,
        PERSON,
        "出生日期",
        "Birth date",
        Kind::Date,
    )
    .required()
    .essential()
    .hint("如 1975-03-08", "For example 1975-03-08"),
    Field::new(
        "nationality",
        PERSON,
        "国籍",
        "Nationality",
        Kind::Code {
            table: "nationality",
        },
    )
    .required(),
    Field::new("native_place", PERSON, "籍贯", "Native place", DIVISION)
        .required()
        .hint("选到县（市、区）", "Down to the county"),
    Field::new("birth_place", PERSON, "出生地", "Birthplace", DIVISION)
        .required()
        .hint("选到县（市、区）", "Down to the county"),
    Field::new(
        super::ID_TYPE,
        PERSON,
        "证件类型",
        "Type of certificate",
        Kind::Code { table: "id_type" },
    )
    .required()
    .essential(),
    Field::new(
        super::ID_NUMBER,
        PERSON,
        "证件号",
        "Certificate number",
        Kind::IdNumber,
    )
    .required()
    .essential()
    .sensitive(),
    Field::new(super::PHONE, CONTACT, "手机", "Mobile phone", Kind::Phone)
        .required()
        .essential()
        .sensitive()
        .hint(
            "即登录手机号，可在“账号与安全”中更换",
            "The phone you sign in with; change it under “Account and security”",
        ),
    Field::new("email", CONTACT, "邮箱", "E-mail", Kind::Email)
        .required()
        .hint("如 name@example.org", "For example name@example.org"),
    Field::new(
        super::PARTY,
        STANDING,
        "政治面貌（党派1）",
        "Political affiliation (first)",
        Kind::Code { table: "party" },
    )
    .required()
    .essential(),
    Field::new(
        super::SECOND_PARTY,
        STANDING,
        "政治面貌（党派2）",
        "Political affiliation (second)",
        Kind::Code { table: "party" },
    )
    .hint(
        "只属于一个党派的不填",
        "Only for somebody who belongs to two",
    ),
    Field::new(
        super::OCCUPATION,
        STANDING,
        "职业类别",
        "Occupation",
        Kind::CodePath {
            table: "occupation",
            levels: 2,
        },
    )
    .required()
    .essential(),
];

pub(super) const AFTER_EDUCATION: &[Field<'static>] = &[
    Field::new(
        "discipline",
        EXPERTISE,
        "学科分类",
        "Discipline",
        Kind::Code {
            table: "discipline",
        },
    )
    .required(),
    Field::new(
        "title",
        EXPERTISE,
        "专业技术职务",
        "Professional title",
        Kind::Text { most: 50 },
    )
    .hint(
        "如 教授、研究员、高级工程师",
        "For example professor, senior engineer",
    ),
    Field::new(
        super::TITLE_RANK,
        EXPERTISE,
        "专业技术职级",
        "Rank of the title",
        Kind::Code {
            table: "title_rank",
        },
    )
    .required()
    .essential(),
    Field::new(
        "academician",
        EXPERTISE,
        "是否院士",
        "Academician",
        Kind::Code {
            table: "academician",
        },
    )
    .required(),
];
