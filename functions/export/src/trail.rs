//! The trail of every nomination, one row for each step, with its link and the one it follows.

use std::fmt::Write;

use api::{Edge, Problem};
use domain::{
    audit::Link,
    congress::Level,
    form::schema,
    nomination::Nomination,
    text::{Language, Text},
    unit::Unit,
};
use store::Linked;
use tokio::task::JoinSet;

use crate::{Failure, column::Cell, csv_file::CsvFile};

/// How many trails are read at the same time.
const AT_ONCE: usize = 16;

const HEADERS: [Text; 13] = [
    Text::new("选举单位", "Unit"),
    Text::new("姓名", "Name"),
    Text::new("推荐记录", "Nomination"),
    Text::new("时间", "Time (UTC)"),
    Text::new("身份", "Role"),
    Text::new("操作人", "Who"),
    Text::new("操作", "What"),
    Text::new("原状态", "From"),
    Text::new("新状态", "To"),
    Text::new("意见", "Opinion"),
    Text::new("批注", "Remarks"),
    Text::new("变更栏目", "Changed fields"),
    Text::new("完整性", "Intact"),
];
const LINKS: [Text; 2] = [Text::new("前链", "Follows"), Text::new("链", "Link")];

/// The file: units in the order given, nominations as they were allocated, steps in time.
///
/// # Errors
/// `unavailable`; within, what keeps the file from being written.
pub(crate) async fn file(
    edge: &Edge,
    units: &[Unit],
    level: Level,
    language: Language,
) -> Result<Result<Vec<u8>, Failure>, Problem> {
    let headers = HEADERS.iter().chain(&LINKS);
    let headers: Vec<_> = headers.map(|text| text.get(language).to_owned()).collect();
    let mut file = match CsvFile::begin(Vec::new(), &headers) {
        Ok(file) => file,
        Err(failure) => return Ok(Err(failure)),
    };
    let words = Words { level, language };
    for unit in units {
        let nominations = edge
            .store
            .nominations_of_unit(&unit.congress, &unit.id)
            .await?;
        for some in nominations.chunks(AT_ONCE) {
            for (one, trail) in some.iter().zip(trails(edge, some).await?) {
                for linked in &trail {
                    if let Err(failure) = file.row(&words.row(unit, one, linked)) {
                        return Ok(Err(failure));
                    }
                }
            }
        }
    }
    Ok(file.finish())
}

/// The trails of these, in their order.
async fn trails(edge: &Edge, of: &[Nomination]) -> Result<Vec<Vec<Linked>>, Problem> {
    let mut reading = JoinSet::new();
    for (place, one) in of.iter().enumerate() {
        let (store, id) = (edge.store.clone(), one.id.clone());
        reading.spawn(async move { (place, store.linked_trail(&id).await) });
    }
    let mut trails = vec![Vec::new(); of.len()];
    while let Some(read) = reading.join_next().await {
        let (place, trail) =
            read.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));
        trails[place] = trail?;
    }
    Ok(trails)
}

struct Words {
    level: Level,
    language: Language,
}

impl Words {
    fn row(&self, unit: &Unit, one: &Nomination, linked: &Linked) -> Vec<Cell> {
        let Linked { entry, link, holds } = linked;
        let say = |text: Text| text.get(self.language).to_owned();
        let remarks = entry.remarks.iter();
        let remarks =
            remarks.map(|remark| format!("{}：{}", self.label(&remark.field), remark.text));
        let changed = entry.changes.iter().map(|change| self.label(&change.field));
        let intact = if *holds {
            Text::new("是", "yes")
        } else {
            Text::new("否，已被改动", "no, it was altered")
        };
        let cells = [
            unit.name.clone(),
            one.name.clone(),
            one.id.to_string(),
            entry.at.to_string(),
            entry.role.map(|role| say(role.name())).unwrap_or_default(),
            entry.name.clone(),
            say(entry.action.name()),
            entry
                .from
                .map(|state| say(state.name()))
                .unwrap_or_default(),
            say(entry.to.name()),
            entry.opinion.clone().unwrap_or_default(),
            remarks.collect::<Vec<_>>().join("\n"),
            changed.collect::<Vec<_>>().join("、"),
            say(intact),
            hexadecimal(entry.follows),
            hexadecimal(*link),
        ];
        cells.into_iter().map(Cell::Text).collect()
    }

    fn label(&self, id: &str) -> String {
        let field = schema::field(id);
        field.map_or_else(
            || id.to_owned(),
            |field| field.label(self.level, self.language),
        )
    }
}

fn hexadecimal(link: Option<Link>) -> String {
    let mut text = String::new();
    for byte in link.iter().flat_map(|link| link.0) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
