//! The exported workbook, read back by another library and compared with the input.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader, Xlsx};
use domain::{category::Category, codes, text::Language};
use tests::people::Nominee;

type Line = BTreeMap<String, String>;

fn lines(workbook: &[u8]) -> Vec<Line> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).expect("a workbook");
    let sheet = book
        .worksheet_range_at(0)
        .expect("a sheet")
        .expect("a readable sheet");
    let rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect();
    let head = rows
        .iter()
        .position(|row| row.iter().any(|cell| cell == "姓名"))
        .expect("a header");
    let headers = &rows[head];
    let body = rows[head + 1..]
        .iter()
        .filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() > 2);
    body.map(|row| headers.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

/// A cell as text; a date as `YYYY-MM-DD`.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

/// Every nominee of the input stands in the workbook with what they filled in.
pub(crate) fn compare_every_cell(workbook: &[u8], all: &[Nominee]) {
    let by_phone: BTreeMap<String, Line> = lines(workbook)
        .into_iter()
        .map(|line| (line["手机"].clone(), line))
        .collect();
    assert_eq!(by_phone.len(), all.len(), "one line for each nominee");
    for nominee in all {
        let line = &by_phone[nominee.phone()];
        for (header, expected) in expected(nominee) {
            let actual = line
                .get(&header)
                .unwrap_or_else(|| panic!("no column {header}: {:?}", line.keys()));
            let actual = as_entered(actual);
            assert_eq!(actual, expected, "{header} of {}", nominee.name());
        }
    }
}

/// Rows stand one to a line with their cells divided, so that they can be imported again; the input has them in one line.
fn as_entered(cell: &str) -> String {
    let lines = cell.lines().map(|line| match line.split_once(" | ") {
        Some((period, rest)) => format!("{period} {}", rest.replace(" | ", "")),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("；")
}

/// What each column must hold, by its header.
fn expected(nominee: &Nominee) -> Vec<(String, String)> {
    let input = |column: &str| nominee.0.get(column).to_owned();
    let place = |column: &str| {
        let table = codes::table("division").expect("the table of divisions");
        table
            .full_name(nominee.0.get(column), Language::Zh)
            .expect("a division")
    };
    let official = |table: &str, column: &str| {
        let table = codes::table(table).expect("a table");
        table
            .by_zh_name(nominee.0.get(column))
            .expect("a name")
            .name
            .zh
            .to_owned()
    };
    let studied = input("毕业院校及专业");
    let (school, major) = studied.split_once("大学").expect("a university");
    let columns = [
        ("推荐单位", input("推荐单位")),
        ("姓名", input("姓名")),
        ("手机", input("手机")),
        ("身份", input("身份")),
        ("性别", official("sex", "性别")),
        ("民族", input("民族")),
        ("出生日期", input("出生日期")),
        ("籍贯", place("籍贯代码")),
        ("出生地", place("出生地代码")),
        ("邮箱", input("邮箱")),
        ("政治面貌（党派1）", official("party", "政治面貌")),
        ("证件类型", input("证件类型")),
        ("证件号", input("证件号")),
        ("是否为基层一线", input("是否基层一线")),
        ("全日制学历", official("education", "全日制学历")),
        ("全日制毕业院校", format!("{school}大学")),
        ("全日制所学专业", major.to_owned()),
        ("专业技术职级", input("专业技术职级")),
        ("是否院士", official("academician", "是否院士")),
        ("工作单位及职务", input("工作单位及职务")),
        ("学科分类", official("discipline", "学科")),
        ("主要学习工作经历", input("主要学习工作经历")),
        ("主要学术成就、科技成果及社会贡献", input("主要成就")),
    ];
    columns
        .map(|(header, value)| (header.to_owned(), value))
        .into()
}

/// The workbook holds so many of each category.
pub(crate) fn has_so_many_of_each_category(workbook: &[u8], expected: &[(Category, usize)]) {
    let lines = lines(workbook);
    for (category, number) in expected {
        let found = lines
            .iter()
            .filter(|line| line["身份"] == category.name().zh)
            .count();
        assert_eq!(found, *number, "{category:?}");
    }
}
