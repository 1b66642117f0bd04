//! 基本信息（二）: work and posts. Source of every group: the customary registration form (domain.md, “The registration form”, 2).

use super::{Column, Field, Group, Kind, Tab};

/// Where somebody works.
const WORK: Group = Group::new("work", Tab::Basic2, "工作情况", "Work");
/// Posts in academic and social organisations.
const POSTS: Group = Group::new("posts", Tab::Basic2, "社会任职", "Posts in organisations");
/// Posts in associations for science and technology.
const ASSOCIATION: Group = Group::new(
    "association",
    Tab::Basic2,
    "科协任职",
    "Posts in the association",
);
/// 党委 membership, in the words of the congress's level.
const COMMITTEE: Group = Group::new("committee", Tab::Basic2, "党委任职", "Party committee");
/// 人大 and 政协, each with its levels: one person can be a deputy at several.
const DEPUTIES: Group = Group::new(
    "deputies",
    Tab::Basic2,
    "人大代表、政协委员任职",
    "People’s congress and CPPCC",
);

const ORGANISATIONS: Kind<'static> = Kind::Rows {
    columns: &[
        Column::new(
            "level",
            "组织级别",
            "Level",
            Kind::Code {
                table: "organisation_level",
            },
        )
        .required(),
        Column::new(
            "post",
            "组织名称及职务",
            "Organisation and post",
            Kind::Text { most: 100 },
        )
        .required()
        .hint(
            "如 示例市物理学会副理事长",
            "For example vice president of a society",
        ),
    ],
    most: 10,
    at_least: 0,
};
/// People's congresses exist from the nation to the township (Constitution, Articles 57 and 95).
const CONGRESS_LEVELS: Kind<'static> = Kind::Codes {
    table: "organisation_level",
    among: &["2", "3", "4", "5", "6"],
};
/// The CPPCC exists from the nation to the county (its charter).
const CPPCC_LEVELS: Kind<'static> = Kind::Codes {
    table: "organisation_level",
    among: &["2", "3", "4", "5"],
};

pub(super) const FIELDS: &[Field<'static>] = &[
    Field::new(
        "post",
        WORK,
        "工作单位及职务",
        "Employer and post",
        Kind::Text { most: 100 },
    )
    .required(),
    Field::new(
        super::GRASSROOTS,
        WORK,
        "是否为基层一线",
        "Grass-roots worker",
        Kind::YesNo,
    )
    .required()
    .essential(),
    Field::new("fax", WORK, "传真", "Fax", Kind::Text { most: 30 }),
    Field::new(
        "academic_posts",
        POSTS,
        "学术组织任职情况",
        "Posts in academic organisations",
        ORGANISATIONS,
    ),
    Field::new(
        "social_posts",
        POSTS,
        "党派及社会团体任职情况",
        "Posts in parties and social organisations",
        ORGANISATIONS,
    ),
    Field::new(
        "association_staff",
        ASSOCIATION,
        "学会或科协专职人员",
        "Full-time staff of a society or association",
        Kind::YesNo,
    )
    .required(),
    Field::new(
        "staff_kind",
        ASSOCIATION,
        "专职人员类别",
        "Kind of full-time staff",
        Kind::Code {
            table: "staff_kind",
        },
    )
    .required()
    .when_yes("association_staff"),
    Field::new(
        "former_committee_post",
        ASSOCIATION,
        "{level}科协上一届全委会任职情况",
        "Post in the former {level} committee of the association",
        TEXT,
    ),
    Field::new(
        "honorary_post",
        ASSOCIATION,
        "担任{level}科协荣誉职务情况",
        "Honorary post in the {level} association",
        TEXT,
    ),
    Field::new(
        "association_kind",
        ASSOCIATION,
        "科协类别",
        "Kind of association",
        Kind::CodePath {
            table: "association_kind",
            levels: 2,
        },
    ),
    Field::new(
        "local_association_post",
        ASSOCIATION,
        "所在地方科协任职情况",
        "Post in the local association",
        TEXT,
    ),
    Field::new(
        "committee_member",
        COMMITTEE,
        "{committee_level}委委员",
        "Member of the {committee_level} Party committee",
        Kind::YesNo,
    ),
    Field::new(
        "committee_standing_member",
        COMMITTEE,
        "{committee_level}委常委",
        "Standing member of the {committee_level} Party committee",
        Kind::YesNo,
    ),
    Field::new(
        "committee_alternate",
        COMMITTEE,
        "{committee_level}委候补委员",
        "Alternate of the {committee_level} Party committee",
        Kind::YesNo,
    ),
    Field::new(
        "npc_deputy",
        DEPUTIES,
        "人大代表",
        "Deputy to a people’s congress",
        Kind::YesNo,
    ),
    levels(
        "npc_deputy_levels",
        "npc_deputy",
        "人大代表级别",
        "Deputy: levels",
        CONGRESS_LEVELS,
    ),
    Field::new(
        "npc_standing",
        DEPUTIES,
        "人大常委",
        "Standing committee of a people’s congress",
        Kind::YesNo,
    ),
    levels(
        "npc_standing_levels",
        "npc_standing",
        "人大常委级别",
        "Standing committee: levels",
        CONGRESS_LEVELS,
    ),
    Field::new(
        "cppcc_member",
        DEPUTIES,
        "政协委员",
        "Member of a CPPCC committee",
        Kind::YesNo,
    ),
    levels(
        "cppcc_member_levels",
        "cppcc_member",
        "政协委员级别",
        "CPPCC member: levels",
        CPPCC_LEVELS,
    ),
    Field::new(
        "cppcc_standing",
        DEPUTIES,
        "政协常委",
        "Standing committee of the CPPCC",
        Kind::YesNo,
    ),
    levels(
        "cppcc_standing_levels",
        "cppcc_standing",
        "政协常委级别",
        "CPPCC standing committee: levels",
        CPPCC_LEVELS,
    ),
];

const TEXT: Kind<'static> = Kind::Text { most: 100 };

const fn levels(
    id: &'static str,
    opened_by: &'static str,
    zh: &'static str,
    en: &'static str,
    kind: Kind<'static>,
) -> Field<'static> {
    Field::new(id, DEPUTIES, zh, en, kind)
        .required()
        .when_yes(opened_by)
}
