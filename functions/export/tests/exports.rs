//! Rosters and the units' table, read back cell by cell; who may take them, and what is recorded.

#![expect(clippy::unwrap_used, reason = "what the test sets up must be there")]

use std::io::Cursor;

use axum::Router;
use calamine::{Data, Range, Reader, Xlsx};
use domain::{
    category::Category,
    decision::Decision,
    disclosure::Disclosure,
    form::schema,
    nomination::{Nomination, state::State},
    permission::Role,
};
use harness::{Answer, Harness, World, get, post};
use serde_json::{Value, json};

struct Stage {
    harness: Harness,
    world: World,
    app: Router,
}

impl Stage {
    async fn set() -> Self {
        let harness = Harness::start().await;
        let world = harness.world().await;
        let (routes, _) = export::router().split_for_parts();
        let app = harness.app(routes);
        Self {
            harness,
            world,
            app,
        }
    }

    /// Three people in the unit, one in the other; their numbers are 1 to 4.
    async fn with_people() -> Self {
        let stage = Self::set().await;
        for (number, category, state) in [
            (1, Category::Delegate, State::Reported),
            (2, Category::CommitteeMember, State::FinalReviewApproved),
            (3, Category::Delegate, State::Allocated),
        ] {
            stage
                .harness
                .add_nominee(&stage.world, number, category, state)
                .await;
        }
        let World {
            congress,
            other_unit,
            ..
        } = &stage.world;
        stage
            .harness
            .add_nominee_to(congress, other_unit, 4, Category::Guest, State::Reported)
            .await;
        stage
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/exports/{}/{rest}", self.world.congress)
    }

    async fn take(&self, by: &domain::phone::Phone, rest: &str) -> Answer {
        let cookie = self.harness.sign_in(by).await;
        get(self.path(rest)).by(&cookie).send(&self.app).await
    }

    async fn disclose(&self, by: &domain::phone::Phone, body: &Value) -> Answer {
        let cookie = self.harness.sign_in(by).await;
        post(self.path("rosters"))
            .by(&cookie)
            .json(body)
            .send(&self.app)
            .await
    }

    async fn disclosures(&self) -> Vec<Disclosure> {
        self.harness
            .store()
            .disclosures(&self.world.congress)
            .await
            .unwrap()
    }

    /// Changes fields of somebody's saved form.
    async fn fill_in(&self, nomination: &Nomination, changes: Value) {
        let store = self.harness.store();
        let saved = store
            .forms(std::slice::from_ref(&nomination.id))
            .await
            .unwrap()
            .remove(0);
        let changed = saved
            .with(changes.as_object().unwrap(), "徐怡", self.harness.now())
            .unwrap();
        let decision = Decision {
            form: Some(changed),
            ..Decision::default()
        };
        store
            .commit(&decision, None, self.harness.now(), || self.harness.id())
            .await
            .unwrap();
    }
}

fn sheet(answer: &Answer) -> Range<Data> {
    assert_eq!(answer.status, 200, "{answer}");
    let mut workbook = Xlsx::new(Cursor::new(answer.body.to_vec())).unwrap();
    workbook.worksheet_range_at(0).unwrap().unwrap()
}

/// The cells of a column, below its header.
fn column(sheet: &Range<Data>, header: &str) -> Vec<Data> {
    let mut rows = sheet.rows().skip(1);
    let headers: Vec<_> = rows
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let place = headers.iter().position(|one| one == header);
    let place = place.unwrap_or_else(|| panic!("no column {header} in {headers:?}"));
    rows.map(|row| row[place].clone()).collect()
}

