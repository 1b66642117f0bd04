//! A file under its header: whom each row is about, and what it says of them.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{
    MOST_ROWS, cell,
    column::Column,
    header::{Header, Placed},
};
use crate::{
    category::Category,
    congress::Settings,
    decision::Person,
    form::{
        schema::{self, Field, Kind, Schema},
        values::Values,
    },
    id_number::IdNumber,
    nomination::Certificate,
    phone::Phone,
    refusal::{Fault, FaultCode, Refusal, Said},
    sheet::{CellFault, Row, formula, is_formula},
    text::{Language, half_width},
};

/// A file of nominees, its header understood.
#[derive(Debug)]
pub struct Table<'a> {
    header: Header<'a>,
    rows: &'a [Row],
}

impl<'a> Table<'a> {
    /// The rows under their header. `schema` is that of all categories.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] at `/header`, and at `/file` for more than [`MOST_ROWS`].
    pub fn read(rows: &'a [Row], settings: &'a Settings) -> Result<Self, Refusal> {
        let schema = Schema::of_all(settings);
        let (header, rows) = Header::find(rows, &schema)?;
        if rows.len() > MOST_ROWS {
            return Err(Refusal::Invalid(vec![Fault::new(
                "/file",
                FaultCode::TooLong,
                format!("一次最多导入 {MOST_ROWS} 人，请分成几个文件"),
                format!("At most {MOST_ROWS} people at a time; please divide the file"),
            )]));
        }
        Ok(Self { header, rows })
    }

    /// The rows in which something stands.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let rows = self.rows.iter().filter(|row| !row.is_blank());
        rows.map(|row| Line {
            header: &self.header,
            row,
        })
    }

    /// Everybody of the file, by phone and by certificate: to be asked who has them in the congress.
    pub fn persons(&self, today: Date) -> Vec<Person> {
        let of = |line: Line<'_>| {
            let phone = line.phone().and_then(Result::ok).map(Person::Phone);
            let certificate = line.certificate(today).map(Person::Certificate);
            phone.into_iter().chain(certificate)
        };
        self.lines().flat_map(of).collect()
    }
}

/// A row under its header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    header: &'t Header<'t>,
    pub(super) row: &'t Row,
}

impl<'t> Line<'t> {
    fn placed(self, id: &str) -> Option<&'t Placed<'t>> {
        self.header.columns.iter().find(|one| one.column.id() == id)
    }

    /// A cell's text by its field's id; empty where there is none.
    pub(super) fn text(self, id: &str) -> String {
        self.placed(id)
            .map_or_else(String::new, |placed| self.row.text(placed.place))
    }

    /// Every column of the form, with what stands in it.
    pub(super) fn fields(self) -> impl Iterator<Item = (&'t Field<'t>, String)> {
        let fields = self
            .header
            .columns
            .iter()
            .filter_map(|placed| match &placed.column {
                Column::Field(field) => Some((field, placed.place)),
                _ => None,
            });
        fields.map(move |(field, place)| (field, whole(self.row, place, field.kind)))
    }

    /// Whether the file has a column.
    pub(super) fn has(self, id: &str) -> bool {
        self.placed(id).is_some()
    }

    /// A fault in a cell. One about a column that the file lacks stands where the row begins.
    pub(super) fn fault(self, id: &str, says: Said) -> CellFault {
        match self.placed(id).or_else(|| self.header.columns.first()) {
            Some(placed) => CellFault::new(&placed.written, placed.place, self.row.line, says),
            None => CellFault::new("", 0, self.row.line, says),
        }
    }

    /// The cells that are formulas: what they come to is somebody else's cell.
    pub(super) fn formulas(self) -> Vec<CellFault> {
        let placed = self.header.columns.iter();
        let formulas = placed.filter(|placed| is_formula(&self.row.text(placed.place)));
        formulas
            .map(|placed| self.fault(placed.column.id(), formula()))
            .collect()
    }

    /// The phone, where one is given in full.
    pub(super) fn phone(self) -> Option<Result<Phone, Said>> {
        let text = self.text(schema::PHONE);
        if text.is_empty() || text.contains('*') {
            return None;
        }
        let says = |fault: crate::phone::PhoneFault| {
            Said::new(fault.text(Language::Zh), fault.text(Language::En))
        };
        Some(Phone::parse(&text).map_err(says))
    }

