//! Amazon SNS, by its query interface: one signed POST (Signature Version 4), without the client of its own that would
//! cost as much to build as `DynamoDB`'s.
//!
//! <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html>

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};
use aws_smithy_types::body::SdkBody;

use super::{
    GatewayError, Sms, SmsGateway, code, connection::Connection, signing::pairs, unavailable,
};

/// Sends texts through Amazon SNS.
#[derive(Clone, Debug)]
pub struct SnsGateway {
    connection: Connection,
    credentials: Credentials,
    region: String,
    endpoint: String,
}

impl SnsGateway {
    /// The gateway of a region, e.g. `ap-east-1` or `cn-north-1`.
    ///
    /// # Panics
    /// Never: the connector is built with the TLS library that is linked in.
    pub fn new(region: &str, credentials: Credentials) -> Self {
        let suffix = if region.starts_with("cn-") { ".cn" } else { "" };
        Self::at(
            &format!("https://sns.{region}.amazonaws.com{suffix}/"),
            region,
            credentials,
        )
    }

    /// The gateway at another address, which ends in a slash.
    ///
    /// # Panics
    /// As [`SnsGateway::new`].
    pub fn at(endpoint: &str, region: &str, credentials: Credentials) -> Self {
        Self {
            connection: Connection::new(),
            credentials,
            region: region.to_owned(),
            endpoint: endpoint.to_owned(),
        }
    }

    fn request(&self, sms: &Sms<'_>) -> Result<http::Request<SdkBody>, GatewayError> {
        let body = pairs(&[
            ("Action", "Publish"),
            ("Version", "2010-03-31"),
            ("PhoneNumber", sms.to().e164()),
            ("Message", sms.text),
            ("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            (
                "MessageAttributes.entry.1.Value.StringValue",
                "Transactional",
            ),
        ]);
        let content_type = (
            "content-type",
            "application/x-www-form-urlencoded; charset=utf-8",
        );
        let identity = self.credentials.clone().into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name("sns")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .map_err(|_| unavailable("the request cannot be signed"))?
            .into();
        let signable = SignableRequest::new(
            "POST",
            &self.endpoint,
            std::iter::once(content_type),
            SignableBody::Bytes(body.as_bytes()),
        );
        let signed = signable.and_then(|request| sign(request, &parameters));
        let signed = signed.map_err(|_| unavailable("the request cannot be signed"))?;
        let mut request = http::Request::post(&self.endpoint)
            .header(content_type.0, content_type.1)
            .body(SdkBody::from(body.clone()))
            .map_err(|_| unavailable("the endpoint is no address"))?;
        signed.into_parts().0.apply_to_request_http1x(&mut request);
        Ok(request)
    }
}

impl SmsGateway for SnsGateway {
    async fn send(&self, sms: &Sms<'_>) -> Result<(), GatewayError> {
        let (status, body) = self.connection.send(self.request(sms)?).await?;
        if status == 200 {
            return Ok(());
        }
        Err(refusal(status, &String::from_utf8_lossy(&body)))
    }
}

/// Only the code is kept of an error document: its message may quote the number.
fn refusal(status: u16, document: &str) -> GatewayError {
    let code = document
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"));
    let code = code.map_or_else(|| "no code".to_owned(), |(found, _)| self::code(found));
    match code.as_str() {
        // A number that cannot be, or one whose owner wants no messages.
        "InvalidParameter" | "ParameterValueInvalid" | "OptedOut" => GatewayError::Refused(code),
        _ => GatewayError::Unavailable(format!("{status} {code}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_cannot_be_is_given_up_and_all_else_is_tried_again() {
        let document = |code: &str| {
            format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>")
        };
        assert_eq!(
            refusal(400, &document("InvalidParameter")),
            GatewayError::Refused("InvalidParameter".into())
        );
        assert_eq!(
            refusal(400, &document("Throttling")),
            GatewayError::Unavailable("400 Throttling".into())
        );
        assert_eq!(
            refusal(503, "oops"),
            GatewayError::Unavailable("503 no code".into())
        );
    }
}
