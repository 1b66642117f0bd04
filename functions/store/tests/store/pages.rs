//! What comes in several pages or is left out for the moment comes back whole.

use std::sync::{
    Mutex,
    atomic::{AtomicU32, Ordering::SeqCst},
};

use aws_sdk_dynamodb::config::{
    ConfigBag, Intercept, RuntimeComponents,
    interceptors::{
        BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextRef,
    },
};
use aws_sdk_dynamodb::error::BoxError;
use domain::{audit::AuditEntry, decision::Decision};
use store::{StoreError, Wanted};

use crate::{
    engine::Engine,
    sample::{self, ids, now},
};

#[tokio::test]
async fn a_trail_of_more_than_a_megabyte_comes_back_whole() {
    let engine = Engine::start().await;
    let store = &engine.store;
    let nomination = sample::nomination(1);
    let entry = |sequence| AuditEntry {
        sequence,
        opinion: Some("审".repeat(10_000)),
        ..sample::entry(&nomination, domain::audit::Deed::FirstReject, None)
    };
    for sequence in 1..=60 {
        let decision = Decision {
            audit: vec![entry(sequence)],
            ..Decision::default()
        };
        store.commit(&decision, None, now(), ids()).await.unwrap();
    }
    let (store, meter) = store.metered();
    let trail = store.dossier(&nomination.id).await.unwrap().trail;
    assert_eq!(
        trail.iter().map(|entry| entry.sequence).collect::<Vec<_>>(),
        (1..=60).collect::<Vec<_>>()
    );
    assert!(meter.round_trips() > 1, "{meter:?}");
}

/// Answers the first batches as `DynamoDB` does under load: nothing was processed.
#[derive(Debug)]
struct Unprocessed {
    times: u32,
    answered: AtomicU32,
    asked: Mutex<String>,
}

impl Unprocessed {
    fn first(times: u32) -> Self {
        Self {
            times,
            answered: AtomicU32::new(0),
            asked: Mutex::default(),
        }
    }
}

impl Intercept for Unprocessed {
    fn name(&self) -> &'static str {
        "unprocessed"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.request().body().bytes().unwrap_or_default();
        let body: serde_json::Value = serde_json::from_slice(body)?;
        *self.asked.lock().unwrap() = body["RequestItems"].to_string();
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.answered.fetch_add(1, SeqCst) < self.times {
            let asked = self.asked.lock().unwrap();
            let body = format!(r#"{{"Responses":{{}},"UnprocessedKeys":{asked}}}"#);
            *context.response_mut().body_mut() = body.into();
        }
        Ok(())
    }
}

#[tokio::test]
async fn keys_that_were_not_processed_are_asked_for_again() {
    let engine = Engine::start().await;
    engine
        .store
        .commit_congress(None, &sample::congress(), None, now())
        .await
        .unwrap();
    let congress = sample::congress_id();
    let wanted = Wanted {
        congress: Some(&congress),
        idempotency: Some("none"),
        ..Wanted::default()
    };

    let (store, meter) = engine.store_through(Unprocessed::first(2)).metered();
    assert!(store.load(&wanted).await.unwrap().congress.is_some());
    assert_eq!(meter.round_trips(), 3);

    let store = engine.store_through(Unprocessed::first(u32::MAX));
    let answer = store.load(&wanted).await;
    assert!(
        matches!(answer, Err(StoreError::Unavailable(_))),
        "{answer:?}"
    );
}
