//! The registration form's schema for templates: the form itself, the drawer, the printed form and the reference are
//! made of it. Everything comes from `domain::form::schema`; only how a kind of answer looks is decided here.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use domain::codes::Code;
use domain::congress::Level;
use domain::form::schema::{self, Column, Condition, Field, Kind, Label, Tab};
use domain::text::Language;

use crate::plan::is_long;

/// From this many options on a list is a drop-down; fewer are all shown side by side.
const SIDE_BY_SIDE: usize = 6;

/// The form in one language: `schema.tabs` with their groups and fields, and `schema.field.<id>`.
pub(super) fn schema(language: Language) -> Value {
    let tabs: Vec<Value> = Tab::ALL
        .into_iter()
        .map(|tab| tab_value(tab, language))
        .collect();
    let by_id = schema::fields().map(|field| (field.id, field_value(field, language)));
    let own = context! { title => label(schema::QUESTIONS.heading, language), tab => schema::QUESTIONS.tab.code() };
    context! { tabs => tabs, field => by_id.collect::<BTreeMap<_, _>>(), own => own }
}

fn tab_value(tab: Tab, language: Language) -> Value {
    let sections: Vec<Value> = schema::groups(tab)
        .into_iter()
        .map(|(group, fields)| {
            let fields: Vec<Value> = fields
                .into_iter()
                .map(|field| field_value(field, language))
                .collect();
            context! { id => group.id, title => label(group.heading, language), fields => fields }
        })
        .collect();
    context! { id => tab.code(), name => tab.name().get(language), sections => sections }
}

fn field_value(field: &Field<'_>, language: Language) -> Value {
    let columns: Vec<Value> = field
        .columns()
        .iter()
        .map(|column| column_value(column, language))
        .collect();
    let condition = field
        .when
        .map(|Condition::Yes(other)| format!("{other}=true"));
    context! {
        tab => field.tab.code(),
        sealed => field.sensitive,
        essential => field.essential,
        editable => field.is_editable(),
        when => condition,
        columns => columns,
        whole => matches!(field.kind, Kind::LongText { .. } | Kind::Rows { .. }),
        ..answer(field.id, field.label, field.kind, field.required, field.hint, language)
    }
}

fn column_value(column: &Column, language: Language) -> Value {
    answer(
        column.id,
        column.label,
        column.kind,
        column.required,
        column.hint,
        language,
    )
}

/// What a field and a column have in common.
fn answer(
    id: &str,
    name: Label<'_>,
    kind: Kind<'_>,
    required: bool,
    hint: Option<Label<'_>>,
    language: Language,
) -> Value {
    let (look, most) = look(kind);
    context! {
        id => id,
        label => label(name, language),
        plain_label => plain(name, language),
        kind => look,
        table => kind.table_id(),
        options => options(kind, language),
        long => is_long(kind),
        most => most,
        required => required,
        hint => hint.map(|text| text.get(language)),
    }
}

/// How a kind of answer is asked for, and the most characters or rows it takes. The convener's own questions are made of
/// the templates in `components/question`.
fn look(kind: Kind<'_>) -> (&'static str, usize) {
    match kind {
        Kind::Text { most } => ("text", most),
        Kind::LongText { most } => ("long_text", most),
        Kind::Name => ("name", 50),
        Kind::Date | Kind::Day => ("date", 0),
        Kind::Number { .. } => ("number", 0),
        Kind::File => ("file", 0),
        Kind::Choice { .. } => ("choice", 0),
        Kind::Month => ("month", 0),
        Kind::Year => ("year", 4),
        Kind::YesNo => ("yes_no", 0),
        Kind::Tick => ("tick", 0),
        Kind::Code { .. } if kind.options().len() < SIDE_BY_SIDE => ("choice", 0),
        Kind::Code { .. } => ("select", 0),
        Kind::Codes { .. } | Kind::Choices { .. } => ("ticks", 0),
        Kind::CodePath {
            table: "division", ..
        } => ("place", 0),
        Kind::CodePath { .. } => ("two_levels", 0),
        Kind::Email => ("email", 254),
        Kind::Phone => ("phone", 0),
        Kind::IdNumber => ("id_number", 30),
        Kind::Photo => ("photo", 0),
        Kind::Rows { most, .. } => ("rows", most),
    }
}

/// The options; places come as a file, and so does all but the first entry of a list that `long` says is too long.
fn options(kind: Kind<'_>, language: Language) -> Vec<Value> {
    let option = |entry: &Code| {
        context! { code => entry.code, name => entry.name.get(language), parent => entry.parent }
    };
    match kind {
        Kind::CodePath {
            table: "division", ..
        } => Vec::new(),
        Kind::CodePath { .. } => kind
            .table()
            .map(|table| table.active().map(option).collect())
            .unwrap_or_default(),
        _ => kind.options().into_iter().map(option).collect(),
    }
}

/// A label as markup. Where it depends on the congress's level, which a prebuilt page cannot know, a `span` holds the
/// words of every level for the script and shows all of them until then.
fn label(label: Label<'_>, language: Language) -> Value {
    if !label.has_level() {
        return Value::from(label.get(language));
    }
    let mut markup = escaped(label.get(language));
    for (slot, word) in [
        ("{level}", Level::word as fn(Level) -> _),
        ("{committee_level}", Level::committee_word),
    ] {
        let attributes: Vec<String> = Level::ALL
            .into_iter()
            .map(|level| {
                format!(
                    " data-{}=\"{}\"",
                    level.code(),
                    escaped(word(level).get(language))
                )
            })
            .collect();
        let span = format!(
            "<span data-level-word{}>{}</span>",
            attributes.concat(),
            every_level(word, language)
        );
        markup = markup.replace(slot, &span);
    }
    Value::from_safe_string(markup)
}

/// A label as text, for places where no markup can stand.
fn plain(label: Label<'_>, language: Language) -> String {
    let text = label
        .get(language)
        .replace("{level}", &every_level(Level::word, language));
    text.replace(
        "{committee_level}",
        &every_level(Level::committee_word, language),
    )
}

fn every_level(word: fn(Level) -> domain::text::Text, language: Language) -> String {
    Level::ALL.map(|level| word(level).get(language)).join("/")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use domain::form::schema;
    use domain::text::Language;

    use super::{label, plain};

    #[test]
    fn a_label_that_depends_on_the_level_holds_the_words_of_all() {
        let field = schema::field("former_committee_post").unwrap();
        let markup = label(field.label, Language::Zh).to_string();
        assert!(
            markup.starts_with("<span data-level-word data-national=\"全国\" data-province=\"省\"")
        );
        assert!(markup.ends_with("</span>科协上一届全委会任职情况"));
        assert_eq!(
            plain(field.label, Language::Zh),
            "全国/省/市/县科协上一届全委会任职情况"
        );
    }

    #[test]
    fn every_field_of_the_form_reaches_the_templates() {
        let form = super::schema(Language::En);
        let named = form.get_attr("field").unwrap();
        for field in schema::fields() {
            let value = named.get_attr(field.id).unwrap();
            assert_eq!(value.get_attr("id").unwrap().to_string(), field.id);
        }
    }
}
