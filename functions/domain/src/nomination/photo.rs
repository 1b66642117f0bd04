//! 照片: what a photo must be like, how it is cut, and that it is there.

use super::{Case, consent};
use crate::{
    decision::Decision,
    form::{changes::Change, schema},
    permission::{Action, Role},
    refusal::{Fault, FaultCode, Refusal},
};

/// The largest file that is taken, in bytes.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;
/// The most pixels on a side.
pub const LONGEST_SIDE: u32 = 12_000;
/// The most pixels in all: what phones make, and about 200 MB while it is decoded.
pub const MOST_PIXELS: u64 = 50_000_000;

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// The smallest picture: 35 × 49 mm, the customary two-inch photo, at 300 dots an inch.
pub const SMALLEST: Size = Size {
    width: 413,
    height: 579,
};
/// The largest that is kept: the same at 600 dots an inch.
pub const LARGEST: Size = Size {
    width: 826,
    height: 1158,
};

/// How a picture becomes the photo: this part of it, scaled to that size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Pixels left out at the left.
    pub left: u32,
    /// Pixels left out at the top.
    pub top: u32,
    /// The part that is kept.
    pub part: Size,
    /// The size it is scaled to, never larger than the part.
    pub scaled: Size,
}

/// How a picture of this size is cut to 5:7. What is within a hundredth of that stays whole; of wide pictures the middle is
/// kept, of tall ones more of the top, where the face is.
///
/// # Errors
/// [`Refusal::Invalid`] for one that is too small before or after the cut, or too large to be decoded.
pub fn cut(size: Size) -> Result<Cut, Refusal> {
    let Size { width, height } = size;
    let pixels = u64::from(width) * u64::from(height);
    if width > LONGEST_SIDE || height > LONGEST_SIDE || pixels > MOST_PIXELS {
        return Err(refused(
            format!("照片为 {width}×{height} 像素，过大，请缩小后再上传"),
            format!(
                "The picture has {width}×{height} pixels, which is too large; please scale it down"
            ),
        ));
    }
    let (wide, tall) = (width * 7, height * 5);
    let part = if wide.abs_diff(tall) * 100 <= wide {
        size
    } else if wide > tall {
        Size {
            width: tall / 7,
            height,
        }
    } else {
        Size {
            width,
            height: wide / 5,
        }
    };
    // One pixel is lost to rounding when 413 × 579 itself is cut from something larger.
    if part.width < SMALLEST.width || part.height + 1 < SMALLEST.height {
        let Size {
            width: least_width,
            height: least_height,
        } = SMALLEST;
        return Err(refused(
            format!(
                "照片裁成 5:7 后至少 {least_width}×{least_height} 像素，现为 {}×{}，请换一张更清晰的",
                part.width, part.height
            ),
            format!(
                "Cut to 5:7 a photo needs at least {least_width}×{least_height} pixels and this has {}×{}; please take a sharper one",
                part.width, part.height
            ),
        ));
    }
    let scaled = if part.width > LARGEST.width || part.height > LARGEST.height {
        LARGEST
    } else {
        part
    };
    Ok(Cut {
        left: (width - part.width) / 2,
        top: (height - part.height) / 3,
        part,
        scaled,
    })
}

/// What is said of a file that is no picture.
pub fn unreadable() -> Refusal {
    refused(
        "这不是完好的 JPEG 或 PNG 图片，请重新拍照或另选一张".to_owned(),
        "This is not a sound JPEG or PNG picture; please take or choose another".to_owned(),
    )
}

fn refused(zh: String, en: String) -> Refusal {
    let pointer = format!("/{}", schema::PHOTO);
    Refusal::Invalid(vec![Fault::new(pointer, FaultCode::OutOfRange, zh, en)])
}

/// Whether a photo may be put in place now, and in which role; asked before the picture is looked at.
///
/// # Errors
/// As [`Case::require`] for [`Action::FillIn`]: the photo is part of the form; [`Refusal::ConsentRequired`].
pub fn may_set(case: Case<'_>) -> Result<Role, Refusal> {
    let role = case.require(Action::FillIn)?;
    consent::require(case.nomination, role, &format!("/{}", schema::PHOTO))?;
    Ok(role)
}

/// Decides on a photo that was put in place. The trail names it as a changed field.
///
/// # Errors
/// As [`may_set`].
pub fn set(case: Case<'_>) -> Result<Decision, Refusal> {
    let role = may_set(case)?;
    let mut nomination = case.nomination.clone();
    nomination.photo = true;
    nomination.changed_at = case.now;
    let mut entry = case.entry(Action::FillIn, role, nomination.state);
    entry.changes = vec![Change::photo()];
    Ok(Decision {
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(width: u32, height: u32) -> Result<Cut, Refusal> {
        cut(Size { width, height })
    }

    #[test]
    fn the_smallest_photo_stays_as_it_is() {
        let whole = Cut {
            left: 0,
            top: 0,
            part: SMALLEST,
            scaled: SMALLEST,
        };
        assert_eq!(of(413, 579), Ok(whole));
        assert!(of(412, 579).is_err());
        assert!(of(413, 577).is_err());
    }

    #[test]
    fn of_a_wide_picture_the_middle_is_kept() {
        let cut = of(4000, 3000).unwrap();
        assert_eq!(
            cut.part,
            Size {
                width: 2142,
                height: 3000
            }
        );
        assert_eq!((cut.left, cut.top), (929, 0));
        assert_eq!(cut.scaled, LARGEST);
    }

    #[test]
    fn of_a_tall_picture_more_of_the_top_is_kept() {
        let cut = of(500, 1300).unwrap();
        assert_eq!(
            cut.part,
            Size {
                width: 500,
                height: 700
            }
        );
        assert_eq!((cut.left, cut.top), (0, 200));
        assert_eq!(cut.scaled, cut.part);
    }

    #[test]
    fn what_is_too_small_once_cut_is_refused_with_the_numbers() {
        let refusal = of(5000, 400).unwrap_err();
        assert!(
            refusal.faults()[0].says.zh.contains("285×400"),
            "{refusal:?}"
        );
    }

    #[test]
    fn a_picture_of_fifty_thousand_pixels_is_refused_without_overflow() {
        assert!(of(50_000, 50_000).is_err());
        assert!(of(u32::MAX, u32::MAX).is_err());
        assert!(of(11_000, 11_000).is_err());
    }
}
