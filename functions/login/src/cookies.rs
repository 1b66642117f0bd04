//! The two cookies. Their prefix makes browsers refuse them unless they are secure, host-only and for the whole host
//! (RFC 6265bis, section 4.1.3).

use api::caller::{SESSION_COOKIE, cookie};
use http::{HeaderMap, HeaderValue};

/// Binds a one-time code to the browser that asked for it.
pub(crate) const BROWSER_COOKIE: &str = "__Host-browser";
/// Longer than a code is good, so that asking again keeps the same browser.
const BROWSER_SECONDS: u32 = 60 * 60;
/// What [`store::access::random_token`] makes: 32 bytes as base64.
const TOKEN_LENGTH: usize = 43;

/// The browser's random value, when it has one that we made.
pub(crate) fn browser(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, BROWSER_COOKIE).filter(|value| {
        value.len() == TOKEN_LENGTH
            && value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    })
}

/// Gives the browser a value.
pub(crate) fn set_browser(token: &str) -> HeaderValue {
    header(BROWSER_COOKIE, token, BROWSER_SECONDS)
}

/// Signs the browser in. The cookie lives as long as the session may at most; that it ends earlier is the server's to say.
pub(crate) fn set_session(token: &str) -> HeaderValue {
    let seconds = u32::try_from(store::access::LONGEST.as_secs()).unwrap_or(u32::MAX);
    header(SESSION_COOKIE, token, seconds)
}

/// Takes the session away.
pub(crate) fn clear_session() -> HeaderValue {
    header(SESSION_COOKIE, "", 0)
}

fn header(name: &str, value: &str, seconds: u32) -> HeaderValue {
    let text =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; Secure; SameSite=Strict");
    HeaderValue::try_from(text).expect("tokens are base64")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_have_everything_that_their_prefix_asks_for() {
        for cookie in [set_browser("x"), set_session("x"), clear_session()] {
            let text = cookie.to_str().unwrap();
            assert!(text.starts_with("__Host-"), "{text}");
            for part in ["; Path=/;", "; HttpOnly", "; Secure", "; SameSite=Strict"] {
                assert!(text.contains(part), "{text} lacks {part}");
            }
            assert!(!text.contains("Domain"), "{text}");
        }
        assert!(clear_session().to_str().unwrap().contains("Max-Age=0"));
    }

    #[test]
    fn only_a_browser_value_of_ours_is_taken() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            let text = format!("{BROWSER_COOKIE}={value}");
            headers.insert(http::header::COOKIE, HeaderValue::try_from(text).unwrap());
            browser(&headers).is_some()
        };
        assert!(read(&store::access::random_token()));
        assert!(!read("short"));
        assert!(!read(&"#".repeat(43)));
        assert!(!read(&"a".repeat(44)));
    }
}
