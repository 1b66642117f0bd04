//! The outbox drained against the embedded engine, with a gateway that fails when told to.

use std::sync::Mutex;

use domain::message::MessageKind;
use harness::Harness;
use jiff::SignedDuration;
use notify::{Drained, GatewayError, LEASE, MOST_ATTEMPTS, Notifier, Sms, SmsGateway, backoff};
use store::access::{
    Asking, BrowserHash, Limits, Network, Proof, SigningIn, SpentChallenge,
    session::{Agreement, Device},
};

/// What was sent, and what the next calls answer.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    sent: Mutex<Vec<(String, String)>>,
    faults: Mutex<Vec<GatewayError>>,
}

impl Recorder {
    fn fail_with(&self, faults: impl IntoIterator<Item = GatewayError>) {
        self.faults.lock().unwrap().extend(faults);
    }

    fn texts(&self) -> Vec<String> {
        let sent = self.sent.lock().unwrap();
        sent.iter().map(|(_, text)| text.clone()).collect()
    }

    pub(crate) fn numbers(&self) -> Vec<String> {
        let sent = self.sent.lock().unwrap();
        sent.iter().map(|(to, _)| to.clone()).collect()
    }
}

impl SmsGateway for &Recorder {
    async fn send(&self, sms: &Sms<'_>) -> Result<(), GatewayError> {
        if let Some(fault) = self.faults.lock().unwrap().pop() {
            return Err(fault);
        }
        self.sent
            .lock()
            .unwrap()
            .push((sms.to().e164().to_owned(), sms.text.to_owned()));
        Ok(())
    }
}

fn down() -> GatewayError {
    GatewayError::Unavailable("503".into())
}

/// One item of the outbox: a code to this number.
async fn ask(harness: &Harness, number: u32, language: domain::text::Language) {
    let now = harness.now();
    let asking = Asking {
        phone: &harness::person::phone(number),
        browser: &BrowserHash::of("browser"),
        network: Network::of("192.0.2.1".parse().unwrap()),
        challenge: &SpentChallenge {
            nonce: harness.id(),
            expires_at: now,
        },
        language,
        message_id: &harness.id(),
        now,
    };
    harness
        .store()
        .ask_for_code(&asking, &Limits::default())
        .await
        .unwrap();
}

/// One item of the outbox: invitations to new nominees, as many as the quotas allow.
async fn invite(harness: &Harness) -> usize {
    let world = harness.world().await;
    let unit = harness.unit(&world.congress, &world.unit).await;
    let message = |number| domain::message::Message {
        kind: MessageKind::LiaisonInvited,
        to: harness::person::phone(number),
        about: Some((&unit).into()),
        words: domain::message::Words {
            congress: "省科协第十次代表大会".into(),
            unit: "省数学会".into(),
            ..Default::default()
        },
    };
    let messages: Vec<_> = (71..=73).map(message).collect();
    let change = store::UnitChange {
        before: Some(unit.clone()),
        after: Some(unit),
    };
    let committed = harness
        .store()
        .commit_units(&[change], &messages, None, harness.now(), || harness.id())
        .await;
    committed.unwrap();
    messages.len()
}

async fn drain(harness: &Harness, recorder: &Recorder) -> Drained {
    let notifier = Notifier::new(harness.store().clone(), recorder);
    notifier.drain(harness.now()).await.unwrap()
}

#[tokio::test]
async fn a_code_is_sent_once_in_the_language_of_the_page() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    ask(&harness, 1, domain::text::Language::En).await;
    assert_eq!(
        drain(&harness, &recorder).await,
        Drained {
            taken: 1,
            sent: 1,
            ..Drained::default()
        }
    );
    assert!(
        recorder.texts()[0].contains("is your code, valid for 5 minutes"),
        "{:?}",
        recorder.texts()
    );
    assert_eq!(recorder.numbers(), ["+8619900000001"]);
    assert_eq!(drain(&harness, &recorder).await, Drained::default());
}

#[tokio::test]
async fn a_gateway_that_is_down_costs_time_and_no_message() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    ask(&harness, 1, domain::text::Language::Zh).await;
    recorder.fail_with([down()]);
    assert_eq!(
        drain(&harness, &recorder).await,
        Drained {
            taken: 1,
            postponed: 1,
            ..Drained::default()
        }
    );
    harness.wait(backoff(0) - SignedDuration::from_secs(1));
    assert_eq!(
        drain(&harness, &recorder).await.taken,
        0,
        "not before its time"
    );
    harness.wait(SignedDuration::from_secs(1));
    assert_eq!(drain(&harness, &recorder).await.sent, 1);
}

