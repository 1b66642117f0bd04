//! A client that ends its own process at a call, as SIGKILL does: no handler runs, nothing is flushed.

use std::{
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use aws_sdk_dynamodb::{
    config::{
        ConfigBag, Intercept, RuntimeComponents,
        interceptors::{
            BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
        },
    },
    error::BoxError,
};

/// Ends the process at one of its calls.
#[derive(Clone, Debug)]
pub struct Killing {
    calls: Arc<AtomicU32>,
    at: u32,
    after: bool,
}

impl Killing {
    /// At the `call`-th, counted from 1: before it goes out, or `after` it was answered and before anybody knows.
    pub fn at(call: u32, after: bool) -> Self {
        Self {
            calls: Arc::default(),
            at: call,
            after,
        }
    }
}

impl Intercept for Killing {
    fn name(&self) -> &'static str {
        "killing"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        if call == self.at && !self.after {
            kill();
        }
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        _: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.calls.load(Ordering::SeqCst) == self.at && self.after {
            kill();
        }
        Ok(())
    }
}

fn kill() {
    let own = std::process::id().to_string();
    let killed = Command::new("kill").args(["-KILL", &own]).status();
    unreachable!("it goes on after SIGKILL: {killed:?}");
}
