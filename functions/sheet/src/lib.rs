#![doc = include_str!("../README.md")]

mod csv;
mod marked;
mod receive;
mod xlsx;

use api::{Code, Problem};
use domain::{
    refusal::{Fault, FaultCode},
    sheet::{MOST_ROWS, Row},
    text::Text,
};

pub use marked::{XLSX, marked, workbook};
pub use receive::{LARGEST_FILE, Received, receive};

/// The most columns of a file; those behind are not looked at unless something stands in them.
const MOST_COLUMNS: usize = 200;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No bytes.
    Empty,
    /// A workbook with a password, or one of Excel 97–2003.
    EncryptedOrOld,
    /// A workbook that is none inside.
    Broken,
    /// A workbook with macros.
    Macros,
    /// Unpacked it is far larger than any list.
    Bomb,
    /// More rows or columns than are taken.
    TooMany,
    /// Neither a workbook nor text.
    NotText,
}

impl Unreadable {
    fn says(self) -> Text {
        match self {
            Self::Empty => Text::new(
                "文件是空的，请选择填写好的文件",
                "The file is empty; choose the one filled in",
            ),
            Self::EncryptedOrOld => Text::new(
                "文件有密码保护或是旧版 .xls 格式，请取消密码并另存为 .xlsx 后再上传",
                "The file has a password or is an old .xls; remove the password and save it as .xlsx",
            ),
            Self::Broken => Text::new(
                "文件已损坏，无法打开，请用 Excel 或 WPS 重新保存后再上传",
                "The file is damaged; save it again with Excel or WPS and send that",
            ),
            Self::Macros => Text::new(
                "文件含有宏，请另存为不含宏的 .xlsx 后再上传",
                "The file has macros; save it as .xlsx without macros",
            ),
            Self::Bomb => Text::new(
                "文件展开后过大，请只保留要导入的那张表后再上传",
                "Unpacked the file is too large; keep just the table to import",
            ),
            Self::TooMany => Text::new(
                "最多 2000 行、200 列，请删去多余的行列或分几次上传",
                "At most 2000 rows and 200 columns; remove what is too much or divide the file",
            ),
            Self::NotText => Text::new(
                "文件不是 CSV 或 .xlsx，或编码无法识别，请用模板填写后再上传",
                "The file is neither CSV nor .xlsx, or of an unknown encoding; please use the template",
            ),
        }
    }
}

impl From<Unreadable> for Problem {
    fn from(unreadable: Unreadable) -> Self {
        let Text { zh, en } = unreadable.says();
        match unreadable {
            Unreadable::Bomb => Self::new(Code::BodyTooLarge, zh, en),
            _ => Self::invalid(vec![Fault::new("/file", FaultCode::Malformed, zh, en)]),
        }
    }
}

/// The rows of a file, by what its first bytes say it is.
///
/// # Errors
/// [`Unreadable`].
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, Unreadable> {
    let rows = match bytes {
        [] => return Err(Unreadable::Empty),
        // The compound file of Excel 97–2003; an encrypted .xlsx is wrapped in one too.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(Unreadable::EncryptedOrOld),
        [b'P', b'K', 3 | 5 | 7, ..] => xlsx::read(bytes)?,
        _ => csv::read(bytes)?,
    };
    // Some rows of title and the header stand above.
    if rows.len() > MOST_ROWS + 10 {
        Err(Unreadable::TooMany)
    } else {
        Ok(rows)
    }
}

#[cfg(test)]
mod tests;
