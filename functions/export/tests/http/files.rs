//! The files themselves: dates, texts, formulas, names.

use std::io::{Cursor, Read};

use calamine::Data;
use domain::{category::Category, nomination::state::State};
use harness::{Answer, get};
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
    let book = sheet(&stage.take(by, "roster.xlsx").await);
    assert_eq!(
        column(&book, "工作单位及职务")[0],
        Data::String("=HYPERLINK(\"http://x\")".to_owned())
    );
    let answer = stage
        .take(by, "roster.csv?columns=post,title,remarks,name")
        .await;
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
    let ask = get(stage.path("roster.xlsx?columns=name,state"))
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
    let answer = stage
        .take(&stage.world.administrator, "roster.xlsx?columns=name,unit")
        .await;
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
