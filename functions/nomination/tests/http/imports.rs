//! Importing nominees from a file.

use calamine::{Data, Reader, SheetVisible, Xlsx};
use domain::{category::Category, nomination::state::State};
use harness::{Answer, Harness, get, patch, person, post};
use serde_json::{Value, json};

use crate::stage::Stage;

const HEADER: &str = "姓名,手机,身份,邮箱,工作单位及职务\n";

fn line(number: u32, category: &str, email: &str) -> String {
    let phone = person::phone(number).national().to_owned();
    format!("张三,{phone},{category},{email},示例大学教授\n")
}

async fn send(stage: &Stage, query: &str, file: &str, digest: &str) -> Answer {
    let ask = post(format!("{}/imports{query}", stage.unit()))
        .header("if-match", digest)
        .bytes("text/csv", file.as_bytes().to_vec());
    stage.liaison(ask).await
}

async fn preview(stage: &Stage, file: &str) -> Value {
    let answer = send(stage, "", file, "\"\"").await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()
}

async fn confirm(stage: &Stage, file: &str) -> Answer {
    let digest = preview(stage, file).await["digest"]
        .as_str()
        .unwrap()
        .to_owned();
    send(
        stage,
        "?confirm=true&file=%E5%90%8D%E5%8D%95.csv",
        file,
        &digest,
    )
    .await
}

async fn held(stage: &Stage, category: Category) -> u32 {
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    unit.counts.held(category)
}

async fn list(stage: &Stage) -> Vec<Value> {
    let answer = stage.liaison(get(stage.unit())).await;
    answer.json()["items"]
        .as_array()
        .cloned()
        .unwrap_or_default()
}

