//! Where a request comes from, as far as limits tell networks apart.

use std::net::IpAddr;

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// An IPv4 address, or the /64 of an IPv6 address,
/// which is what one subscriber gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(IpAddr);

impl Network {
    /// The network of an address.
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(four) => Self(four.into()),
            IpAddr::V6(six) => {
                let [a, b, c, d, ..] = six.segments();
                Self(std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into())
            }
        }
    }

    /// What tells networks apart without naming them. Keyed, since all addresses can be tried.
    pub(super) fn hash(self, key: &hmac::Key) -> String {
        let tag = hmac::sign(key, format!("network {}", self.0).as_bytes());
        URL_SAFE_NO_PAD.encode(&tag.as_ref()[..16])
    }

    /// The partition of its counters.
    pub(super) fn partition(self, key: &hmac::Key) -> String {
        format!("ADDR#{}", self.hash(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::of(text.parse().unwrap())
    }

    #[test]
    fn a_subscriber_is_an_address_or_a_64_of_ipv6() {
        assert_eq!(
            network("2001:db8:1:2:3::4"),
            network("2001:db8:1:2:ffff::1")
        );
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }

    #[test]
    fn an_address_cannot_be_read_from_its_partition() {
        let key = |byte| hmac::Key::new(hmac::HMAC_SHA256, &[byte; 32]);
        let partition = network("192.0.2.1").partition(&key(1));
        assert!(!partition.contains("192"));
        assert_ne!(partition, network("192.0.2.1").partition(&key(2)));
    }
}
