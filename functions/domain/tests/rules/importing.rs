//! Importing nominees: what a file of rows means, and that what goes out comes in again.

use domain::{
    category::Category::{self, Delegate, Guest},
    congress::Congress,
    decision::Person,
    form::{Form, schema::Schema, values::Values},
    id::{ImportId, NominationId},
    nomination::{
        Nomination, Standing,
        import::{Column, Import, Plan, Scene, Table, plan, undo},
        state::State,
    },
    permission::Role,
    refusal::Refusal,
    sheet::{Row, Verdict},
    text::Language,
    unit::Unit,
};
use proptest::prelude::*;

use crate::sample::{self, now, person::person, questions::every_kind, valid_values::valid_values};

/// Rows of cells, the first of them in line 1.
fn rows(lines: &[&[&str]]) -> Vec<Row> {
    let row = |(line, cells): (u32, &&[&str])| Row {
        line,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    };
    (1..).zip(lines).map(row).collect()
}

struct Ground {
    congress: Congress,
    unit: Unit,
    nominations: Vec<Nomination>,
    forms: Vec<Form>,
    held: Vec<(Person, NominationId)>,
}

impl Ground {
    fn empty() -> Self {
        Self {
            congress: sample::congress(),
            unit: sample::unit(2, 10),
            nominations: Vec::new(),
            forms: Vec::new(),
            held: Vec::new(),
        }
    }

    fn with(mut self, number: usize, category: Category, state: State) -> Self {
        let one = sample::nomination(number, category, state);
        let mut form = person(number).form(true);
        form.nomination = one.id.clone();
        self.unit.counts.enter(category, state);
        self.nominations.push(one);
        self.forms.push(form);
        self
    }

    fn plan(&self, rows: &[Row]) -> Result<Plan, Refusal> {
        let table = Table::read(rows, &self.congress.settings)?;
        let actor = sample::actor(Role::Liaison);
        let scene = Scene {
            standing: Standing {
                congress: &self.congress,
                unit: &self.unit,
            },
            actor: &actor,
            now: now(),
            nominations: &self.nominations,
            forms: &self.forms,
            held: &self.held,
        };
        let mut next = 500;
        plan(&table, &scene, || {
            next += 1;
            sample::nomination_id(next)
        })
    }

    fn verdicts(&self, lines: &[&[&str]]) -> Vec<(Verdict, Vec<(String, String)>)> {
        let plan = self.plan(&rows(lines)).unwrap();
        let row = |row: domain::nomination::import::Planned| {
            let faults = row.faults.into_iter();
            let at = faults.map(|fault| (fault.cell, fault.says.zh)).collect();
            (row.verdict, at)
        };
        plan.rows.into_iter().map(row).collect()
    }
}

const HEADER: &[&str] = &["姓名*", "手机*", "身份*", "邮箱", "性别"];

#[test]
fn new_people_get_places_and_only_the_columns_present_are_filled_in() {
    let ground = Ground::empty();
    let plan = ground
        .plan(&rows(&[
            &["示例学会推荐名单"],
            HEADER,
            &[
                "阿依古丽·买买提",
                "１９９ ０００００００１ ",
                "代表",
                "a@example.org",
                "女",
            ],
            &["", "", ""],
            &["张三", "19900000002", "参会嘉宾", "", ""],
        ]))
        .unwrap();
    assert_eq!(plan.count(Verdict::New), 2, "{:?}", plan.rows);
    assert_eq!(plan.rows[0].line, 3);
    let first = plan.rows[0].taken.as_ref().unwrap();
    assert_eq!(first.fields, ["email", "sex"]);
    assert_eq!(first.answers.text("sex"), Some("2"));
    let place = first.place.as_ref().unwrap();
    assert_eq!(
        (place.phone.e164(), place.category),
        ("+8619900000001", Delegate)
    );
    assert!(plan.rows[1].taken.as_ref().unwrap().fields.is_empty());
    assert_eq!(plan.unit.counts.held(Delegate), 1);
    assert_eq!(plan.unit.counts.held(Guest), 1);
}

