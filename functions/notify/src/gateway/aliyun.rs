//! Alibaba Cloud 短信服务: `SendSms` of Dysmsapi 2017-05-25, signed with ACS3-HMAC-SHA256.
//!
//! <https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms>,
//! <https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature>

use aws_smithy_types::body::SdkBody;
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    GatewayError, Sms, SmsGateway, Templates, code,
    connection::Connection,
    signing::{canonical, hex, hmac_sha256, pairs, sha256_hex},
    templates::parameters_by_name,
    unavailable,
};

/// The service's address for the Chinese mainland.
pub const ENDPOINT: &str = "https://dysmsapi.aliyuncs.com/";

/// Sends texts through Alibaba Cloud, to numbers of the Chinese mainland.
#[derive(Clone, Debug)]
pub struct AliyunGateway {
    connection: Connection,
    key: AccessKey,
    signature: String,
    templates: Templates,
    endpoint: String,
}

/// An access key. `Debug` shows nothing of its secret.
#[derive(Clone)]
pub struct AccessKey {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: String,
}

impl std::fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessKey")
    }
}

impl AliyunGateway {
    /// The gateway at an address, which ends in a slash; `signature` is the registered 短信签名, without brackets.
    ///
    /// # Panics
    /// Never: the connection is built with the TLS library that is linked in.
    pub fn new(endpoint: &str, key: AccessKey, signature: &str, templates: Templates) -> Self {
        Self {
            connection: Connection::new(),
            key,
            signature: signature.to_owned(),
            templates,
            endpoint: endpoint.to_owned(),
        }
    }

    fn request(&self, sms: &Sms<'_>) -> Result<http::Request<SdkBody>, GatewayError> {
        // The service takes its parameters in the query; they leave this process encrypted and are logged by nobody here.
        let query = pairs(&[
            ("PhoneNumbers", sms.to().national()),
            ("SignName", &self.signature),
            ("TemplateCode", self.templates.of(sms)),
            ("TemplateParam", &parameters_by_name(sms).to_string()),
        ]);
        let address = format!("{}?{query}", self.endpoint);
        let address: http::Uri = address.parse().map_err(|_| no_address())?;
        let host = address.authority().ok_or_else(no_address)?.to_string();
        let now = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let headers = [
            ("host", host.as_str()),
            ("x-acs-action", "SendSms"),
            ("x-acs-content-sha256", &sha256_hex(b"")),
            ("x-acs-date", &now),
            ("x-acs-signature-nonce", &store::access::random_token()),
            ("x-acs-version", "2017-05-25"),
        ];
        let authorization = authorization(&self.key, &query, &headers);
        let mut request = http::Request::post(address).header("authorization", authorization);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.body(SdkBody::empty()).map_err(|_| no_address())
    }
}

fn no_address() -> GatewayError {
    unavailable("the endpoint is no address")
}

/// The `Authorization` of a POST without body; headers in their order.
fn authorization(key: &AccessKey, query: &str, headers: &[(&str, &str)]) -> String {
    let (lines, signed) = canonical(headers);
    let request = format!("POST\n/\n{query}\n{lines}\n{signed}\n{}", sha256_hex(b""));
    let to_sign = format!("ACS3-HMAC-SHA256\n{}", sha256_hex(request.as_bytes()));
    let signature = hex(&hmac_sha256(key.secret.as_bytes(), &to_sign));
    let id = &key.id;
    format!("ACS3-HMAC-SHA256 Credential={id},SignedHeaders={signed},Signature={signature}")
}

impl SmsGateway for AliyunGateway {
    async fn send(&self, sms: &Sms<'_>) -> Result<(), GatewayError> {
        let (status, body) = self.connection.send(self.request(sms)?).await?;
        judge(status, &body)
    }
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Code")]
    code: String,
}

/// Only the code is kept of an answer: its message may quote the number.
/// <https://help.aliyun.com/zh/sms/developer-reference/api-error-codes>
fn judge(status: u16, body: &[u8]) -> Result<(), GatewayError> {
    let answer: Option<Answer> = serde_json::from_slice(body).ok();
    let code = answer.map_or_else(|| "no code".to_owned(), |answer| code(&answer.code));
    match code.as_str() {
        "OK" => Ok(()),
        // One number's share by minute, hour or day.
        "isv.BUSINESS_LIMIT_CONTROL" => Err(GatewayError::TooOften(code)),
        "isv.MOBILE_NUMBER_ILLEGAL"
        | "isv.MOBILE_COUNT_OVER_LIMIT"
        | "isv.DOMESTIC_NUMBER_NOT_SUPPORTED"
        | "isv.CUSTOMER_REFUSED"
        | "isv.BLACK_KEY_CONTROL_LIMIT"
        | "isv.SMS_CONTENT_ILLEGAL"
        | "isv.PARAM_LENGTH_LIMIT"
        | "isv.PARAM_NOT_SUPPORT_URL"
        | "isv.TEMPLATE_PARAMS_ILLEGAL"
        | "isv.TEMPLATE_MISSING_PARAMETERS"
        | "isv.INVALID_JSON_PARAM" => Err(GatewayError::Refused(code)),
        // Keys, signatures, templates, balance: the operator can put them right while we try again.
        _ => Err(GatewayError::Unavailable(format!("{status} {code}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fixed example of the documentation of the signature (2023-10-26).
    #[test]
    fn the_published_example_gets_the_published_signature() {
        let key = AccessKey {
            id: "YourAccessKeyId".into(),
            secret: "YourAccessKeySecret".into(),
        };
        let query = pairs(&[
            (
                "ImageId",
                "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
            ),
            ("RegionId", "cn-shanghai"),
        ]);
        let headers = [
            ("host", "ecs.cn-shanghai.aliyuncs.com"),
            ("x-acs-action", "RunInstances"),
            (
                "x-acs-content-sha256",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ),
            ("x-acs-date", "2023-10-26T10:22:32Z"),
            ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
            ("x-acs-version", "2014-05-26"),
        ];
        assert_eq!(
            authorization(&key, &query, &headers),
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;\
             x-acs-signature-nonce;x-acs-version,\
             Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
        assert_eq!(format!("{key:?}"), "AccessKey");
    }

    #[test]
    fn answers_are_sorted_into_later_for_all_later_for_one_and_never() {
        let judged = |code: &str| judge(200, format!(r#"{{"Code":"{code}"}}"#).as_bytes());
        assert_eq!(judged("OK"), Ok(()));
        let limit = "isv.BUSINESS_LIMIT_CONTROL";
        assert_eq!(judged(limit), Err(GatewayError::TooOften(limit.into())));
        let illegal = "isv.MOBILE_NUMBER_ILLEGAL";
        assert_eq!(judged(illegal), Err(GatewayError::Refused(illegal.into())));
        for passing in [
            "Throttling.User",
            "isv.OUT_OF_SERVICE",
            "SignatureDoesNotMatch",
        ] {
            let expected = GatewayError::Unavailable(format!("200 {passing}"));
            assert_eq!(judged(passing), Err(expected));
        }
        let garbled = Err(GatewayError::Unavailable("502 no code".into()));
        assert_eq!(judge(502, b"<html>"), garbled);
    }
}
