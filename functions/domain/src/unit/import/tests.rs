use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use super::*;
use crate::{
    category::Category,
    congress::{CategoryRule, Level, Life, Settings},
    id::CongressId,
    nomination::state::State,
    structure::Trait,
};

fn congress() -> Congress {
    let settings = Settings {
        categories: [
            Category::CommitteeMember,
            Category::Delegate,
            Category::Guest,
        ]
        .map(|category| (category, CategoryRule::default()))
        .into(),
        traits: BTreeSet::from([Trait::Female]),
        ..Settings::new("示例市科协第九次代表大会", Level::City, date(2026, 11, 30))
    };
    Congress {
        id: CongressId::parse("c").unwrap(),
        version: 1,
        convener: "示例市科协".into(),
        life: Life::Open,
        settings,
        officers: Vec::new(),
    }
}

const HEADER: &str = "单位编号|单位名称|联络员|联络员手机|委员名额|委员-女性不少于|代表名额|代表-女性不少于|参会嘉宾名额";
const PHYSICS: &str = "U001|示例市物理学会|徐怡|19900900000|2|1|6|1|1";

fn rows(lines: &[&str]) -> Vec<Row> {
    let row = |(index, line): (usize, &&str)| Row {
        line: u32::try_from(index + 1).unwrap(),
        cells: line.split('|').map(str::to_owned).collect(),
    };
    lines.iter().enumerate().map(row).collect()
}

fn plan_of(lines: &[&str], units: &[Unit]) -> Result<Plan, Refusal> {
    let mut next = units.len();
    plan(&rows(lines), &congress(), units, || {
        next += 1;
        UnitId::parse(&format!("new-{next}")).unwrap()
    })
}

/// The units that these rows make.
fn made(lines: &[&str]) -> Vec<Unit> {
    let lines: Vec<_> = [HEADER].iter().chain(lines).copied().collect();
    let plan = plan_of(&lines, &[]).unwrap();
    plan.rows
        .into_iter()
        .map(|row| row.after.expect("a good row"))
        .collect()
}

/// Verdict, cells and words of the faults of the only row.
fn faults(line: &str, units: &[Unit]) -> Vec<(String, String)> {
    let plan = plan_of(&[HEADER, line], units).unwrap();
    assert_eq!(plan.rows[0].verdict, Verdict::Error, "{line}");
    assert_eq!(plan.rows[0].after, None);
    plan.rows[0]
        .faults
        .iter()
        .map(|fault| (fault.cell.clone(), fault.says.zh.clone()))
        .collect()
}

#[test]
fn a_new_unit_has_everything_its_row_says() {
    let units = made(&[PHYSICS]);
    let unit = &units[0];
    assert_eq!(
        (unit.code.as_str(), unit.name.as_str()),
        ("U001", "示例市物理学会")
    );
    assert_eq!(unit.kind, crate::unit::UnitKind::LearnedSociety);
    assert_eq!(unit.liaisons[0].phone.national(), "19900900000");
    assert_eq!(unit.quotas.places(Category::Delegate), 6);
    assert_eq!(
        unit.quotas
            .minimum(Category::CommitteeMember, Trait::Female),
        1
    );
}

#[test]
fn the_same_row_again_changes_nothing_though_the_phone_is_masked() {
    let units = made(&[PHYSICS]);
    for line in [PHYSICS, &PHYSICS.replace("19900900000", "199****0000")] {
        let plan = plan_of(&[HEADER, line], &units).unwrap();
        assert_eq!(
            plan.rows[0].verdict,
            Verdict::Unchanged,
            "{:?}",
            plan.rows[0]
        );
    }
}

#[test]
fn a_changed_row_says_what_changes_and_keeps_the_counts() {
    let mut units = made(&[PHYSICS]);
    units[0].counts.enter(Category::Guest, State::Allocated);
    let line = "U001|示例市物理学会|徐怡|19900900009|2|1|8||1";
    let plan = plan_of(&[HEADER, line], &units).unwrap();
    let said: Vec<_> = plan.rows[0]
        .changes
        .iter()
        .map(|said| said.zh.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "联络员手机：199****0000 → 199****0009",
            "代表名额：6 → 8",
            "代表-女性不少于：1 → 0"
        ]
    );
    assert_eq!(plan.rows[0].after.as_ref().unwrap().counts, units[0].counts);
    assert_eq!(plan.rows[0].verdict, Verdict::Changed);
}

#[test]
fn a_phone_that_changes_behind_the_same_mask_is_a_change() {
    let units = made(&[PHYSICS]);
    let plan = plan_of(
        &[HEADER, &PHYSICS.replace("19900900000", "19911110000")],
        &units,
    )
    .unwrap();
    assert_eq!(
        plan.rows[0].changes[0].zh,
        "联络员手机：已更换（199****0000）"
    );
}

