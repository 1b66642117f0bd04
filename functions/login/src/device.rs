//! On which device somebody signs in, in words that its owner recognises in the list of their sessions. Browser and system
//! only, never a version; half of the address: enough to say “that was not me”, little enough to be kept.

use std::net::IpAddr;

use http::{HeaderMap, header};
use store::access::session::Device;

/// By what a browser is known in `User-Agent`; the first that stands in it counts, since most claim to be others too.
const BROWSERS: &[(&str, &str)] = &[
    ("MicroMessenger", "微信 WeChat"),
    ("DingTalk", "钉钉 DingTalk"),
    ("Edg", "Edge"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("QQBrowser", "QQ Browser"),
    ("UCBrowser", "UC Browser"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
];
/// The same for systems.
const SYSTEMS: &[(&str, &str)] = &[
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

/// The device of a request.
pub(crate) fn of(headers: &HeaderMap, address: IpAddr) -> Device {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let known = |table: &[(&str, &'static str)]| {
        let found = table.iter().find(|(sign, _)| agent.contains(sign));
        found.map(|(_, name)| *name)
    };
    let parts: Vec<_> = [known(BROWSERS), known(SYSTEMS)]
        .into_iter()
        .flatten()
        .collect();
    Device {
        name: parts.join(" · "),
        address: masked(address),
    }
}

/// `192.0.*.*`, `2001:db8:*`; nothing for an address that is not known.
fn masked(address: IpAddr) -> String {
    match address.to_canonical() {
        address if address.is_unspecified() => String::new(),
        IpAddr::V4(four) => {
            let [a, b, ..] = four.octets();
            format!("{a}.{b}.*.*")
        }
        IpAddr::V6(six) => {
            let [a, b, ..] = six.segments();
            format!("{a:x}:{b:x}:*")
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn name(agent: &'static str) -> String {
        let headers = HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static(agent))]);
        of(&headers, IpAddr::from([192, 0, 2, 1])).name
    }

    #[test]
    fn browsers_are_known_by_their_own_name_not_by_those_they_claim() {
        let windows =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ";
        assert_eq!(
            name(
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0"
            ),
            "Edge · Windows"
        );
        assert_eq!(
            name(
                "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36 MicroMessenger/8.0"
            ),
            "微信 WeChat · Android"
        );
        assert_eq!(
            name(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"
            ),
            "Safari · iPhone"
        );
        assert_eq!(name(windows), "Windows");
        assert_eq!(name("curl/8"), "");
    }

    #[test]
    fn half_of_an_address_is_enough() {
        let masked = |text: &str| masked(text.parse().unwrap());
        assert_eq!(masked("192.0.2.1"), "192.0.*.*");
        assert_eq!(masked("::ffff:192.0.2.1"), "192.0.*.*");
        assert_eq!(masked("2001:db8:1:2::3"), "2001:db8:*");
        assert_eq!(masked("0.0.0.0"), "");
    }
}
