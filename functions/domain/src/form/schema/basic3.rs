//! 基本信息（三）: curriculum vitae and achievements. Source: the customary registration form (domain.md, “The registration form”, 3).

use super::{Column, Field, Group, Kind, Tab};

/// Where somebody studied and worked.
const LIFE: Group = Group::new("life", Tab::Basic3, "学习工作经历", "Studies and work");
/// What came of it.
const ACHIEVEMENTS: Group = Group::new(
    "achievements",
    Tab::Basic3,
    "成就与奖励",
    "Achievements and awards",
);

pub(super) const FIELDS: &[Field<'static>] = &[
    Field::new(
        super::RESUME,
        LIFE,
        "主要学习工作经历",
        "Studies and work",
        Kind::Rows {
            columns: &[
                Column::new("from", "起", "From", Kind::Month).required(),
                Column::new("to", "止", "To", Kind::Month)
                    .hint("至今的不填", "Leave empty for the present"),
                Column::new("where", "在何单位", "Where", Kind::Text { most: 100 }).required(),
                Column::new("as_what", "学习或任职", "As what", Kind::Text { most: 100 })
                    .required()
                    .attached(),
            ],
            most: 30,
            at_least: 1,
        },
    )
    .required(),
    Field::new(
        "achievements",
        ACHIEVEMENTS,
        "主要学术成就、科技成果及社会贡献",
        "Academic achievements, results and contributions",
        Kind::LongText { most: 2_000 },
    ),
    Field::new(
        "awards",
        ACHIEVEMENTS,
        "奖励情况",
        "Awards",
        Kind::Rows {
            columns: &[
                Column::new("year", "年度", "Year", Kind::Year).required(),
                Column::new("award", "奖励名称", "Award", Kind::Text { most: 100 }).required(),
                Column::new(
                    "rank",
                    "等级及排名",
                    "Class and rank",
                    Kind::Text { most: 50 },
                ),
            ],
            most: 20,
            at_least: 0,
        },
    ),
    Field::new(
        "remarks",
        ACHIEVEMENTS,
        "备注",
        "Remarks",
        Kind::LongText { most: 500 },
    ),
];
