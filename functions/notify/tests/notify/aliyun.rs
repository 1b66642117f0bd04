//! Alibaba Cloud as a local server that checks the signature by the published algorithm:
//! <https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature>

use axum::http::StatusCode;
use notify::GatewayError;

use crate::provider::{Asked, Provider, code_to, gateway, hex, hmac, lines, sha256};

fn is_signed(asked: &Asked) -> bool {
    let authorization = asked.header("authorization");
    let (algorithm, rest) = authorization.split_once(' ').unwrap();
    let part = |name: &str| {
        let part = rest.split(',').find_map(|part| part.strip_prefix(name));
        part.unwrap_or_else(|| panic!("no {name}")).to_owned()
    };
    let signed = part("SignedHeaders=");
    // Every header of the protocol has to be signed, in order.
    let expected =
        "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
    let headers = lines(asked, &signed, str::to_owned);
    let body = sha256(asked.body.as_bytes());
    let mut query: Vec<_> = asked.query.split('&').collect();
    query.sort_unstable();
    let canonical = format!("POST\n/\n{}\n{headers}\n{signed}\n{body}", query.join("&"));
    let to_sign = format!("ACS3-HMAC-SHA256\n{}", sha256(canonical.as_bytes()));
    algorithm == "ACS3-HMAC-SHA256"
        && part("Credential=") == "AKID"
        && signed == expected
        && asked.header("x-acs-content-sha256") == body
        && part("Signature=") == hex(&hmac(b"secret", &to_sign))
}

async fn server(status: StatusCode, answer: &'static str) -> Provider {
    let unsigned = r#"{"Code":"SignatureDoesNotMatch","Message":"..."}"#;
    Provider::start(is_signed, (status, answer), unsigned).await
}

#[tokio::test]
async fn a_code_is_sent_by_its_template_with_a_right_signature() {
    let provider = server(
        StatusCode::OK,
        r#"{"Code":"OK","Message":"OK","BizId":"1"}"#,
    )
    .await;
    let sent = code_to(&gateway("aliyun", &provider, "secret"), "19900900001").await;
    assert_eq!(sent, Ok(()));
    let asked = provider.asked();
    assert_eq!(
        asked.query,
        "PhoneNumbers=19900900001&SignName=%E6%8E%A8%E9%80%89&TemplateCode=T-sign_in_code.zh\
         &TemplateParam=%7B%22code%22%3A%22012345%22%2C%22number%22%3A%225%22%7D"
    );
    assert_eq!(asked.header("x-acs-action"), "SendSms");
    assert_eq!(asked.header("x-acs-version"), "2017-05-25");
}

#[tokio::test]
async fn a_wrong_secret_is_found_out_and_may_be_put_right() {
    let provider = server(StatusCode::OK, r#"{"Code":"OK"}"#).await;
    let sent = code_to(&gateway("aliyun", &provider, "another"), "19900900001").await;
    let expected = GatewayError::Unavailable("403 SignatureDoesNotMatch".into());
    assert_eq!(sent, Err(expected));
}

#[tokio::test]
async fn a_number_that_had_too_many_waits_and_one_abroad_is_refused_unasked() {
    let answer = r#"{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"触发小时级流控Permits:5"}"#;
    let provider = server(StatusCode::OK, answer).await;
    let gateway = gateway("aliyun", &provider, "secret");
    let expected = GatewayError::TooOften("isv.BUSINESS_LIMIT_CONTROL".into());
    assert_eq!(code_to(&gateway, "19900900001").await, Err(expected));
    let abroad = code_to(&gateway, "+85291234567").await;
    assert!(
        matches!(abroad, Err(GatewayError::Refused(_))),
        "{abroad:?}"
    );
    provider.asked();
}
