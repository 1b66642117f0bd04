//! Amazon SNS as a local server that checks the signature by the published algorithm, written here a second time:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use aws_credential_types::Credentials;
use axum::http::StatusCode;
use notify::{GatewayError, gateway::sns::SnsGateway};

use crate::provider::{Asked, Provider, code_to, hex, hmac, lines, sha256};

fn is_signed(asked: &Asked, secret: &str) -> bool {
    let header = |name: &str| asked.header(name);
    let authorization = header("authorization");
    let part = |name: &str| {
        let (_, rest) = authorization.split_once(name).unwrap();
        rest.split([',', ' ']).next().unwrap().to_owned()
    };
    let (scope, signed, signature) = (
        part("Credential=AKID/"),
        part("SignedHeaders="),
        part("Signature="),
    );
    let canonical_headers = lines(asked, &signed, str::to_owned);
    let canonical = format!(
        "POST\n/\n\n{canonical_headers}\n{signed}\n{}",
        sha256(asked.body.as_bytes())
    );
    let to_sign = format!(
        "AWS4-HMAC-SHA256\n{}\n{scope}\n{}",
        header("x-amz-date"),
        sha256(canonical.as_bytes())
    );
    let mut key = format!("AWS4{secret}").into_bytes();
    for step in scope.split('/') {
        key = hmac(&key, step);
    }
    hex(&hmac(&key, &to_sign)) == signature && scope.ends_with("/ap-east-1/sns/aws4_request")
}

async fn send(provider: &Provider, secret: &str) -> Result<(), GatewayError> {
    let credentials = Credentials::new("AKID", secret, Some("session token".into()), None, "test");
    let gateway = SnsGateway::at(&provider.address, "ap-east-1", credentials);
    code_to(&gateway, "19900900001").await
}

async fn server(status: StatusCode, answer: &'static str) -> Provider {
    Provider::start(
        |asked| is_signed(asked, "secret"),
        (status, answer),
        "<Error><Code>SignatureDoesNotMatch</Code></Error>",
    )
    .await
}

#[tokio::test]
async fn a_text_is_published_with_a_right_signature() {
    let provider = server(StatusCode::OK, "<PublishResponse/>").await;
    send(&provider, "secret").await.unwrap();
    let body = provider.asked().body;
    assert!(body.starts_with(
        "Action=Publish&Version=2010-03-31&PhoneNumber=%2B8619900900001&Message=%E3%80%90"
    ));
    assert!(body.ends_with("Name=AWS.SNS.SMS.SMSType&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=Transactional"), "{body}");
}

#[tokio::test]
async fn a_wrong_secret_is_found_out_and_may_be_put_right() {
    let provider = server(StatusCode::OK, "").await;
    assert_eq!(
        send(&provider, "another").await,
        Err(GatewayError::Unavailable(
            "403 SignatureDoesNotMatch".into()
        ))
    );
}

#[tokio::test]
async fn a_number_that_sns_refuses_is_refused() {
    let answer = "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code></Error></ErrorResponse>";
    let provider = server(StatusCode::BAD_REQUEST, answer).await;
    assert_eq!(
        send(&provider, "secret").await,
        Err(GatewayError::Refused("InvalidParameter".into()))
    );
}

#[tokio::test]
async fn nobody_there_is_tried_again_later() {
    assert_eq!(
        send(&Provider::gone(), "secret").await,
        Err(GatewayError::Unavailable("no connection".into()))
    );
}
