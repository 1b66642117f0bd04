#![doc = include_str!("README.md")]

pub mod list;
pub mod markup;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    id::{AttachmentId, CongressId, NoticeId},
    nomination::Nomination,
    refusal::{Fault, FaultCode, Refusal, Said},
    unit::{Unit, text_within},
    window::china_minute,
};
use list::{ListColumn, ListRow, rows};

/// The most characters of a title.
pub const LONGEST_TITLE: usize = 100;
/// The most characters of a text: with its list and its files it stays in one item.
pub const LONGEST_TEXT: usize = 20_000;
/// The most people of one list: with every column still in one item.
pub const MOST_ROWS: usize = 1_000;
/// The most files of a notice.
pub const MOST_FILES: usize = 10;

/// What is told to everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its id, and its address.
    pub id: NoticeId,
    /// Whose it is.
    pub congress: CongressId,
    /// Raised by one with every change.
    pub version: u64,
    /// The title.
    pub title: String,
    /// The text, in Markdown.
    pub markdown: String,
    /// The list, for a public notice of names.
    pub list: Option<PublicList>,
    /// What can be downloaded with it.
    pub files: Vec<NoticeFile>,
    /// Files that were public and are taken away.
    #[serde(default)]
    pub former_files: Vec<NoticeFile>,
    /// When it was last changed, and by whom.
    pub changed: Act,
    /// When it was published last, and by whom.
    pub published: Option<Act>,
    /// When it was taken back, and by whom.
    pub withdrawn: Option<Act>,
}

/// Who did something when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// The name.
    pub by: String,
}

/// A list for public notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicList {
    /// What is shown of each.
    pub columns: Vec<ListColumn>,
    /// Of which categories.
    pub categories: Vec<Category>,
    /// From when it is public.
    pub from: Timestamp,
    /// Until when; it is taken back then.
    pub until: Timestamp,
    /// The rows as they were when it was published.
    pub rows: Vec<ListRow>,
}

/// A file of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeFile {
    /// Its id.
    pub id: AttachmentId,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Media type.
    pub content_type: String,
}

impl NoticeFile {
    /// What it is published under, below the notice: its id with the ending of its name.
    pub fn published_name(&self) -> String {
        let ending = self.name.rsplit_once('.').map(|(_, ending)| ending);
        let plain = |ending: &&str| {
            (1..=5).contains(&ending.len())
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let ending = ending.filter(plain).unwrap_or("bin").to_ascii_lowercase();
        format!("{}.{ending}", self.id)
    }
}

/// A notice as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeEntry {
    /// The title.
    pub title: String,
    /// The text.
    pub markdown: String,
    /// The list, if it is one.
    pub list: Option<ListEntry>,
}

/// A list as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListEntry {
    /// The columns, the name among them or not.
    pub columns: Vec<ListColumn>,
    /// The categories.
    pub categories: Vec<Category>,
    /// From when.
    pub from: Option<Timestamp>,
    /// Until when.
    pub until: Option<Timestamp>,
}

/// Where a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// Never published.
    Draft,
    /// Published, its period has not begun.
    Ahead,
    /// Public.
    Public,
    /// Taken back.
    Withdrawn,
    /// Its period is over.
    Over,
}

impl NoticeEntry {
    /// A new notice, not yet published.
    ///
    /// # Errors
    /// Every fault, with its pointer.
    pub fn draft(
        self,
        id: NoticeId,
        congress: CongressId,
        changed: Act,
    ) -> Result<Notice, Refusal> {
        let notice = Notice {
            id,
            congress,
            version: 0,
            title: String::new(),
            markdown: String::new(),
            list: None,
            files: Vec::new(),
            former_files: Vec::new(),
            changed: changed.clone(),
            published: None,
            withdrawn: None,
        };
        self.change(&notice, changed)
    }

    /// The notice with everything as entered.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] while it is published: what people read does not change under their eyes; else every fault.
    pub fn change(self, notice: &Notice, changed: Act) -> Result<Notice, Refusal> {
        notice.require_not_published()?;
        let mut faults = Vec::new();
        let title = ("/title", "标题", "the title");
        text_within(
            title.0,
            title.1,
            title.2,
            &self.title,
            LONGEST_TITLE,
            &mut faults,
        );
        if self.list.is_none() || !self.markdown.trim().is_empty() {
            let text = ("/markdown", "正文", "the text");
            text_within(
                text.0,
                text.1,
                text.2,
                &self.markdown,
                LONGEST_TEXT,
                &mut faults,
            );
            faults.extend(markup::read(&self.markdown).err().unwrap_or_default());
        }
        let list = self.list.and_then(|list| list.read(&mut faults));
        if faults.is_empty() {
            Ok(Notice {
                title: self.title.trim().to_owned(),
                markdown: self.markdown,
                list,
                changed,
                ..notice.clone()
            })
        } else {
            Err(Refusal::Invalid(faults))
        }
    }
}

impl ListEntry {
    fn read(self, faults: &mut Vec<Fault>) -> Option<PublicList> {
        let mut required = |missing: bool, pointer: &str, zh: &str, en: &str| {
            if missing {
                faults.push(Fault::required(pointer, zh, en));
            }
        };
        required(
            self.categories.is_empty(),
            "/list/categories",
            "公示的身份",
            "the categories",
        );
        required(
            self.from.is_none(),
            "/list/from",
            "公示开始时间",
            "the begin of the period",
        );
        required(
            self.until.is_none(),
            "/list/until",
            "公示结束时间",
            "the end of the period",
        );
        let (from, until) = (self.from?, self.until?);
        if until <= from {
            faults.push(Fault::new(
                "/list/until",
                FaultCode::OutOfRange,
                "公示结束时间须晚于开始时间",
                "The period ends before it begins",
            ));
        }
        // In the columns' own order, the name first.
        let chosen =
            |column: &ListColumn| *column == ListColumn::Name || self.columns.contains(column);
        Some(PublicList {
            columns: ListColumn::ALL.into_iter().filter(chosen).collect(),
            categories: self.categories,
            from,
            until,
            rows: Vec::new(),
        })
    }
}

