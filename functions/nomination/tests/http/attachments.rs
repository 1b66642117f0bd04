//! 附件.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::nomination::{Nomination, state::State};
use harness::{Answer, Ask, delete, get, post};
use serde_json::{Value, json};

use crate::stage::Stage;

pub(super) const PDF: &[u8] = b"%PDF-1.7 made up";
/// SHA-256 of `PDF`, computed apart.
pub(super) const PDF_SHA: &str = "zQMM072QUPIRbIXfjNDfnI2zJh34h5kS7Qr0M5W0570=";

pub(super) fn announced(name: &str, bytes: &[u8], sha256: &str, kind: &str) -> Value {
    json!({
        "name": name, "size": bytes.len(), "content_type": "application/pdf", "sha256": sha256, "kind": kind,
    })
}

pub(super) async fn announce(stage: &Stage, one: &Nomination, body: &Value) -> Answer {
    stage
        .liaison(post(stage.path(one, "/attachments")).json(body))
        .await
}

/// Sends a file of one part to where the announcement says.
pub(super) async fn upload(stage: &Stage, announced: &Answer, bytes: &[u8]) -> Answer {
    let json = announced.json();
    assert_eq!(json["parts"].as_array().unwrap().len(), 1, "{announced}");
    send_part(stage, &json["parts"][0], bytes).await
}

/// Sends bytes to where a part belongs.
async fn send_part(stage: &Stage, target: &Value, bytes: &[u8]) -> Answer {
    let path = path_of(target["url"].as_str().unwrap());
    let mut ask = Ask::new(target["method"].as_str().unwrap().parse().unwrap(), path);
    for (name, value) in target["headers"].as_object().unwrap() {
        ask = ask.header(name, value.as_str().unwrap());
    }
    let ask = ask
        .without("x-tuixuan")
        .header("content-length", &bytes.len().to_string());
    to_storage(stage, ask.with_body(bytes.to_vec())).await
}

async fn to_storage(stage: &Stage, ask: Ask) -> Answer {
    ask.header("host", &stage.harness.objects_authority())
        .send(stage.harness.objects())
        .await
}

fn path_of(url: &str) -> String {
    let (_, rest) = url.split_once("//").unwrap();
    rest[rest.find('/').unwrap()..].to_owned()
}

pub(super) async fn confirm(stage: &Stage, one: &Nomination, announced: &Answer) -> Answer {
    let id = announced.json()["id"].as_str().unwrap().to_owned();
    stage
        .liaison(post(
            stage.path(one, &format!("/attachments/{id}/confirmation")),
        ))
        .await
}

async fn attached(stage: &Stage, one: &Nomination, name: &str, kind: &str) -> String {
    let announced = announce(stage, one, &announced(name, PDF, PDF_SHA, kind)).await;
    assert_eq!(announced.status, 201, "{announced}");
    let uploaded = upload(stage, &announced, PDF).await;
    assert_eq!(uploaded.status, 200, "{uploaded}");
    let confirmed = confirm(stage, one, &announced).await;
    assert_eq!(confirmed.status, 200, "{confirmed}");
    confirmed.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_goes_straight_to_storage_counts_once_confirmed_and_comes_back_under_its_name() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let id = attached(&stage, &one, "C:\\文件\\证明.PDF", "material").await;
    let details = stage.liaison(get(stage.path(&one, ""))).await.json();
    assert_eq!(details["attachments"][0]["name"], "证明.pdf");
    assert_eq!(details["attachments"].as_array().unwrap().len(), 1);
    assert_eq!(stage.now(&one).await.attachments, 1);
    let reviewer = stage.cookie(&stage.world.reviewer).await;
    let path = stage.path(&one, &format!("/attachments/{id}"));
    let download = stage.send(get(&*path).by(&reviewer)).await;
    let url = download.json()["url"].as_str().unwrap().to_owned();
    let file = to_storage(&stage, get(path_of(&url))).await;
    assert_eq!((file.status, &*file.body), (200, PDF));
    let disposition = file.headers["content-disposition"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        disposition.contains("filename*=UTF-8''%E8%AF%81%E6%98%8E.pdf"),
        "{disposition}"
    );
}

#[tokio::test]
async fn a_removed_file_is_gone_from_the_record_and_from_storage() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let id = attached(&stage, &one, "证明.pdf", "material").await;
    let path = stage.path(&one, &format!("/attachments/{id}"));
    let url = stage.liaison(get(&*path)).await.json()["url"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(stage.liaison(delete(&*path)).await.status, 204);
    assert_eq!(stage.now(&one).await.attachments, 0);
    assert_eq!(
        stage.liaison(get(&*path)).await.refusal(),
        (404, "not_found".to_owned())
    );
    assert_eq!(
        stage.liaison(delete(&*path)).await.refusal(),
        (404, "not_found".to_owned())
    );
    assert_eq!(to_storage(&stage, get(path_of(&url))).await.status, 404);
}

