//! 附件: which files belong to a nominee, how many and how large, and what is in them.

use super::Case;
use crate::{
    congress::{Belongs, Settings},
    decision::Decision,
    id::MaterialId,
    permission::Action,
    refusal::{Fault, FaultCode, Refusal},
};

/// The most files of one nominee.
pub const MOST: u32 = 10;
/// The largest file, in bytes.
pub const LARGEST: u64 = 20 * 1024 * 1024;
/// The longest name that is kept, in characters.
pub const LONGEST_NAME: usize = 100;
/// How many bytes of a file's beginning and of its end tell what it is. A workbook's parts are listed at its end.
pub const TELLING: usize = 64 * 1024;

/// The kinds of file that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
}

impl FileType {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Docx, Self::Xlsx];

    /// Its media type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The endings of its names, the usual one first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
        }
    }

    /// The type with this media type.
    pub fn parse(content_type: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|file| file.content_type() == content_type)
    }

    /// Whether a file's content is what its type says: the first and last [`TELLING`] bytes are enough.
    pub fn fits(self, head: &[u8], tail: &[u8]) -> bool {
        match self {
            // Some writers put a few bytes before the mark; readers look for it in the first kilobyte (ISO 32000, annex H).
            Self::Pdf => contains(&head[..head.len().min(1024)], b"%PDF-"),
            Self::Jpeg => head.starts_with(&[0xff, 0xd8, 0xff]),
            Self::Png => head.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Docx => head.starts_with(b"PK\x03\x04") && contains(tail, b"word/document.xml"),
            Self::Xlsx => head.starts_with(b"PK\x03\x04") && contains(tail, b"xl/workbook.xml"),
        }
    }
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// A file somebody wants to upload.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    /// Its name on their machine.
    pub name: &'a str,
    /// Bytes.
    pub size: u64,
    /// Media type.
    pub content_type: &'a str,
    /// SHA-256 as base64.
    pub sha256: &'a str,
    /// Which of the materials that the congress asks for it is.
    pub material: Option<&'a MaterialId>,
}

/// A file that may be uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its name as it is kept.
    pub name: String,
    /// Its type.
    pub file_type: FileType,
}

/// Whether a file may be uploaded. `action` is [`Action::Attach`] or [`Action::AttachSignedForm`].
///
/// # Errors
/// As [`Case::require`] for the action; [`Refusal::Invalid`] with every fault of the file, and when there are [`MOST`]
/// already.
pub fn offer(case: Case<'_>, action: Action, offer: &Offer<'_>) -> Result<Accepted, Refusal> {
    case.require(action)?;
    let settings = &case.standing.congress.settings;
    let mut faults = too_many(case).into_iter().collect::<Vec<_>>();
    faults.extend(not_asked(offer.material, Belongs::Person, settings));
    accepted(offer, faults)
}

/// A file that can be taken, unless there are faults already.
///
/// # Errors
/// [`Refusal::Invalid`] with every fault.
pub(crate) fn accepted(offer: &Offer<'_>, mut faults: Vec<Fault>) -> Result<Accepted, Refusal> {
    if offer.size == 0 || offer.size > LARGEST {
        faults.push(Fault::new(
            "/size",
            FaultCode::OutOfRange,
            "每个附件最大 20 MB，不能是空文件",
            "A file has at most 20 MB and is not empty",
        ));
    }
    if !is_sha256(offer.sha256) {
        faults.push(Fault::new(
            "/sha256",
            FaultCode::Malformed,
            "缺少文件的 SHA-256 校验值（Base64）",
            "The file's SHA-256 (base64) is missing",
        ));
    }
    let file_type = FileType::parse(offer.content_type);
    if file_type.is_none() {
        faults.push(wrong_type("/content_type"));
    }
    match file_type {
        Some(file_type) if faults.is_empty() => Ok(Accepted {
            name: clean_name(offer.name, file_type),
            file_type,
        }),
        _ => Err(Refusal::Invalid(faults)),
    }
}

/// A material that the congress does not ask for, or not of whom it is given for.
pub(crate) fn not_asked(
    material: Option<&MaterialId>,
    belongs: Belongs,
    settings: &Settings,
) -> Option<Fault> {
    let known = settings.material(material?);
    let fits = known.is_some_and(|one| one.belongs == belongs);
    (!fits).then(|| {
        Fault::new(
            "/material",
            FaultCode::NotUsed,
            "本届大会不收这种材料，请刷新页面后重新选择",
            "This congress does not ask for this material; please reload and choose again",
        )
    })
}

/// Decides on a file that has arrived, of a material or of none.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::Invalid`] when there are [`MOST`] already.
pub fn attached(
    case: Case<'_>,
    action: Action,
    name: &str,
    material: Option<&MaterialId>,
) -> Result<Decision, Refusal> {
    let decision = counted(case, action, format!("上传：{name}"), material, true)?;
    match too_many(case) {
        None => Ok(decision),
        Some(fault) => Err(Refusal::Invalid(vec![fault])),
    }
}

