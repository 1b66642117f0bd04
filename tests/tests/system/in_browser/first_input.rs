//! How soon the form can be typed into, on a phone that people have and the net that they have.

use serde_json::{Value, json};
use tests::{
    browser::{Browser, PHONE, Person, skipped},
    stage::Stage,
};

/// Somebody of the demo whose form is begun.
const NOMINEE: &str = "19900950505";
/// A phone of the middle of the market against this machine's cores.
const CPU_SLOWDOWN: u32 = 4;
/// 4G as Chromium's own tools and Lighthouse take it: milliseconds there and back, bytes a second down and up.
const LATENCY_MS: u32 = 60;
const DOWN: u32 = 9_000_000 / 8;
const UP: u32 = 3_000_000 / 8;
/// How often each page is opened.
const TIMES: usize = 5;

/// When the page can be typed into, noted by the page itself: what is asked from outside would be slowed down too.
const WATCH: &str = "
    const ready = () => {
        const field = document.querySelector('[data-step-panel]:not([hidden]) [name=email]');
        if (field && !field.matches(':disabled') && field.checkVisibility()) return performance.now();
        const plain = document.readyState === 'complete' && !document.querySelector('registration-form');
        return plain && performance.now();
    };
    const look = () => { const at = ready(); if (at) globalThis.usable = at; else requestAnimationFrame(look); };
    look();
";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "benchmark"]
async fn benchmark_the_first_usable_input_of_the_form_on_a_phone() {
    if skipped("benchmark_the_first_usable_input_of_the_form_on_a_phone") {
        return;
    }
    let stage = Stage::with_demo_as_published().await;
    let nominee = stage.client(1);
    nominee.sign_in(NOMINEE).await;
    let browser = Browser::open(&stage.origin(), PHONE).await;
    browser.sit_down(&Person::of(&nominee)).await;
    let watch = json!({ "source": WATCH });
    browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", watch)
        .await;
    browser.devtools("Network.enable", json!({})).await;
    let slow = json!({
        "offline": false, "latency": LATENCY_MS, "downloadThroughput": DOWN, "uploadThroughput": UP
    });
    browser
        .devtools("Network.emulateNetworkConditions", slow)
        .await;
    let rate = json!({ "rate": CPU_SLOWDOWN });
    browser
        .devtools("Emulation.setCPUThrottlingRate", rate)
        .await;

    let form = median(&browser, "/my-form/").await;
    let peer = median(&browser, "/fields/").await;
    let ratio =
        form["usable"].as_f64().unwrap_or_default() / peer["usable"].as_f64().unwrap_or(1.0);
    println!("the form: first input usable after {form} (at most 1000 ms)");
    println!(
        "peer, the reference page of its fields, without data: {peer}; the form takes {ratio:.1} times as long"
    );
    browser.close();
    stage.stop().await;
}

/// The middle of several openings with nothing in the cache.
async fn median(browser: &Browser, path: &str) -> Value {
    let mut seen = Vec::new();
    for _ in 0..TIMES {
        browser
            .devtools("Network.clearBrowserCache", json!({}))
            .await;
        browser.go(path).await;
        let figures = "return globalThis.usable && {
            usable: Math.round(globalThis.usable),
            first_paint: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
            requests: performance.getEntriesByType('resource').length + 1,
            bytes: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                .reduce((sum, { transferSize }) => sum + transferSize, 0) }";
        seen.push(browser.until("a usable page", figures, vec![]).await);
    }
    seen.sort_by_key(|figures| figures["usable"].as_u64());
    seen.swap_remove(TIMES / 2)
}
