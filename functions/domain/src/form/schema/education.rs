//! 学历信息: full-time and in-service education, each opened by its tick; at least one of them is ticked (domain.md, 1).
//! Education is GB/T 4658, the degree GB/T 6864.

use super::{Field, Group, Kind, Tab};

const EDUCATION: Group = Group::new("education", Tab::Basic1, "学历信息", "Education");

/// The ids of one kind of education: its tick and what the tick opens.
#[derive(Clone, Copy, Debug)]
pub struct Education {
    /// The tick.
    pub tick: &'static str,
    /// 学历.
    pub education: &'static str,
    /// 学位.
    pub degree: &'static str,
    /// 毕业院校.
    pub school: &'static str,
    /// 所学专业.
    pub major: &'static str,
}

/// 全日制教育.
pub const FULL_TIME: Education = Education {
    tick: "full_time",
    education: "full_time_education",
    degree: "full_time_degree",
    school: "full_time_school",
    major: "full_time_major",
};
/// 在职教育.
pub const IN_SERVICE: Education = Education {
    tick: "in_service",
    education: "in_service_education",
    degree: "in_service_degree",
    school: "in_service_school",
    major: "in_service_major",
};
/// Both kinds; at least one is ticked in a complete form.
pub const EDUCATIONS: [Education; 2] = [FULL_TIME, IN_SERVICE];

pub(super) const FIELDS: &[Field<'static>] = &[
    Field::new(
        FULL_TIME.tick,
        EDUCATION,
        "全日制教育",
        "Full-time education",
        Kind::Tick,
    )
    .essential()
    .hint(
        "全日制教育和在职教育至少勾选一项",
        "Tick at least one of full-time and in-service education",
    ),
    opened(
        FULL_TIME.education,
        &FULL_TIME,
        "全日制学历",
        "Full-time: education",
        EDUCATION_CODE,
    )
    .essential(),
    opened(
        FULL_TIME.degree,
        &FULL_TIME,
        "全日制学位",
        "Full-time: degree",
        DEGREE,
    ),
    opened(
        FULL_TIME.school,
        &FULL_TIME,
        "全日制毕业院校",
        "Full-time: school",
        NAME,
    ),
    opened(
        FULL_TIME.major,
        &FULL_TIME,
        "全日制所学专业",
        "Full-time: major",
        NAME,
    ),
    Field::new(
        IN_SERVICE.tick,
        EDUCATION,
        "在职教育",
        "In-service education",
        Kind::Tick,
    )
    .essential(),
    opened(
        IN_SERVICE.education,
        &IN_SERVICE,
        "在职学历",
        "In-service: education",
        EDUCATION_CODE,
    )
    .essential(),
    opened(
        IN_SERVICE.degree,
        &IN_SERVICE,
        "在职学位",
        "In-service: degree",
        DEGREE,
    ),
    opened(
        IN_SERVICE.school,
        &IN_SERVICE,
        "在职毕业院校",
        "In-service: school",
        NAME,
    ),
    opened(
        IN_SERVICE.major,
        &IN_SERVICE,
        "在职所学专业",
        "In-service: major",
        NAME,
    ),
];

const EDUCATION_CODE: Kind<'static> = Kind::Code { table: "education" };
const DEGREE: Kind<'static> = Kind::Code { table: "degree" };
const NAME: Kind<'static> = Kind::Text { most: 100 };

const fn opened(
    id: &'static str,
    by: &Education,
    zh: &'static str,
    en: &'static str,
    kind: Kind<'static>,
) -> Field<'static> {
    Field::new(id, EDUCATION, zh, en, kind)
        .required()
        .when_yes(by.tick)
}