/// Decides on removing a file.
///
/// # Errors
/// As [`Case::require`].
pub fn detached(
    case: Case<'_>,
    action: Action,
    name: &str,
    material: Option<&MaterialId>,
) -> Result<Decision, Refusal> {
    counted(case, action, format!("删除：{name}"), material, false)
}

/// What is said of a file whose content is not of its type.
pub fn not_as_said() -> Refusal {
    Refusal::Invalid(vec![wrong_type("/content_type")])
}

/// What is said of an upload that did not arrive whole.
pub fn not_arrived() -> Refusal {
    Refusal::Invalid(vec![Fault::new(
        "/size",
        FaultCode::Required,
        "文件没有完整上传，请重新上传",
        "The file did not arrive whole; please upload it again",
    )])
}

/// One file more or less. What indicators count changes the unit too, so that a report is never decided on other files than
/// there are.
fn counted(
    case: Case<'_>,
    action: Action,
    note: String,
    material: Option<&MaterialId>,
    more: bool,
) -> Result<Decision, Refusal> {
    let role = case.require(action)?;
    let mut nomination = case.nomination.clone();
    nomination.changed_at = case.now;
    if more {
        nomination.attachments += 1;
        if let Some(one) = material {
            nomination.materials.add(one);
        }
    } else {
        nomination.attachments = nomination.attachments.saturating_sub(1);
        if let Some(one) = material {
            nomination.materials.take(one);
        }
    }
    let mut entry = case.entry(action, role, nomination.state);
    entry.opinion = Some(note);
    Ok(Decision {
        unit: material.map(|_| case.touched_unit()),
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    })
}

fn too_many(case: Case<'_>) -> Option<Fault> {
    (case.nomination.attachments >= MOST).then(|| {
        Fault::new(
            "/name",
            FaultCode::TooLong,
            format!("每人最多 {MOST} 个附件，请先删除不需要的"),
            format!("At most {MOST} files a person; please delete one first"),
        )
    })
}

fn wrong_type(pointer: &str) -> Fault {
    Fault::new(
        pointer,
        FaultCode::Malformed,
        "只能上传 PDF、JPEG、PNG、DOCX、XLSX 文件，且内容须与类型一致",
        "Only PDF, JPEG, PNG, DOCX and XLSX files, whose content is what their type says",
    )
}

/// 32 bytes as base64: 43 characters and one of padding.
fn is_sha256(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len() == 44 && text.ends_with('=') && text.bytes().take(43).all(plain)
}

/// A file's name without folders, invisible characters and what some systems do not take, with an ending of its type.
pub fn clean_name(name: &str, file_type: FileType) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter(|letter| {
        let turns = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        !(letter.is_control() || turns || "<>:\"|?*".contains(*letter))
    });
    let kept: String = kept.collect();
    let kept = kept.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
    let (stem, ending) = match kept.rsplit_once('.') {
        Some((stem, ending)) if file_type.endings().contains(&&*ending.to_ascii_lowercase()) => {
            (stem, ending.to_ascii_lowercase())
        }
        _ => (kept, file_type.endings()[0].to_owned()),
    };
    let stem: String = stem
        .trim_end()
        .chars()
        .take(LONGEST_NAME - ending.len() - 1)
        .collect();
    format!("{}.{ending}", if stem.is_empty() { "附件" } else { &stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_folders_marks_and_what_systems_refuse_and_gets_its_ending() {
        for (typed, kept) in [
            ("证明.pdf", "证明.pdf"),
            ("C:\\用户\\我\\证明.PDF", "证明.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("照片\u{202e}fdp.exe", "照片fdp.exe.pdf"),
            ("a<b>:c?.pdf", "abc.pdf"),
            (" ... ", "附件.pdf"),
            ("", "附件.pdf"),
            (".pdf", "pdf.pdf"),
        ] {
            assert_eq!(clean_name(typed, FileType::Pdf), kept, "{typed}");
        }
        let long = clean_name(&"长".repeat(300), FileType::Jpeg);
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert_eq!(clean_name("a.jpeg", FileType::Jpeg), "a.jpeg");
    }

    #[test]
    fn each_type_is_known_by_its_content_and_not_by_its_name() {
        let samples: [(FileType, &[u8], &[u8]); 5] = [
            (FileType::Pdf, b"%PDF-1.7", b""),
            (FileType::Jpeg, b"\xff\xd8\xff\xe0", b""),
            (FileType::Png, b"\x89PNG\r\n\x1a\n", b""),
            (FileType::Docx, b"PK\x03\x04", b"..word/document.xml.."),
            (FileType::Xlsx, b"PK\x03\x04", b"..xl/workbook.xml.."),
        ];
        for (content, head, tail) in samples {
            for file_type in FileType::ALL {
                assert_eq!(
                    file_type.fits(head, tail),
                    file_type == content,
                    "{file_type:?} {content:?}"
                );
            }
        }
        assert!(!FileType::Pdf.fits(b"", b""));
    }

    #[test]
    fn a_checksum_is_thirty_two_bytes_in_base64() {
        assert!(is_sha256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
        for wrong in [
            "",
            "47DEQpj8HBSa",
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==",
            &"中".repeat(15),
        ] {
            assert!(!is_sha256(wrong), "{wrong}");
        }
    }
}