#[test]
fn what_offices_really_send_is_understood() {
    let lines = [
        "示例市科协第九次代表大会名额分配表||||||||",
        &HEADER.replace('|', " | "),
        "Ｕ００１ |示例市物理学会　|徐怡、曹雨|19900900000；１９９００９００００１|２|1名|6.0|-||||",
        "||||||||",
        "  |\u{3000}",
        "U002|示例市化学学会|周艳|1990 090 0011|||3||",
    ];
    let plan = plan_of(&lines, &[]).unwrap();
    assert_eq!(plan.count(Verdict::New), 2, "{:?}", plan.rows);
    let unit = plan.rows[0].after.as_ref().unwrap();
    assert_eq!((unit.code.as_str(), unit.liaisons.len()), ("U001", 2));
    assert_eq!(unit.quotas.places(Category::CommitteeMember), 2);
    assert_eq!(unit.quotas.minimum(Category::Delegate, Trait::Female), 0);
    assert_eq!(plan.rows[1].line, 6);
}

#[test]
fn a_wrong_header_names_what_is_missing_unknown_and_twice() {
    let header = HEADER
        .replace("参会嘉宾名额", "嘉宾")
        .replace("联络员手机", "联络员");
    let refusal = plan_of(&[&header, PHYSICS], &[]).unwrap_err();
    assert_eq!(refusal.faults().len(), 1);
    assert_eq!(
        refusal.faults()[0].says.zh,
        "表头不符。缺少列：联络员手机、参会嘉宾名额；不认识的列：嘉宾；重复的列：联络员。请下载模板后按模板填写"
    );
}

#[test]
fn a_file_without_rows_or_without_anything_is_refused() {
    for lines in [&[HEADER][..], &[], &["", "|"]] {
        let refusal = plan_of(lines, &[]).unwrap_err();
        assert!(
            refusal.faults()[0].says.zh.starts_with("文件中没有数据"),
            "{lines:?}"
        );
    }
}

#[test]
fn a_category_that_the_congress_does_not_use_may_be_in_the_file_but_not_hold_places() {
    let header = format!("{HEADER}|工作人员名额");
    let good = plan_of(&[&header, &format!("{PHYSICS}|0")], &[]).unwrap();
    assert_eq!(good.count(Verdict::New), 1);
    let bad = plan_of(&[&header, &format!("{PHYSICS}|2")], &[]).unwrap();
    assert_eq!(bad.rows[0].faults[0].cell, "J2");
}

#[test]
fn every_bad_cell_of_a_row_is_named_with_its_reason() {
    let found = faults("U001||徐怡|1990090|2|3|1|x|=A1+1", &[]);
    let cells: Vec<_> = found.iter().map(|(cell, _)| cell.as_str()).collect();
    assert_eq!(cells, ["B2", "D2", "E2", "F2", "H2", "I2"], "{found:?}");
}

#[test]
fn a_formula_a_wrong_kind_and_unpaired_liaisons_say_what_to_do() {
    assert!(
        faults(&PHYSICS.replace("|6|", "|=SUM(A1:A2)|"), &[])[0]
            .1
            .contains("粘贴为数值")
    );
    assert!(
        faults(&PHYSICS.replace("徐怡", "徐怡、曹雨"), &[])[0]
            .1
            .contains("一一对应")
    );
    let header = format!("{HEADER}|单位类型");
    let plan = plan_of(&[&header, &format!("{PHYSICS}|协会")], &[]).unwrap();
    assert!(
        plan.rows[0].faults[0]
            .says
            .zh
            .contains("没有“协会”这种单位类型")
    );
}

#[test]
fn a_quota_below_what_is_allocated_is_refused_in_its_cell() {
    let mut units = made(&[PHYSICS]);
    for _ in 0..2 {
        units[0].counts.enter(Category::Delegate, State::Reported);
    }
    let found = faults("U001|示例市物理学会|徐怡|19900900000|0|0|1|0|1", &units);
    assert_eq!(
        found,
        [(
            "G2".to_owned(),
            "代表已占用 2 个名额，不能改为 1".to_owned()
        )]
    );
}

#[test]
fn a_code_or_name_given_twice_is_refused_in_the_later_row() {
    let plan = plan_of(&[HEADER, PHYSICS, PHYSICS], &[]).unwrap();
    assert_eq!(plan.rows[0].verdict, Verdict::New);
    let cells: Vec<_> = plan.rows[1]
        .faults
        .iter()
        .map(|fault| fault.cell.as_str())
        .collect();
    assert_eq!(
        (plan.rows[1].verdict, cells),
        (Verdict::Error, vec!["A3", "B3"])
    );
}

#[test]
fn another_units_name_is_refused() {
    let units = made(&[PHYSICS]);
    let found = faults(&PHYSICS.replace("U001", "U002"), &units);
    assert_eq!(
        found,
        [(
            "B2".to_owned(),
            "已有同名单位（编号 U001），请核对".to_owned()
        )]
    );
}

