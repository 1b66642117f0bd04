//! From where a request comes: what limits count by.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::{HeaderName, request::Parts};
use lambda_http::request::RequestContext;

use crate::settings::Login;

/// The client's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl FromRequestParts<Login> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, login: &Login) -> Result<Self, Self::Rejection> {
        let header = login.settings.address_header.as_ref();
        // Those whose address is unknown share one: they are few, and limits hold for them too.
        Ok(Self(
            of(parts, header).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
        ))
    }
}

fn of(parts: &Parts, header: Option<&HeaderName>) -> Option<IpAddr> {
    if let Some(name) = header {
        return parts.headers.get(name)?.to_str().ok().and_then(read);
    }
    if let Some(ConnectInfo(address)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() {
        return Some(address.ip());
    }
    match parts.extensions.get::<RequestContext>()? {
        RequestContext::ApiGatewayV2(context) => context.http.source_ip.as_deref().and_then(read),
        _ => None,
    }
}

/// `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]:443`, and `CloudFront`'s `2001:db8::1:443`, whose last group
/// is a port.
fn read(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Some(address.ip());
    }
    let whole = text.parse::<IpAddr>();
    match (whole, text.rsplit_once(':')) {
        (Ok(address), _) => Some(address),
        (Err(_), Some((address, _port))) => address.parse().ok(),
        (Err(_), None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(header: Option<(&str, &str)>, connection: Option<&str>) -> Parts {
        let mut request = http::Request::builder();
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        if let Some(connection) = connection {
            parts
                .extensions
                .insert(ConnectInfo(connection.parse::<SocketAddr>().unwrap()));
        }
        parts
    }

    #[test]
    fn a_header_counts_only_where_the_deployment_names_it() {
        let parts = parts(Some(("x-from", "192.0.2.1:50000")), Some("127.0.0.1:1"));
        let name = HeaderName::from_static("x-from");
        assert_eq!(of(&parts, Some(&name)), Some("192.0.2.1".parse().unwrap()));
        assert_eq!(of(&parts, None), Some("127.0.0.1".parse().unwrap()));
    }

    #[test]
    fn on_lambda_the_gateway_says_from_where_a_request_comes() {
        let mut context =
            lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequestContext::default();
        context.http.source_ip = Some("192.0.2.9".to_owned());
        let mut parts = parts(None, None);
        parts
            .extensions
            .insert(RequestContext::ApiGatewayV2(context));
        assert_eq!(of(&parts, None), Some("192.0.2.9".parse().unwrap()));
    }

    #[test]
    fn without_the_named_header_the_address_is_unknown() {
        let name = HeaderName::from_static("x-from");
        assert_eq!(of(&parts(None, Some("127.0.0.1:1")), Some(&name)), None);
        assert_eq!(
            of(&parts(Some(("x-from", "nobody")), None), Some(&name)),
            None
        );
        assert_eq!(of(&parts(None, None), None), None);
    }

    #[test]
    fn addresses_are_read_with_and_without_port() {
        for (text, address) in [
            ("192.0.2.1", "192.0.2.1"),
            (" 192.0.2.1:443", "192.0.2.1"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("2001:db8:1:2:3:4:5:6:443", "2001:db8:1:2:3:4:5:6"),
        ] {
            assert_eq!(read(text), Some(address.parse().unwrap()), "{text}");
        }
    }
}
