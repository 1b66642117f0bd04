//! 照片.

use std::io::Cursor;

use domain::nomination::state::State;
use harness::{Answer, get, put};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::stage::Stage;

/// A JPEG of this size.
pub(crate) fn picture(width: u32, height: u32) -> Vec<u8> {
    encoded(&of(width, height), ImageFormat::Jpeg)
}

fn of(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_pixel(width, height, Rgb([40, 90, 160])).into()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

async fn send(
    content_type: &str,
    bytes: Vec<u8>,
) -> (Stage, domain::nomination::Nomination, Answer) {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let ask = put(stage.path(&one, "/photo")).bytes(content_type, bytes);
    let answer = stage.liaison(ask).await;
    (stage, one, answer)
}

async fn kept(content_type: &str, bytes: Vec<u8>) -> DynamicImage {
    let (stage, one, answer) = send(content_type, bytes).await;
    assert_eq!(answer.status, 200, "{answer}");
    assert!(stage.now(&one).await.photo);
    let nominee = stage.cookie(&one.phone).await;
    let photo = stage
        .send(get(stage.path(&one, "/photo")).by(&nominee))
        .await;
    assert_eq!(photo.headers["content-type"], "image/jpeg");
    assert_eq!(photo.headers["cache-control"], "no-store");
    image::load_from_memory_with_format(&photo.body, ImageFormat::Jpeg).unwrap()
}

#[tokio::test]
async fn a_png_is_cut_to_five_by_seven_and_kept_as_a_jpeg_of_print_size() {
    let photo = kept("image/png", encoded(&of(1800, 1400), ImageFormat::Png)).await;
    assert_eq!((photo.width(), photo.height()), (826, 1158));
}

#[tokio::test]
async fn a_photo_of_the_smallest_size_keeps_its_size() {
    let photo = kept("image/jpeg", picture(413, 579)).await;
    assert_eq!((photo.width(), photo.height()), (413, 579));
}

#[tokio::test]
async fn what_is_transparent_becomes_white() {
    let clear = image::RgbaImage::from_pixel(500, 700, image::Rgba([0, 0, 0, 0]));
    let photo = kept("image/png", encoded(&clear.into(), ImageFormat::Png)).await;
    assert_eq!(photo.to_rgb8().get_pixel(250, 350).0, [255, 255, 255]);
}

/// EXIF (TIFF 6.0) that says “turned”, as a JPEG's APP1 segment, with a place for a camera's name.
fn turned(jpeg: &[u8], preview: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    exif.extend(b"SECRET-CAMERA");
    exif.extend(preview);
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[tokio::test]
async fn a_turned_picture_is_put_upright_and_its_metadata_goes() {
    let sent = turned(&picture(700, 500), &picture(16, 16));
    let (stage, one, answer) = send("image/jpeg", sent).await;
    assert_eq!(answer.status, 200, "{answer}");
    let photo = stage.liaison(get(stage.path(&one, "/photo"))).await.body;
    assert!(!photo.windows(6).any(|window| window == b"SECRET"));
    let photo = image::load_from_memory(&photo).unwrap();
    assert_eq!((photo.width(), photo.height()), (500, 700));
}

#[tokio::test]
async fn what_is_no_picture_too_small_or_broken_is_refused() {
    let pdf = b"%PDF-1.7 renamed to photo.jpg".to_vec();
    let cut_off = |mut whole: Vec<u8>| {
        whole.truncate(whole.len() / 3);
        whole
    };
    let half_png = cut_off(encoded(&of(500, 700), ImageFormat::Png));
    let half_jpeg = cut_off(picture(500, 700));
    // The preview that a camera puts in front has an end of its own.
    let mut with_preview = turned(&picture(700, 500), &picture(16, 16));
    with_preview.truncate(with_preview.len() * 2 / 3);
    for bytes in [
        Vec::new(),
        pdf,
        picture(300, 420),
        picture(2000, 400),
        half_png,
        half_jpeg,
        with_preview,
    ] {
        let (stage, one, answer) = send("image/jpeg", bytes).await;
        assert_eq!(
            answer.refusal(),
            (422, "invalid_input".to_owned()),
            "{answer}"
        );
        assert_eq!(answer.pointers(), ["/photo"]);
        assert!(!stage.now(&one).await.photo);
    }
}

/// The head of a PNG that claims 50,000 × 50,000 pixels.
fn bomb() -> Vec<u8> {
    let mut png = encoded(&of(500, 700), ImageFormat::Png);
    let side = 50_000_u32.to_be_bytes();
    png[16..20].copy_from_slice(&side);
    png[20..24].copy_from_slice(&side);
    let check = crc32(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&check);
    png
}

/// CRC-32 of ISO 3309, as PNG uses it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}

#[tokio::test]
async fn a_picture_of_fifty_thousand_pixels_a_side_is_refused_by_its_head() {
    let (_, _, answer) = send("image/png", bomb()).await;
    assert_eq!(
        answer.refusal(),
        (422, "invalid_input".to_owned()),
        "{answer}"
    );
    assert!(answer.to_string().contains("50000×50000"), "{answer}");
}

#[tokio::test]
async fn more_than_five_megabytes_and_other_types_are_refused() {
    let (_, _, large) = send("image/jpeg", vec![0xff; 5 * 1024 * 1024 + 1]).await;
    assert_eq!(large.refusal(), (413, "body_too_large".to_owned()));
    let (_, _, gif) = send("image/gif", b"GIF89a".to_vec()).await;
    assert_eq!(gif.refusal(), (415, "unsupported_media_type".to_owned()));
}

#[tokio::test]
async fn who_has_no_photo_has_none_to_show() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let answer = stage.liaison(get(stage.path(&one, "/photo"))).await;
    assert_eq!(answer.refusal(), (404, "not_found".to_owned()));
}
