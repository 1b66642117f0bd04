//! Files of units: preview, confirmation, and every way in which a file is refused.

use calamine::{Reader, Xlsx};
use domain::{category::Category, nomination::state::State};
use harness::{Answer, Ask, get, post, world};
use serde_json::{Value, json};

use crate::stage::Stage;

/// The made-up units as an office would send them.
const UNITS: &str = include_str!("../../../../tests/data/units.csv");

impl Stage {
    fn imports(&self, query: &str) -> String {
        self.path(&format!("/unit-imports{query}"))
    }

    fn send(&self, query: &str, file: impl Into<Vec<u8>>) -> Ask {
        post(self.imports(query))
            .by(&self.administrator)
            .bytes("text/csv", file.into())
    }

    async fn preview(&self, file: &str) -> Value {
        let answer = self.send("", file).send(&self.app).await;
        assert_eq!(answer.status, 200, "{answer}");
        answer.json()
    }

    async fn confirm(&self, query: &str, file: &str, digest: &Value) -> Answer {
        let ask = self
            .send(query, file)
            .header("if-match", &format!("\"{}\"", digest.as_str().unwrap()));
        ask.send(&self.app).await
    }

    async fn total(&self) -> Value {
        get(self.units())
            .by(&self.administrator)
            .send(&self.app)
            .await
            .json()["total"]
            .clone()
    }
}

/// The file without the units that the test's world has already.
fn units() -> String {
    UNITS.replace("U001,", "U101,").replace("U002,", "U102,")
}

#[tokio::test]
async fn forty_units_are_previewed_written_once_and_unchanged_afterwards() {
    let stage = Stage::set().await;
    let file = units();
    let preview = stage.preview(&file).await;
    assert_eq!(
        preview["counts"],
        json!({ "new": 40, "changed": 0, "unchanged": 0, "error": 0 }),
        "{preview}"
    );
    assert_eq!(
        (&preview["written"], stage.total().await),
        (&json!(false), json!(2))
    );
    let confirmed = stage
        .confirm("?confirm=true", &file, &preview["digest"])
        .await;
    assert_eq!(
        (confirmed.status, &confirmed.json()["written"]),
        (200, &json!(true)),
        "{confirmed}"
    );
    assert_eq!(stage.total().await, json!(42));
    let told = stage
        .harness
        .store()
        .due_messages(stage.harness.now(), 100)
        .await
        .unwrap();
    assert_eq!(
        told.iter().map(|item| item.messages.len()).sum::<usize>(),
        40
    );
    let again = stage.preview(&file).await;
    assert_eq!(again["counts"]["unchanged"], 40);
    let list = get(format!(
        "/api/congresses/{}/units?name=U101",
        stage.world.congress
    ));
    let unit = list.by(&stage.administrator).send(&stage.app).await.json()["items"][0].clone();
    assert_eq!(
        (&unit["name"], &unit["kind"]),
        (&json!("示例市物理学会"), &json!("learned_society"))
    );
    assert_eq!(unit["quotas"]["delegate"]["places"], 6);
}

#[tokio::test]
async fn the_same_key_confirms_once_and_answers_the_same() {
    let stage = Stage::set().await;
    let file = units();
    let digest = stage.preview(&file).await["digest"].clone();
    let ask = stage
        .send("?confirm=true", file.as_bytes())
        .key("import-001");
    let ask = ask.header("if-match", digest.as_str().unwrap());
    let first = ask.clone().send(&stage.app).await;
    assert_eq!(first.status, 200, "{first}");
    assert_eq!(ask.send(&stage.app).await.body, first.body);
}

#[tokio::test]
async fn nothing_is_written_without_the_preview_or_after_something_changed() {
    let stage = Stage::set().await;
    let file = units();
    let bare = stage
        .send("?confirm=true", file.as_bytes())
        .send(&stage.app)
        .await;
    assert_eq!(bare.refusal(), (428, "version_required".into()));
    let digest = stage.preview(&file).await["digest"].clone();
    let other = file.replace("示例市化学学会", "示例市化工学会");
    let answer = stage.confirm("?confirm=true", &other, &digest).await;
    assert_eq!(answer.refusal(), (412, "stale_version".into()));
    assert_eq!(answer.json()["current"]["counts"]["new"], 40);
    let unit = world::unit(
        &stage.world.congress,
        &id(&stage),
        "U007",
        &[],
        world::quotas(),
    );
    stage.harness.add_unit(unit).await;
    let answer = stage.confirm("?confirm=true", &file, &digest).await;
    assert_eq!(answer.refusal(), (412, "stale_version".into()));
    assert_eq!(answer.json()["current"]["counts"]["changed"], 1);
    assert_eq!(stage.total().await, json!(3));
}

