//! What each operation costs, against the budget of architecture.md: round trips and capacity.

use domain::{
    audit::Deed,
    decision::{Decision, Person, Receipt},
    form::Form,
    nomination::{Nomination, state::State},
    permission::Action,
    unit::Unit,
};
use store::{Consistency, Idempotency, Meter, Store, TokenHash, Wanted};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

/// At most so many round trips, write units and read units.
#[track_caller]
fn within(meter: &Meter, trips: u64, write: f64, read: f64) {
    let used = (meter.round_trips(), meter.write_units(), meter.read_units());
    println!("{} round trips, {} WCU, {} RCU", used.0, used.1, used.2);
    assert!(
        used.0 <= trips && used.1 <= write && used.2 <= read,
        "{used:?}"
    );
}

fn answer(account: &domain::phone::Phone) -> Idempotency<'_> {
    Idempotency {
        key: "0198c0de-7000-4abc-8def-1",
        account,
        status: 200,
        body: "审".repeat(260),
    }
}

/// A congress, its unit and `count` nominations in a state, with their forms.
async fn scene(store: &Store, count: u32, state: State) -> (Unit, Vec<Nomination>) {
    store
        .commit_congress(None, &sample::congress(), None, now())
        .await
        .unwrap();
    let mut unit = sample::unit();
    let change = store::UnitChange {
        before: None,
        after: Some(unit.clone()),
    };
    store
        .commit_units(&[change], &[], None, now(), ids())
        .await
        .unwrap();
    unit.version = 1;
    let all: Vec<_> = (0..count)
        .map(|number| match state {
            State::Allocated => sample::nomination(number),
            _ => sample::submitted(number, state),
        })
        .collect();
    let mut nominations = Vec::new();
    for (run, some) in all.chunks(20).enumerate() {
        let mut decision = sample::allocation(&unit, some);
        decision.messages.clear();
        store
            .commit(&decision, None, now(), || format!("run-{run}"))
            .await
            .unwrap();
        let after = sample::committed(store, &decision).await;
        unit = after.unit.unwrap();
        nominations.extend(after.created);
    }
    for number in 0..count.min(1) {
        let draft = Decision {
            form: Some(sample::form(number)),
            ..Decision::default()
        };
        store.commit(&draft, None, now(), ids()).await.unwrap();
    }
    (unit, nominations)
}

/// What a command on a nomination loads.
async fn load(store: &Store, nomination: Option<&Nomination>, with_form: bool, post: bool) {
    let (congress, unit) = (sample::congress_id(), sample::unit_id());
    let token = TokenHash::of("token");
    let wanted = Wanted {
        session: Some(&token),
        idempotency: post.then_some("0198c0de-7000-4abc-8def-1"),
        congress: Some(&congress),
        unit: Some((&congress, &unit)),
        nomination: nomination.map(|one| (&congress, &unit, &one.id)),
        form: nomination.filter(|_| with_form).map(|one| &one.id),
        ..Wanted::default()
    };
    let loaded = store.load(&wanted).await.unwrap();
    assert!(loaded.unit.is_some());
}

#[tokio::test]
async fn the_sample_is_of_the_size_the_budget_is_for() {
    let engine = Engine::start().await;
    scene(&engine.store, 1, State::FirstReviewPending).await;
    let size =
        |item: &std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue>| {
            item.iter()
                .map(|(name, value)| name.len() + value_size(value))
                .sum::<usize>()
        };
    for item in engine.everything().await {
        let sk = item["sk"]
            .as_s()
            .unwrap()
            .split('#')
            .next()
            .unwrap()
            .to_owned();
        println!("{sk}: {} bytes", size(&item));
        match sk.as_str() {
            "N" => assert!((500..1_024).contains(&size(&item)), "{}", size(&item)),
            "FORM" => assert!((3_500..4_097).contains(&size(&item)), "{}", size(&item)),
            _ => {}
        }
    }
}

fn value_size(value: &aws_sdk_dynamodb::types::AttributeValue) -> usize {
    use aws_sdk_dynamodb::types::AttributeValue::{B, N, S};
    match value {
        S(text) | N(text) => text.len(),
        B(bytes) => bytes.as_ref().len(),
        _ => 1,
    }
}