fn texts(sheet: &Range<Data>, header: &str) -> Vec<String> {
    column(sheet, header)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[tokio::test]
async fn the_masked_roster_has_everybody_in_order_with_every_field_of_the_form() {
    let stage = Stage::with_people().await;
    let answer = stage.take(&stage.world.reviewer, "roster.xlsx").await;
    let sheet = sheet(&answer);
    assert_eq!(texts(&sheet, "单位编号"), ["U001", "U001", "U001", "U002"]);
    assert_eq!(texts(&sheet, "身份"), ["委员", "代表", "代表", "参会嘉宾"]);
    assert_eq!(texts(&sheet, "状态")[2], "待填报");
    assert_eq!(texts(&sheet, "手机")[..2], ["199****1002", "199****1001"]);
    assert_eq!(texts(&sheet, "证件号")[0], "4501**********0021");
    assert_eq!(texts(&sheet, "民族"), ["汉族", "汉族", "", "汉族"]);
    assert_eq!(
        texts(&sheet, "主要学习工作经历")[0],
        "2002.09—2006.07 示例大学学生"
    );
    assert_eq!(texts(&sheet, "照片")[2], "否");
    assert_eq!(column(&sheet, "年龄")[0], Data::Float(46.0));
    assert_eq!(column(&sheet, "姓名").len(), 4);
    let headers: Vec<_> = sheet
        .rows()
        .nth(1)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    for field in schema::fields() {
        let label = field.label(domain::congress::Level::City, domain::text::Language::Zh);
        assert!(headers.contains(&label), "{label}");
    }
}

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
async fn full_numbers_are_on_record_before_they_leave_and_marked_visibly() {
    let stage = Stage::with_people().await;
    let unit = stage.world.unit.to_string();
    let body = json!({ "unmasked": true, "reason": " 核对证件 ", "unit": unit, "categories": ["delegate"] });
    let answer = stage.disclose(&stage.world.liaison, &body).await;
    let title = sheet(&answer).rows().next().unwrap()[0].to_string();
    assert!(
        title.contains("由徐怡（选举单位联络员）于 2026-11-22 10:00 导出，共 2 条，含完整证件号"),
        "{title}"
    );
    let recorded = stage.disclosures().await;
    assert_eq!(recorded.len(), 1);
    let record = &recorded[0];
    assert_eq!(
        (record.name.as_str(), record.role, record.people),
        ("徐怡", Role::Liaison, 2)
    );
    assert_eq!(
        (record.reason.as_str(), record.unit.as_ref()),
        ("核对证件", Some(&stage.world.unit))
    );
    assert_eq!(record.at, stage.harness.now());
    stage.take(&stage.world.administrator, "roster.xlsx").await;
    assert_eq!(
        stage.disclosures().await.len(),
        1,
        "a masked roster needs no record"
    );
}

#[tokio::test]
async fn no_more_full_numbers_leave_than_the_list_showed() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let body = |filters: Value| json!({ "unmasked": true, "reason": "甲", "filters": filters, "columns": ["phone"] });
    let some = stage
        .disclose(
            by,
            &body(json!({ "ethnic_group": "01", "submitted_from": "2026-11-22" })),
        )
        .await;
    assert_eq!(
        sheet(&some).rows().count(),
        2 + 3,
        "the one without a form is not among them"
    );
    let nobody = stage.disclose(by, &body(json!({ "party": "09" }))).await;
    assert_eq!(nobody.refusal(), (409, "nothing_to_do".into()));
    let odd = stage
        .disclose(by, &body(json!({ "submitted_to": "soon" })))
        .await;
    assert_eq!(
        (odd.status, odd.pointers()),
        (422, vec!["/submitted_to".to_owned()])
    );
}

#[tokio::test]
async fn full_numbers_need_a_reason_and_the_right_role() {
    let stage = Stage::with_people().await;
    let world = &stage.world;
    let unit = world.unit.to_string();
    for reason in [json!(""), json!("  "), json!("长".repeat(201))] {
        let answer = stage
            .disclose(
                &world.administrator,
                &json!({ "unmasked": true, "reason": reason }),
            )
            .await;
        assert_eq!(
            (answer.status, answer.pointers()),
            (422, vec!["/reason".to_owned()])
        );
    }
    let masked = stage
        .disclose(
            &world.administrator,
            &json!({ "unmasked": false, "reason": "甲" }),
        )
        .await;
    assert_eq!(
        (masked.status, masked.pointers()),
        (422, vec!["/unmasked".to_owned()])
    );
    let whole = json!({ "unmasked": true, "reason": "甲" });
    let part = json!({ "unmasked": true, "reason": "甲", "unit": unit });
    for (phone, of_whole, of_part) in [
        (&world.reviewer, 403, 403),
        (&world.liaison, 403, 200),
        (&world.other_liaison, 403, 403),
        (&world.stranger, 404, 404),
    ] {
        assert_eq!(
            stage.disclose(phone, &whole).await.status,
            of_whole,
            "{phone:?}"
        );
        assert_eq!(
            stage.disclose(phone, &part).await.status,
            of_part,
            "{phone:?}"
        );
    }
    assert_eq!(stage.disclosures().await.len(), 1);
}

