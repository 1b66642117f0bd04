use calamine::{Reader, Xlsx};
use domain::{refusal::Said, sheet::CellFault, text::Language};
use encoding_rs::GB18030;
use rust_xlsxwriter::{Formula, Workbook};

use super::*;

fn cells(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
    let rows = read(bytes).unwrap();
    rows.into_iter().map(|row| (row.line, row.cells)).collect()
}

fn row(line: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn csv_is_read_in_every_encoding_that_offices_use() {
    let text = "单位编号,单位名称,联络员\nU001,\"示例市物理,学会\",邵䶮\n";
    let expected = [
        row(1, &["单位编号", "单位名称", "联络员"]),
        row(2, &["U001", "示例市物理,学会", "邵䶮"]),
    ];
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let bom = format!("\u{feff}{text}").into_bytes();
    let gb18030 = GB18030.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), bom, gb18030, utf16] {
        assert_eq!(cells(&bytes), expected);
    }
}

#[test]
fn csv_with_tabs_semicolons_blank_lines_and_short_rows_is_read() {
    let expected = [row(1, &["a", "b", "c"]), row(3, &["1", "2"])];
    assert_eq!(cells("a\tb\tc\n\t\t\n1\t2\n".as_bytes()), expected);
    assert_eq!(cells("a;b;c\r\n\r\n1;2\r\n".as_bytes()), expected);
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_with_numbers_as_people_see_them_and_formulas_as_text() {
    let bytes = workbook(|sheet| {
        sheet
            .write(0, 0, "单位编号")
            .unwrap()
            .write(0, 1, "名额")
            .unwrap();
        sheet
            .write(3, 0, 19_900_900_000_f64)
            .unwrap()
            .write(3, 1, 2.5)
            .unwrap();
        sheet.write(4, 1, Formula::new("=SUM(B1:B2)")).unwrap();
        sheet
            .write_blank(1_000_000, 5, &rust_xlsxwriter::Format::new().set_bold())
            .unwrap();
    });
    let expected = [
        row(1, &["单位编号", "名额"]),
        row(4, &["19900900000", "2.5"]),
        row(5, &["", "=SUM(B1:B2)"]),
    ];
    assert_eq!(cells(&bytes), expected);
}

#[test]
fn a_cell_far_out_and_too_many_rows_are_refused_and_cost_no_memory() {
    let far = workbook(|sheet| {
        sheet
            .write(0, 0, "a")
            .unwrap()
            .write(1_048_575, 16_383, "b")
            .unwrap();
    });
    assert_eq!(read(&far), Err(Unreadable::TooMany));
    let long = "a,b\n".repeat(MOST_ROWS + 11);
    assert_eq!(read(long.as_bytes()), Err(Unreadable::TooMany));
    let long = workbook(|sheet| {
        for line in 0..u32::try_from(MOST_ROWS + 11).unwrap() {
            sheet.write(line, 0, "a").unwrap();
        }
    });
    assert_eq!(read(&long), Err(Unreadable::TooMany));
}

/// A workbook with one part more.
fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut archive =
        zip::ZipWriter::new_append(Cursor::new(workbook(|sheet| drop(sheet.write(0, 0, "a")))))
            .unwrap();
    archive
        .start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_is_refused_however_small_it_looks() {
    let bomb = with_part("xl/media/image.bin", &vec![0; 60 * 1024 * 1024]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert_eq!(read(&bomb), Err(Unreadable::Bomb));
}

#[test]
fn macros_passwords_damage_emptiness_and_pictures_are_refused_each_in_its_words() {
    assert_eq!(
        read(&with_part("xl/vbaProject.bin", b"x")),
        Err(Unreadable::Macros)
    );
    assert_eq!(
        read(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
        Err(Unreadable::EncryptedOrOld)
    );
    assert_eq!(read(&[]), Err(Unreadable::Empty));
    assert_eq!(
        read(b"PK\x03\x04 and then nothing"),
        Err(Unreadable::Broken)
    );
    let good = workbook(|sheet| drop(sheet.write(0, 0, "a")));
    assert_eq!(read(&good[..good.len() / 2]), Err(Unreadable::Broken));
    assert_eq!(
        read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        Err(Unreadable::NotText)
    );
    assert_eq!(read(&[0xff, 0xff, 0x81]), Err(Unreadable::NotText));
}

#[test]
fn the_marked_workbook_keeps_every_cell_in_its_place_and_says_what_is_wrong() {
    let rows = read("单位编号,名额\n\nU001,=1+1\nU002,2\n".as_bytes()).unwrap();
    let fault = |place, zh: &str| CellFault::new("名额", place, 3, Said::new(zh, "no"));
    let faults = [
        fault(1, "这一格是公式"),
        fault(1, "名额过大"),
        fault(0, "重复"),
    ];
    let bytes = marked(&rows, &faults, Language::Zh).unwrap();
    assert_eq!(
        read(&bytes).unwrap(),
        rows,
        "what was sent can be sent again"
    );
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes.clone())).unwrap();
    let list = workbook.worksheet_range("问题清单").unwrap();
    assert_eq!(list.get_value((1, 0)).unwrap().to_string(), "B3");
    assert_eq!(list.get_value((3, 2)).unwrap().to_string(), "重复");
    let notes = part(&bytes, "xl/comments1.xml");
    assert!(
        notes.contains("这一格是公式\n名额过大") && notes.contains("ref=\"A3\""),
        "{notes}"
    );
    let cells = part(&bytes, "xl/worksheets/sheet1.xml");
    let style = |cell: &str| {
        let (_, rest) = cells.split_once(&format!("r=\"{cell}\" s=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(style("A3"), style("B3"));
    assert_ne!(style("A3"), style("A4"), "the wrong ones look different");
    assert!(!cells.contains("<f>"), "nothing runs");
}

/// A part of a workbook as text.
fn part(bytes: &[u8], name: &str) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}