#[tokio::test]
async fn only_what_was_not_sent_is_sent_again() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    let count = invite(&harness).await;
    // The second call fails, then the gateway is up again.
    let first_then_down = FailsAt {
        recorder: &recorder,
        calls: Mutex::new(0),
    };
    let notifier = Notifier::new(harness.store().clone(), &first_then_down);
    let drained = notifier.drain(harness.now()).await.unwrap();
    assert_eq!((drained.sent, drained.postponed), (1, 2));
    harness.wait(backoff(0));
    assert_eq!(drain(&harness, &recorder).await.sent, 2);
    let mut numbers = recorder.numbers();
    numbers.sort();
    numbers.dedup();
    assert_eq!(
        (numbers.len(), recorder.numbers().len()),
        (count, count),
        "nobody is told twice"
    );
}

/// Takes the first text and is down for the second.
struct FailsAt<'a> {
    recorder: &'a Recorder,
    calls: Mutex<u32>,
}

impl SmsGateway for &FailsAt<'_> {
    async fn send(&self, sms: &Sms<'_>) -> Result<(), GatewayError> {
        let call = {
            let mut calls = self.calls.lock().unwrap();
            *calls += 1;
            *calls
        };
        if call == 2 {
            Err(down())
        } else {
            self.recorder.send(sms).await
        }
    }
}

#[tokio::test]
async fn a_number_that_is_refused_holds_up_nobody_and_is_kept_for_the_operator() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    invite(&harness).await;
    recorder.fail_with([GatewayError::Refused("InvalidParameter".into())]);
    let drained = drain(&harness, &recorder).await;
    assert_eq!(
        drained,
        Drained {
            taken: 1,
            sent: 2,
            given_up: 1,
            ..Drained::default()
        }
    );
    let unsent = harness.store().unsent().await.unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!(unsent[0].messages[0].to, harness::person::phone(71));
    assert_eq!(drain(&harness, &recorder).await.taken, 0);
}

#[tokio::test]
async fn a_number_that_had_too_many_is_put_off_and_holds_up_nobody() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    invite(&harness).await;
    recorder.fail_with([GatewayError::TooOften("isv.BUSINESS_LIMIT_CONTROL".into())]);
    let drained = drain(&harness, &recorder).await;
    assert_eq!((drained.sent, drained.postponed), (2, 1));
    harness.wait(backoff(0));
    assert_eq!(drain(&harness, &recorder).await.sent, 1);
    assert_eq!(recorder.numbers().len(), 3);
}

#[tokio::test]
async fn a_message_is_in_the_language_in_which_the_person_signed_in_last() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    let signing_in = SigningIn {
        phone: &harness::person::phone(72),
        proof: &Proof::Password {
            compared_with: None,
            right: true,
        },
        agreed: &Agreement {
            terms: "1".into(),
            privacy: "1".into(),
        },
        device: &Device::default(),
        language: domain::text::Language::En,
        network: None,
        now: harness.now(),
    };
    harness.store().sign_in(&signing_in).await.unwrap();
    invite(&harness).await;
    drain(&harness, &recorder).await;
    let english = |text: &String| text.contains("invites");
    let texts = recorder.texts();
    assert_eq!(
        texts.iter().map(english).collect::<Vec<_>>(),
        [false, true, false]
    );
}

#[tokio::test]
async fn after_the_last_attempt_it_is_given_up_with_a_record() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    invite(&harness).await;
    for attempt in 1..MOST_ATTEMPTS {
        recorder.fail_with([down()]);
        assert_eq!(
            drain(&harness, &recorder).await.postponed,
            3,
            "attempt {attempt}"
        );
        harness.wait(backoff(attempt - 1));
    }
    recorder.fail_with([down()]);
    assert_eq!(drain(&harness, &recorder).await.given_up, 3);
    assert_eq!(harness.store().unsent().await.unwrap()[0].messages.len(), 3);
    harness.wait(SignedDuration::from_hours(24));
    assert_eq!(drain(&harness, &recorder).await.taken, 0);
    assert!(recorder.texts().is_empty());
}

#[tokio::test]
async fn a_worker_that_died_between_sending_and_finishing_leaves_the_item_to_the_next() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    ask(&harness, 1, domain::text::Language::Zh).await;
    // What a worker does before it dies: it leases, sends, and never finishes.
    let item = harness
        .store()
        .due_messages(harness.now(), 1)
        .await
        .unwrap()
        .remove(0);
    assert!(
        harness
            .store()
            .lease(&item, harness.now() + LEASE)
            .await
            .unwrap()
    );
    let sms = Sms {
        message: &item.messages[0],
        language: item.language,
        text: "sent by the one that died",
    };
    (&recorder).send(&sms).await.unwrap();
    assert_eq!(
        drain(&harness, &recorder).await.taken,
        0,
        "it is still held"
    );
    harness.wait(LEASE);
    assert_eq!(
        drain(&harness, &recorder).await.sent,
        1,
        "at least once: this one comes twice"
    );
    assert_eq!(recorder.texts().len(), 2);
    harness.wait(LEASE);
    assert_eq!(drain(&harness, &recorder).await.taken, 0);
}

