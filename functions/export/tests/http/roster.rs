//! The masked roster: who is in it, who may take it.

use calamine::Data;
use domain::{category::Category, form::schema, nomination::state::State};
use harness::post;
use serde_json::json;

use crate::stage::{Stage, column, sheet, texts};

#[tokio::test]
async fn the_masked_roster_has_everybody_in_order_with_every_field_of_the_form() {
    let stage = Stage::with_people().await;
    let answer = stage.roster(&stage.world.reviewer, json!({})).await;
    let sheet = sheet(&answer);
    assert_eq!(texts(&sheet, "单位编号"), ["U001", "U001", "U001", "U002"]);
    assert_eq!(texts(&sheet, "身份"), ["委员", "代表", "代表", "参会嘉宾"]);
    assert_eq!(texts(&sheet, "状态")[2], "待填报");
    assert_eq!(texts(&sheet, "手机")[..2], ["199****1002", "199****1001"]);
    assert_eq!(texts(&sheet, "证件号")[0], "4501**********0021");
    assert_eq!(texts(&sheet, "民族"), ["汉族", "汉族", "", "汉族"]);
    assert_eq!(
        texts(&sheet, "主要学习工作经历")[0],
        "2002.09—2006.07 | 示例大学 | 学生"
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
async fn the_masked_roster_is_for_the_convener_and_each_units_liaisons() {
    let stage = Stage::with_people().await;
    let world = &stage.world;
    let own = json!({ "unit": world.unit });
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
            stage.roster(phone, json!({})).await.status,
            whole,
            "{phone:?}"
        );
        let answer = stage.roster(phone, own.clone()).await;
        assert_eq!(answer.status, part, "{phone:?}");
    }
    assert_eq!(
        texts(&sheet(&stage.roster(&world.liaison, own).await), "单位编号"),
        ["U001"; 4]
    );
    let missing = json!({ "unit": stage.harness.id() });
    let answer = stage.roster(&world.administrator, missing).await;
    assert_eq!(answer.status, 404);
    let nobody = post(stage.path("rosters")).json(&json!({}));
    assert_eq!(nobody.send(&stage.app).await.status, 401);
}

#[tokio::test]
async fn filters_and_columns_choose_and_the_order_of_columns_is_kept() {
    let stage = Stage::with_people().await;
    let body = json!({ "states": ["reported", "final_review_approved"], "categories": ["delegate"], "columns": ["phone", "name", "unit"] });
    let sheet = sheet(&stage.roster(&stage.world.administrator, body).await);
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
    let body = json!({ "format": "csv", "columns": ["name", "colour"] });
    let columns = stage.roster(by, body).await;
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
    let nobody = stage
        .roster(by, json!({ "filters": { "name": "查无此人" } }))
        .await;
    assert_eq!(nobody.refusal(), (409, "nothing_to_do".into()));
    let body = json!({ "unmasked": true, "reason": "甲", "states": ["first_review_rejected"] });
    assert_eq!(
        stage.disclose(by, &body).await.refusal(),
        (409, "nothing_to_do".into())
    );
    let odd = json!({ "filters": { "state": "sleeping" } });
    assert_eq!(stage.roster(by, odd).await.pointers(), ["/state"]);
    let sheets = json!({ "format": "csv", "split": "unit" });
    assert_eq!(stage.roster(by, sheets).await.pointers(), ["/split"]);
    assert!(
        stage.disclosures().await.is_empty(),
        "nothing left, nothing recorded"
    );
}
