//! Every page in both languages and at both widths: nothing sticks out, the browser complains about nothing, axe finds
//! nothing. The pictures go to `tests/output/`; people look at them.

use std::iter::once;

use tests::{
    browser::{Axe, Browser, DESKTOP, PHONE, Person, skipped},
    stage::Stage,
};

use super::pages::{LOOKS, Look, Who};

const TEST: &str = "every_page_is_sound_in_both_languages_and_at_both_widths";

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_sound_in_both_languages_and_at_both_widths() {
    if skipped(TEST) {
        return;
    }
    let stage = Stage::with_demo().await;
    let visitors = Visitors::sign_in(&stage).await;
    let (desktop, phone) = tokio::join!(
        faults(&stage, &visitors, "desktop", DESKTOP),
        faults(&stage, &visitors, "phone", PHONE),
    );
    let found: Vec<_> = desktop.into_iter().chain(phone).collect();
    assert!(
        found.is_empty(),
        "{} faults:\n{}",
        found.len(),
        found.join("\n")
    );
    stage.stop().await;
}

struct Visitors {
    people: Vec<(Who, Person)>,
    /// The query that names the nominee's own nomination.
    own: String,
}

impl Visitors {
    async fn sign_in(stage: &Stage) -> Self {
        let mut visitors = Self {
            people: Vec::new(),
            own: String::new(),
        };
        for (number, who) in (1..).zip(Who::SIGNED_IN) {
            let client = stage.client(number);
            let session = client.sign_in(who.phone()).await;
            if who == Who::Nominee {
                let context = &session["contexts"][0];
                let text = |value: &serde_json::Value| value.as_str().expect("an id").to_owned();
                let (congress, own) = (text(&context["congress"]["id"]), &context["nomination"]);
                let (unit, nomination) = (text(&own["unit_id"]), text(&own["id"]));
                visitors.own = format!("congress={congress}&unit={unit}&nomination={nomination}");
            }
            visitors.people.push((who, Person::of(&client)));
        }
        visitors
    }

    async fn change_to(&self, who: Who, browser: &Browser) {
        browser.leave().await;
        let next = self.people.iter().find(|(each, _)| *each == who);
        if let Some((_, person)) = next {
            browser.sit_down(person).await;
        }
    }
}

/// Looks at every page at one width, as everybody in turn.
async fn faults(stage: &Stage, visitors: &Visitors, width: &str, size: (u32, u32)) -> Vec<String> {
    let browser = Browser::open(&stage.origin(), size).await;
    let axe = Axe::fetched(TEST);
    let only = std::env::var("LOOK_AT").ok();
    let mut faults = Vec::new();
    let mut sitting = Who::Nobody;
    for look in LOOKS.iter().filter(|look| {
        only.as_deref()
            .is_none_or(|only| look.name.starts_with(only))
    }) {
        if look.who != sitting {
            visitors.change_to(look.who, &browser).await;
            sitting = look.who;
        }
        let path = look.path.replace("{own}", &visitors.own);
        for (language, folder) in [("zh", ""), ("en", "/en")] {
            let name = format!("{width}/{}.{language}", look.name);
            let found = faults_of(
                &browser,
                axe.as_ref(),
                look,
                &format!("{folder}{path}"),
                &name,
            )
            .await;
            faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    browser.close();
    faults
}

async fn faults_of(
    browser: &Browser,
    axe: Option<&Axe>,
    look: &Look,
    path: &str,
    name: &str,
) -> Vec<String> {
    browser.go(path).await;
    let mut faults = Vec::new();
    for (at, selector) in once(&look.shown).chain(look.clicks).enumerate() {
        let wanted = selector.trim_start_matches('?');
        if !browser.sees(wanted).await {
            faults.push(format!("{wanted} is not to be seen"));
            break;
        }
        if at > 0 && wanted == *selector {
            browser.click(wanted).await;
        }
    }
    still(browser).await;
    browser.picture(name).await;
    faults.extend(browser.complaints().await);
    let out = browser.sticks_out().await;
    if !out.is_null() {
        faults.push(format!("sticks out: {out}"));
    }
    if let Some(axe) = axe {
        faults.extend(axe.findings(browser).await);
    }
    faults
}

/// Waits until nothing moves or loads any more.
async fn still(browser: &Browser) {
    let still = "
        const moving = document.getAnimations().some((each) => each.playState === 'running'
            && each.effect?.getComputedTiming().iterations !== Infinity);
        const loading = [...document.querySelectorAll('[data-shown-in=loading]')].some((each) => each.checkVisibility());
        const arriving = [...document.images].some((each) => each.src && !each.complete && each.checkVisibility());
        return !moving && !loading && !arriving";
    browser.until("the page comes to rest", still, vec![]).await;
}
