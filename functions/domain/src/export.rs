//! An export that takes longer than a request: a recorded job that makes a file. Its life: waiting → running → done, failed or
//! cancelled; what failed is retried by whoever asked for it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    audit::Deed,
    disclosure::Disclosure,
    id::{CongressId, ExportId, UnitId},
    permission::Role,
    refusal::{Refusal, Said},
    text::{Language, Text},
};

/// How long a finished file is kept, and the record of what came to nothing.
pub const KEPT: SignedDuration = SignedDuration::from_hours(72);
/// How often a job is begun again by itself whose process died: what kills its process every time is given up.
pub const MOST_ATTEMPTS: u32 = 5;

/// What an export makes. Each has its maker in the function that makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// A roster as workbook or CSV.
    Roster,
    /// 登记表 as PDF or Word documents.
    Forms,
}

impl Product {
    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Roster => Text::new("名册", "Roster"),
            Self::Forms => Text::new("登记表", "Registration forms"),
        }
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Forms => "forms",
        }
    }
}

/// How a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// Nobody has begun.
    Waiting,
    /// Under way.
    Running,
    /// The file is there.
    Done,
    /// It came to nothing; it can be retried.
    Failed,
    /// Whoever asked for it does not want it any more.
    Cancelled,
}

impl Stands {
    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Waiting => Text::new("排队中", "Waiting"),
            Self::Running => Text::new("生成中", "Being made"),
            Self::Done => Text::new("已完成", "Ready"),
            Self::Failed => Text::new("生成失败", "Failed"),
            Self::Cancelled => Text::new("已取消", "Cancelled"),
        }
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether a worker has still to do something for it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// Who asked for it, as they were then: what the file says of who exported it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asker {
    /// The name the records had for them.
    pub name: String,
    /// Their first role there.
    pub role: Option<Role>,
    /// Their language: that of the file.
    pub language: Language,
}

/// The file that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFile {
    /// Its name, for downloads.
    pub name: String,
    /// Media type.
    pub content_type: String,
    /// Bytes.
    pub size: u64,
    /// Of how many people it is.
    pub people: u32,
}

/// An export that somebody has asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// Of which congress.
    pub congress: CongressId,
    /// Limited to which unit.
    pub unit: Option<UnitId>,
    /// When it was asked for.
    pub at: Timestamp,
    /// By whom.
    pub asker: Asker,
    /// What it makes.
    pub product: Product,
    /// What is asked for, as the product's maker reads it.
    pub request: serde_json::Value,
    /// What full numbers are for, where it has some.
    pub unmasked: Option<String>,
    /// How it stands.
    pub stands: Stands,
    /// How many people there are to do; 0 while nobody knows.
    pub total: u32,
    /// How many are done.
    pub done: u32,
    /// When the present attempt began.
    pub begun_at: Option<Timestamp>,
    /// The file, once it is there.
    pub file: Option<MadeFile>,
    /// Why it failed.
    pub reason: Option<Said>,
    /// From when on record and file are gone.
    pub expires_at: Timestamp,
    /// The version of the record.
    #[serde(skip)]
    pub version: u64,
}

impl Export {
    /// The record of full numbers of so many people, as it was granted when they were asked for; `None` where they are masked.
    pub fn disclosure(&self, people: u32) -> Option<Disclosure> {
        let reason = self.unmasked.clone()?;
        Some(Disclosure {
            congress: self.congress.clone(),
            unit: self.unit.clone(),
            at: self.at,
            name: self.asker.name.clone(),
            role: self.asker.role.unwrap_or(Role::Administrator),
            action: Deed::ExportUnmasked,
            reason,
            people,
            of: None,
        })
    }

    /// A worker begins with it, for the first time or after another one died.
    pub fn begin(&mut self, now: Timestamp) {
        self.stands = Stands::Running;
        self.begun_at = Some(now);
        self.done = 0;
    }

    /// It has come so far.
    pub fn proceed(&mut self, done: u32, total: u32) {
        (self.done, self.total) = (done, total);
    }

    /// The file is there.
    pub fn finish(&mut self, file: MadeFile, now: Timestamp) {
        self.stands = Stands::Done;
        (self.done, self.total) = (file.people, file.people);
        self.file = Some(file);
        self.expires_at = now + KEPT;
    }

