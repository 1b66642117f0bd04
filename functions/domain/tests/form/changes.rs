use domain::{
    audit::{AuditEntry, Deed, changes_since_decision},
    form::{
        Form,
        changes::{Change, RowChange, rows, together},
    },
    nomination::state::State,
    permission::Action,
};
use serde_json::{Value, json};

use crate::sample::{self, now, person::person};

fn edited(form: &Form, changes: Value) -> Form {
    form.with(&sample::built_in(), changes.as_object().unwrap(), "", now())
        .unwrap()
}

fn told(changes: &[Change]) -> Vec<(&str, Option<&Value>, Option<&Value>)> {
    let one = changes.iter();
    one.map(|change| {
        (
            change.field.as_str(),
            change.before.as_ref(),
            change.after.as_ref(),
        )
    })
    .collect()
}

#[test]
fn what_was_changed_filled_in_or_emptied_is_told_old_and_new_in_the_order_of_the_form() {
    let submitted = person(1).form(true).submitted();
    assert_eq!(submitted.changed_since_submission(), []);
    let (old_post, old_school) = ("post", "full_time_school");
    let before = |id| submitted.values.get(id);
    let form = edited(
        &submitted,
        json!({ old_post: "他单位", "remarks": "有", old_school: null }),
    );
    assert_eq!(
        told(&form.changed_since_submission()),
        [
            (old_school, before(old_school), None),
            (old_post, before(old_post), Some(&json!("他单位"))),
            ("remarks", None, Some(&json!("有"))),
        ]
    );
}

#[test]
fn over_several_saves_the_answer_that_was_submitted_counts_and_what_is_back_is_no_change() {
    let submitted = person(1).form(true).submitted();
    let first = edited(&submitted, json!({ "remarks": "甲", "fax": "1" }));
    let second = edited(&first, json!({ "remarks": "乙", "fax": null }));
    assert_eq!(
        told(&second.changed_since_submission()),
        [("remarks", None, Some(&json!("乙")))]
    );
    let stored = serde_json::to_value(&second.before).unwrap();
    assert_eq!(
        stored,
        json!({ "remarks": null }),
        "only what differs is kept"
    );
}

#[test]
fn before_the_first_submission_nothing_is_a_change() {
    let draft = edited(&person(1).form(true), json!({ "remarks": "有" }));
    assert_eq!(draft.changed_since_submission(), []);
    assert!(draft.submitted().before.is_some());
}

#[test]
fn changes_that_followed_one_another_are_one_and_the_photo_stays_named() {
    let change = |before: Option<&str>, after: Option<&str>| Change {
        field: "post".into(),
        before: before.map(Value::from),
        after: after.map(Value::from),
    };
    let steps = [
        change(None, Some("甲")),
        Change::photo(),
        change(Some("甲"), Some("乙")),
    ];
    let whole = together(&steps);
    assert_eq!(whole, [Change::photo(), change(None, Some("乙"))]);
    let back = [change(Some("甲"), None), change(None, Some("甲"))];
    assert_eq!(together(&back), []);
}

#[test]
fn tables_are_compared_row_by_row() {
    let row = |year: u32, place: &str| json!({ "from": format!("{year}-09"), "where": place });
    let before = [row(1, "甲"), row(2, "乙"), row(3, "丙"), row(4, "丁")];
    let after = [row(0, "新"), row(1, "甲"), row(2, "乙大学"), row(4, "丁")];
    assert_eq!(
        rows(&before, &after),
        [
            RowChange::Added(&after[0]),
            RowChange::Changed(&before[1], &after[2]),
            RowChange::Removed(&before[2]),
        ]
    );
    assert_eq!(rows(&before, &before), []);
    assert_eq!(rows(&[], &after[..1]), [RowChange::Added(&after[0])]);
}

#[test]
fn what_changed_is_never_printed() {
    let form = edited(
        &person(1).form(true).submitted(),
        json!({ "remarks": "秘密" }),
    );
    let printed = format!("{form:?} {:?}", form.changed_since_submission());
    assert!(printed.contains("remarks") && !printed.contains("秘密"));
}

#[test]
fn a_reviewer_sees_what_changed_since_the_last_decision_that_still_holds() {
    let step = |sequence, action: Deed, after: Option<&str>| AuditEntry {
        nomination: person(1).form(true).nomination,
        sequence,
        at: now(),
        role: None,
        name: String::new(),
        action,
        from: None,
        to: State::FirstReviewPending,
        opinion: None,
        remarks: Vec::new(),
        changes: after
            .map(|after| Change {
                field: "post".into(),
                before: None,
                after: Some(after.into()),
            })
            .into_iter()
            .collect(),
        follows: None,
    };
    let mut trail = vec![
        step(1, Action::Submit.into(), None),
        step(2, Deed::FirstReject, None),
        step(3, Action::Submit.into(), Some("甲")),
    ];
    assert_eq!(
        changes_since_decision(&trail[2..]),
        [],
        "nothing decided yet"
    );
    assert_eq!(changes_since_decision(&trail).len(), 1);
    trail.push(step(4, Deed::FirstApprove, None));
    assert_eq!(changes_since_decision(&trail), []);
    trail.push(step(5, Action::RevokeFirstReview.into(), None));
    assert_eq!(changes_since_decision(&trail).len(), 1, "as if never made");
}