#[test]
fn a_header_of_two_rows_with_merged_headings_and_other_names_is_understood() {
    let plan = Ground::empty()
        .plan(&rows(&[
            &[
                "序号",
                "姓　名",
                "手机号码",
                "身份类型",
                "学历信息",
                "",
                "电子邮箱",
            ],
            &["", "", "", "", "全日制教育", "全日制学历", ""],
            &[
                "1",
                "张三",
                "19900000002",
                "代表",
                "是",
                "大学本科教育",
                "a@example.org",
            ],
        ]))
        .unwrap();
    let row = &plan.rows[0];
    assert_eq!((row.line, row.filled), (3, 3), "{:?}", row.faults);
}

#[test]
fn every_fault_is_named_at_its_cell() {
    let mut ground = Ground::empty().with(7, Delegate, State::FirstReviewPending);
    let theirs = Person::Phone(sample::phone("19900000099"));
    ground
        .held
        .push((theirs, NominationId::parse("elsewhere").unwrap()));
    let phone = person(7).phone();
    let header: &[&str] = &["姓名", "手机", "身份", "证件号", "出生日期", "民族"];
    let found = ground.verdicts(&[
        header,
        &["", "123", "国王", "", "", ""],
        &["张三😀", "19900000002", "代表", "", "", ""],
        &["李四", "19900000003", "", "440605198407039817", "", ""],
        &["王五", "19900000099", "代表", "", "2026-02-30", "火星族"],
        &["赵六", "19900000099", "代表", "", "", "=A1"],
        &["", phone.e164(), "代表", "", "1990-01-01", ""],
        &["孙七", "", "代表", "", "", ""],
        &["周八", "19900000008", "委员", "", "", ""],
        &["吴九", "19900000009", "委员", "", "", ""],
        &["郑十", "19900000010", "委员", "", "", ""],
    ]);
    let cells: Vec<Vec<&str>> = found
        .iter()
        .map(|(_, faults)| faults.iter().map(|(cell, _)| &**cell).collect())
        .collect();
    assert_eq!(cells[0], ["B2"]);
    assert_eq!(cells[1], ["A3"]);
    assert_eq!(cells[2], ["C4"]);
    assert_eq!(cells[3], ["B5", "E5", "F5"]);
    assert!(found[3].1[0].1.contains("已被推荐"), "{found:?}");
    assert_eq!(cells[4], ["B6", "F6"]);
    assert!(found[4].1[0].1.contains("第 5 行"), "{found:?}");
    assert_eq!(cells[5], ["A7", "E7"]);
    assert_eq!(cells[6], ["B8"]);
    assert_eq!((&found[7].0, &found[8].0), (&Verdict::New, &Verdict::New));
    // Two places for committee members.
    assert_eq!(cells[9], ["C11"]);
    assert!(found[9].1[0].1.contains("名额 2，已用 2"), "{found:?}");
}

#[test]
fn an_id_number_that_is_wrong_or_disagrees_is_named_and_what_is_only_missing_is_not() {
    let found = Ground::empty().verdicts(&[
        &["姓名", "手机", "身份", "证件类型", "证件号", "性别"],
        &[
            "张三",
            "19900000002",
            "代表",
            "居民身份证",
            "440605198407039817",
            "",
        ],
        &[
            "李四",
            "19900000003",
            "代表",
            "居民身份证",
            "440605198407039816",
            "女",
        ],
        &[
            "王五",
            "19900000004",
            "代表",
            "居民身份证",
            "440605 1984 0703 9824",
            "女",
        ],
    ]);
    assert_eq!(found[0].1[0].0, "E2", "{found:?}");
    assert_eq!(found[1].1[0].0, "F3", "{found:?}");
    assert!(found[1].1[0].1.contains("不一致"));
    assert_eq!(found[2], (Verdict::New, vec![]));
}

