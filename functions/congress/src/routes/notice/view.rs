//! A notice as its convener sees it.

use domain::{
    notice::{Notice, NoticeFile, PublicList, Stand, list::ListColumn},
    text::{Language, Text},
};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeView {
    pub(super) id: String,
    pub(super) version: u64,
    title: String,
    markdown: String,
    /// `draft`, `ahead`, `public`, `withdrawn`, `over`.
    #[schema(value_type = String)]
    state: Stand,
    state_name: &'static str,
    list: Option<ListView>,
    files: Vec<FileView>,
    changed_at: String,
    changed_by: String,
    published_at: Option<String>,
    published_by: Option<String>,
    withdrawn_at: Option<String>,
    withdrawn_by: Option<String>,
    /// Where it is, or will be, read.
    url: String,
}

/// What the list shows.
#[derive(Debug, Serialize, ToSchema)]
struct ListView {
    columns: Vec<&'static str>,
    categories: Vec<&'static str>,
    from: String,
    until: String,
    /// How many people it has, once published.
    count: usize,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
struct FileView {
    id: String,
    name: String,
    size: u64,
}

/// A table as it is shown: heads and rows.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TableView {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl NoticeView {
    pub(super) fn new(notice: &Notice, now: Timestamp, language: Language) -> Self {
        let state = notice.stand(now);
        let (published, withdrawn) = (&notice.published, &notice.withdrawn);
        Self {
            id: notice.id.to_string(),
            version: notice.version,
            title: notice.title.clone(),
            markdown: notice.markdown.clone(),
            state,
            state_name: name(state).get(language),
            list: notice.list.as_ref().map(ListView::new),
            files: notice.files.iter().map(FileView::new).collect(),
            changed_at: notice.changed.at.to_string(),
            changed_by: notice.changed.by.clone(),
            published_at: published.as_ref().map(|act| act.at.to_string()),
            published_by: published.as_ref().map(|act| act.by.clone()),
            withdrawn_at: withdrawn.as_ref().map(|act| act.at.to_string()),
            withdrawn_by: withdrawn.as_ref().map(|act| act.by.clone()),
            url: format!("/notices/{}/", notice.id),
        }
    }
}

impl ListView {
    fn new(list: &PublicList) -> Self {
        Self {
            columns: list.columns.iter().map(|column| column.code()).collect(),
            categories: list.categories.iter().map(|one| one.code()).collect(),
            from: list.from.to_string(),
            until: list.until.to_string(),
            count: list.rows.len(),
        }
    }
}

impl FileView {
    fn new(file: &NoticeFile) -> Self {
        Self {
            id: file.id.to_string(),
            name: file.name.clone(),
            size: file.size,
        }
    }
}

impl TableView {
    pub(super) fn new(
        columns: &[ListColumn],
        rows: &[domain::notice::list::ListRow],
        language: Language,
    ) -> Self {
        Self {
            columns: columns
                .iter()
                .map(|column| column.name().get(language))
                .collect(),
            rows: rows.iter().map(|row| row.get(language).to_vec()).collect(),
        }
    }
}

const fn name(state: Stand) -> Text {
    match state {
        Stand::Draft => Text::new("草稿", "Draft"),
        Stand::Ahead => Text::new("已发布，未到公示时间", "Published, not yet begun"),
        Stand::Public => Text::new("公开中", "Public"),
        Stand::Withdrawn => Text::new("已撤回", "Withdrawn"),
        Stand::Over => Text::new("公示期已结束", "Period over"),
    }
}
