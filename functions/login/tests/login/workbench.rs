//! What somebody is shown of what they are where.

use serde_json::{Value, json};

use crate::browser::Place;

async fn shown(place: &Place, phone: &domain::phone::Phone) -> Value {
    place
        .signed_in(phone.national())
        .await
        .session()
        .await
        .json()
}

#[tokio::test]
async fn officers_liaisons_and_nominees_see_their_congress_with_their_roles() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let nomination = place
        .harness
        .add_nominee(
            &world,
            77,
            domain::category::Category::Delegate,
            domain::nomination::state::State::Allocated,
        )
        .await;
    let nominee = &nomination.phone;
    let administrator = shown(&place, &world.administrator).await;
    assert_eq!(
        administrator["contexts"][0]["congress"]["id"],
        world.congress.to_string()
    );
    assert!(
        administrator["contexts"][0]["roles"]
            .as_array()
            .unwrap()
            .contains(&json!("administrator"))
    );
    assert!(administrator["name"].is_string(), "{administrator}");
    let liaison = shown(&place, &world.liaison).await;
    assert_eq!(liaison["contexts"][0]["roles"], json!(["liaison"]));
    assert_eq!(
        liaison["contexts"][0]["units"][0]["id"],
        world.unit.to_string()
    );
    assert_eq!(liaison["contexts"][0]["nomination"], Value::Null);
    let seen = shown(&place, nominee).await;
    assert_eq!(seen["contexts"][0]["roles"], json!(["nominee"]));
    assert_eq!(
        seen["contexts"][0]["units"],
        json!([]),
        "nominated by it, not its liaison"
    );
    let own = &seen["contexts"][0]["nomination"];
    assert_eq!(
        (&own["id"], &own["unit_id"]),
        (
            &json!(nomination.id.to_string()),
            &json!(world.unit.to_string())
        )
    );
    assert_eq!(
        (&own["state"], &own["state_name"]),
        (&json!("allocated"), &json!("待填报"))
    );
    assert!(!seen.to_string().contains(nominee.national()), "{seen}");
}

#[tokio::test]
async fn a_liaison_who_was_removed_sees_nothing_at_once() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let mut browser = place.signed_in(world.liaison.national()).await;
    let unit = place.harness.unit(&world.congress, &world.unit).await;
    let mut without = unit.clone();
    without
        .liaisons
        .retain(|liaison| liaison.phone != world.liaison);
    let change = store::UnitChange {
        before: Some(unit),
        after: Some(without),
    };
    let now = place.harness.now();
    place
        .harness
        .store()
        .commit_units(&[change], &[], None, now, || place.harness.id())
        .await
        .unwrap();
    assert_eq!(browser.session().await.status, 401, "signed out at once");
    place.harness.wait(jiff::SignedDuration::from_secs(61));
    let mut browser = place.signed_in(world.liaison.national()).await;
    assert_eq!(browser.session().await.json()["contexts"], json!([]));
}

#[tokio::test]
async fn who_may_create_congresses_is_told_so() {
    let place = Place::new().await;
    let phone = harness::person::phone(5);
    place
        .harness
        .store()
        .grant_convener(&phone, "省科协")
        .await
        .unwrap();
    assert_eq!(
        shown(&place, &phone).await["convener"],
        json!({ "organisation": "省科协" })
    );
}

#[tokio::test]
async fn a_nominee_whose_access_is_closed_sees_nothing_of_it() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let mut nomination = place
        .harness
        .add_nominee(
            &world,
            77,
            domain::category::Category::Delegate,
            domain::nomination::state::State::Allocated,
        )
        .await;
    let mut browser = place.signed_in(nomination.phone.national()).await;
    assert_eq!(
        browser.session().await.json()["contexts"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    nomination = place
        .harness
        .nomination(&world.congress, &world.unit, &nomination.id)
        .await;
    nomination.enabled = false;
    let decision = domain::decision::Decision {
        changed: vec![nomination],
        ..Default::default()
    };
    let now = place.harness.now();
    place
        .harness
        .store()
        .commit(&decision, None, now, || place.harness.id())
        .await
        .unwrap();
    assert_eq!(browser.session().await.json()["contexts"], json!([]));
}

#[tokio::test]
async fn a_draft_is_shown_to_its_officers_only() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let wanted = store::Wanted {
        congress: Some(&world.congress),
        ..Default::default()
    };
    let store = place.harness.store();
    let open = store.load(&wanted).await.unwrap().congress.unwrap();
    let draft = domain::congress::Congress {
        life: domain::congress::Life::Draft,
        ..open.clone()
    };
    store
        .commit_congress(Some(&open), &draft, None, place.harness.now())
        .await
        .unwrap();
    assert_eq!(shown(&place, &world.liaison).await["contexts"], json!([]));
    let administrator = shown(&place, &world.administrator).await;
    assert_eq!(administrator["contexts"][0]["congress"]["life"], "draft");
}
