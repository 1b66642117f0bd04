//! A notice, from its first word to its withdrawal, read by somebody who is not signed in.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{client::Client, stage::Stage};

use super::journey::convener::Convener;

/// Asks until the answer has the status; the worker has its pages ready within a second or so.
async fn until(reader: &Client, path: &str, status: u16) -> String {
    for _ in 0..150 {
        let answer = reader.get(path).await;
        if answer.status.as_u16() == status {
            return String::from_utf8(answer.body).unwrap_or_default();
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("{path} does not come to answer {status}");
}

/// Asks until the answer says something.
async fn until_it_says(reader: &Client, path: &str, words: &str) -> String {
    for _ in 0..150 {
        let said = until(reader, path, 200).await;
        if said.contains(words) {
            return said;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("{path} does not come to say {words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_written_previewed_published_read_signed_out_and_withdrawn() {
    let stage = Stage::start().await;
    let convener = Convener::sign_in(&stage).await;
    let congress = convener.create_congress().await;
    let client = convener.client();
    let path = format!("/api/congresses/{congress}/notices");
    let written = json!({ "title": "关于推选的通知 <1>", "markdown": "请于**周五**前上报。\n\n[网站](https://example.cn/?a=1&b=2)" });

    let refused = client
        .post(
            &path,
            &json!({ "title": "甲", "markdown": "<script>alert(1)</script>\n\n[a](javascript:x)" }),
        )
        .await;
    assert_eq!(refused.json()["errors"].as_array().map(Vec::len), Some(2));
    assert_eq!(refused.problem(), (422, "invalid_input".to_owned()));

    let preview = client
        .post(&format!("{path}/preview"), &written)
        .await
        .must(200);
    assert_eq!(
        preview["body"][0]["children"][1]["tag"], "strong",
        "{preview}"
    );
    let notice = client.post(&path, &written).await.must(201);
    assert_eq!(notice["state"], "draft");
    let one = format!("{path}/{}", notice["id"].as_str().unwrap());
    let version = |notice: &Value| notice["version"].as_u64().unwrap();
    let public = client
        .post_at(&format!("{one}/publication"), version(&notice), &json!({}))
        .await
        .must(200);

    let reader = stage.client(9);
    let page = public["url"].as_str().unwrap();
    let html = until(&reader, page, 200).await;
    assert!(
        html.contains("请于<strong>周五</strong>前上报。")
            && html.contains("关于推选的通知 &lt;1&gt;"),
        "{html}"
    );
    assert!(
        html.contains("href=\"https://example.cn/?a=1&amp;b=2\""),
        "{html}"
    );
    assert!(
        !html.contains("<script"),
        "reading a notice asks no function"
    );
    assert!(
        until(&reader, &format!("/en{page}"), 200)
            .await
            .contains("lang=\"en\"")
    );
    let newest = until_it_says(&reader, "/notices/newest.json", page).await;
    let newest: Value = serde_json::from_str(&newest).unwrap();
    assert_eq!(newest["items"][0]["zh"], page);
    for list in [
        "/notices/",
        "/en/notices/",
        "/notices/feed.xml",
        "/notices/sitemap.xml",
    ] {
        until_it_says(&reader, list, page).await;
    }

    let changed = client
        .change(reqwest::Method::PUT, &one, Some(version(&public)), &written)
        .await;
    assert_eq!(changed.problem(), (409, "nothing_to_do".to_owned()));
    let withdrawn = client
        .post_at(&format!("{one}/withdrawal"), version(&public), &json!({}))
        .await
        .must(200);
    assert_eq!(withdrawn["state"], "withdrawn");
    until(&reader, page, 404).await;
    until(&reader, &format!("/en{page}"), 404).await;
    // The list is written with the page's going, a moment before or after.
    for _ in 0..50 {
        if !until(&reader, "/notices/", 200).await.contains(page) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(!until(&reader, "/notices/", 200).await.contains(page));

    let list = json!({ "title": "公示", "list": { "categories": ["delegate"], "columns": ["unit"], "from": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z" } });
    let nobody = client.post(&path, &list).await.must(201);
    let nobody_path = format!("{path}/{}/publication", nobody["id"].as_str().unwrap());
    let refused = client
        .post_at(&nobody_path, version(&nobody), &json!({}))
        .await;
    assert_eq!(refused.problem(), (409, "nothing_to_do".to_owned()));
}