    /// The number of the certificate as it is compared, where one is given in full.
    pub(super) fn id_number(self) -> Option<String> {
        let text = self.text(schema::ID_NUMBER);
        let kept = text.chars().filter(|letter| !letter.is_whitespace());
        let plain: String = kept.collect::<String>().to_ascii_uppercase();
        (!plain.is_empty() && !plain.contains('*')).then_some(plain)
    }

    /// The certificate that would be claimed: of the type given, an identity card where none is.
    pub(super) fn certificate(self, today: Date) -> Option<Certificate> {
        let number = self.id_number()?;
        let given = self.text(schema::ID_TYPE);
        let kind = schema::field(schema::ID_TYPE).map(|field| field.kind)?;
        let kind = if given.is_empty() {
            schema::IDENTITY_CARD.to_owned()
        } else {
            cell::answer(kind, &given).ok()?.as_str()?.to_owned()
        };
        if kind == schema::IDENTITY_CARD {
            IdNumber::parse(&number, today).ok()?;
        }
        Some(Certificate { kind, number })
    }

    /// The category, where one is given.
    pub(super) fn category(self, settings: &Settings) -> Option<Result<Category, Said>> {
        let text = self.text("category");
        if text.is_empty() {
            return None;
        }
        let found = settings.categories.keys().find(|category| {
            let name = category.name();
            [name.zh, name.en, category.code()]
                .iter()
                .any(|one| one.eq_ignore_ascii_case(&text))
        });
        Some(found.copied().ok_or_else(|| {
            let names = |language| {
                let names = settings
                    .categories
                    .keys()
                    .map(|one| one.name().get(language));
                names.collect::<Vec<_>>()
            };
            Said::new(
                format!(
                    "本届大会不设“{text}”，请填写：{}",
                    names(Language::Zh).join("、")
                ),
                format!(
                    "This congress has no “{text}”; one of: {}",
                    names(Language::En).join(", ")
                ),
            )
        }))
    }

    /// What the row changes in what is filled in, and what is wrong with it. An empty cell and one that says what stands there
    /// already change nothing; neither does a masked one.
    pub(super) fn changes(
        self,
        before: &Values,
        schema: &Schema<'_>,
    ) -> (Map<String, Value>, Vec<CellFault>) {
        let mut changes = Map::new();
        let mut faults = Vec::new();
        for (field, text) in self.fields() {
            if text.is_empty() || field.kind == Kind::Phone || is_there(before, field, &text) {
                continue;
            }
            if schema.field(field.id).is_none() {
                faults.push(self.fault(field.id, not_asked()));
                continue;
            }
            if field.sensitive && text.contains('*') {
                faults.push(self.fault(field.id, masked()));
                continue;
            }
            match cell::answer(field.kind, &text) {
                Ok(answer) => drop(changes.insert(field.id.to_owned(), answer)),
                Err(says) => faults.push(self.fault(field.id, says)),
            }
        }
        (changes, faults)
    }
}

/// Whether a cell says what stands there already: in the words of an export, in either language, masked or not.
fn is_there(before: &Values, field: &Field<'_>, text: &str) -> bool {
    let text = half_width(text);
    let says = |shown: String| half_width(shown.trim()) == text;
    [Language::Zh, Language::En].into_iter().any(|language| {
        says(before.cell(field, language, false))
            || says(before.display(field, language, false))
            || field.sensitive && says(before.display(field, language, true))
    })
}

/// A cell's text; what is long keeps the width of its letters and its lines.
fn whole(row: &Row, place: usize, kind: Kind<'_>) -> String {
    match kind {
        Kind::Text { .. } | Kind::LongText { .. } | Kind::Name | Kind::Rows { .. } => row
            .cells
            .get(place)
            .map_or("", String::as_str)
            .trim()
            .replace("\r\n", "\n"),
        _ => row.text(place),
    }
}

fn not_asked() -> Said {
    Said::new(
        "该身份的登记表没有这一项，请清空",
        "The form of this category does not ask for this; please leave it empty",
    )
}

fn masked() -> Said {
    Said::new(
        "号码被隐去，请填写完整号码",
        "The number is masked; please enter it in full",
    )
}