fn id(stage: &Stage) -> domain::id::UnitId {
    domain::id::UnitId::parse(&stage.harness.id()).unwrap()
}

#[tokio::test]
async fn nominating_meanwhile_does_not_disturb_a_confirmation() {
    let stage = Stage::set().await;
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    let header = UNITS.lines().next().unwrap();
    let line = format!(
        "{},{},徐怡,199****0003,2,0,0,0,0,0,9,0,0,0,0,1,1,1,1,1",
        unit.code, unit.name
    );
    let file = format!("{header}\n{line}\n");
    let preview = stage.preview(&file).await;
    assert_eq!(preview["counts"]["changed"], 1, "{preview}");
    stage
        .harness
        .add_nominee(&stage.world, 1, Category::Delegate, State::Allocated)
        .await;
    let answer = stage
        .confirm("?confirm=true", &file, &preview["digest"])
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    let after = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(
        (
            after.quotas.places(Category::Delegate),
            after.counts.allocated(Category::Delegate)
        ),
        (9, 1)
    );
    assert_eq!(after.liaisons.len(), 1, "the colleague is out");
    assert_eq!(after.liaisons[0].phone, stage.world.liaison);
}

#[tokio::test]
async fn two_confirmations_at_once_write_everything_once() {
    let stage = Stage::set().await;
    let file = units();
    let digest = stage.preview(&file).await["digest"].clone();
    let (one, two) = tokio::join!(
        stage.confirm("?confirm=true", &file, &digest),
        stage.confirm("?confirm=true", &file, &digest),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{one} {two}");
    assert_eq!(stage.total().await, json!(42));
    let told = stage
        .harness
        .store()
        .due_messages(stage.harness.now(), 100)
        .await
        .unwrap();
    assert_eq!(
        told.iter().map(|item| item.messages.len()).sum::<usize>(),
        40
    );
}

#[tokio::test]
async fn units_at_work_while_their_quotas_are_imported_lose_nothing() {
    let stage = Stage::set().await;
    let file = units();
    let digest = stage.preview(&file).await["digest"].clone();
    stage.confirm("?confirm=true", &file, &digest).await;
    let more = file
        .replace(",1,1\r\n", ",5,1\r\n")
        .replace(",1,1\n", ",5,1\n")
        .replace(",0,0\n", ",5,0\n");
    let preview = stage.preview(&more).await;
    let changed = preview["counts"]["changed"].as_u64().unwrap();
    assert!(changed > 10, "{preview}");
    let (confirmed, worked) = tokio::join!(
        stage.confirm("?confirm=true", &more, &preview["digest"]),
        work_in_every_unit(&stage),
    );
    assert_eq!(confirmed.status, 200, "{confirmed}");
    assert_eq!(stage.preview(&more).await["counts"]["unchanged"], 40);
    let units = stage
        .harness
        .store()
        .units(&stage.world.congress)
        .await
        .unwrap();
    let active = units
        .iter()
        .filter(|unit| unit.last_activity_at.is_some())
        .count();
    assert_eq!(
        active, worked,
        "what was done in the units meanwhile is still there"
    );
}

/// Something happens in every unit, as often as it takes; answers how many.
async fn work_in_every_unit(stage: &Stage) -> usize {
    let (store, now) = (stage.harness.store(), stage.harness.now());
    let mut worked = 0;
    for unit in store.units(&stage.world.congress).await.unwrap() {
        loop {
            let before = stage.harness.unit(&stage.world.congress, &unit.id).await;
            let after = domain::unit::Unit {
                last_activity_at: Some(now),
                ..before.clone()
            };
            let change = [store::UnitChange {
                before: Some(before),
                after: Some(after),
            }];
            match store
                .commit_units(&change, &[], None, now, || stage.harness.id())
                .await
            {
                Ok(()) => break worked += 1,
                Err(store::CommitError::Conflict) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }
    worked
}

#[tokio::test]
async fn errors_name_their_cells_and_hold_back_everything_unless_only_good_rows_are_wanted() {
    let stage = Stage::set().await;
    let file = units().replace("曹雨,19900900011,0,", "曹雨,1990,9,");
    let preview = stage.preview(&file).await;
    assert_eq!(
        (&preview["counts"]["new"], &preview["counts"]["error"]),
        (&json!(39), &json!(1))
    );
    let row = &preview["rows"][1];
    let cells: Vec<_> = row["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["cell"].clone())
        .collect();
    assert_eq!(
        (&row["line"], cells),
        (&json!(3), vec![json!("D3"), json!("E3")]),
        "{row}"
    );
    assert_eq!(row["errors"][0]["column"], "联络员手机");
    let refused = stage
        .confirm("?confirm=true", &file, &preview["digest"])
        .await;
    assert_eq!(
        (refused.status, refused.pointers()),
        (422, vec!["/rows/1/D3".into(), "/rows/1/E3".into()])
    );
    assert_eq!(stage.total().await, json!(2));
    let some = stage
        .confirm(
            "?confirm=true&good_rows_only=true",
            &file,
            &preview["digest"],
        )
        .await;
    assert_eq!(some.status, 200, "{some}");
    assert_eq!(stage.total().await, json!(41));
}

#[tokio::test]
async fn files_that_are_none_are_refused_with_what_to_do() {
    let stage = Stage::set().await;
    let says = async |bytes: &[u8]| {
        let answer = stage.send("", bytes).send(&stage.app).await;
        (
            answer.status,
            answer.pointers().join(","),
            answer.json()["errors"][0]["detail"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let (status, pointer, detail) = says("单位,名称\n1,2\n".as_bytes()).await;
    assert_eq!((status, pointer.as_str()), (422, "/header"));
    assert!(
        detail.contains("缺少列：单位编号、单位名称") && detail.contains("不认识的列：单位、名称"),
        "{detail}"
    );
    for (bytes, words) in [
        (&b""[..], "空的"),
        (&[0xd0, 0xcf, 0x11, 0xe0, 1], "密码"),
        (b"PK\x03\x04", "损坏"),
        (b"\x89PNG\r\n\x1a\n\0", "CSV"),
    ] {
        let (status, pointer, detail) = says(bytes).await;
        assert_eq!((status, pointer.as_str()), (422, "/file"));
        assert!(detail.contains(words), "{detail}");
    }
    let (status, ..) = says(&vec![b'a'; 5 * 1024 * 1024 + 1]).await;
    assert_eq!(status, 413);
    let picture = post(stage.imports(""))
        .by(&stage.administrator)
        .bytes("image/png", vec![1]);
    assert_eq!(
        picture.send(&stage.app).await.refusal(),
        (415, "unsupported_media_type".into())
    );
}

#[tokio::test]
async fn only_the_administrator_imports_and_gets_the_template() {
    let stage = Stage::set().await;
    let world = &stage.world;
    for (phone, status) in [
        (&world.reviewer, 403),
        (&world.liaison, 403),
        (&world.stranger, 404),
    ] {
        let cookie = stage.sign_in(phone).await;
        let import = post(stage.imports("")).by(&cookie).bytes("text/csv", UNITS);
        assert_eq!(import.send(&stage.app).await.status, status);
        assert_eq!(
            get(stage.imports("/template.xlsx"))
                .by(&cookie)
                .send(&stage.app)
                .await
                .status,
            status
        );
    }
}

#[tokio::test]
async fn the_template_has_the_congresss_own_columns_and_is_read_back_once_filled_in() {
    let stage = Stage::set().await;
    let answer = get(stage.imports("/template.xlsx"))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    assert_eq!(answer.status, 200);
    let mut workbook = Xlsx::new(std::io::Cursor::new(answer.body.to_vec())).unwrap();
    let sheet = workbook.worksheet_range("单位名额").unwrap();
    let header: Vec<_> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        header[..5],
        ["单位编号", "单位名称", "单位类型", "联络员", "联络员手机"]
    );
    assert_eq!(header.len(), 5 + 6 + 10);
    let mut filled = rust_xlsxwriter::Workbook::new();
    let page = filled.add_worksheet();
    for (index, name) in (0..).zip(&header) {
        page.write(0, index, name).unwrap();
        let cell = match name.as_str() {
            "单位编号" => "U200",
            "单位名称" => "示例集团科协",
            "联络员" => "卢宁",
            "联络员手机" => "19900900133",
            "单位类型" => "企业科协",
            _ => continue,
        };
        page.write(1, index, cell).unwrap();
    }
    let bytes = filled.save_to_buffer().unwrap();
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let preview = post(stage.imports(""))
        .by(&stage.administrator)
        .bytes(kind, bytes)
        .send(&stage.app)
        .await;
    assert_eq!(preview.json()["counts"]["new"], 1, "{preview}");
}

#[tokio::test]
async fn errors_come_back_as_a_workbook_with_the_cells_marked_and_nothing_is_written() {
    let stage = Stage::set().await;
    let file = units().replace("曹雨,19900900011,0,", "曹雨,1990,9,");
    let answer = stage
        .send("/errors.xlsx", file.as_bytes())
        .send(&stage.app)
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    let mut workbook = Xlsx::new(std::io::Cursor::new(answer.body.to_vec())).unwrap();
    let list = workbook.worksheet_range("问题清单").unwrap();
    let cells: Vec<_> = list.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(cells, ["D3", "E3"]);
    // Sent as it is, it is judged as the file was.
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let again = post(stage.imports(""))
        .by(&stage.administrator)
        .bytes(kind, answer.body.to_vec());
    let again = again.send(&stage.app).await.json();
    assert_eq!(
        (&again["counts"]["new"], &again["counts"]["error"]),
        (&json!(39), &json!(1))
    );
    let good = stage.send("/errors.xlsx", units()).send(&stage.app).await;
    assert_eq!(good.refusal(), (409, "nothing_to_do".into()));
    assert_eq!(stage.total().await, json!(2));
}

#[tokio::test]
async fn liaisons_are_imported_invited_and_unchanged_afterwards() {
    let stage = Stage::set().await;
    let world = &stage.world;
    let code = stage.harness.unit(&world.congress, &world.unit).await.code;
    let file = format!(
        "单位编号,单位名称,姓名,手机号\n{code},,唐瑞,19900900061\n{code},,段思,19900900062\nU999,,段思,19900900062\n"
    );
    let path = |query: &str| stage.path(&format!("/liaison-imports{query}"));
    let send = |query: &str| {
        post(path(query))
            .by(&stage.administrator)
            .bytes("text/csv", file.clone())
    };
    let preview = send("").send(&stage.app).await.json();
    assert_eq!(
        preview["counts"],
        json!({ "new": 2, "changed": 0, "unchanged": 0, "error": 1 })
    );
    assert_eq!(preview["rows"][2]["errors"][0]["cell"], "A4");
    let digest = preview["digest"].as_str().unwrap();
    let all = send("?confirm=true").header("if-match", digest);
    assert_eq!(all.send(&stage.app).await.status, 422);
    let good = send("?confirm=true&good_rows_only=true").header("if-match", digest);
    assert_eq!(good.send(&stage.app).await.status, 200);
    let unit = stage.harness.unit(&world.congress, &world.unit).await;
    let names: Vec<_> = unit.liaisons.iter().map(|one| one.name.as_str()).collect();
    assert!(names.ends_with(&["唐瑞", "段思"]), "{names:?}");
    let told = stage.harness.store().due_messages(stage.harness.now(), 9);
    assert_eq!(told.await.unwrap()[0].messages.len(), 2);
    let again = send("").send(&stage.app).await.json();
    assert_eq!(again["counts"]["unchanged"], 2);
    let template = get(path("/template.xlsx")).by(&stage.administrator);
    assert_eq!(template.send(&stage.app).await.status, 200);
    let errors = send("/errors.xlsx").send(&stage.app).await;
    assert_eq!(errors.status, 200);
    let liaison = stage.sign_in(&world.liaison).await;
    let refused = post(path("")).by(&liaison).bytes("text/csv", file.clone());
    assert_eq!(refused.send(&stage.app).await.status, 403);
}
