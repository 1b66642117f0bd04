//! What the other journeys rely on: the browser's complaints, something that sticks out and a finding of axe are noticed.

use tests::{
    browser::{Axe, Browser, DESKTOP, skipped},
    stage::Stage,
};

const TEST: &str = "what_is_wrong_with_a_page_is_noticed";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_page_is_noticed() {
    if skipped(TEST) {
        return;
    }
    let stage = Stage::start().await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    browser.go("/login/").await;
    browser.see("[data-form=sms]").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    assert!(browser.sticks_out().await.is_null());

    let against_the_policy = "document.body.setAttribute('style', 'color: red'); return true";
    browser.ask(against_the_policy, vec![]).await;
    let inline =
        "const style = document.createElement('style'); style.textContent = 'p { color: red }';
        document.head.append(style); console.error('a script says so'); return true";
    browser.ask(inline, vec![]).await;
    let complaints = browser.complaints().await.join("\n");
    assert!(
        complaints.contains("Content Security Policy"),
        "{complaints}"
    );
    assert!(complaints.contains("a script says so"), "{complaints}");

    let wrong = "const wide = document.createElement('img'); wide.style.minWidth = '3000px';
        wide.src = document.querySelector('link[rel=icon]').href; document.querySelector('main').append(wide); return true";
    browser.ask(wrong, vec![]).await;
    assert!(!browser.sticks_out().await.is_null());
    if let Some(axe) = Axe::fetched(TEST) {
        let found = axe.findings(&browser).await.join("\n");
        assert!(found.contains("image-alt"), "{found}");
    }
    browser.close();
    stage.stop().await;
}
