//! What a browser gets of the site.

use std::fs;
use std::io::Write;
use std::net::SocketAddr;

use crate::running::{Answer, Place, get, request};
use local::System;

async fn ask(place: &Place, ask: impl FnOnce(SocketAddr) -> Answer + Send + 'static) -> Answer {
    let system: System = place.start().await;
    let address = system.address();
    let answer = tokio::task::spawn_blocking(move || ask(address))
        .await
        .unwrap();
    system.shutdown().await;
    answer
}

async fn get_path(place: &Place, path: &'static str) -> Answer {
    ask(place, move |address| get(address, path, &[])).await
}

#[tokio::test]
async fn a_page_carries_the_shared_headers_and_is_asked_for_again_each_time() {
    let answer = get_path(&Place::new(), "/").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text(), "<title>推选</title>");
    assert_eq!(
        answer.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    let shared: serde_json::Value =
        serde_json::from_str(include_str!("../../../headers.json")).unwrap();
    for (name, value) in shared["site"].as_object().unwrap() {
        assert_eq!(answer.header(name), value.as_str(), "{name}");
    }
}

#[tokio::test]
async fn a_page_that_is_known_is_not_sent_again_until_it_changes() {
    let place = Place::new();
    let tag = get_path(&place, "/login/")
        .await
        .header("etag")
        .unwrap()
        .to_owned();
    let asked = tag.clone();
    let same = ask(&place, move |to| {
        get(
            to,
            "/login/",
            &[("if-none-match", &format!("\"x\", W/{asked}"))],
        )
    });
    let same = same.await;
    assert_eq!((same.status, same.body.len()), (304, 0));
    assert_eq!(same.header("etag"), Some(&*tag));
    assert!(same.header("content-security-policy").is_some());
    fs::write(
        place.site().join("login/index.html"),
        "<title>登录！</title>",
    )
    .unwrap();
    let changed = ask(&place, move |to| {
        get(to, "/login/", &[("if-none-match", &tag)])
    });
    assert_eq!(changed.await.status, 200);
}

#[tokio::test]
async fn who_takes_brotli_gets_brotli() {
    let place = Place::new();
    let page = "<title>推选</title>".repeat(100);
    fs::write(place.site().join("index.html"), &page).unwrap();
    let compressed = fs::File::create(place.site().join("index.html.br")).unwrap();
    let mut writer = brotli::CompressorWriter::new(compressed, 4096, 5, 20);
    writer.write_all(page.as_bytes()).unwrap();
    drop(writer);
    let plain = get_path(&place, "/").await;
    assert_eq!(plain.text(), page);
    assert_eq!(plain.header("content-encoding"), None);
    assert_eq!(plain.header("vary"), Some("accept-encoding"));
    let small = ask(&place, |to| {
        get(to, "/", &[("accept-encoding", "gzip, br")])
    })
    .await;
    assert_eq!(small.header("content-encoding"), Some("br"));
    assert_ne!(small.header("etag"), plain.header("etag"));
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*small.body, &mut unpacked).unwrap();
    assert_eq!(unpacked, page.as_bytes());
    assert_eq!(get_path(&place, "/index.html.br").await.status, 404);
}

#[tokio::test]
async fn files_named_by_their_content_are_kept_for_a_year() {
    let place = Place::new();
    let answer = get_path(&place, "/assets/main-0f1e2d.js").await;
    let cache = answer.header("cache-control").unwrap();
    assert_eq!(cache, "public, max-age=31536000, immutable");
    assert_eq!(
        answer.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    let missing = get_path(&place, "/assets/main-ffffff.js").await;
    assert_eq!(
        (missing.status, missing.header("cache-control")),
        (404, Some("no-cache"))
    );
}

#[tokio::test]
async fn an_address_that_leads_nowhere_gets_the_page_in_its_language() {
    let place = Place::new();
    let chinese = get_path(&place, "/nothing/here").await;
    assert_eq!(
        (chinese.status, chinese.text()),
        (404, "<title>没有这个页面</title>")
    );
    let english = get_path(&place, "/en/nothing/here").await;
    assert_eq!(
        (english.status, english.text()),
        (404, "<title>No such page</title>")
    );
}

#[tokio::test]
async fn a_folder_without_its_slash_is_sent_on_with_its_query() {
    let answer = get_path(&Place::new(), "/login?congress=1").await;
    assert_eq!(answer.status, 308);
    assert_eq!(answer.header("location"), Some("/login/?congress=1"));
}

#[tokio::test]
async fn no_path_leads_out_of_the_site() {
    let place = Place::new();
    for path in [
        "/../outside.txt",
        "/login/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "//etc/passwd",
        "/assets/..\\..\\outside.txt",
    ] {
        let answer = get_path(&place, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("outside"), "{path}");
    }
}

#[tokio::test]
async fn pages_are_only_read() {
    let place = Place::new();
    let posted = ask(&place, |to| request(to, "POST", "/login/", &[], b"x")).await;
    assert_eq!(
        (posted.status, posted.header("allow")),
        (405, Some("GET, HEAD"))
    );
    let head = ask(&place, |to| request(to, "HEAD", "/login/", &[], b"")).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some("21"));
}
