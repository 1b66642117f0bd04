//! Full numbers: who may take them, and what is recorded.

use domain::permission::Role;
use serde_json::{Value, json};

use crate::stage::{Stage, sheet};

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
    stage.roster(&stage.world.administrator, json!({})).await;
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
async fn full_numbers_leave_only_after_a_fresh_second_factor() {
    let stage = Stage::with_people().await;
    let unit = stage.world.unit.to_string();
    let body = json!({ "unmasked": true, "reason": "核对证件", "unit": unit });
    let path = stage.path("rosters");
    let by_code_only = stage
        .harness
        .sign_in_by_code_only(&stage.world.liaison)
        .await;
    let ask = |cookie: &str| harness::post(path.clone()).json(&body).by(cookie);
    let refused = ask(&by_code_only).send(&stage.app).await;
    assert_eq!(refused.refusal(), (403, "second_factor_required".into()));
    let cookie = stage.harness.sign_in(&stage.world.liaison).await;
    stage.harness.wait(jiff::SignedDuration::from_mins(11));
    let refused = ask(&cookie).send(&stage.app).await;
    assert_eq!(refused.refusal(), (403, "fresh_factor_required".into()));
    assert!(stage.disclosures().await.is_empty(), "nothing left");
}
