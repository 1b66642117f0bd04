//! Photos: decoded within limits, turned upright, cut, scaled and written as a JPEG that carries nothing but the picture.

use std::io::Cursor;

use domain::{
    nomination::photo::{Cut, Size, cut, unreadable},
    refusal::Refusal,
};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage,
    codecs::jpeg::JpegEncoder, imageops::FilterType,
};

/// The most memory that decoding may take, in bytes: fifty million pixels with transparency.
const MEMORY: u64 = 256 * 1024 * 1024;
/// Of 100: no difference is seen in print, and a portrait has about 150 KB.
const QUALITY: u8 = 88;

/// The photo made of a picture as it was sent.
///
/// # Errors
/// What `domain` says of a file that is no JPEG or PNG or is broken, and of a picture too small or too large.
pub(crate) fn portrait(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let broken = |_| unreadable();
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| unreadable())?;
    // By its content: what the file calls itself does not count.
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(unreadable());
    }
    // The decoder fills up with grey what is missing.
    if reader.format() == Some(ImageFormat::Jpeg) && !is_whole_jpeg(bytes) {
        return Err(unreadable());
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let orientation = decoder.orientation().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    // Refused by its head alone, before anything is decoded; which side is up does not matter to the numbers here.
    cut(Size { width, height }).or_else(|_| {
        cut(Size {
            width: height,
            height: width,
        })
    })?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    let Cut {
        left,
        top,
        part,
        scaled,
    } = cut(Size {
        width: picture.width(),
        height: picture.height(),
    })?;
    let picture = picture.crop_imm(left, top, part.width, part.height);
    let picture = if part == scaled {
        picture
    } else {
        picture.resize_exact(scaled.width, scaled.height, FilterType::Triangle)
    };
    let mut photo = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut photo, QUALITY);
    on_white(&picture)
        .write_with_encoder(encoder)
        .map_err(broken)?;
    Ok(photo)
}

/// Whether a JPEG (ISO/IEC 10918-1, annex B) has its end: the mark must stand after the picture's own data begins, for the
/// preview that cameras put before it has one too.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    const END_OF_IMAGE: [u8; 2] = [0xff, 0xd9];
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4) {
        if marker == START_OF_SCAN {
            return bytes[at..].windows(2).any(|pair| pair == END_OF_IMAGE);
        }
        // A marker may be preceded by any number of fill bytes.
        at += if marker == 0xff {
            1
        } else {
            2 + usize::from(u16::from_be_bytes([high, low]))
        };
    }
    false
}

/// What is transparent becomes white, as paper is.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let with_alpha = picture.to_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (pixel, flat) in with_alpha.pixels().zip(flat.pixels_mut()) {
        let [.., alpha] = pixel.0;
        for (colour, flat) in pixel.0.iter().zip(&mut flat.0) {
            let mixed = u32::from(*colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            *flat = u8::try_from(mixed / 255).unwrap_or(u8::MAX);
        }
    }
    flat
}
