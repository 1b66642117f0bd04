//! The files themselves: dates, texts, formulas, names.

use std::io::{Cursor, Read};

use calamine::Data;
use domain::{category::Category, nomination::state::State};
use harness::{Answer, post};
use serde_json::json;

use crate::stage::{Stage, column, sheet, texts};

#[tokio::test]
async fn dates_are_dates_and_numbers_of_people_are_texts() {
    let stage = Stage::with_people().await;
    let body = json!({ "unmasked": true, "reason": "制作代表证" });
    let sheet = sheet(&stage.disclose(&stage.world.administrator, &body).await);
    let birth = &column(&sheet, "出生日期")[0];
    let Data::DateTime(birth) = birth else {
        panic!("{birth:?} is no date")
    };
    assert_eq!(birth.to_ymd_hms_milli(), (1980, 3, 8, 0, 0, 0, 0));
    let Data::DateTime(submitted) = &column(&sheet, "提交时间")[0] else {
        panic!("no date")
    };
    assert_eq!(
        submitted.to_ymd_hms_milli(),
        (2026, 11, 22, 10, 0, 0, 0),
        "in China"
    );
    assert_eq!(
        column(&sheet, "手机")[0],
        Data::String("19900001002".to_owned())
    );
    assert_eq!(
        column(&sheet, "证件号")[0],
        Data::String(harness::person::id_number("19800308", 2))
    );
}

#[tokio::test]
async fn what_looks_like_a_formula_stays_text_in_both_formats() {
    let stage = Stage::set().await;
    let nominee = stage
        .harness
        .add_nominee(&stage.world, 1, Category::Delegate, State::Reported)
        .await;
    stage
        .fill_in(
            &nominee,
            json!({ "post": "=HYPERLINK(\"http://x\")", "title": "@教授", "remarks": "+1" }),
        )
        .await;
    let by = &stage.world.administrator;
    let book = sheet(&stage.roster(by, json!({})).await);
    assert_eq!(
        column(&book, "工作单位及职务")[0],
        Data::String("=HYPERLINK(\"http://x\")".to_owned())
    );
    let body = json!({ "format": "csv", "columns": ["post", "title", "remarks", "name"] });
    let answer = stage.roster(by, body).await;
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    assert_eq!(
        text,
        "\u{feff}工作单位及职务,专业技术职务,备注,姓名\r\n\"'=HYPERLINK(\"\"http://x\"\")\",'@教授,'+1,欧阳示例\r\n"
    );
}

#[tokio::test]
async fn a_file_is_named_for_saving_and_speaks_the_asked_language() {
    let stage = Stage::with_people().await;
    let cookie = stage.harness.sign_in(&stage.world.administrator).await;
    let ask = post(stage.path("rosters"))
        .json(&json!({ "columns": ["name", "state"] }))
        .by(&cookie)
        .in_english();
    let answer = ask.send(&stage.app).await;
    let disposition = answer.headers["content-disposition"].to_str().unwrap();
    assert_eq!(
        disposition,
        "attachment; filename=\"roster-20261122.xlsx\"; filename*=UTF-8''%E5%90%8D%E5%86%8C-20261122.xlsx"
    );
    assert_eq!(
        texts(&sheet(&answer), "State")[0],
        "Approved by final review"
    );
}

#[tokio::test]
async fn more_people_than_one_reading_holds_are_all_there_in_order() {
    let stage = Stage::set().await;
    for number in 1..=130 {
        let state = if number % 2 == 0 {
            State::Allocated
        } else {
            State::Reported
        };
        stage
            .harness
            .add_nominee(&stage.world, number, Category::Staff, state)
            .await;
    }
    let body = json!({ "unmasked": true, "reason": "甲", "columns": ["phone", "sex"] });
    let sheet = sheet(&stage.disclose(&stage.world.administrator, &body).await);
    let expected: Vec<_> = (1..=130)
        .map(|number| format!("199{:08}", 1_000 + number))
        .collect();
    assert_eq!(texts(&sheet, "手机"), expected);
    assert_eq!(texts(&sheet, "性别")[..4], ["男", "", "男", ""]);
}

/// A part of a workbook as it is written.
fn part(answer: &Answer, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.body.to_vec())).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[tokio::test]
async fn a_roster_is_ready_to_read_and_to_print() {
    let stage = Stage::with_people().await;
    let body = json!({ "columns": ["name", "unit"] });
    let answer = stage.roster(&stage.world.administrator, body).await;
    let sheet = part(&answer, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"state="frozen""#,
        r#"<autoFilter ref="A2:B6""#,
        r#"paperSize="9""#,
        r#"orientation="landscape""#,
        r#"fitToHeight="0""#,
        "第 &amp;P 页，共 &amp;N 页",
        "&amp;L由高管（大会管理员）于 2026-11-22 10:00 导出",
    ] {
        assert!(sheet.contains(expected), "{expected} is missing in {sheet}");
    }
    let book = part(&answer, "xl/workbook.xml");
    assert!(
        book.contains("Print_Titles") && book.contains("$2:$2"),
        "{book}"
    );
}

