//! Files that a convener uploads through the function: of a notice, the empty form of a material.

use api::{Code, Problem};
use domain::refusal::{Fault, FaultCode};
use serde::Deserialize;
use utoipa::IntoParams;

/// The largest file, in bytes: with its encoding it must fit the gateway's 6 MB.
pub(super) const LARGEST_FILE: usize = 4 * 1024 * 1024;
const LONGEST_NAME: usize = 100;
/// What is taken: how the name ends, how the bytes begin, what it is.
const KINDS: [(&[&str], &[u8], &str); 5] = [
    (&["pdf"], b"%PDF-", "application/pdf"),
    (&["png"], b"\x89PNG\r\n", "image/png"),
    (&["jpg", "jpeg"], b"\xff\xd8\xff", "image/jpeg"),
    (
        &["docx"],
        b"PK\x03\x04",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (&["xlsx"], b"PK\x03\x04", sheet::XLSX),
];

/// Its name.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// With its ending.
    pub(super) name: String,
}

/// A file that is taken.
pub(super) struct SmallFile {
    pub(super) name: String,
    pub(super) content_type: &'static str,
    /// Bytes.
    pub(super) size: u64,
}

/// Takes a file whose content is what its name says.
///
/// # Errors
/// `invalid_input` for a name that cannot be, `unsupported_media_type`.
pub(super) fn accept(name: &str, bytes: &[u8]) -> Result<SmallFile, Problem> {
    let name = clean(name)?;
    Ok(SmallFile {
        content_type: kind(&name, bytes)?,
        name,
        size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
    })
}

/// A file's name without what no file system takes.
fn clean(name: &str) -> Result<String, Problem> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !"<>:\"|?*".contains(*letter))
        .collect();
    let kept = kept.trim().to_owned();
    if !kept.is_empty() && kept.chars().count() <= LONGEST_NAME {
        return Ok(kept);
    }
    Err(Problem::invalid(vec![Fault::new(
        "/name",
        FaultCode::TooLong,
        format!("文件名须为 1 至 {LONGEST_NAME} 字"),
        format!("A file's name has 1 to {LONGEST_NAME} characters"),
    )]))
}

fn kind(name: &str, bytes: &[u8]) -> Result<&'static str, Problem> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let found = KINDS.iter().find(|(endings, begins, _)| {
        endings.contains(&ending.as_str()) && bytes.starts_with(begins)
    });
    found.map(|(.., kind)| *kind).ok_or_else(|| {
        Problem::new(
            Code::UnsupportedMediaType,
            "附件须为 PDF、JPG、PNG、DOCX 或 XLSX，且内容与扩展名一致",
            "A file must be PDF, JPG, PNG, DOCX or XLSX, and be what its name says",
        )
    })
}
