//! 登记表 as PDF.

use domain::{category::Category, form::schema::Schema, permission::Role, text::Language};
use harness::{get, person::phone, post};
use jiff::SignedDuration;
use serde_json::json;

use crate::stage::{Stage, notes, packed, read};

#[tokio::test]
async fn what_is_read_from_the_paper_is_what_was_filled_in() {
    let stage = Stage::set().await;
    let nominee = stage.nominee(1, Category::CommitteeMember).await;
    stage
        .fill_in(
            &nominee,
            json!({
                // Of Extension B, C and E: in the second font only. The last one is in none.
                "name": "欧阳𠮷𫗴𬺰\u{2EBF0}",
                "achievements": "主持完成“示例”项目 3 项；\n发表论文 40 余篇。",
                "awards": [{ "year": "2019", "award": "示例市科技进步奖", "rank": "二等" }],
                "email": "ouyang.shili.with.a.very.long.name.indeed@department.example.org",
                "remarks": "a < b & c > d，#set page(width: 1pt) $x$ *强*",
            }),
        )
        .await;
    let own = phone(1_001);
    let answer = stage.take(&own, &stage.of(&nominee, "form.pdf")).await;
    assert_eq!(answer.status, 200, "{answer}");
    let name = answer.headers["content-disposition"].to_str().unwrap();
    assert!(
        name.contains("filename*=UTF-8''%E7%99%BB%E8%AE%B0%E8%A1%A8-20261122.pdf"),
        "{name}"
    );
    assert_eq!(
        notes(&answer),
        ["欧阳示例: 字库中没有以下字符，纸面上印的是它的编号：\u{2EBF0}（U+2EBF0）"]
    );
    assert!(stage.disclosures().await.is_empty(), "nobody else saw them");
    let Some(text) = read(&answer.body, "what_is_read_from_the_paper") else {
        return;
    };
    let ids = std::slice::from_ref(&nominee.id);
    let form = stage.harness.store().forms(ids).await.unwrap().remove(0);
    let settings = harness::world::settings();
    let schema = Schema::of(&settings, nominee.category);
    let mut looked_at = 0;
    for field in schema.fields().iter().filter(|field| field.id != "photo") {
        let label = field.label(schema.level, Language::Zh);
        if field.appears(&form.values) && !field.id.contains('_') {
            assert!(
                text.contains(&packed(&label)),
                "{label} is missing in {text}"
            );
        }
        let value = form.values.display(field, Language::Zh, false);
        let value = value.replace('\u{2EBF0}', "〔U+2EBF0〕");
        // Rows stand on lines of their own.
        for part in value.split('；').filter(|part| !part.is_empty()) {
            assert!(text.contains(&packed(part)), "{part} is missing in {text}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 25, "{looked_at} answers");
    for words in [
        "示例市科学技术协会第九次代表大会",
        "委员候选人登记表",
        "选举单位：示例市第U001学会",
        "被推荐人签名：",
        "选举单位意见（盖章）：",
        "换届单位意见（盖章）：",
        "核验码",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    assert_eq!(
        text.matches("年月日").count(),
        3,
        "a date to each signature"
    );
}

#[tokio::test]
async fn several_are_one_file_that_tells_of_photos_that_are_missing_or_broken() {
    let stage = Stage::set().await;
    let (one, two, three) = (
        stage.nominee(1, Category::Delegate).await,
        stage.nominee(2, Category::Delegate).await,
        stage.nominee(3, Category::Guest).await,
    );
    for (nominee, name) in [(&one, "甲"), (&two, "乙"), (&three, "丙")] {
        stage.fill_in(nominee, json!({ "name": name })).await;
    }
    let whole = crate::stage::photo();
    stage
        .put_photo(&two, whole[..whole.len() / 2].to_vec())
        .await;
    let files = &stage.harness.edge().files;
    files
        .delete(&store::files::ObjectKey::photo(&three))
        .await
        .unwrap();
    let body = json!({ "unit": stage.world.unit.to_string() });
    let cookie = stage
        .harness
        .sign_in_by_code_only(&stage.world.liaison)
        .await;
    let ask = post(stage.path("forms"))
        .by(&cookie)
        .json(&body)
        .in_english();
    let answer = ask.send(&stage.app).await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(
        notes(&answer),
        [
            "欧阳示例: The photo is damaged; please upload it again",
            "欧阳示例: No photo"
        ]
    );
    assert!(
        stage.disclosures().await.is_empty(),
        "masked ones need no record"
    );
    let Some(text) = read(&answer.body, "several_are_one_file") else {
        return;
    };
    // A guest has no seat among the delegates: its form is headed by what it is.
    assert_eq!(
        text.matches("Registrationformofadelegate").count(),
        2,
        "{text}"
    );
    assert!(text.contains("Registrationform:Guest"), "{text}");
    assert!(
        text.contains("Certificatenumbersandphonesaremasked"),
        "{text}"
    );
    assert!(text.contains("4501**********0013"), "masked: {text}");
    assert!(!text.contains("199000010"), "masked: {text}");
    assert!(
        text.find('甲') < text.find('乙') && text.find('乙') < text.find('丙'),
        "in order"
    );
}

#[tokio::test]
async fn full_numbers_are_a_liaisons_work_and_need_a_fresh_factor_of_the_convener() {
    let stage = Stage::blank().await;
    let nominee = stage.nominee(1, Category::Delegate).await;
    let unit = stage.world.unit.to_string();
    let of_unit = json!({ "unit": unit, "unmasked": true, "reason": "打印签字盖章" });
    let cookie = stage
        .harness
        .sign_in_by_code_only(&stage.world.liaison)
        .await;
    let by_liaison = post(stage.path("forms")).by(&cookie).json(&of_unit);
    assert_eq!(by_liaison.send(&stage.app).await.status, 200);
    let recorded = stage.disclosures().await;
    assert_eq!(recorded.len(), 1);
    assert_eq!(
        (
            recorded[0].role,
            recorded[0].people,
            recorded[0].reason.as_str()
        ),
        (Role::Liaison, 1, "打印签字盖章")
    );
    let chosen = json!({
        "people": [{ "unit": unit, "nomination": nominee.id.to_string() }], "unmasked": true, "reason": "制证",
    });
    let world = &stage.world;
    assert_eq!(
        stage
            .ask(&world.administrator, "forms", &chosen)
            .await
            .status,
        200
    );
    let cookie = stage.harness.sign_in(&world.administrator).await;
    stage.harness.wait(SignedDuration::from_mins(11));
    let stale = post(stage.path("forms"))
        .by(&cookie)
        .json(&chosen)
        .send(&stage.app)
        .await;
    assert_eq!(stale.refusal(), (403, "fresh_factor_required".into()));
    let reviewer = stage.ask(&world.reviewer, "forms", &chosen).await;
    assert_eq!(reviewer.refusal(), (403, "forbidden".into()));
    let without = json!({ "unit": unit, "unmasked": true });
    let without = stage.ask(&world.liaison, "forms", &without).await;
    assert_eq!(
        (without.status, without.pointers()),
        (422, vec!["/reason".to_owned()])
    );
    for (who, status) in [(&world.other_liaison, 403), (&world.stranger, 404)] {
        assert_eq!(
            stage.ask(who, "forms", &of_unit).await.status,
            status,
            "{who:?}"
        );
    }
    assert_eq!(
        stage.disclosures().await.len(),
        2,
        "what was refused is no disclosure"
    );
}

#[tokio::test]
async fn an_export_of_nobody_says_what_to_do() {
    let stage = Stage::blank().await;
    let world = &stage.world;
    let unit = world.unit.to_string();
    let nobody = stage
        .ask(&world.liaison, "forms", &json!({ "unit": unit }))
        .await;
    assert_eq!(nobody.refusal(), (409, "nothing_to_do".into()));
    let nominee = stage.nominee(1, Category::Delegate).await;
    let one = json!({ "unit": nominee.unit.to_string(), "nomination": nominee.id.to_string() });
    let filtered = json!({ "unit": unit, "filters": { "category": "guest" } });
    let filtered = stage.ask(&world.liaison, "forms", &filtered).await;
    assert_eq!(filtered.refusal(), (409, "nothing_to_do".into()));
    // One of another unit is not among this one's.
    let elsewhere = json!({ "unit": world.other_unit.to_string(), "people": [one] });
    let elsewhere = stage.ask(&world.other_liaison, "forms", &elsewhere).await;
    assert_eq!(elsewhere.refusal(), (409, "nothing_to_do".into()));
    let odd = json!({ "unit": unit, "filters": { "submitted_to": "soon" } });
    let odd = stage.ask(&world.liaison, "forms", &odd).await;
    assert_eq!(odd.pointers(), ["/submitted_to"]);
    let masked_files = json!({ "unit": unit, "enclosures": true });
    let masked_files = stage.ask(&world.liaison, "forms", &masked_files).await;
    assert_eq!(masked_files.pointers(), ["/enclosures"]);
    let cookie = stage.harness.sign_in(&world.stranger).await;
    let hidden = get(stage.of(&nominee, "form.pdf"))
        .by(&cookie)
        .send(&stage.app)
        .await;
    assert_eq!(hidden.status, 404);
}
