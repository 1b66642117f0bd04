//! Any form that may be submitted.

use domain::form::{
    schema::{self, Column, Condition, Field, Kind},
    values::{Values, number},
};
use jiff::{ToSpan, civil::date};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{select, subsequence},
};
use serde_json::{Map, Value, json};

use super::{person::id_number, phone, questions::asking};

/// Letters that people use: Han of both planes, Latin, digits, marks.
const LINE: &str = "[一-龥𠀀-𠀿a-zA-Z0-9·，。（）/“”&<>-]{1,30}";

/// Forms that are complete and true on 22 November 2026, over every field, kind and condition of the schema.
pub(crate) fn valid_values() -> impl Strategy<Value = Values> {
    let answers: Vec<_> = asking()
        .fields()
        .iter()
        .filter(|field| field.is_editable())
        .map(|field| {
            let answer = answer(field.kind);
            let answer = if field.required {
                answer.prop_map(Some).boxed()
            } else {
                option::of(answer).boxed()
            };
            let id = field.id.to_owned();
            answer.prop_map(move |answer| (id.clone(), answer))
        })
        .collect();
    let identity = (
        division(),
        0..30_000_i64,
        0..499_usize,
        any::<bool>(),
        option::weighted(0.2, passport()),
    );
    (answers, identity, 0..10_000_u32, any::<bool>()).prop_map(
        |(answers, identity, line, full_time)| {
            let mut typed: Map<String, Value> = answers
                .into_iter()
                .filter_map(|(id, answer)| Some((id, answer?)))
                .collect();
            let (division, days, sequence, female, passport) = identity;
            let birth = date(1930, 1, 1) + days.days();
            typed.insert("sex".into(), if female { "2" } else { "1" }.into());
            typed.insert("birth_date".into(), birth.to_string().into());
            typed.insert(
                "id_type".into(),
                if passport.is_some() { "414" } else { "111" }.into(),
            );
            let number = passport.unwrap_or_else(|| id_number(&division, birth, sequence, female));
            typed.insert("id_number".into(), number.into());
            if typed.get("second_party") == typed.get("party") {
                typed.remove("second_party");
            }
            if full_time {
                typed.insert("full_time".into(), true.into());
            } else {
                typed.insert("in_service".into(), true.into());
            }
            let new = Values::of("", &phone(&format!("1990000{line:04}")));
            without_hidden(
                new.with(&asking(), &typed)
                    .expect("what is generated can be kept"),
            )
        },
    )
}

/// Half of the answers that do not appear stay, as in a draft whose box was unticked again.
fn without_hidden(values: Values) -> Values {
    let hidden = |field: &&Field<'_>| !field.appears(&values);
    let schema = asking();
    let gone = schema
        .fields()
        .iter()
        .filter(hidden)
        .step_by(2)
        .map(|field| (field.id.to_owned(), Value::Null));
    values
        .with(&asking(), &gone.collect())
        .expect("every field can be emptied")
}

fn answer(kind: Kind<'_>) -> BoxedStrategy<Value> {
    match kind {
        Kind::Text { most } => LINE.prop_map(move |text| shortened(&text, most)).boxed(),
        Kind::LongText { .. } => vec(LINE, 1..4)
            .prop_map(|lines| lines.join("\n").into())
            .boxed(),
        Kind::Name => "[一-龥𠀀-𠀿]{2,4}(·[一-龥]{2,4})?"
            .prop_map(Value::from)
            .boxed(),
        Kind::Date | Kind::Day => (0..40_000_i64)
            .prop_map(|days| (date(1910, 1, 1) + days.days()).to_string().into())
            .boxed(),
        Kind::Month => month(),
        Kind::Year => (1950..2026_i16)
            .prop_map(|year| year.to_string().into())
            .boxed(),
        Kind::YesNo | Kind::Tick => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Code { .. } => code(kind.options().iter().map(|entry| entry.code).collect()),
        Kind::Codes { .. } => {
            let offered: Vec<_> = kind.options().iter().map(|entry| entry.code).collect();
            let least = vec(select(offered), 1..4);
            least.prop_map(Value::from).boxed()
        }
        Kind::CodePath { .. } => code(deepest(kind)),
        Kind::Number {
            least,
            most,
            decimals,
        } => {
            let scale = 10_i64.pow(u32::from(decimals));
            let range = least.unwrap_or(-1_000) * scale..=most.unwrap_or(1_000) * scale;
            range
                .prop_map(move |units| {
                    let written = format!("{}.{:02}", units / scale, units.abs() % scale);
                    number(&written).map(|number| number.to_string()).into()
                })
                .boxed()
        }
        Kind::Choice { choices } => {
            let ids = choices.iter().map(|choice| choice.id.clone());
            select(ids.collect::<Vec<_>>())
                .prop_map(Value::from)
                .boxed()
        }
        Kind::Choices { choices } => {
            let ids = choices.iter().map(|choice| choice.id.clone());
            subsequence(ids.collect::<Vec<_>>(), 1..=choices.len())
                .prop_map(Value::from)
                .boxed()
        }
        Kind::File => "[0-9a-f]{8}-[0-9a-f]{4}".prop_map(Value::from).boxed(),
        Kind::Email => "[a-z0-9]{1,10}@[a-z]{1,8}\\.org"
            .prop_map(Value::from)
            .boxed(),
        Kind::IdNumber | Kind::Phone | Kind::Photo => Just(Value::Null).boxed(),
        Kind::Rows {
            columns,
            most,
            at_least,
        } => vec(row(columns), at_least..=most.min(3))
            .prop_map(Value::from)
            .boxed(),
    }
}

fn row(columns: &'static [Column]) -> BoxedStrategy<Value> {
    let cells: Vec<_> = columns
        .iter()
        .map(|column| {
            let cell = answer(column.kind);
            if column.required {
                cell
            } else {
                prop_oneof![cell, Just(Value::Null)].boxed()
            }
        })
        .collect();
    cells
        .prop_map(move |cells| {
            let ids = columns.iter().map(|column| column.id.to_owned());
            let mut row: Map<String, Value> = ids.zip(cells).collect();
            if let Some(to) = row.get("to").and_then(Value::as_str)
                && to < row["from"].as_str().expect("every row begins")
            {
                row.insert("to".into(), row["from"].clone());
            }
            row.into()
        })
        .boxed()
}

fn month() -> BoxedStrategy<Value> {
    (1950..2026_i16, 1..13_i8)
        .prop_map(|(year, month)| json!(format!("{year}-{month:02}")))
        .boxed()
}

fn code(codes: Vec<&'static str>) -> BoxedStrategy<Value> {
    select(codes).prop_map(Value::from).boxed()
}

fn deepest(kind: Kind<'_>) -> Vec<&'static str> {
    let table = kind.table().expect("a path has a table");
    table
        .active()
        .map(|entry| entry.code)
        .filter(|code| table.children(code).next().is_none())
        .collect()
}

fn division() -> impl Strategy<Value = String> {
    select(deepest(schema::field("birth_place").expect("a field").kind)).prop_map(str::to_owned)
}

fn passport() -> impl Strategy<Value = String> {
    "[A-Z][0-9]{8}"
}

fn shortened(text: &str, most: usize) -> Value {
    text.chars().take(most).collect::<String>().into()
}

/// The field that opens another.
pub(crate) fn opener(field: &Field<'_>) -> Option<&'static str> {
    field.when.map(Condition::field)
}
