//! From storage to the finished file. Forms are read a hundred at a time and written by a thread that waits for them, so a
//! roster of twenty thousand needs no more memory than one of two hundred, and the runtime's threads stay free.

use std::{collections::HashMap, sync::Arc};

use api::{Code, Edge, Problem};
use domain::{
    congress::Settings,
    form::{Form, schema::Schema},
    id::NominationId,
    text::Language,
};
use tokio::sync::mpsc;

use crate::{
    column::{Cell, Column, Manner, Person},
    csv_file::CsvFile,
    roster::Roster,
    workbook::{Heading, RosterBook},
};

/// How many people's forms are read in one call: what one `BatchGetItem` takes.
const AT_ONCE: usize = 100;
/// How many such runs may wait for the writer.
const WAITING: usize = 2;

/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// A workbook.
    #[default]
    Xlsx,
    /// Comma-separated, UTF-8 with byte-order mark.
    Csv,
}

/// Everything a roster's file is made of.
#[derive(Debug)]
pub(crate) struct Passage {
    pub(crate) roster: Roster,
    /// Their ids; all of them when none is named.
    pub(crate) columns: Vec<String>,
    pub(crate) settings: Settings,
    pub(crate) language: Language,
    pub(crate) mask: bool,
    pub(crate) heading: Heading,
    pub(crate) format: Format,
}

impl Passage {
    /// The finished file.
    ///
    /// # Errors
    /// `unavailable`; `internal` when it cannot be written.
    pub(crate) async fn file(self, edge: &Edge) -> Result<Vec<u8>, Problem> {
        let passage = Arc::new(self);
        let (send, mut receive) = mpsc::channel::<Vec<Form>>(WAITING);
        let writing = {
            let passage = Arc::clone(&passage);
            tokio::task::spawn_blocking(move || {
                let schema = Schema::of_all(&passage.settings);
                let mut writer = Writer::begin(&passage, &schema)?;
                let mut runs = passage.roster.people.chunks(AT_ONCE);
                while let (Some(forms), Some(people)) = (receive.blocking_recv(), runs.next()) {
                    let forms: HashMap<_, _> = forms
                        .into_iter()
                        .map(|form| (form.nomination.clone(), form))
                        .collect();
                    for nomination in people {
                        let made_up;
                        let form = if let Some(form) = forms.get(&nomination.id) {
                            form
                        } else {
                            made_up = Form::of(nomination);
                            &made_up
                        };
                        let Some(unit) = passage.roster.units.get(&nomination.unit) else {
                            continue;
                        };
                        writer.row(Person {
                            nomination,
                            unit,
                            form,
                        })?;
                    }
                }
                writer.finish()
            })
        };
        for people in passage.roster.people.chunks(AT_ONCE) {
            let ids: Vec<NominationId> = people.iter().map(|one| one.id.clone()).collect();
            let forms = edge.store.forms(&ids).await?;
            // The writer is gone only when it failed; it says why below.
            if send.send(forms).await.is_err() {
                break;
            }
        }
        drop(send);
        let written = writing.await.map_err(|error| failed(&error))?;
        written.map_err(|error| failed(&*error))
    }

    fn manner(&self) -> Manner<'_> {
        Manner {
            settings: &self.settings,
            language: self.language,
            mask: self.mask,
        }
    }
}

/// Why a file could not be written.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A file could not be written.
pub(crate) fn failed(error: &(dyn std::error::Error + 'static)) -> Problem {
    tracing::error!(%error, "an export could not be written");
    Problem::new(
        Code::Internal,
        "文件生成失败，请稍后重试",
        "The file could not be made; please try again",
    )
}

/// The file that is being written.
struct Writer<'a> {
    columns: Vec<Column<'a>>,
    manner: Manner<'a>,
    file: File,
}

enum File {
    Book(Box<RosterBook>),
    Csv(Box<CsvFile>),
}

impl<'a> Writer<'a> {
    fn begin(passage: &'a Passage, schema: &'a Schema<'a>) -> Result<Self, Failure> {
        let chosen = Column::chosen(schema, &passage.columns);
        let columns = chosen.map_err(|problem| format!("{:?}", problem.code()))?;
        let manner = passage.manner();
        let headers: Vec<_> = columns.iter().map(|column| column.header(manner)).collect();
        let file = match passage.format {
            Format::Xlsx => {
                let widths = columns.iter().map(|column| column.width());
                let columns: Vec<_> = headers.into_iter().zip(widths).collect();
                let rows = passage.roster.count();
                File::Book(Box::new(RosterBook::begin(
                    &passage.heading,
                    &columns,
                    rows,
                )?))
            }
            Format::Csv => File::Csv(Box::new(CsvFile::begin(&headers)?)),
        };
        Ok(Self {
            columns,
            manner,
            file,
        })
    }

    fn row(&mut self, person: Person<'_>) -> Result<(), Failure> {
        let cells: Vec<Cell> = self
            .columns
            .iter()
            .map(|column| column.cell(person, self.manner))
            .collect();
        match &mut self.file {
            File::Book(book) => book.row(&cells),
            File::Csv(file) => file.row(&cells),
        }
    }

    fn finish(self) -> Result<Vec<u8>, Failure> {
        match self.file {
            File::Book(book) => book.finish(),
            File::Csv(file) => file.finish(),
        }
    }
}
