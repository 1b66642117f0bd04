//! Amazon SNS as a local server that checks the signature by the published algorithm, written here a second time:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use std::{
    fmt::Write,
    sync::{Arc, Mutex},
};

use aws_credential_types::Credentials;
use aws_lc_rs::{digest, hmac};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use domain::phone::Phone;
use notify::{GatewayError, SmsGateway, sns::SnsGateway};

type Bodies = Arc<Mutex<Vec<String>>>;

async fn server(
    secret: &'static str,
    status: StatusCode,
    answer: &'static str,
) -> (String, Bodies) {
    let bodies = Bodies::default();
    let handler = async move |State(bodies): State<Bodies>, headers: HeaderMap, body: Bytes| {
        if !is_signed(&headers, &body, secret) {
            return (
                StatusCode::FORBIDDEN,
                "<Error><Code>SignatureDoesNotMatch</Code></Error>",
            );
        }
        bodies
            .lock()
            .unwrap()
            .push(String::from_utf8(body.to_vec()).unwrap());
        (status, answer)
    };
    let router = Router::new()
        .route("/", post(handler))
        .with_state(Arc::clone(&bodies));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, bodies)
}

fn is_signed(headers: &HeaderMap, body: &[u8], secret: &str) -> bool {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
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
    let canonical_headers = signed.split(';').fold(String::new(), |mut text, name| {
        let _ = writeln!(text, "{name}:{}", header(name).trim());
        text
    });
    let canonical = format!(
        "POST\n/\n\n{canonical_headers}\n{signed}\n{}",
        hex(&sha256(body))
    );
    let to_sign = format!(
        "AWS4-HMAC-SHA256\n{}\n{scope}\n{}",
        header("x-amz-date"),
        hex(&sha256(canonical.as_bytes()))
    );
    let mut key = format!("AWS4{secret}").into_bytes();
    for step in scope.split('/') {
        key = tag(&key, step);
    }
    hex(&tag(&key, &to_sign)) == signature && scope.ends_with("/ap-east-1/sns/aws4_request")
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest::digest(&digest::SHA256, bytes).as_ref().to_vec()
}

fn tag(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes())
        .as_ref()
        .to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

async fn send(address: &str, secret: &str) -> Result<(), GatewayError> {
    let credentials = Credentials::new("AKID", secret, Some("session token".into()), None, "test");
    let gateway = SnsGateway::at(address, "ap-east-1", credentials);
    gateway
        .send(
            &Phone::parse("19900900001").unwrap(),
            "【推选】验证码012345",
        )
        .await
}

#[tokio::test]
async fn a_text_is_published_with_a_right_signature() {
    let (address, bodies) = server("secret", StatusCode::OK, "<PublishResponse/>").await;
    send(&address, "secret").await.unwrap();
    let body = bodies.lock().unwrap()[0].clone();
    assert!(body.starts_with(
        "Action=Publish&Version=2010-03-31&PhoneNumber=%2B8619900900001&Message=%E3%80%90"
    ));
    assert!(body.ends_with("Name=AWS.SNS.SMS.SMSType&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=Transactional"), "{body}");
}

#[tokio::test]
async fn a_wrong_secret_is_found_out_and_may_be_put_right() {
    let (address, _) = server("secret", StatusCode::OK, "").await;
    let refused = send(&address, "another").await;
    assert_eq!(
        refused,
        Err(GatewayError::Unavailable(
            "403 SignatureDoesNotMatch".into()
        ))
    );
}

#[tokio::test]
async fn a_number_that_sns_refuses_is_refused() {
    let answer = "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code></Error></ErrorResponse>";
    let (address, _) = server("secret", StatusCode::BAD_REQUEST, answer).await;
    assert_eq!(
        send(&address, "secret").await,
        Err(GatewayError::Refused("InvalidParameter".into()))
    );
}

#[tokio::test]
async fn nobody_there_is_tried_again_later() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(
        send(&address, "secret").await,
        Err(GatewayError::Unavailable("no connection".into()))
    );
}