#[tokio::test]
async fn an_upload_given_up_is_taken_back_without_being_counted() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let announced = announce(
        &stage,
        &one,
        &announced("证明.pdf", PDF, PDF_SHA, "material"),
    )
    .await;
    let confirmed = confirm(&stage, &one, &announced).await;
    assert_eq!(
        (confirmed.status, confirmed.pointers()),
        (422, vec!["/size".to_owned()])
    );
    let id = announced.json()["id"].as_str().unwrap().to_owned();
    let path = stage.path(&one, &format!("/attachments/{id}"));
    assert_eq!(stage.liaison(get(&*path)).await.status, 404);
    assert_eq!(stage.liaison(delete(&*path)).await.status, 204);
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn another_content_than_was_announced_does_not_arrive_and_the_right_one_still_can() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let announced = announced("证明.pdf", PDF, PDF_SHA, "material");
    let announced = announce(&stage, &one, &announced).await;
    let other = upload(&stage, &announced, b"%PDF-1.7 made UP").await;
    assert_eq!(other.status, 400, "{other}");
    let refused = confirm(&stage, &one, &announced).await;
    assert_eq!(
        (refused.status, refused.pointers()),
        (422, vec!["/size".to_owned()])
    );
    assert_eq!(upload(&stage, &announced, PDF).await.status, 200);
    assert_eq!(upload(&stage, &announced, PDF).await.status, 412);
    let confirmed = confirm(&stage, &one, &announced).await;
    assert_eq!(confirmed.status, 200, "{confirmed}");
}

#[tokio::test]
async fn a_file_whose_content_is_not_of_its_type_is_refused_and_removed() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let (bytes, sha256) = (
        b"MZ not a PDF....".as_slice(),
        "EWRqbZBvBjNsu6E8WpSarPee5BvGqIh30YLCu5rA8yE=",
    );
    let announced = announce(
        &stage,
        &one,
        &announced("证明.pdf", bytes, sha256, "material"),
    )
    .await;
    assert_eq!(upload(&stage, &announced, bytes).await.status, 200);
    let refused = confirm(&stage, &one, &announced).await;
    assert_eq!(refused.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(refused.pointers(), ["/content_type"]);
    assert_eq!(
        confirm(&stage, &one, &announced).await.refusal(),
        (404, "not_found".to_owned())
    );
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn a_pdf_renamed_to_jpg_is_no_picture() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let mut body = announced("证书.jpg", PDF, PDF_SHA, "material");
    body["content_type"] = json!("image/jpeg");
    let announced = announce(&stage, &one, &body).await;
    assert_eq!(upload(&stage, &announced, PDF).await.status, 200);
    let id = announced.json()["id"].as_str().unwrap().to_owned();
    let path = stage.path(&one, &format!("/attachments/{id}/confirmation"));
    let refused = stage.liaison(post(&*path).in_english()).await;
    assert_eq!(refused.pointers(), ["/content_type"]);
    let words = "whose content is what their type says";
    assert!(refused.to_string().contains(words), "{refused}");
    // It is gone: nothing of it can be confirmed again.
    assert_eq!(stage.liaison(post(path)).await.status, 404);
}

/// A PDF of twelve megabytes, which takes three parts, and its checksum.
fn large() -> (Vec<u8>, String) {
    let mut bytes = b"%PDF-1.7 large".to_vec();
    bytes.resize(12 * 1024 * 1024, b' ');
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &bytes);
    let sha256 = STANDARD.encode(digest);
    (bytes, sha256)
}

/// Where the parts of an upload that has stopped are to go.
async fn rest(stage: &Stage, one: &Nomination, announced: &Answer) -> Vec<Value> {
    let id = announced.json()["id"].as_str().unwrap().to_owned();
    let path = stage.path(one, &format!("/attachments/{id}/upload"));
    let rest = stage.liaison(get(path)).await;
    assert_eq!(rest.status, 200, "{rest}");
    rest.json()["parts"].as_array().unwrap().clone()
}

fn bytes_of<'a>(part: &Value, bytes: &'a [u8]) -> &'a [u8] {
    let at = |name: &str| usize::try_from(part[name].as_u64().unwrap()).unwrap();
    &bytes[at("from")..at("to")]
}

