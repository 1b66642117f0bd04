//! Tencent Cloud as a local server that checks the signature by the published algorithm:
//! <https://cloud.tencent.com/document/api/382/52072>

use axum::http::StatusCode;
use notify::GatewayError;
use serde_json::{Value, json};

use crate::provider::{Asked, Provider, code_to, gateway, hex, hmac, lines, sha256};

fn is_signed(asked: &Asked) -> bool {
    let authorization = asked.header("authorization");
    let (algorithm, rest) = authorization.split_once(' ').unwrap();
    let part = |name: &str| {
        let part = rest.split(", ").find_map(|part| part.strip_prefix(name));
        part.unwrap_or_else(|| panic!("no {name}")).to_owned()
    };
    let (scope, signed) = (part("Credential=AKID/"), part("SignedHeaders="));
    let timestamp = asked.header("x-tc-timestamp");
    let second = jiff::Timestamp::from_second(timestamp.parse().unwrap()).unwrap();
    let date = second.strftime("%Y-%m-%d").to_string();
    // Values are compared in lower case.
    let headers = lines(asked, &signed, str::to_lowercase);
    let body = sha256(asked.body.as_bytes());
    let canonical = format!("POST\n/\n\n{headers}\n{signed}\n{body}");
    let hash = sha256(canonical.as_bytes());
    let to_sign = format!("TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}");
    let of_date = hmac(b"TC3secret", &date);
    let of_service = hmac(&of_date, "sms");
    let key = hmac(&of_service, "tc3_request");
    algorithm == "TC3-HMAC-SHA256"
        && scope == format!("{date}/sms/tc3_request")
        && signed.contains("content-type;host")
        && part("Signature=") == hex(&hmac(&key, &to_sign))
}

async fn server(answer: &'static str) -> Provider {
    let unsigned = r#"{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure"}}}"#;
    Provider::start(is_signed, (StatusCode::OK, answer), unsigned).await
}

const SENT: &str = r#"{"Response":{"SendStatusSet":[{"SerialNo":"1","PhoneNumber":"+8619900900001","Fee":1,"Code":"Ok","Message":"send success"}],"RequestId":"1"}}"#;

#[tokio::test]
async fn a_code_is_sent_by_its_template_with_a_right_signature() {
    let provider = server(SENT).await;
    let sent = code_to(&gateway("tencent", &provider, "secret"), "19900900001").await;
    assert_eq!(sent, Ok(()));
    let asked = provider.asked();
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    let expected = json!({
        "PhoneNumberSet": ["+8619900900001"],
        "SmsSdkAppId": "1400006666",
        "SignName": "推选",
        "TemplateId": "T-sign_in_code.zh",
        "TemplateParamSet": ["012345", "5"],
    });
    assert_eq!(body, expected);
    assert_eq!(asked.header("x-tc-action"), "SendSms");
    assert_eq!(asked.header("x-tc-version"), "2021-01-11");
    assert_eq!(asked.header("x-tc-region"), "ap-guangzhou");
}

#[tokio::test]
async fn a_wrong_secret_is_found_out_and_may_be_put_right() {
    let provider = server(SENT).await;
    let sent = code_to(&gateway("tencent", &provider, "another"), "19900900001").await;
    let expected = GatewayError::Unavailable("403 AuthFailure.SignatureFailure".into());
    assert_eq!(sent, Err(expected));
}

#[tokio::test]
async fn a_number_that_wants_no_texts_is_given_up() {
    let provider = server(
        r#"{"Response":{"SendStatusSet":[{"Code":"FailedOperation.PhoneNumberInBlacklist"}]}}"#,
    )
    .await;
    let sent = code_to(&gateway("tencent", &provider, "secret"), "19900900001").await;
    let expected = GatewayError::Refused("FailedOperation.PhoneNumberInBlacklist".into());
    assert_eq!(sent, Err(expected));
}
