//! The product's words and lists for templates, straight from `domain`: no template spells a category, state or code.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use domain::category::Category;
use domain::codes;
use domain::congress::questions::QuestionKind;
use domain::congress::{Level, Life};
use domain::nomination::{review, state::State, undo};
use domain::notice::list::ListColumn;
use domain::permission::Role;
use domain::progress::Progress;
use domain::structure::Trait;
use domain::text::{Language, Text};
use domain::unit::UnitKind;
use domain::window::Stage;

/// Everything that templates list, in one language: `words.categories`, `words.states`, `words.codes.party`, …
pub(super) fn vocabulary(language: Language) -> Value {
    let word =
        |(code, name): (&'static str, Text)| context! { code => code, name => name.get(language) };
    let list = |pairs: &mut dyn Iterator<Item = (&'static str, Text)>| {
        pairs.map(word).collect::<Vec<Value>>()
    };
    let category = |category: Category| {
        context! {
            code => category.code(),
            name => category.name().get(language),
            has_minimums => category.has_minimums(),
        }
    };
    context! {
        categories => Category::ALL.map(category),
        traits => list(&mut Trait::ALL.into_iter().map(|of| (of.code(), of.name()))),
        states => list(&mut State::ALL.into_iter().map(|of| (of.code(), of.name()))),
        stages => list(&mut Stage::ALL.into_iter().map(|of| (of.code(), of.name()))),
        roles => list(&mut Role::ALL.into_iter().map(|of| (of.code(), of.name()))),
        levels => Level::ALL.map(|level| level_words(level, language)),
        lives => list(&mut Life::ALL.into_iter().map(|of| (of.code(), of.name()))),
        list_columns => list(&mut ListColumn::ALL.into_iter().map(|of| (of.code(), of.name()))),
        progress => list(&mut Progress::ALL.into_iter().map(|of| (of.code(), of.name()))),
        question_kinds => list(&mut QuestionKind::NAMES.into_iter()),
        unit_kinds => list(&mut UnitKind::ALL.into_iter().map(|of| (of.code(), of.name()))),
        state => by_code(&mut State::ALL.into_iter().map(|of| (of.code(), of.name())), language),
        category => by_code(&mut Category::ALL.into_iter().map(|of| (of.code(), of.name())), language),
        role => by_code(&mut Role::ALL.into_iter().map(|of| (of.code(), of.name())), language),
        consent_version => domain::nomination::consent::VERSION,
        codes => code_tables(language),
        undo_seconds => undo::OFFERED.as_secs(),
        longest_opinion => review::LONGEST_OPINION,
    }
}

fn level_words(level: Level, language: Language) -> Value {
    context! {
        code => level.code(),
        name => level.word().get(language),
        committee => level.committee_word().get(language),
    }
}

fn by_code(pairs: &mut dyn Iterator<Item = (&'static str, Text)>, language: Language) -> Value {
    Value::from(
        pairs
            .map(|(code, name)| (code, name.get(language)))
            .collect::<BTreeMap<_, _>>(),
    )
}

/// The options of every code table but the places, which are too many for a page and come as a file.
fn code_tables(language: Language) -> Value {
    let tables = codes::all().iter().filter(|table| table.id != "division");
    let tables: BTreeMap<&str, Value> = tables
        .map(|table| {
            let options: Vec<Value> = table
                .active()
                .map(|entry| {
                    context! { code => entry.code, name => entry.name.get(language), parent => entry.parent }
                })
                .collect();
            (table.id, Value::from(options))
        })
        .collect();
    Value::from(tables)
}