#[tokio::test]
async fn a_large_file_goes_on_where_it_stopped() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let (bytes, sha256) = large();
    let body = announced("扫描件.pdf", &bytes, &sha256, "material");
    let announced = announce(&stage, &one, &body).await;
    assert_eq!(announced.status, 201, "{announced}");
    let parts = announced.json()["parts"].as_array().unwrap().clone();
    assert_eq!(parts.len(), 3);
    for part in &parts[..2] {
        let sent = send_part(&stage, part, bytes_of(part, &bytes)).await;
        assert_eq!(sent.status, 200, "{sent}");
    }
    let early = confirm(&stage, &one, &announced).await;
    assert_eq!(
        (early.status, early.pointers()),
        (422, vec!["/size".to_owned()])
    );
    let left = rest(&stage, &one, &announced).await;
    assert_eq!(left.len(), 1);
    assert_eq!(
        (&left[0]["from"], &left[0]["to"]),
        (&parts[2]["from"], &parts[2]["to"])
    );
    let sent = send_part(&stage, &left[0], bytes_of(&left[0], &bytes)).await;
    assert_eq!(sent.status, 200, "{sent}");
    assert_eq!(rest(&stage, &one, &announced).await, Vec::<Value>::new());
    let confirmed = confirm(&stage, &one, &announced).await;
    assert_eq!(confirmed.status, 200, "{confirmed}");
    assert_eq!(rest(&stage, &one, &announced).await, Vec::<Value>::new());
    assert_eq!(stage.now(&one).await.attachments, 1);
    let id = confirmed.json()["id"].as_str().unwrap().to_owned();
    let download = stage
        .liaison(get(stage.path(&one, &format!("/attachments/{id}"))))
        .await;
    let url = download.json()["url"].as_str().unwrap().to_owned();
    let file = to_storage(&stage, get(path_of(&url))).await;
    assert!(file.body == bytes, "{} bytes", file.body.len());
}

#[tokio::test]
async fn parts_of_another_content_or_length_are_not_the_file() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let (mut bytes, sha256) = large();
    let body = announced("扫描件.pdf", &bytes, &sha256, "material");
    let announced = announce(&stage, &one, &body).await;
    assert_eq!(announced.status, 201, "{announced}");
    let parts = announced.json()["parts"].as_array().unwrap().clone();
    let longer = send_part(&stage, &parts[0], &bytes[..6 * 1024 * 1024]).await;
    assert_eq!(longer.status, 403, "{longer}");
    bytes[100] = b'x';
    for part in &parts {
        let sent = send_part(&stage, part, bytes_of(part, &bytes)).await;
        assert_eq!(sent.status, 200, "{sent}");
    }
    let refused = confirm(&stage, &one, &announced).await;
    assert_eq!(
        (refused.status, refused.pointers()),
        (422, vec!["/size".to_owned()])
    );
    assert_eq!(stage.now(&one).await.attachments, 0);
}

#[tokio::test]
async fn a_large_upload_given_up_leaves_no_parts_behind() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let (bytes, sha256) = large();
    let body = announced("扫描件.pdf", &bytes, &sha256, "material");
    let announced = announce(&stage, &one, &body).await;
    assert_eq!(announced.status, 201, "{announced}");
    let part = announced.json()["parts"][0].clone();
    send_part(&stage, &part, bytes_of(&part, &bytes)).await;
    let id = announced.json()["id"].as_str().unwrap().to_owned();
    let path = stage.path(&one, &format!("/attachments/{id}"));
    assert_eq!(stage.liaison(delete(&*path)).await.status, 204);
    let again = send_part(&stage, &part, bytes_of(&part, &bytes)).await;
    assert_ne!(again.status, 200, "{again}");
    let gone = stage.liaison(get(format!("{path}/upload"))).await;
    assert_eq!(gone.refusal(), (404, "not_found".to_owned()));
}

#[tokio::test]
async fn every_fault_of_an_announced_file_is_named() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let wrong = json!({
        "name": "x.exe", "size": 21 * 1024 * 1024, "content_type": "application/x-msdownload",
        "sha256": "no", "kind": "material",
    });
    let answer = announce(&stage, &one, &wrong).await;
    assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(answer.pointers(), ["/size", "/sha256", "/content_type"]);
    let mut kind = announced("a.pdf", PDF, PDF_SHA, "passport");
    assert_eq!(announce(&stage, &one, &kind).await.pointers(), ["/kind"]);
    kind["kind"] = json!("material");
    kind["size"] = json!(0);
    assert_eq!(announce(&stage, &one, &kind).await.pointers(), ["/size"]);
}

#[tokio::test]
async fn the_eleventh_file_is_refused() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    for number in 0..10 {
        attached(&stage, &one, &format!("证明{number}.pdf"), "material").await;
    }
    let eleventh = announce(
        &stage,
        &one,
        &announced("证明.pdf", PDF, PDF_SHA, "material"),
    )
    .await;
    assert_eq!(
        (eleventh.status, eleventh.pointers()),
        (422, vec!["/name".to_owned()])
    );
}

#[tokio::test]
async fn once_reported_only_the_signed_form_is_added() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Reported).await;
    attached(&stage, &one, "登记表.pdf", "signed_form").await;
    let material = announce(
        &stage,
        &one,
        &announced("证明.pdf", PDF, PDF_SHA, "material"),
    )
    .await;
    assert_eq!(material.refusal(), (409, "wrong_state".to_owned()));
}

#[tokio::test]
async fn a_confirmation_whose_answer_was_lost_answers_again() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let id = attached(&stage, &one, "证明.pdf", "material").await;
    let path = stage.path(&one, &format!("/attachments/{id}/confirmation"));
    assert_eq!(stage.liaison(post(path)).await.status, 200);
    assert_eq!(stage.now(&one).await.attachments, 1);
}

#[test]
fn the_checksum_here_has_the_length_of_one() {
    assert_eq!(STANDARD.decode(PDF_SHA).unwrap().len(), 32);
}
