//! What a congress makes of the form: its own questions, built-in fields it hides, answers that are files.

use domain::{
    congress::{
        Settings,
        questions::{BuiltIn, Choice, FormSettings, Question, QuestionKind, Wording},
    },
    nomination::state::State,
};
use harness::{
    Harness, delete, get, patch,
    world::{quotas, settings},
};
use serde_json::{Value, json};

use crate::{
    attachments::{PDF, PDF_SHA, announce, announced, confirm, upload},
    stage::Stage,
};

fn words(zh: &str, en: &str) -> Wording {
    Wording {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

fn question(id: &str, label: Wording, kind: QuestionKind) -> Question {
    Question {
        id: id.to_owned(),
        label,
        hint: Wording::default(),
        kind,
        required: true,
        categories: std::collections::BTreeSet::new(),
        listed: false,
        retired: false,
    }
}

/// A congress that asks for meals and a declaration, and not for a fax.
async fn asking() -> Stage {
    let choice = |id: &str, zh: &str| Choice {
        id: id.to_owned(),
        label: words(zh, ""),
        retired: false,
    };
    let meals = QuestionKind::One {
        choices: vec![choice("any", "无要求"), choice("plain", "素食")],
    };
    let form = FormSettings {
        questions: vec![
            question("q-meal", words("用餐要求", "Meals"), meals),
            question("q-file", words("健康申报表", ""), QuestionKind::File),
        ],
        built_in: [("fax".to_owned(), BuiltIn::Hidden)].into(),
    };
    let harness = Harness::start().await;
    let settings = Settings { form, ..settings() };
    let world = harness.world_with(settings, quotas()).await;
    Stage::of(harness, world).await
}

fn changes(changes: &Value) -> Value {
    json!({ "changes": changes })
}

#[tokio::test]
async fn a_convener_s_question_is_shown_saved_and_checked_like_the_form_s_own() {
    let stage = asking().await;
    let one = stage.delegate(1, State::Allocated).await;
    let path = stage.path(&one, "/form");
    let new = stage
        .liaison(get(&*path).header("accept-language", "en"))
        .await
        .json();
    assert_eq!(new["asks"]["hidden"], json!(["fax"]));
    let asked = &new["asks"]["questions"][0];
    assert_eq!(
        (
            &asked["id"],
            &asked["label"],
            &asked["kind"],
            &asked["choices"][1]["name"]
        ),
        (
            &json!("q-meal"),
            &json!("Meals"),
            &json!("one"),
            &json!("素食")
        )
    );
    assert!(new["faults"].to_string().contains("/values/q-meal"));
    let saved = stage
        .liaison(
            patch(&*path)
                .at(0)
                .json(&changes(&json!({ "q-meal": "plain" }))),
        )
        .await;
    assert_eq!(saved.status, 200, "{saved}");
    assert_eq!(saved.json()["display"]["q-meal"], "素食");
    assert!(
        !saved.json()["faults"]
            .to_string()
            .contains("/values/q-meal")
    );
    // The summary is not touched by a draft, whatever it answers.
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn a_field_that_this_congress_does_not_ask_for_is_refused_by_name_and_nothing_is_saved() {
    let stage = asking().await;
    let one = stage.delegate(1, State::Allocated).await;
    let path = stage.path(&one, "/form");
    let sent = changes(&json!({ "q-elsewhere": "G79", "fax": "0760-1", "post": "某所" }));
    let refused = stage.liaison(patch(&*path).at(0).json(&sent)).await;
    assert_eq!(refused.status, 422, "{refused}");
    let pointers: Vec<_> = refused.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["pointer"].clone())
        .collect();
    assert_eq!(pointers, ["/changes/fax", "/changes/q-elsewhere"]);
    assert!(
        refused.json()["errors"][1]["detail"]
            .to_string()
            .contains("q-elsewhere")
    );
    assert_eq!(stage.liaison(get(&*path)).await.version(), Some(0));
}

#[tokio::test]
async fn an_answer_that_is_a_file_names_one_that_has_arrived_and_keeps_it() {
    let stage = asking().await;
    let one = stage.delegate(1, State::Allocated).await;
    let path = stage.path(&one, "/form");
    let file = announce(
        &stage,
        &one,
        &announced("健康申报表.pdf", PDF, PDF_SHA, "answer"),
    )
    .await;
    assert_eq!(file.status, 201, "{file}");
    let id = file.json()["id"].as_str().unwrap().to_owned();
    let answer = changes(&json!({ "q-file": id }));
    let early = stage.liaison(patch(&*path).at(0).json(&answer)).await;
    assert_eq!(early.json()["errors"][0]["pointer"], "/changes/q-file");
    upload(&stage, &file, PDF).await;
    assert_eq!(confirm(&stage, &one, &file).await.status, 200);
    let saved = stage.liaison(patch(&*path).at(0).json(&answer)).await;
    assert_eq!(saved.json()["display"]["q-file"], "已上传", "{saved}");
    let removal = stage.path(&one, &format!("/attachments/{id}"));
    assert_eq!(stage.liaison(delete(&*removal)).await.status, 422);
    let emptied = changes(&json!({ "q-file": null }));
    assert_eq!(
        stage
            .liaison(patch(&*path).at(1).json(&emptied))
            .await
            .status,
        200
    );
    assert_eq!(stage.liaison(delete(&*removal)).await.status, 204);
}