/// The worker that had the item died after it had begun to send: what came of it nobody knows.
#[tokio::test]
async fn a_message_whose_sending_was_begun_is_not_sent_again_and_stands_in_the_inbox_once() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    invite(&harness).await;
    let store = harness.store();
    let item = store
        .due_messages(harness.now(), 1)
        .await
        .unwrap()
        .remove(0);
    let until = harness.now() + LEASE;
    assert!(store.lease(&item, until).await.unwrap());
    let first = &item.messages[0];
    let texts = store::Texts {
        zh: "已放入".into(),
        en: "put there".into(),
    };
    let now = harness.now();
    store.deliver(&item, first, &texts, now).await.unwrap();
    assert!(store.begin_sms(&item, first).await.unwrap());
    assert!(!store.begin_sms(&item, first).await.unwrap());
    harness.wait(LEASE);
    let drained = drain(&harness, &recorder).await;
    assert_eq!((drained.taken, drained.sent), (1, 2), "the other two only");
    assert!(!recorder.numbers().contains(&first.to.e164().to_owned()));
    for number in 71..=73 {
        let phone = harness::person::phone(number);
        let inbox = store.inbox(&phone, None, 10).await.unwrap();
        assert_eq!(inbox.len(), 1, "{number}");
        assert_eq!(inbox[0].kind, MessageKind::LiaisonInvited);
    }
    let kept = store.inbox(&first.to, None, 10).await.unwrap();
    assert_eq!(kept[0].texts.zh, "已放入", "as it was put there first");
}

#[tokio::test]
async fn an_answer_that_never_came_is_not_asked_for_twice_except_for_a_code() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    let uncertain = || GatewayError::Uncertain("no answer in time".into());
    invite(&harness).await;
    recorder.fail_with([uncertain()]);
    let drained = drain(&harness, &recorder).await;
    assert_eq!((drained.sent, drained.given_up), (2, 1));
    assert_eq!(harness.store().unsent().await.unwrap()[0].messages.len(), 1);
    ask(&harness, 1, domain::text::Language::Zh).await;
    recorder.fail_with([uncertain()]);
    assert_eq!(drain(&harness, &recorder).await.postponed, 1);
    harness.wait(backoff(0));
    assert_eq!(drain(&harness, &recorder).await.sent, 1);
}

#[tokio::test]
async fn who_wants_no_sms_of_a_kind_finds_it_in_the_inbox_only() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    let quiet = harness::person::phone(72);
    let choice = domain::message::SmsChoice::default()
        .with(MessageKind::LiaisonInvited, false)
        .with(MessageKind::SignInCode, false);
    let store = harness.store();
    store.choose_sms(&quiet, &choice).await.unwrap();
    invite(&harness).await;
    ask(&harness, 72, domain::text::Language::Zh).await;
    assert_eq!(drain(&harness, &recorder).await.sent, 3, "two and the code");
    let of_quiet: Vec<_> = recorder
        .numbers()
        .into_iter()
        .filter(|number| number == quiet.e164())
        .collect();
    assert_eq!(of_quiet.len(), 1, "the code alone");
    assert_eq!(store.inbox(&quiet, None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_gateway_that_is_down_keeps_nobody_from_reading() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    invite(&harness).await;
    recorder.fail_with([down()]);
    assert_eq!(drain(&harness, &recorder).await.postponed, 3);
    for number in 71..=73 {
        let phone = harness::person::phone(number);
        assert_eq!(harness.store().unread(&phone).await.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_at_once_send_once() {
    let harness = Harness::start().await;
    let recorder: &'static Recorder = Box::leak(Box::default());
    for number in 1..=5 {
        ask(&harness, number, domain::text::Language::Zh).await;
    }
    let worker = || {
        let notifier = Notifier::new(harness.store().clone(), recorder);
        let now = harness.now();
        tokio::spawn(async move { notifier.drain(now).await.unwrap().sent })
    };
    let (one, other) = (worker(), worker());
    assert_eq!(one.await.unwrap() + other.await.unwrap(), 5);
    assert_eq!(recorder.texts().len(), 5);
}

#[tokio::test]
async fn a_code_older_than_its_life_is_not_sent() {
    let (harness, recorder) = (Harness::start().await, Recorder::default());
    ask(&harness, 1, domain::text::Language::Zh).await;
    harness.wait(SignedDuration::from_mins(5));
    assert_eq!(
        drain(&harness, &recorder).await,
        Drained {
            taken: 1,
            ..Drained::default()
        }
    );
    assert!(recorder.texts().is_empty());
    assert_eq!(drain(&harness, &recorder).await.taken, 0);
}
