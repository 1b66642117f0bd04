//! The site made of the repository's own sources.

mod made;

use std::collections::BTreeMap;
use std::fs;

use made::{changed, files, own_site, root};

/// The largest page in Brotli, so that a page's first visit stays in the first round trips of a slow connection.
const LARGEST_PAGE: usize = 14 * 1024;

#[test]
fn the_same_sources_give_the_same_bytes() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    made::build(&root(), first.path(), false).unwrap();
    made::build(&root(), second.path(), false).unwrap();
    let (first, second) = (files(first.path()), files(second.path()));
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        second.keys().collect::<Vec<_>>()
    );
    for (path, bytes) in first {
        assert_eq!(bytes, second[&path], "{path}");
    }
}

#[test]
fn every_page_exists_in_both_languages_and_names_the_other() {
    let site = own_site();
    let pages: Vec<&String> = site.keys().filter(|path| is_page(path)).collect();
    assert!(pages.len() > 30);
    for path in pages.iter().filter(|path| !path.starts_with("en/")) {
        let other = format!("en/{path}");
        assert!(site.contains_key(&other), "{other} is missing");
        let (zh, en) = (text(&site, path), text(&site, &other));
        assert!(
            zh.contains("<html lang=\"zh-CN\" data-language=\"zh\""),
            "{path}"
        );
        assert!(
            en.contains("<html lang=\"en\" data-language=\"en\""),
            "{other}"
        );
        assert!(
            zh.contains("hreflang=\"en\"") && en.contains("hreflang=\"zh-CN\""),
            "{path}"
        );
    }
}

#[test]
fn no_page_is_heavier_than_the_first_round_trips() {
    let folder = tempfile::tempdir().unwrap();
    made::build(&root(), folder.path(), true).unwrap();
    let site = files(folder.path());
    let mut sizes: Vec<(usize, &String)> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html.br"))
        .map(|(path, bytes)| (bytes.len(), path))
        .collect();
    sizes.sort_unstable();
    for (size, path) in &sizes {
        println!("{size:6} {path}");
    }
    let (largest, path) = sizes.last().unwrap();
    assert!(*largest <= LARGEST_PAGE, "{path} has {largest} bytes");
}

#[test]
fn every_page_with_data_says_what_it_needs_without_scripts() {
    for (path, bytes) in own_site() {
        let html = String::from_utf8_lossy(&bytes);
        if is_page(&path) && html.contains("data-requires-session") {
            assert!(html.contains("<noscript>"), "{path}");
        }
    }
}

#[test]
fn pages_of_people_stay_out_of_search_engines() {
    let site = own_site();
    let sitemap = text(&site, "sitemap.xml");
    assert!(sitemap.contains("<loc>https://example.org/login/</loc>"));
    assert!(!sitemap.contains("/workbench/"));
    assert!(text(&site, "workbench/index.html").contains("content=\"noindex\""));
    assert!(!text(&site, "login/index.html").contains("noindex"));
}

#[test]
fn every_field_of_the_form_is_asked_for_shown_and_printed() {
    let site = own_site();
    let (form, drawer, sheet) = (
        text(&site, "my-form/index.html"),
        text(&site, "pending/index.html"),
        text(&site, "print/index.html"),
    );
    for field in domain::form::schema::fields() {
        let id = field.id;
        assert!(
            form.contains(&format!("data-question=\"{id}\"")),
            "{id} is not in the form"
        );
        let photo = id == domain::form::schema::PHOTO;
        let tick = matches!(field.kind, domain::form::schema::Kind::Tick);
        let shown = format!("data-row-of=\"{id}\"");
        assert!(
            photo || drawer.contains(&shown),
            "{id} is not in the drawer"
        );
        let values = [
            format!("data-value=\"{id}\""),
            format!("data-rows=\"{id}\""),
        ];
        let printed = values.iter().any(|value| sheet.contains(value));
        assert!(photo || tick || printed, "{id} is not on the printed form");
    }
}

fn is_page(path: &str) -> bool {
    std::path::Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "html")
}

fn text(site: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8_lossy(&site[path]).into_owned()
}

#[test]
fn articles_that_people_agree_to_have_the_same_version_in_both_languages() {
    for name in ["terms", "privacy"] {
        let version = |language: &str| {
            let article =
                fs::read_to_string(root().join(format!("site/content/{language}/{name}.md")))
                    .unwrap();
            article
                .lines()
                .find(|line| line.starts_with("version:"))
                .map(ToOwned::to_owned)
                .unwrap()
        };
        assert_eq!(version("zh"), version("en"), "{name}");
    }
}

#[test]
fn texts_are_escaped_wherever_they_stand() {
    let copy = changed(
        "site/messages/zh/pages.ftl",
        "page-404 = 没有找到这个页面",
        "page-404 = \"><script>alert(1)</script>",
    );
    let out = copy.path().join("out");
    made::build(copy.path(), &out, false).unwrap();
    let page = fs::read_to_string(out.join("404.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;&#x2f;script&gt;"));
    assert!(!page.contains("<script>"));
}