#[tokio::test]
async fn allocating_one_nominee() {
    let engine = Engine::start().await;
    let (unit, _) = scene(&engine.store, 0, State::Allocated).await;
    let (store, meter) = engine.store.metered();
    load(&store, None, false, true).await;
    let decision = sample::allocation(&unit, &[sample::nomination(1)]);
    let account = sample::phone(801);
    store
        .commit(&decision, Some(answer(&account)), now(), ids())
        .await
        .unwrap();
    within(&meter, 3, 22.0, 6.0);
}

#[tokio::test]
async fn saving_a_draft() {
    let engine = Engine::start().await;
    let (_, nominations) = scene(&engine.store, 1, State::Allocated).await;
    let (store, meter) = engine.store.metered();
    load(&store, Some(&nominations[0]), true, false).await;
    let form = Form {
        version: 1,
        ..sample::form(0)
    };
    let draft = Decision {
        form: Some(form),
        ..Decision::default()
    };
    store.commit(&draft, None, now(), ids()).await.unwrap();
    within(&meter, 3, 14.0, 6.0);
}

#[tokio::test]
async fn submitting_the_form() {
    let engine = Engine::start().await;
    let (unit, nominations) = scene(&engine.store, 1, State::Allocated).await;
    let (store, meter) = engine.store.metered();
    load(&store, Some(&nominations[0]), true, true).await;
    let submit = Deed::from(Action::Submit);
    let mut decision = sample::transition(&unit, &nominations, submit, State::FirstReviewPending);
    let certificate = Person::Certificate(sample::certificate(0));
    decision
        .claims
        .push(sample::claim(&nominations[0], certificate));
    let submitted = sample::submitted(0, State::FirstReviewPending);
    decision.changed = vec![Nomination {
        version: nominations[0].version,
        trail: nominations[0].trail,
        ..submitted
    }];
    decision.form = Some(Form {
        version: 1,
        ..sample::form(0)
    });
    let account = sample::phone(801);
    store
        .commit(&decision, Some(answer(&account)), now(), ids())
        .await
        .unwrap();
    within(&meter, 3, 26.0, 8.0);
}

#[tokio::test]
async fn approving() {
    let engine = Engine::start().await;
    let (unit, nominations) = scene(&engine.store, 1, State::FirstReviewPending).await;
    let (store, meter) = engine.store.metered();
    load(&store, Some(&nominations[0]), false, true).await;
    let mut decision = sample::transition(
        &unit,
        &nominations,
        Deed::FirstReject,
        State::FirstReviewRejected,
    );
    decision.audit[0].opinion = Some("照片不清晰，请重新上传。".into());
    decision.messages = vec![sample::message(&nominations[0].phone)];
    let account = sample::phone(801);
    store
        .commit(&decision, Some(answer(&account)), now(), ids())
        .await
        .unwrap();
    within(&meter, 3, 20.0, 6.0);
}

#[tokio::test]
async fn a_unit_s_list_of_fifty_and_its_indicators() {
    let engine = Engine::start().await;
    scene(&engine.store, 50, State::FirstReviewApproved).await;
    let (store, meter) = engine.store.metered();
    load(&store, None, false, false).await;
    let (congress, unit) = (sample::congress_id(), sample::unit_id());
    let list = store
        .nominations_of_unit_at(&congress, &unit, Consistency::Eventual)
        .await
        .unwrap();
    assert_eq!(list.len(), 50);
    within(&meter, 2, 0.0, 10.0);
    let (store, meter) = engine.store.metered();
    store.nominations_of_unit(&congress, &unit).await.unwrap();
    println!("the list read consistently: {} RCU", meter.read_units());
}

#[tokio::test]
async fn reporting_forty() {
    let engine = Engine::start().await;
    let (unit, _) = scene(&engine.store, 40, State::FirstReviewApproved).await;
    let (store, meter) = engine.store.metered();
    load(&store, None, false, true).await;
    let nominations = store
        .nominations_of_unit(&unit.congress, &unit.id)
        .await
        .unwrap();
    let report = Deed::from(Action::Report);
    let mut decision = sample::transition(&unit, &nominations, report, State::Reported);
    decision.receipt = Some(Receipt {
        number: "20261122-U001-4".into(),
        at: now(),
        by: "张联络".into(),
        returned: None,
        nominations: nominations.iter().map(|one| one.id.clone()).collect(),
    });
    decision.messages = vec![
        sample::message(&sample::phone(901)),
        sample::message(&sample::phone(902)),
    ];
    let account = sample::phone(801);
    store
        .commit(&decision, Some(answer(&account)), now(), ids())
        .await
        .unwrap();
    within(&meter, 4, 300.0, 20.0);
}