#[test]
fn people_are_found_by_phone_or_number_and_what_changes_is_said() {
    let ground =
        Ground::empty()
            .with(1, Delegate, State::Allocated)
            .with(2, Delegate, State::Allocated);
    let (one, two) = (person(1), person(2));
    let number = ground.forms[1].values.text("id_number").unwrap().to_owned();
    let masked = one.phone().masked();
    let header: &[&str] = &["姓名", "手机", "证件号", "工作单位及职务"];
    let plan = ground
        .plan(&rows(&[
            header,
            &[&one.name, one.phone().national(), "", "示例大学校长"],
            &["", "", &number.to_lowercase(), "示例大学书记"],
        ]))
        .unwrap();
    assert_eq!(plan.count(Verdict::Changed), 2, "{:?}", plan.rows);
    assert!(
        plan.rows[1].changes[0].zh.starts_with("工作单位及职务："),
        "{:?}",
        plan.rows[1].changes
    );
    assert_eq!(plan.rows[1].name, two.name);
    assert_eq!(plan.unit.counts, ground.unit.counts);
    // A masked phone is enough with the name; a number of one with the phone of another is not.
    let found = ground.verdicts(&[
        header,
        &[&one.name, &masked, "", "示例大学校长"],
        &["", one.phone().e164(), &number, ""],
    ]);
    assert_eq!(found[0].0, Verdict::Changed);
    assert_eq!(found[1].1[0].0, "C3");
}

