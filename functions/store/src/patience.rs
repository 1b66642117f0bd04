//! How patient a client of the tables is: a call that was refused or lost is sent again, soon and not for ever. The same for
//! the functions on AWS, for one machine and for tests.

use std::time::Duration;

use aws_sdk_dynamodb::config::{Builder, retry::RetryConfig, timeout::TimeoutConfig};

/// How often a call is sent, the first time included.
const MOST_ATTEMPTS: u32 = 6;
/// The longest wait before the second attempt; it doubles, and each is drawn at random below it. The tables answer in 10 ms
/// or so, and what they refuse when they are busy is over in as much.
const FIRST_WAIT: Duration = Duration::from_millis(50);
/// The longest wait before any attempt.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// How long a call may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// One attempt. What was sent may have been carried out all the same: whatever is sent again says that it is the same.
    pub attempt: Duration,
    /// All attempts together; a person waits for them.
    pub in_all: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempt: Duration::from_secs(10),
            in_all: Duration::from_secs(25),
        }
    }
}

impl Patience {
    /// A client's configuration with it.
    pub fn of(self, config: Builder) -> Builder {
        let retry = RetryConfig::standard()
            .with_max_attempts(MOST_ATTEMPTS)
            .with_initial_backoff(FIRST_WAIT)
            .with_max_backoff(LONGEST_WAIT);
        let timeout = TimeoutConfig::builder()
            .connect_timeout(self.attempt)
            .operation_attempt_timeout(self.attempt)
            .operation_timeout(self.in_all)
            .build();
        config.retry_config(retry).timeout_config(timeout)
    }
}
