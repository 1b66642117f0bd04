//! 单独同意: nothing stores the certificate's number or the photo without it.

use domain::nomination::{Consent, Nomination, consent::VERSION, state::State};
use harness::{Ask, delete, get, patch, person, post, put};
use jiff::SignedDuration;
use serde_json::json;

use crate::{photo::picture, stage::Stage};

/// Somebody allocated who was never asked.
async fn unasked(stage: &Stage) -> Nomination {
    let rows = json!({ "rows": [{ "name": "张三", "phone": person::phone(500).national(), "category": "delegate" }] });
    let answer = stage.liaison(post(stage.unit()).json(&rows)).await;
    assert_eq!(answer.status, 201, "{answer}");
    let all = stage.harness.store();
    let all = all.nominations_of_unit(&stage.world.congress, &stage.world.unit);
    all.await.unwrap().pop().unwrap()
}

fn number(stage: &Stage, of: &Nomination, version: u64) -> Ask {
    let changes =
        json!({ "changes": { "id_type": "111", "id_number": person::id_number("19800308", 1) } });
    patch(stage.path(of, "/form")).at(version).json(&changes)
}

fn photo(stage: &Stage, of: &Nomination) -> Ask {
    put(stage.path(of, "/photo")).bytes("image/jpeg", picture(413, 579))
}

fn give(stage: &Stage, of: &Nomination) -> Ask {
    post(stage.path(of, "/consent")).json(&json!({ "version": VERSION }))
}

async fn consent(stage: &Stage, of: &Nomination) -> Option<Consent> {
    stage.now(of).await.consent
}

#[tokio::test]
async fn neither_number_nor_photo_is_taken_before_the_liaison_attests_and_the_nominee_is_still_asked()
 {
    let stage = Stage::new().await;
    let one = unasked(&stage).await;
    let nominee = stage.cookie(&one.phone).await;
    for cookie in [&stage.liaison, &nominee] {
        let refused = stage.send(number(&stage, &one, 0).by(cookie)).await;
        assert_eq!(refused.refusal(), (409, "consent_required".to_owned()));
        assert_eq!(refused.pointers(), ["/changes/id_number"]);
        let refused = stage.send(photo(&stage, &one).by(cookie)).await;
        assert_eq!(refused.refusal(), (409, "consent_required".to_owned()));
    }
    let other = json!({ "changes": { "sex": "1", "id_number": null } });
    let draft = patch(stage.path(&one, "/form")).at(0).json(&other);
    assert_eq!(
        stage.liaison(draft).await.status,
        200,
        "the rest can be filled in"
    );

    assert_eq!(stage.liaison(give(&stage, &one)).await.status, 201);
    assert_eq!(stage.liaison(number(&stage, &one, 1)).await.status, 200);
    assert_eq!(stage.liaison(photo(&stage, &one)).await.status, 200);
    let refused = stage.send(photo(&stage, &one).by(&nominee)).await;
    assert_eq!(
        refused.refusal(),
        (409, "consent_required".to_owned()),
        "asked themselves"
    );
    stage.harness.wait(SignedDuration::from_secs(1));
    assert_eq!(
        stage.send(give(&stage, &one).by(&nominee)).await.status,
        201
    );
    assert_eq!(
        stage.send(photo(&stage, &one).by(&nominee)).await.status,
        200
    );
    let store = stage.harness.store();
    let dossier = store.dossier(&one.id).await.unwrap();
    let given = dossier
        .trail
        .iter()
        .filter(|step| step.opinion.as_deref() == Some(VERSION));
    assert_eq!(given.count(), 2, "both stand in the trail");
    let checked = store.verify_trails().await.unwrap();
    assert!(checked.faults.is_empty(), "{checked:?}");
}

#[tokio::test]
async fn once_withdrawn_it_is_nobodys_but_the_nominees_to_give_again() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let nominee = stage.cookie(&one.phone).await;
    let withdraw = delete(stage.path(&one, "/consent")).by(&nominee);
    assert_eq!(stage.send(withdraw).await.status, 201);
    let version = stage.liaison(get(stage.path(&one, "/form"))).await;
    let version = version.version().unwrap();
    for cookie in [&stage.liaison, &nominee] {
        let refused = stage.send(number(&stage, &one, version).by(cookie)).await;
        assert_eq!(refused.refusal(), (409, "consent_required".to_owned()));
    }
    let refused = stage.liaison(give(&stage, &one)).await;
    assert_eq!(refused.refusal(), (409, "consent_required".to_owned()));
    assert!(refused.to_string().contains("只能由本人"), "{refused}");
    stage.harness.wait(SignedDuration::from_secs(1));
    assert_eq!(
        stage.send(give(&stage, &one).by(&nominee)).await.status,
        201
    );
    assert_eq!(
        stage.liaison(number(&stage, &one, version)).await.status,
        200
    );
}

#[tokio::test]
async fn a_file_with_numbers_is_imported_once_the_unit_attests_for_everybody_in_it() {
    let stage = Stage::new().await;
    let path = format!("{}/imports", stage.unit());
    let known = unasked(&stage).await;
    let lines = [(500, 1), (501, 2)].map(|(phone, number)| {
        let id = person::id_number("19800308", number);
        format!(
            "张三,{},代表,居民身份证,{id}\n",
            person::phone(phone).national()
        )
    });
    let file = format!("姓名,手机,身份,证件类型,证件号\n{}", lines.concat());
    let send = |query: &str, digest: &str| {
        post(format!("{path}{query}"))
            .header("if-match", digest)
            .bytes("text/csv", file.clone().into_bytes())
    };
    let preview = stage.liaison(send("", "\"\"")).await.json();
    assert_eq!(preview["asks_consent"], true, "{preview}");
    let digest = preview["digest"].as_str().unwrap().to_owned();
    for query in ["?confirm=true", "?confirm=true&consent=2020-01"] {
        let refused = stage.liaison(send(query, &digest)).await;
        assert_eq!(refused.refusal(), (409, "consent_required".to_owned()));
    }
    assert!(consent(&stage, &known).await.is_none());
    let done = stage
        .liaison(send(&format!("?confirm=true&consent={VERSION}"), &digest))
        .await;
    assert_eq!(done.status, 201, "{done}");
    let (store, world) = (stage.harness.store(), &stage.world);
    let all = store
        .nominations_of_unit(&world.congress, &world.unit)
        .await
        .unwrap();
    assert_eq!(all.len(), 2);
    for one in &all {
        let given = one.consent.as_ref().expect("attested");
        assert_eq!((given.by.code(), given.withdrawn), ("liaison", false));
    }
    let checked = store.verify_trails().await.unwrap();
    assert!(checked.faults.is_empty(), "{checked:?}");
    let preview = stage.liaison(send("", "\"\"")).await.json();
    assert_eq!(preview["asks_consent"], false, "there already");
}