#[tokio::test]
async fn the_masked_roster_is_for_the_convener_and_each_units_liaisons() {
    let stage = Stage::with_people().await;
    let world = &stage.world;
    let own = format!("roster.xlsx?unit={}", world.unit);
    let nominee = stage
        .harness
        .add_nominee(world, 9, Category::Observer, State::Allocated)
        .await;
    for (phone, whole, part) in [
        (&world.administrator, 200, 200),
        (&world.reviewer, 200, 200),
        (&world.liaison, 403, 200),
        (&world.other_liaison, 403, 403),
        (&nominee.phone, 403, 403),
        (&world.stranger, 404, 404),
    ] {
        assert_eq!(
            stage.take(phone, "roster.xlsx").await.status,
            whole,
            "{phone:?}"
        );
        assert_eq!(stage.take(phone, &own).await.status, part, "{phone:?}");
    }
    assert_eq!(
        texts(&sheet(&stage.take(&world.liaison, &own).await), "单位编号"),
        ["U001"; 4]
    );
    let missing = format!("roster.xlsx?unit={}", stage.harness.id());
    assert_eq!(stage.take(&world.administrator, &missing).await.status, 404);
    assert_eq!(
        get(stage.path("roster.xlsx")).send(&stage.app).await.status,
        401
    );
}

#[tokio::test]
async fn filters_and_columns_choose_and_the_order_of_columns_is_kept() {
    let stage = Stage::with_people().await;
    let query = "roster.xlsx?state=reported,final_review_approved&category=delegate&columns=phone,name,unit";
    let sheet = sheet(&stage.take(&stage.world.administrator, query).await);
    let rows: Vec<Vec<_>> = sheet
        .rows()
        .skip(1)
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(rows[0], ["手机", "姓名", "推荐单位"]);
    assert_eq!(rows[1..], [["199****1001", "欧阳示例", "示例市第U001学会"]]);
}

#[tokio::test]
async fn a_column_that_does_not_exist_and_an_export_of_nobody_are_refused() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let columns = stage.take(by, "roster.csv?columns=name,colour").await;
    assert_eq!(
        (columns.status, columns.pointers()),
        (422, vec!["/columns/1".to_owned()])
    );
    assert!(
        columns.json()["errors"][0]["detail"]
            .as_str()
            .unwrap()
            .contains("colour")
    );
    let body = json!({ "unmasked": true, "reason": "甲", "columns": ["colour"] });
    assert_eq!(stage.disclose(by, &body).await.pointers(), ["/columns/0"]);
    let nobody = stage.take(by, "roster.xlsx?name=查无此人").await;
    assert_eq!(nobody.refusal(), (409, "nothing_to_do".into()));
    let body = json!({ "unmasked": true, "reason": "甲", "states": ["first_review_rejected"] });
    assert_eq!(
        stage.disclose(by, &body).await.refusal(),
        (409, "nothing_to_do".into())
    );
    assert_eq!(
        stage.take(by, "roster.xlsx?state=sleeping").await.refusal(),
        (422, "invalid_input".into())
    );
    assert!(
        stage.disclosures().await.is_empty(),
        "nothing left, nothing recorded"
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

#[tokio::test]
async fn the_units_table_is_in_the_imports_format_and_for_the_convener() {
    let stage = Stage::with_people().await;
    let sheet = sheet(&stage.take(&stage.world.reviewer, "units.xlsx").await);
    let rows: Vec<Vec<_>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(
        rows[0][..6],
        [
            "单位编号",
            "单位名称",
            "单位类型",
            "联络员",
            "联络员手机",
            "委员名额"
        ]
    );
    assert_eq!(
        rows[1][..6],
        [
            "U001",
            "示例市第U001学会",
            "学会",
            "徐怡、林同",
            "199****0003、199****0004",
            "2"
        ]
    );
    assert_eq!(rows.len(), 3);
    for (phone, status) in [(&stage.world.liaison, 403), (&stage.world.stranger, 404)] {
        assert_eq!(stage.take(phone, "units.xlsx").await.status, status);
    }
}

#[tokio::test]
async fn a_congress_without_units_has_no_table() {
    let harness = Harness::start().await;
    let world = harness.world().await;
    let store = harness.store();
    for id in [&world.unit, &world.other_unit] {
        let change = store::UnitChange {
            before: Some(harness.unit(&world.congress, id).await),
            after: None,
        };
        store
            .commit_units(&[change], &[], None, harness.now(), || harness.id())
            .await
            .unwrap();
    }
    let (routes, _) = export::router().split_for_parts();
    let cookie = harness.sign_in(&world.administrator).await;
    let path = format!("/api/exports/{}/units.xlsx", world.congress);
    let answer = get(path).by(&cookie).send(&harness.app(routes)).await;
    assert_eq!(answer.refusal(), (409, "nothing_to_do".into()));
}
