//! Tencent Cloud 短信: `SendSms` of 2021-01-11, signed with TC3-HMAC-SHA256.
//!
//! <https://cloud.tencent.com/document/api/382/55981>, <https://cloud.tencent.com/document/api/382/52072>

use aws_smithy_types::body::SdkBody;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{
    GatewayError, Sms, SmsGateway, Templates,
    aliyun::AccessKey,
    code,
    connection::Connection,
    signing::{canonical, hex, hmac_sha256, sha256_hex},
    templates::parameters_in_order,
    unavailable,
};

/// The service's address.
pub const ENDPOINT: &str = "https://sms.tencentcloudapi.com/";
const JSON: &str = "application/json; charset=utf-8";

/// Sends texts through Tencent Cloud.
#[derive(Clone, Debug)]
pub struct TencentGateway {
    connection: Connection,
    key: AccessKey,
    application: Application,
    templates: Templates,
    endpoint: String,
}

/// The application that was registered with the service.
#[derive(Clone, Debug)]
pub struct Application {
    /// `SmsSdkAppId`.
    pub id: String,
    /// The registered 短信签名, without brackets.
    pub signature: String,
    /// `ap-guangzhou`, `ap-beijing` or `ap-nanjing`.
    pub region: String,
}

impl TencentGateway {
    /// The gateway at an address, which ends in a slash.
    ///
    /// # Panics
    /// Never: the connection is built with the TLS library that is linked in.
    pub fn new(
        endpoint: &str,
        key: AccessKey,
        application: Application,
        templates: Templates,
    ) -> Self {
        Self {
            connection: Connection::new(),
            key,
            application,
            templates,
            endpoint: endpoint.to_owned(),
        }
    }

    fn request(&self, sms: &Sms<'_>) -> Result<http::Request<SdkBody>, GatewayError> {
        let body = json!({
            "PhoneNumberSet": [sms.to().e164()],
            "SmsSdkAppId": self.application.id,
            "SignName": self.application.signature,
            "TemplateId": self.templates.of(sms),
            "TemplateParamSet": parameters_in_order(sms),
        })
        .to_string();
        let no_address = || unavailable("the endpoint is no address");
        let address: http::Uri = self.endpoint.parse().map_err(|_| no_address())?;
        let host = address.authority().ok_or_else(no_address)?.to_string();
        let now = Timestamp::now();
        // The action is signed in lower case and sent as it is.
        let signed = [
            ("content-type", JSON),
            ("host", &host),
            ("x-tc-action", "sendsms"),
        ];
        let authorization = authorization(&self.key, "sms", now, &signed, &body);
        http::Request::post(address)
            .header("authorization", authorization)
            .header("content-type", JSON)
            .header("host", host)
            .header("x-tc-action", "SendSms")
            .header("x-tc-version", "2021-01-11")
            .header("x-tc-region", &self.application.region)
            .header("x-tc-timestamp", now.as_second())
            .body(SdkBody::from(body))
            .map_err(|_| no_address())
    }
}

/// The `Authorization` of a POST; headers in their order.
fn authorization(
    key: &AccessKey,
    service: &str,
    now: Timestamp,
    headers: &[(&str, &str)],
    body: &str,
) -> String {
    let (lines, signed) = canonical(headers);
    let request = format!(
        "POST\n/\n\n{lines}\n{signed}\n{}",
        sha256_hex(body.as_bytes())
    );
    let date = now.strftime("%Y-%m-%d").to_string();
    let scope = format!("{date}/{service}/tc3_request");
    let to_sign = format!(
        "TC3-HMAC-SHA256\n{}\n{scope}\n{}",
        now.as_second(),
        sha256_hex(request.as_bytes())
    );
    let mut secret = format!("TC3{}", key.secret).into_bytes();
    for step in [date.as_str(), service, "tc3_request"] {
        secret = hmac_sha256(&secret, step);
    }
    let signature = hex(&hmac_sha256(&secret, &to_sign));
    let id = &key.id;
    format!(
        "TC3-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders={signed}, Signature={signature}"
    )
}

impl SmsGateway for TencentGateway {
    async fn send(&self, sms: &Sms<'_>) -> Result<(), GatewayError> {
        let (status, body) = self.connection.send(self.request(sms)?).await?;
        judge(status, &body)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Response {
    error: Option<Said>,
    #[serde(default)]
    send_status_set: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Said {
    code: String,
}

/// Only the code is kept of an answer: its message may quote the number.
/// <https://cloud.tencent.com/document/api/382/59177>
fn judge(status: u16, body: &[u8]) -> Result<(), GatewayError> {
    let answer: Option<Answer> = serde_json::from_slice(body).ok();
    let response = answer.map(|answer| answer.response);
    let said = response.and_then(|response| {
        let mut each = response.send_status_set.into_iter();
        response.error.or_else(|| each.next())
    });
    let code = said.map_or_else(|| "no code".to_owned(), |said| code(&said.code));
    match code.as_str() {
        "Ok" => Ok(()),
        // One number's share by half a minute, hour or day.
        "LimitExceeded.DeliveryFrequencyLimit"
        | "LimitExceeded.PhoneNumberThirtySecondLimit"
        | "LimitExceeded.PhoneNumberOneHourLimit"
        | "LimitExceeded.PhoneNumberDailyLimit"
        | "LimitExceeded.PhoneNumberSameContentDailyLimit" => Err(GatewayError::TooOften(code)),
        "InvalidParameterValue.IncorrectPhoneNumber"
        | "InvalidParameterValue.ContentLengthLimit"
        | "InvalidParameterValue.TemplateParameterFormatError"
        | "InvalidParameterValue.TemplateParameterLengthLimit"
        | "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter"
        | "FailedOperation.ContainSensitiveWord"
        | "FailedOperation.PhoneNumberInBlacklist" => Err(GatewayError::Refused(code)),
        // Keys, signatures, templates, balance: the operator can put them right while we try again.
        _ => Err(GatewayError::Unavailable(format!("{status} {code}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the documentation of the signature (`DescribeInstances`, 2019-02-25).
    #[test]
    fn the_published_example_gets_the_published_signature() {
        let key = AccessKey {
            id: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE".into(),
            secret: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE".into(),
        };
        let headers = [("content-type", JSON), ("host", "cvm.tencentcloudapi.com")];
        let body = r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
        let now = Timestamp::from_second(1_551_113_065).unwrap();
        assert_eq!(
            authorization(&key, "cvm", now, &headers, body),
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, \
             SignedHeaders=content-type;host, \
             Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
        );
    }

    #[test]
    fn answers_are_sorted_into_later_for_all_later_for_one_and_never() {
        let sent = |code: &str| {
            let status = format!(r#"{{"Response":{{"SendStatusSet":[{{"Code":"{code}"}}]}}}}"#);
            judge(200, status.as_bytes())
        };
        assert_eq!(sent("Ok"), Ok(()));
        let limit = "LimitExceeded.PhoneNumberOneHourLimit";
        assert_eq!(sent(limit), Err(GatewayError::TooOften(limit.into())));
        let blocked = "FailedOperation.PhoneNumberInBlacklist";
        assert_eq!(sent(blocked), Err(GatewayError::Refused(blocked.into())));
        let failed =
            br#"{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"+86199"}}}"#;
        assert_eq!(
            judge(200, failed),
            Err(GatewayError::Unavailable(
                "200 AuthFailure.SignatureFailure".into()
            ))
        );
        let garbled = Err(GatewayError::Unavailable("502 no code".into()));
        assert_eq!(judge(502, b"<html>"), garbled);
    }
}
