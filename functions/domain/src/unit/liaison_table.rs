//! The table in which liaisons travel as CSV or workbook: a row for each, several to a unit.

use super::{Contact, Unit, table::plain};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LiaisonColumn {
    /// 单位编号.
    UnitCode,
    /// 单位名称; where given, it must be the one of the code.
    UnitName,
    /// 姓名.
    Name,
    /// 手机号; masked, as exported, it means the one that is known.
    Phone,
}

impl LiaisonColumn {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::UnitCode, Self::UnitName, Self::Name, Self::Phone];

    /// What stands above it.
    pub const fn header(self) -> &'static str {
        match self {
            Self::UnitCode => "单位编号",
            Self::UnitName => "单位名称",
            Self::Name => "联络员姓名",
            Self::Phone => "联络员手机",
        }
    }

    /// The column that a header means, whatever its spaces and marks; 姓名 and 手机号 alone will do.
    pub fn parse(header: &str) -> Option<Self> {
        let text = plain(header);
        let short = text.strip_prefix("联络员").unwrap_or(&text);
        Some(match short {
            "单位编号" => Self::UnitCode,
            "单位名称" => Self::UnitName,
            "姓名" => Self::Name,
            "手机" | "手机号" | "手机号码" => Self::Phone,
            _ => return None,
        })
    }

    /// A liaison's cell in it.
    pub fn cell(self, unit: &Unit, liaison: &Contact) -> String {
        match self {
            Self::UnitCode => unit.code.clone(),
            Self::UnitName => unit.name.clone(),
            Self::Name => liaison.name.clone(),
            Self::Phone => liaison.phone.masked(),
        }
    }
}
