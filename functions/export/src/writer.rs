//! The file that is being written: people become rows of cells, in a workbook or a CSV.

use std::{
    fs::File,
    io::{BufWriter, Write},
};

use domain::form::schema::Schema;
use job::NotMade;

use crate::{
    Failure,
    column::{Cell, Column, Manner, Person},
    csv_file::CsvFile,
    roster::{Format, RosterRequest, Split},
    workbook::{Heading, RosterBook},
};

/// A roster that is being written.
pub(crate) struct Writer<'a> {
    columns: Vec<Column<'a>>,
    manner: Manner<'a>,
    split: Split,
    /// A row's cells: the same ones for every row.
    cells: Vec<Cell>,
    to: To,
}

enum To {
    Book(Box<RosterBook>, File),
    Csv(Box<CsvFile<BufWriter<File>>>),
}

impl<'a> Writer<'a> {
    /// Begins with what stands above.
    pub(crate) fn begin(
        file: File,
        request: &RosterRequest,
        schema: &'a Schema<'a>,
        manner: Manner<'a>,
        heading: Heading,
    ) -> Result<Self, Failure> {
        let chosen = Column::chosen(schema, &request.columns);
        let columns = chosen.map_err(|problem| problem.says().en.clone())?;
        let headers = columns.iter().map(|column| column.header(manner));
        let to = match request.format {
            Format::Xlsx => {
                let widths = columns.iter().map(|column| column.width());
                let columns = headers.zip(widths).collect();
                To::Book(Box::new(RosterBook::new(heading, columns)), file)
            }
            Format::Csv => {
                let headers: Vec<_> = headers.collect();
                To::Csv(Box::new(CsvFile::begin(BufWriter::new(file), &headers)?))
            }
        };
        Ok(Self {
            cells: Vec::with_capacity(columns.len()),
            columns,
            manner,
            split: request.split,
            to,
        })
    }

    /// Adds somebody.
    pub(crate) fn row(&mut self, person: Person<'_>) -> Result<(), Failure> {
        self.cells.clear();
        for column in &self.columns {
            self.cells.push(column.cell(person, self.manner));
        }
        let sheet = self.sheet(person);
        match &mut self.to {
            To::Book(book, _) => book.row(sheet.as_ref(), &self.cells),
            To::Csv(file) => file.row(&self.cells),
        }
    }

    /// The sheet for somebody, where people are divided: categories stand in their customary order, units in that of the roster.
    fn sheet(&self, person: Person<'_>) -> Option<(usize, String)> {
        let category = person.nomination.category;
        match self.split {
            Split::None => None,
            Split::Category => {
                let name = self.manner.settings.category_name(category);
                Some((category as usize, name.get(self.manner.language).to_owned()))
            }
            Split::Unit => Some((0, format!("{} {}", person.unit.code, person.unit.name))),
        }
    }

    /// The file with everything in it.
    ///
    /// # Errors
    /// [`NotMade`]: the disk.
    pub(crate) fn finish(self) -> Result<File, NotMade> {
        match self.to {
            To::Book(book, file) => book.finish(file),
            To::Csv(file) => {
                let mut written = file.finish().map_err(|error| NotMade::internal(&error))?;
                written.flush()?;
                let file = written.into_inner();
                file.map_err(|error| NotMade::disk(error.error()))
            }
        }
    }
}