#[test]
fn a_header_that_is_not_understood_names_every_column_in_question() {
    let ground = Ground::empty();
    let refused = |lines: &[&[&str]]| match ground.plan(&rows(lines)) {
        Err(Refusal::Invalid(faults)) => faults[0].says.zh.clone(),
        other => panic!("{other:?}"),
    };
    let said = refused(&[
        &["姓名", "身份", "姓名", "鞋码"],
        &["张三", "代表", "", "42"],
    ]);
    for part in [
        "缺少列：手机 / 证件号",
        "不认识的列：鞋码",
        "重复的列：姓名",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert!(refused(&[HEADER]).contains("没有数据"));
    assert!(refused(&[]).contains("没有数据"));
}

#[test]
fn an_import_is_undone_only_while_nobody_has_touched_it() {
    let ground = Ground::empty().with(1, Delegate, State::Allocated);
    let before = ground.forms[0].clone();
    let phone = person(1).phone();
    let plan = ground
        .plan(&rows(&[
            &["姓名", "手机", "身份", "传真"],
            &["", phone.e164(), "", "0757-1"],
            &["张三", "19900000002", "代表", "0757-2"],
        ]))
        .unwrap();
    let actor = sample::actor(Role::Liaison);
    let standing = Standing {
        congress: &ground.congress,
        unit: &plan.unit,
    };
    let scene = Scene {
        standing,
        actor: &actor,
        now: now(),
        nominations: &ground.nominations,
        forms: &ground.forms,
        held: &[],
    };
    let id = ImportId::parse("import-1").unwrap();
    let intake = plan.intake(&scene, id.clone());
    let mut placed = domain::decision::Decision::default();
    let new = &intake.people[1];
    intake
        .by
        .gives_place(new.place.as_ref().unwrap(), String::new(), &mut placed);
    let placed = placed.committed().created.remove(0);
    let imported = intake.fills_in(&intake.people[0], &before).unwrap();
    let theirs = intake.fills_in(new, &Form::of(&placed)).unwrap();
    let import = Import {
        id,
        congress: ground.congress.id.clone(),
        unit: ground.unit.id.clone(),
        version: 1,
        at: now(),
        by: "联络员".into(),
        file: "名单.xlsx".into(),
        placed: vec![placed.id.clone()],
        changed: vec![ground.nominations[0].id.clone()],
        undone: None,
    };
    let nominations = [ground.nominations[0].clone(), placed.clone()];
    let undoing = |nominations: &[Nomination], forms: &[Form]| {
        undo::undo(&import, nominations, forms, standing, &actor, now())
    };
    let untouched = [imported.clone(), theirs.clone()];
    let (unit, undone) = undoing(&nominations, &untouched).unwrap();
    assert_eq!(unit.counts.held(Delegate), 1);
    let back = undo::taken_back(&undone, &nominations[0], Some(&imported)).unwrap();
    assert_eq!(back.form.unwrap().values, before.values);
    let gone = undo::taken_back(&undone, &placed, Some(&theirs)).unwrap();
    assert_eq!(gone.changed[0].state, State::Deregistered);
    assert_eq!(gone.releases.len(), 1);

    let schema = Schema::of(&ground.congress.settings, Delegate);
    let none = serde_json::Map::new();
    let saved = |form: &Form| form.with(&schema, &none, "她本人", now()).unwrap();
    let reminded = Nomination {
        version: 2,
        ..placed.clone()
    };
    for (nominations, forms) in [
        (nominations.to_vec(), [saved(&imported), theirs.clone()]),
        (nominations.to_vec(), [imported.clone(), saved(&theirs)]),
        (vec![nominations[0].clone(), reminded], untouched.clone()),
    ] {
        let refused = undoing(&nominations, &forms);
        let Err(Refusal::Invalid(faults)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(faults.len(), 1, "{faults:?}");
    }
    let again = undo::undo(&undone, &nominations, &untouched, standing, &actor, now());
    assert!(matches!(again, Err(Refusal::Invalid(_))), "{again:?}");
}

/// A file with one row: every column as an export writes it.
fn exported(values: &Values, congress: &Congress, language: Language) -> Vec<Row> {
    let schema = Schema::of_all(&congress.settings);
    let columns = Column::to_fill_in(&congress.settings);
    let header = columns
        .iter()
        .map(|column| column.header(&schema, language));
    let cell = |column: &Column<'_>| match column {
        Column::Field(field) => values.cell(field, language, false),
        _ => Delegate.name().get(language).to_owned(),
    };
    let cells = columns.iter().map(cell);
    let (header, cells) = (header.collect(), cells.collect());
    vec![
        Row {
            line: 1,
            cells: header,
        },
        Row { line: 2, cells },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_valid_form_survives_export_and_import_unchanged(values in valid_values(), english: bool) {
        let mut ground = Ground::empty();
        ground.congress.settings.form = every_kind();
        let language = if english { Language::En } else { Language::Zh };
        let file = exported(&values, &ground.congress, language);
        let schema = Schema::of_all(&ground.congress.settings);

        // Into a unit that does not know them.
        let plan = ground.plan(&file).unwrap();
        let row = &plan.rows[0];
        prop_assert_eq!((row.verdict, &row.faults), (Verdict::New, &vec![]));
        let taken = row.taken.as_ref().unwrap();
        let place = taken.place.as_ref().unwrap();
        let imported = Values::of(place.name.as_str(), &place.phone).replaced(&taken.fields, &taken.answers);
        for field in schema.fields().iter().filter(|field| field.appears(&values)) {
            if !matches!(field.kind, domain::form::schema::Kind::File) {
                prop_assert_eq!(imported.get(field.id), values.get(field.id), "{}", field.id);
            }
        }

        // Over what it was exported from.
        let mut known = sample::nomination(1, Delegate, State::Allocated);
        known.phone = sample::phone(values.text("phone").unwrap());
        let mut form = Form::of(&known);
        form.values = values;
        ground.nominations.push(known);
        ground.forms.push(form);
        let plan = ground.plan(&file).unwrap();
        prop_assert_eq!((plan.rows[0].verdict, &plan.rows[0].faults), (Verdict::Unchanged, &vec![]));
    }
}