#[test]
fn columns_that_a_file_leaves_out_stay_as_they_are() {
    let mut units = made(&[PHYSICS]);
    units[0].quotas.0.insert(
        Category::Staff,
        crate::quota::Quota {
            places: 0,
            minimums: BTreeMap::new(),
        },
    );
    units[0].kind = crate::unit::UnitKind::Direct;
    let plan = plan_of(&[HEADER, PHYSICS], &units).unwrap();
    assert_eq!(plan.rows[0].verdict, Verdict::Unchanged);
    let without_liaisons = PHYSICS.replace("徐怡|19900900000", "|");
    let plan = plan_of(&[HEADER, &without_liaisons], &units).unwrap();
    assert_eq!(plan.rows[0].verdict, Verdict::Unchanged);
}

#[test]
fn nothing_is_imported_into_a_closed_congress() {
    let closed = Congress {
        life: Life::Closed,
        ..congress()
    };
    let refusal = plan(&rows(&[HEADER, PHYSICS]), &closed, &[], || unreachable!()).unwrap_err();
    assert_eq!(refusal, Refusal::CongressNotOpen { life: Life::Closed });
}

#[test]
fn a_formula_is_refused_in_every_column_once() {
    for (column, cell) in [(0, "A2"), (1, "B2"), (2, "C2"), (3, "D2"), (6, "G2")] {
        let mut cells: Vec<_> = PHYSICS.split('|').collect();
        cells[column] = "=Sheet2!A1";
        let found = faults(&cells.join("|"), &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, cell);
        assert!(found[0].1.contains("公式"), "{found:?}");
    }
}

#[test]
fn a_header_with_merged_cells_is_read_as_one() {
    let lines = [
        "示例市科协第九次代表大会名额表",
        "单位编号|单位名称|联络员|联络员手机|委员||代表||参会嘉宾名额",
        "||||名额|女性不少于|名额|女性不少于|",
        PHYSICS,
    ];
    let plan = plan_of(&lines, &[]).unwrap();
    assert_eq!((plan.rows.len(), plan.rows[0].line), (1, 4));
    assert_eq!(plan.rows[0].after, Some(made(&[PHYSICS]).remove(0)));
}

const LIAISONS: &str = "单位编号|单位名称|姓名|手机号";

fn liaisons_of(lines: &[&str], units: &[Unit]) -> Plan {
    let lines: Vec<_> = [LIAISONS].iter().chain(lines).copied().collect();
    plan_liaisons(&rows(&lines), &congress(), units).unwrap()
}

#[test]
fn liaisons_are_added_and_corrected_and_all_of_a_unit_is_written_at_one_row() {
    let units = made(&[PHYSICS]);
    let lines = [
        "U001|示例市物理学会|曹雨|１９９００９００００１",
        "U001||徐宜|19900900000",
        "U001||徐宜宜|199****0000",
    ];
    let plan = liaisons_of(&lines[..2], &units);
    let verdicts: Vec<_> = plan.rows.iter().map(|row| row.verdict).collect();
    assert_eq!(verdicts, [Verdict::New, Verdict::Changed]);
    assert_eq!(plan.rows[1].changes[0].zh, "徐怡 → 徐宜");
    let writes: Vec<_> = plan.rows.iter().map(Planned::writes).collect();
    assert_eq!(writes, [false, true]);
    let names: Vec<_> = plan.rows[1]
        .after
        .as_ref()
        .unwrap()
        .liaisons
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["徐宜", "曹雨"]);
    // Read back as exported: masked, nothing changes.
    assert_eq!(
        liaisons_of(&["U001||徐怡|199****0000"], &units).rows[0].verdict,
        Verdict::Unchanged
    );
    // The same person twice is the second row's fault, and the first still counts.
    let twice = liaisons_of(&lines, &units);
    assert_eq!(twice.rows[2].faults[0].cell, "D4");
    assert!(twice.rows[1].writes());
}

#[test]
fn a_liaison_of_no_unit_a_wrong_name_a_formula_and_a_broken_phone_are_named_by_cell() {
    let units = made(&[PHYSICS]);
    let lines = [
        "U009||曹雨|19900900001",
        "U001|示例市化学学会|曹雨|19900900001",
        "U001||=A1|19900900001",
        "|||1990",
    ];
    let plan = liaisons_of(&lines, &units);
    let cells: Vec<Vec<_>> = plan
        .rows
        .iter()
        .map(|row| row.faults.iter().map(|fault| fault.cell.as_str()).collect())
        .collect();
    assert_eq!(
        cells,
        [vec!["A2"], vec!["B3"], vec!["C4"], vec!["A5", "C5", "D5"]]
    );
    assert!(plan.rows.iter().all(|row| !row.writes()));
    let missing = plan_liaisons(&rows(&["单位编号|姓名", "U001|曹雨"]), &congress(), &units);
    assert!(
        missing.unwrap_err().faults()[0]
            .says
            .zh
            .contains("缺少列：联络员手机")
    );
}
