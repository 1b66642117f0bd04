use domain::{
    form::{check, completeness::completeness, facts, values::Values},
    text::Language,
};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::sample::{questions::asking, valid_values::valid_values};

fn object(values: &Values) -> Map<String, Value> {
    serde_json::to_value(values)
        .unwrap()
        .as_object()
        .unwrap()
        .clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_valid_form_has_no_fault(values in valid_values()) {
        let faults = check::complete(&values, &asking(), date(2026, 11, 22));
        prop_assert_eq!(faults, vec![]);
        prop_assert_eq!(check::warnings(&values, date(2026, 11, 22)), vec![]);
    }

    #[test]
    fn a_valid_form_survives_being_saved_loaded_and_typed_again(values in valid_values()) {
        let stored = serde_json::to_string(&values).unwrap();
        let loaded: Values = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&loaded, &values);
        prop_assert_eq!(&values.with(&asking(), &object(&values)).unwrap(), &values);
    }

    #[test]
    fn a_valid_form_typed_into_an_empty_one_is_the_same(values in valid_values()) {
        let mut typed = object(&values);
        let phone = typed.remove("phone").unwrap();
        let phone = crate::sample::phone(phone.as_str().unwrap());
        prop_assert_eq!(&Values::of("", &phone).with(&asking(), &typed).unwrap(), &values);
    }

    #[test]
    fn a_valid_form_is_complete_gives_facts_and_has_not_changed(values in valid_values()) {
        for tab in completeness(&values, &asking(), true) {
            prop_assert_eq!((tab.filled, tab.missing), (tab.required, vec![]));
        }
        prop_assert!(facts::facts(&values).is_some());
        prop_assert!(facts::certificate(&values).is_some());
    }

    #[test]
    fn every_answer_that_appears_can_be_read_in_both_languages(values in valid_values()) {
        for field in asking().fields().iter().filter(|field| values.get(field.id).is_some()) {
            for language in [Language::Zh, Language::En] {
                let shown = values.display(field, language, false);
                prop_assert_eq!(shown.is_empty(), !field.appears(&values), "{} {:?}", field.id, language);
            }
        }
    }

    #[test]
    fn without_any_one_required_answer_a_form_has_exactly_that_fault(
        values in valid_values(), which in any::<prop::sample::Index>(),
    ) {
        let schema = asking();
        let required: Vec<_> = schema.fields().iter()
            .filter(|field| field.required && field.is_editable() && field.appears(&values))
            .collect();
        let field = required[which.index(required.len())];
        let without = values.with(&asking(), &Map::from_iter([(field.id.to_owned(), Value::Null)])).unwrap();
        let faults = check::complete(&without, &asking(), date(2026, 11, 22));
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.clone()).collect();
        // A question that opens others closes them again when it is emptied, and asks for itself.
        prop_assert_eq!(pointers, [format!("/values/{}", field.id)]);
    }
}
