//! An answer as people read it: in details, lists, exports and print.

use serde_json::Value;

use super::{Values, dates, masked};
use crate::{
    form::schema::{Column, Field, Kind},
    phone::Phone,
    text::{Language, Text},
};

const YES: Text = Text::new("是", "Yes");
const NO: Text = Text::new("否", "No");
const PRESENT: Text = Text::new("至今", "present");
/// The file itself is among the attachments.
const UPLOADED: Text = Text::new("已上传", "Uploaded");

impl Values {
    /// The answer to a field as people read it; empty when there is none or the field does not appear. Codes become names,
    /// rows are joined: `2017.09—2021.07 某大学林学专业学习；2021.08至今 某研究所工程师`.
    ///
    /// With `mask`, a sensitive answer is masked.
    pub fn display(&self, field: &Field<'_>, language: Language, mask: bool) -> String {
        match self.get(field.id).filter(|_| field.appears(self)) {
            Some(value) => field.display(value, language, mask),
            None => String::new(),
        }
    }
}

impl Field<'_> {
    /// An answer to this field as people read it, wherever it stands or stood.
    pub fn display(&self, value: &Value, language: Language, mask: bool) -> String {
        if self.sensitive && mask {
            return masked(self.id, value);
        }
        let Kind::Rows { .. } = self.kind else {
            return words(self.kind, value, language);
        };
        let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let rows = rows.iter().map(|row| self.display_row(row, language));
        let rows: Vec<String> = rows.filter(|row| !row.is_empty()).collect();
        rows.join(separator(language))
    }

    /// One row of this field as people read it; empty where the field has no rows.
    pub fn display_row(&self, value: &Value, language: Language) -> String {
        match self.kind {
            Kind::Rows { columns, .. } => row(columns, value, language),
            _ => String::new(),
        }
    }
}

const fn separator(language: Language) -> &'static str {
    match language {
        Language::Zh => "；",
        Language::En => "; ",
    }
}

/// An answer that is neither made of rows nor masked, as people read it.
pub fn words(kind: Kind<'_>, value: &Value, language: Language) -> String {
    let text = value.as_str().unwrap_or_default();
    match kind {
        Kind::YesNo | Kind::Tick => match value.as_bool() {
            Some(true) => YES.get(language).to_owned(),
            Some(false) => NO.get(language).to_owned(),
            None => String::new(),
        },
        Kind::Codes { .. } | Kind::Choices { .. } => {
            let codes = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let names = codes
                .iter()
                .filter_map(Value::as_str)
                .map(|code| name(kind, code, language));
            let comma = if language == Language::Zh {
                "、"
            } else {
                ", "
            };
            names.collect::<Vec<_>>().join(comma)
        }
        Kind::Code { .. } | Kind::CodePath { .. } | Kind::Choice { .. } => {
            name(kind, text, language)
        }
        Kind::File => UPLOADED.get(language).to_owned(),
        Kind::Month => match dates::month(text) {
            Some(month) => month.strftime("%Y.%m").to_string(),
            None => text.to_owned(),
        },
        Kind::Phone => Phone::parse(text)
            .map(|phone| phone.display())
            .unwrap_or_default(),
        _ => text.to_owned(),
    }
}

/// The name of a code, of a path with the levels above it. A code that its table no longer has is shown as it is.
fn name(kind: Kind<'_>, code: &str, language: Language) -> String {
    if let Some(choice) = kind.choices().iter().find(|choice| choice.id == code) {
        return choice.label.get(language).to_owned();
    }
    let Some(table) = kind.table() else {
        return code.to_owned();
    };
    let name = match kind {
        Kind::CodePath {
            table: "division", ..
        } => table.full_name(code, language),
        Kind::CodePath { .. } => {
            let path = table.path(code);
            let names: Vec<_> = path.iter().map(|entry| entry.name.get(language)).collect();
            (!names.is_empty()).then(|| names.join(" / "))
        }
        _ => table.name(code, language).map(str::to_owned),
    };
    name.unwrap_or_else(|| code.to_owned())
}

/// One row: its period first, then its other cells.
fn row(columns: &[Column], row: &Value, language: Language) -> String {
    let cell = |column: &Column| {
        row.get(column.id)
            .map(|value| words(column.kind, value, language))
    };
    let mut written = match columns {
        [from, to, ..] if from.kind == Kind::Month && to.kind == Kind::Month => {
            period(cell(from), cell(to), language)
        }
        _ => String::new(),
    };
    for column in columns.iter().filter(|column| column.kind != Kind::Month) {
        let Some(cell) = cell(column) else { continue };
        if !written.is_empty() {
            written.push_str(match language {
                Language::Zh if column.attached => "",
                Language::En if column.attached => ", ",
                _ => " ",
            });
        }
        written.push_str(&cell);
    }
    written
}

fn period(from: Option<String>, to: Option<String>, language: Language) -> String {
    let present = PRESENT.get(language);
    match (from, to, language) {
        (None, None, _) => String::new(),
        (Some(from), None, Language::Zh) => format!("{from}{present}"),
        (Some(from), None, Language::En) => format!("{from}–{present}"),
        (from, Some(to), Language::Zh) => format!("{}—{to}", from.unwrap_or_default()),
        (from, Some(to), Language::En) => format!("{}–{to}", from.unwrap_or_default()),
    }
}