#[tokio::test]
async fn a_preview_writes_nothing_and_what_it_showed_is_written_once_confirmed() {
    let stage = Stage::new().await;
    let file = format!(
        "{HEADER}{}{}",
        line(201, "代表", "a@example.org"),
        line(202, "参会嘉宾", "")
    );
    let shown = preview(&stage, &file).await;
    assert_eq!(
        shown["counts"],
        json!({ "new": 2, "changed": 0, "unchanged": 0, "error": 0 })
    );
    assert_eq!(shown["rows"][0]["filled"], 2);
    assert_eq!(held(&stage, Category::Delegate).await, 0);

    let done = confirm(&stage, &file).await;
    assert_eq!(done.status, 201, "{done}");
    assert_eq!(
        (&done.json()["placed"], &done.json()["changed"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(
        (
            held(&stage, Category::Delegate).await,
            held(&stage, Category::Guest).await
        ),
        (1, 1)
    );
    let people = list(&stage).await;
    let one = people
        .iter()
        .find(|one| one["category"] == "delegate")
        .unwrap();
    let form = format!("{}/{}/form", stage.unit(), one["id"].as_str().unwrap());
    let form = stage.liaison(get(form)).await.json();
    assert_eq!(form["values"]["email"], "a@example.org");
    assert_eq!(stage.messages().await.len(), 2);

    // The same file again finds everybody as they are.
    let again = preview(&stage, &file).await;
    assert_eq!(again["counts"]["unchanged"], 2, "{again}");
}

#[tokio::test]
async fn a_file_is_confirmed_by_the_preview_that_was_seen_and_no_other() {
    let stage = Stage::new().await;
    let file = format!("{HEADER}{}", line(201, "代表", ""));
    let unseen = stage
        .liaison(
            post(format!("{}/imports?confirm=true", stage.unit())).bytes("text/csv", file.clone()),
        )
        .await;
    assert_eq!(unseen.refusal(), (428, "version_required".to_owned()));
    let digest = preview(&stage, &file).await["digest"]
        .as_str()
        .unwrap()
        .to_owned();
    // Meanwhile somebody allocates the same person.
    let phone = person::phone(201).national().to_owned();
    let rows = json!({ "rows": [{ "name": "张三", "phone": phone, "category": "delegate" }] });
    assert_eq!(
        stage.liaison(post(stage.unit()).json(&rows)).await.status,
        201
    );
    let stale = send(&stage, "?confirm=true", &file, &digest).await;
    assert_eq!(stale.refusal(), (412, "stale_version".to_owned()));
    assert_eq!(stale.json()["current"]["counts"]["changed"], 1, "{stale}");
}

#[tokio::test]
async fn a_file_with_errors_is_refused_whole_unless_only_its_good_rows_are_wanted() {
    let stage = Stage::new().await;
    let (congress, other) = (&stage.world.congress, &stage.world.other_unit);
    stage
        .harness
        .add_nominee_to(congress, other, 7, Category::Delegate, State::Allocated)
        .await;
    let file = format!(
        "{HEADER}{}{}{}",
        line(201, "代表", "a@example.org"),
        line(202, "代表", "not an address"),
        line(1007, "代表", ""),
    );
    let shown = preview(&stage, &file).await;
    assert_eq!(shown["counts"]["error"], 2, "{shown}");
    assert_eq!(shown["rows"][1]["errors"][0]["cell"], "D3");
    assert_eq!(shown["rows"][2]["errors"][0]["cell"], "B4");
    assert!(!shown.to_string().contains("U002"), "{shown}");
    let digest = shown["digest"].as_str().unwrap();
    let refused = send(&stage, "?confirm=true", &file, digest).await;
    assert_eq!(refused.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(refused.pointers(), ["/rows/1/D3", "/rows/2/B4"]);
    assert_eq!(held(&stage, Category::Delegate).await, 0);
    let done = send(&stage, "?confirm=true&good_rows_only=true", &file, digest).await;
    assert_eq!(
        (done.status, &done.json()["placed"]),
        (201, &json!(1)),
        "{done}"
    );

    let marked = post(format!("{}/imports/marked.xlsx", stage.unit())).bytes("text/csv", file);
    let marked = stage.liaison(marked).await;
    let mut workbook = Xlsx::new(std::io::Cursor::new(marked.body.clone())).unwrap();
    let faults = workbook.worksheet_range("问题清单").unwrap();
    assert_eq!(faults.get_value((1, 0)), Some(&Data::String("D3".into())));
}

#[tokio::test]
async fn people_are_updated_by_phone_and_the_import_is_undone_until_somebody_touches_it() {
    let stage = Stage::new().await;
    let known = stage.delegate(1, State::Allocated).await;
    let form = stage.path(&known, "/form");
    let fill = patch(&form)
        .at(0)
        .json(&json!({ "changes": { "email": "before@example.org" } }));
    assert_eq!(stage.liaison(fill).await.status, 200);
    let file = format!(
        "{HEADER}{}{}",
        line(1001, "代表", "after@example.org"),
        line(201, "代表", "")
    );
    let shown = preview(&stage, &file).await;
    assert_eq!(shown["counts"]["changed"], 1, "{shown}");
    let said = shown["rows"][0]["changes"].to_string();
    assert!(
        said.contains("邮箱：before@example.org → after@example.org"),
        "{said}"
    );
    assert_eq!(confirm(&stage, &file).await.status, 201);
    assert_eq!(
        stage.liaison(get(&form)).await.json()["values"]["email"],
        "after@example.org"
    );

    let imports = stage
        .liaison(get(format!("{}/imports", stage.unit())))
        .await
        .json();
    assert_eq!(imports["items"][0]["file"], "名单.csv");
    let undo = |imports: &Value| {
        let id = imports["items"][0]["id"].as_str().unwrap().to_owned();
        post(format!("{}/imports/{id}/undo", stage.unit()))
    };
    let undone = stage.liaison(undo(&imports)).await;
    assert_eq!(undone.status, 200, "{undone}");
    assert_eq!(held(&stage, Category::Delegate).await, 1);
    assert_eq!(
        stage.liaison(get(&form)).await.json()["values"]["email"],
        "before@example.org"
    );

    // Done once more, and then the nominee types.
    assert_eq!(confirm(&stage, &file).await.status, 201);
    let version = stage.liaison(get(&form)).await.json()["version"]
        .as_u64()
        .unwrap();
    let typed = patch(&form)
        .at(version)
        .json(&json!({ "changes": { "fax": "0757-1" } }));
    let typed = stage.liaison(typed).await;
    assert_eq!(typed.status, 200, "{typed}");
    let imports = stage
        .liaison(get(format!("{}/imports", stage.unit())))
        .await
        .json();
    let refused = stage.liaison(undo(&imports)).await;
    assert_eq!(refused.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(refused.pointers(), [format!("/nominations/{}", known.id)]);
    assert_eq!(held(&stage, Category::Delegate).await, 2);
}

#[tokio::test]
async fn the_template_has_a_column_for_every_question_and_lists_on_a_hidden_sheet() {
    let stage = Stage::new().await;
    let answer = stage
        .liaison(get(format!("{}/imports/template.xlsx", stage.unit())))
        .await;
    assert_eq!(answer.status, 200);
    let bytes = answer.body.to_vec();
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes.clone())).unwrap();
    let sheets = workbook.sheets_metadata().to_vec();
    let hidden = sheets
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Hidden);
    assert_eq!(
        hidden.map(|sheet| sheet.name.clone()).collect::<Vec<_>>(),
        ["代码"]
    );
    let people = workbook.worksheet_range("人员").unwrap();
    let header: Vec<_> = people
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(header[..3], ["姓名*", "手机*", "身份*"]);
    assert!(header.contains(&"民族".to_owned()) && !header.contains(&"照片".to_owned()));
    let lists = workbook.worksheet_range("代码").unwrap();
    assert!(lists.rows().flatten().any(|cell| *cell == "维吾尔族"));
    assert!(
        lists
            .rows()
            .flatten()
            .any(|cell| *cell == "广东省佛山市顺德区")
    );
    // As it is, its header is understood and it holds nobody.
    let empty = post(format!("{}/imports", stage.unit())).bytes("application/octet-stream", bytes);
    assert_eq!(stage.liaison(empty).await.pointers(), ["/header"]);
}

#[tokio::test]
async fn only_liaisons_import_and_only_while_nominating() {
    let stage = Stage::new().await;
    let file = format!("{HEADER}{}", line(201, "代表", ""));
    for tail in ["", "/marked.xlsx"] {
        let ask = post(format!("{}/imports{tail}", stage.unit())).bytes("text/csv", file.clone());
        let officer = stage.cookie(&stage.world.administrator).await;
        assert_eq!(stage.send(ask.by(&officer)).await.status, 403, "{tail}");
    }
    for ask in [
        get(format!("{}/imports", stage.unit())),
        get(format!("{}/imports/template.xlsx", stage.unit())),
    ] {
        let officer = stage.cookie(&stage.world.administrator).await;
        assert_eq!(stage.send(ask.by(&officer)).await.status, 403);
    }
    let officer = stage.cookie(&stage.world.administrator).await;
    let theirs = post(format!("{}/imports/no-such/undo", stage.unit()));
    assert_eq!(stage.send(theirs.by(&officer)).await.status, 403);
    let nothing = post(format!("{}/imports/no-such/undo", stage.unit()));
    assert_eq!(stage.liaison(nothing).await.status, 404);
}

/// A unit with room for many, and a file of so many people with a dozen answers each.
async fn many(people: u32) -> (Stage, String) {
    let harness = Harness::start().await;
    let mut quotas = harness::world::quotas();
    quotas.0.get_mut(&Category::Delegate).unwrap().places = people;
    let world = harness.world_with(harness::world::settings(), quotas).await;
    let stage = Stage::of(harness, world).await;
    let mut file = "姓名,手机,身份,性别,民族,出生日期,国籍,邮箱,政治面貌（党派1）,工作单位及职务,主要学术成就、科技成果及社会贡献\n".to_owned();
    for number in 0..people {
        let phone = person::phone(3_000 + number).national().to_owned();
        let words = "长期从事科普工作。".repeat(60);
        let line = format!(
            "张三,{phone},代表,女,汉族,1980-05-01,中国,p{number}@example.org,中共党员,示例大学教授,{words}\n"
        );
        file.push_str(&line);
    }
    (stage, file)
}

#[tokio::test]
async fn five_hundred_cost_little_more_than_what_is_written_of_them() {
    const PEOPLE: u32 = 500;
    let (stage, file) = many(PEOPLE).await;
    let digest = preview(&stage, &file).await["digest"]
        .as_str()
        .unwrap()
        .to_owned();
    let (edge, meter) = stage.harness.metered_edge();
    let app = nomination::router(edge);
    let began = std::time::Instant::now();
    let ask = post(format!("{}/imports?confirm=true", stage.unit()))
        .header("if-match", &digest)
        .bytes("text/csv", file);
    let answer = ask.by(&stage.liaison).send(&app).await;
    assert_eq!(
        (answer.status, &answer.json()["placed"]),
        (201, &json!(PEOPLE)),
        "{answer}"
    );
    let (trips, write, read) = (meter.round_trips(), meter.write_units(), meter.read_units());
    eprintln!(
        "{trips} round trips, {write} WCU, {read} RCU, {:?}",
        began.elapsed()
    );
    // In transactions each kilobyte is two: the guard 2; the summary 2 and 2 in the index; the trail 2; the form of 2.1 KB 6.
    let least = f64::from(PEOPLE) * 14.0;
    assert!(
        write <= least + 3.0 * f64::from(PEOPLE),
        "{write} WCU, at least {least}"
    );
    assert!(trips <= 90, "{trips} round trips");
    assert_eq!(held(&stage, Category::Delegate).await, PEOPLE);
}

#[tokio::test]
#[ignore = "benchmark"]
async fn benchmark_importing_five_hundred() {
    const PEOPLE: u32 = 500;
    let (stage, file) = many(PEOPLE).await;
    let begun = std::time::Instant::now();
    let shown = preview(&stage, &file).await;
    let seen = begun.elapsed();
    let begun = std::time::Instant::now();
    let answer = send(
        &stage,
        "?confirm=true",
        &file,
        shown["digest"].as_str().unwrap(),
    )
    .await;
    assert_eq!(answer.status, 201, "{answer}");
    let took = begun.elapsed();
    println!(
        "{PEOPLE} people: preview in {seen:?}, confirmed and written in {took:?} (at most 5 s)"
    );

    let (single, file) = many(20).await;
    let (header, lines) = file.split_once('\n').unwrap();
    let begun = std::time::Instant::now();
    for line in lines.lines() {
        let answer = confirm(&single, &format!("{header}\n{line}\n")).await;
        assert_eq!(answer.status, 201, "{answer}");
    }
    let one = begun.elapsed() / 20;
    let ratio = one.as_secs_f64() * f64::from(PEOPLE) / took.as_secs_f64();
    println!("peer, one person at a time: {one:?} each; together is {ratio:.1} times as fast");
}
