//! What whoever prints should know of a paper that was made all the same.

use domain::{refusal::Said, text::Language};

/// A remark on one person's paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// There is no photo.
    NoPhoto,
    /// The photo is no picture any more.
    BrokenPhoto,
    /// No font has these characters.
    NoFont(Vec<char>),
    /// A file that is listed is not in the storage; its name.
    NoFile(String),
}

impl Note {
    /// In words.
    pub(crate) fn says(&self, language: Language) -> String {
        let said = match self {
            Self::NoPhoto => Said::new("没有照片", "No photo"),
            Self::BrokenPhoto => Said::new(
                "照片文件已损坏，请重新上传",
                "The photo is damaged; please upload it again",
            ),
            Self::NoFont(characters) => {
                let named = characters
                    .iter()
                    .map(|one| format!("{one}（U+{:04X}）", u32::from(*one)));
                let named: Vec<_> = named.collect();
                Said::new(
                    format!(
                        "字库中没有以下字符，纸面上印的是它的编号：{}",
                        named.join("、")
                    ),
                    format!(
                        "No font has these characters, the paper has their numbers instead: {}",
                        named.join(", ")
                    ),
                )
            }
            Self::NoFile(name) => Said::new(
                format!("附件“{name}”在存储中找不到"),
                format!("The file “{name}” is not in the storage"),
            ),
        };
        said.get(language).to_owned()
    }
}