impl Notice {
    /// Where it stands.
    pub fn stand(&self, now: Timestamp) -> Stand {
        match (&self.published, &self.withdrawn, &self.list) {
            (None, ..) => Stand::Draft,
            (Some(_), Some(_), _) => Stand::Withdrawn,
            (_, _, Some(list)) if now >= list.until => Stand::Over,
            (_, _, Some(list)) if now < list.from => Stand::Ahead,
            _ => Stand::Public,
        }
    }

    /// When it was, or will be, first to be read.
    pub fn public_from(&self) -> Option<Timestamp> {
        let at = self.published.as_ref()?.at;
        Some(self.list.as_ref().map_or(at, |list| list.from.max(at)))
    }

    /// Publishes it; a list takes its rows now.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when it is published already, or nobody is finally approved; [`Refusal::Invalid`] when the
    /// period is over or the list too long.
    pub fn publish(
        &self,
        nominations: &[Nomination],
        units: &[Unit],
        published: &Act,
    ) -> Result<Self, Refusal> {
        self.require_not_published()?;
        let mut after = Self {
            published: Some(published.clone()),
            withdrawn: None,
            ..self.clone()
        };
        if let Some(list) = &mut after.list {
            list.rows = rows(nominations, units, &list.columns, &list.categories);
            let says = (list.rows.is_empty()).then(nobody_approved);
            if let Some(says) = says {
                return Err(Refusal::NothingToDo(says));
            }
            list.check(published.at)?;
        }
        Ok(after)
    }

    /// Takes it back.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] unless it is published.
    pub fn withdraw(&self, withdrawn: Act) -> Result<Self, Refusal> {
        if self.published.is_none() || self.withdrawn.is_some() {
            return Err(Refusal::NothingToDo(Said::new(
                "这份公告没有发布，无需撤回",
                "This notice is not published",
            )));
        }
        Ok(Self {
            withdrawn: Some(withdrawn),
            ..self.clone()
        })
    }

    /// With one more file.
    ///
    /// # Errors
    /// As [`NoticeEntry::change`]; [`Refusal::Invalid`] at the eleventh.
    pub fn with_file(&self, file: NoticeFile, changed: Act) -> Result<Self, Refusal> {
        self.require_not_published()?;
        if self.files.len() >= MOST_FILES {
            return Err(Refusal::Invalid(vec![Fault::new(
                "/file",
                FaultCode::TooLong,
                format!("最多 {MOST_FILES} 个附件"),
                format!("At most {MOST_FILES} files"),
            )]));
        }
        let mut after = self.clone();
        after.files.push(file);
        after.changed = changed;
        Ok(after)
    }

    /// Without one of its files. Of a notice that was public once it is remembered which, until its copy is away too.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] while it is published: what people read does not change under their eyes.
    pub fn without_file(&self, file: &AttachmentId, changed: Act) -> Result<Self, Refusal> {
        self.require_not_published()?;
        let mut after = self.clone();
        if self.published.is_some() {
            let gone = self.files.iter().filter(|one| one.id == *file);
            after.former_files.extend(gone.cloned());
        }
        after.files.retain(|one| one.id != *file);
        after.changed = changed;
        Ok(after)
    }

    /// Whether it can be deleted.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] once it was published: what people could read is kept.
    pub fn require_never_published(&self) -> Result<(), Refusal> {
        if self.published.is_none() {
            return Ok(());
        }
        Err(Refusal::NothingToDo(Said::new(
            "发布过的公告留存备查，不能删除；可以撤回",
            "A notice that was public is kept; it can be withdrawn",
        )))
    }

    fn require_not_published(&self) -> Result<(), Refusal> {
        if self.published.is_some() && self.withdrawn.is_none() {
            return Err(Refusal::NothingToDo(Said::new(
                "公告已发布，请先撤回再修改",
                "The notice is published; withdraw it before changing it",
            )));
        }
        Ok(())
    }
}

impl PublicList {
    fn check(&self, now: Timestamp) -> Result<(), Refusal> {
        let mut faults = Vec::new();
        if now >= self.until {
            let at = china_minute(self.until);
            faults.push(Fault::new(
                "/list/until",
                FaultCode::OutOfRange,
                format!("公示期已于 {at} 结束，请改正"),
                format!("The period ended at {at} (China time); correct it"),
            ));
        }
        if self.rows.len() > MOST_ROWS {
            let count = self.rows.len();
            faults.push(Fault::new(
                "/list/categories",
                FaultCode::TooLong,
                format!("名单共 {count} 人，一次最多公示 {MOST_ROWS} 人，请按身份分几份公示"),
                format!("{count} people; at most {MOST_ROWS} in one list. Divide them by category"),
            ));
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Invalid(faults))
        }
    }
}

fn nobody_approved() -> Said {
    Said::new(
        "所选身份还没有终审通过的人员，没有可以公示的名单",
        "Nobody of these categories is finally approved yet, so there is no list",
    )
}

#[cfg(test)]
mod tests;