    /// It came to nothing.
    pub fn fail(&mut self, reason: Said, now: Timestamp) {
        self.stands = Stands::Failed;
        self.reason = Some(reason);
        self.expires_at = now + KEPT;
    }

    /// Whoever asked for it takes it back; a file that is there goes with it.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when that was done before.
    pub fn cancel(&mut self, now: Timestamp) -> Result<(), Refusal> {
        if self.stands == Stands::Cancelled {
            return Err(Refusal::NothingToDo(Said::new(
                "该导出已取消",
                "This export was cancelled already",
            )));
        }
        self.stands = Stands::Cancelled;
        self.file = None;
        self.expires_at = now + KEPT;
        Ok(())
    }

    /// It is to be tried once more.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] unless it has failed.
    pub fn retry(&mut self) -> Result<(), Refusal> {
        if self.stands != Stands::Failed {
            return Err(Refusal::NothingToDo(Said::new(
                "只有生成失败的导出可以重试",
                "Only an export that failed can be retried",
            )));
        }
        self.stands = Stands::Waiting;
        (self.reason, self.begun_at, self.done) = (None, None, 0);
        Ok(())
    }

    /// How long it will still take, by how long it has taken so far: in whole seconds, at least one. Unknown before a tenth
    /// of a second and a fiftieth of it are over.
    pub fn seconds_left(&self, now: Timestamp) -> Option<u64> {
        let begun = self.begun_at.filter(|_| self.stands == Stands::Running)?;
        let taken = u128::try_from(now.duration_since(begun).as_millis()).ok()?;
        let (done, total) = (u128::from(self.done), u128::from(self.total));
        if taken < 100 || done == 0 || done * 50 < total || done > total {
            return None;
        }
        let left = taken * (total - done) / done;
        u64::try_from(left.div_ceil(1_000).max(1)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(stands: Stands) -> Export {
        Export {
            id: ExportId::parse("e").expect("an id"),
            congress: CongressId::parse("c").expect("an id"),
            unit: None,
            at: Timestamp::UNIX_EPOCH,
            asker: Asker {
                name: "高管".into(),
                role: Some(Role::Administrator),
                language: Language::Zh,
            },
            product: Product::Roster,
            request: serde_json::Value::Null,
            unmasked: None,
            stands,
            total: 0,
            done: 0,
            begun_at: None,
            file: None,
            reason: None,
            expires_at: Timestamp::UNIX_EPOCH,
            version: 1,
        }
    }

    fn after(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    #[test]
    fn what_failed_is_retried_and_nothing_else() {
        for stands in [
            Stands::Waiting,
            Stands::Running,
            Stands::Done,
            Stands::Cancelled,
        ] {
            assert!(export(stands).retry().is_err(), "{stands:?}");
        }
        let mut failed = export(Stands::Running);
        failed.fail(Said::new("磁盘已满", "The disk is full"), after(9));
        assert_eq!(failed.expires_at, after(9) + KEPT);
        failed.retry().expect("it failed");
        assert_eq!((failed.stands, failed.reason), (Stands::Waiting, None));
    }

    #[test]
    fn what_is_cancelled_loses_its_file_and_is_cancelled_once() {
        let mut done = export(Stands::Done);
        done.file = Some(MadeFile {
            name: "名册.xlsx".into(),
            content_type: "x".into(),
            size: 1,
            people: 1,
        });
        done.cancel(after(1)).expect("it can be taken back");
        assert_eq!((done.stands, &done.file), (Stands::Cancelled, &None));
        assert!(done.cancel(after(1)).is_err());
    }

    #[test]
    fn what_is_left_goes_by_what_was_taken() {
        let mut running = export(Stands::Waiting);
        assert_eq!(running.seconds_left(after(4)), None, "not begun");
        running.begin(after(0));
        running.proceed(10, 1_000);
        assert_eq!(running.seconds_left(after(4)), None, "too early to say");
        running.proceed(250, 1_000);
        assert_eq!(running.seconds_left(after(10)), Some(30));
        running.proceed(1_000, 1_000);
        assert_eq!(running.seconds_left(after(40)), Some(1));
    }
}