/// The sheets of a workbook by name, each with its rows below the header.
fn sheets(answer: &Answer) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(Cursor::new(answer.body.to_vec())).unwrap();
    let ranges = calamine::Reader::worksheets(&mut book).into_iter();
    let rows = |range: calamine::Range<Data>| {
        let rows = range.rows().skip(2);
        rows.map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    };
    ranges.map(|(name, range)| (name, rows(range))).collect()
}

#[tokio::test]
async fn a_roster_has_a_sheet_for_each_category_or_unit_where_that_is_wanted() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let of = |split: &str| json!({ "split": split, "columns": ["unit_code", "phone"] });
    let row = |unit: &str, number: u32| vec![unit.to_owned(), format!("199****{}", 1_000 + number)];
    let by_category = stage.roster(by, of("category")).await;
    let expected = [
        ("委员", vec![row("U001", 2)]),
        ("代表", vec![row("U001", 1), row("U001", 3)]),
        ("参会嘉宾", vec![row("U002", 4)]),
    ];
    assert_eq!(
        sheets(&by_category),
        expected.map(|(name, rows)| (name.to_owned(), rows))
    );
    let by_unit = stage.roster(by, of("unit")).await;
    let expected = [
        (
            "U001 示例市第U001学会",
            vec![row("U001", 2), row("U001", 1), row("U001", 3)],
        ),
        ("U002 示例市第U002学会", vec![row("U002", 4)]),
    ];
    assert_eq!(
        sheets(&by_unit),
        expected.map(|(name, rows)| (name.to_owned(), rows))
    );
    for number in 1..=2 {
        let sheet = part(&by_unit, &format!("xl/worksheets/sheet{number}.xml"));
        for expected in [
            r#"state="frozen""#,
            r#"orientation="landscape""#,
            "&amp;L由高管",
        ] {
            assert!(
                sheet.contains(expected),
                "{expected} is missing in sheet {number}"
            );
        }
    }
    let filters = part(&by_unit, "xl/worksheets/sheet1.xml");
    assert!(filters.contains(r#"<autoFilter ref="A2:B5""#), "{filters}");
}

#[tokio::test]
async fn within_a_unit_people_stand_in_the_order_of_the_list() {
    let stage = Stage::set().await;
    for number in 1..=3 {
        let category = Category::Delegate;
        stage
            .harness
            .add_nominee(&stage.world, number, category, State::Reported)
            .await;
    }
    let body = json!({ "columns": ["phone"], "filters": { "sort": "-submitted_at" } });
    let book = sheet(&stage.roster(&stage.world.administrator, body).await);
    assert_eq!(
        texts(&book, "手机"),
        ["199****1003", "199****1002", "199****1001"]
    );
}

/// `LibreOffice` opens what we write without repairing it: read by it and written as CSV, every cell is as we wrote it.
#[tokio::test]
async fn another_office_reads_every_cell_as_it_was_written() {
    let Some(office) = ["soffice", "libreoffice"]
        .into_iter()
        .find(|name| is_there(name))
    else {
        eprintln!(
            "another_office_reads_every_cell_as_it_was_written: skipped, LibreOffice is not installed"
        );
        return;
    };
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let columns = json!({ "unmasked": true, "reason": "核对", "columns": ["name", "phone", "id_number", "birth_date", "age", "unit"] });
    let answer = stage.disclose(by, &columns).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("roster.xlsx"), &answer.body).unwrap();
    // 44 comma, 34 quotes, 76 UTF-8; as text, so that what is shown is what is compared.
    let output = std::process::Command::new(office)
        .args([
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
        ])
        .arg("--outdir")
        .arg(folder.path())
        .arg(format!(
            "-env:UserInstallation=file://{}/profile",
            folder.path().display()
        ))
        .arg(folder.path().join("roster.xlsx"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let read = std::fs::read_to_string(folder.path().join("roster.csv")).unwrap();
    let read: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(read.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let book = sheet(&answer);
    for (ours, theirs) in book.rows().zip(&read).skip(1) {
        for (cell, read) in ours.iter().zip(theirs) {
            let written = match cell {
                Data::DateTime(day) => {
                    let (year, month, day, ..) = day.to_ymd_hms_milli();
                    format!("{year:04}-{month:02}-{day:02}")
                }
                other => other.to_string(),
            };
            assert_eq!(*read, written);
        }
    }
    assert_eq!(read.len(), book.rows().count());
}

fn is_there(program: &str) -> bool {
    let asked = std::process::Command::new(program)
        .arg("--version")
        .output();
    asked.is_ok_and(|answer| answer.status.success())
}
