#![doc = include_str!("README.md")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should stop there"
)]

mod expected;
mod stage;
mod table;

use std::collections::BTreeSet;

use domain::congress::Life;
use harness::Answer;
use serde_json::Value;

use expected::{Answered, expected};
use stage::Stage;
use table::{Needs, table};

#[tokio::test]
async fn every_route_answers_everybody_as_the_permission_table_says() {
    let stage = Stage::set().await;
    let known: BTreeSet<_> = table()
        .iter()
        .map(|route| (route.method.to_owned(), route.path.to_owned()))
        .collect();
    let documented = documented(&serde_json::to_value(&stage.document).unwrap());
    let unknown: Vec<_> = documented.difference(&known).collect();
    assert!(
        unknown.is_empty(),
        "say in table.rs what these routes need: {unknown:#?}"
    );
    let gone: Vec<_> = known.difference(&documented).collect();
    assert!(
        gone.is_empty(),
        "these routes of table.rs are no more: {gone:#?}"
    );

    let (mut asked, mut wrong) = (0, Vec::new());
    // Open comes last: what is let in then does what it says.
    for life in [Life::Draft, Life::Closed, Life::Archived, Life::Open] {
        stage.bring_to(life).await;
        let cases = stage.cases(life);
        let all = table();
        let concerned = all.iter().flat_map(|route| {
            let cases = cases.iter().filter(|case| case.concerns(route));
            cases.map(move |case| (route, case))
        });
        for (route, case) in concerned {
            asked += 1;
            let answer = stage.ask(route, case).await;
            let (said, wanted) = (
                answered(&answer, route.needs),
                expected(route.needs, &case.asker, case.named),
            );
            let not_now = said == Some(Answered::NotInThisLife);
            let as_wanted = match wanted {
                // Rules of the congress as a whole say for themselves in which part of its life they hold.
                Answered::LetIn if life != Life::Open && not_now => !route.needs.is_an_action(),
                _ => said == Some(wanted),
            };
            if !as_wanted {
                wrong.push(format!(
                    "{} {} by {} ({:?}): {wanted:?} expected, answered {:.120}",
                    route.method,
                    route.path,
                    case.asker.name,
                    case.named,
                    answer.to_string()
                ));
            }
        }
    }
    println!("{} routes, {asked} questions", known.len());
    let some: Vec<_> = wrong.iter().take(60).map(String::as_str).collect();
    assert!(
        some.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        some.join("\n")
    );
}

/// Methods and paths of an `OpenAPI` document.
fn documented(document: &Value) -> BTreeSet<(String, String)> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, operations): (&String, &Value)| {
        let methods = operations.as_object().unwrap().keys();
        let methods = methods
            .filter(|name| matches!(name.as_str(), "get" | "put" | "post" | "patch" | "delete"));
        methods
            .map(|method| (method.to_uppercase(), path.clone()))
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

/// The kind of an answer; `None` for what no question of this test may come to.
fn answered(answer: &Answer, needs: Needs) -> Option<Answered> {
    let json = answer.json();
    let (status, code) = match needs {
        Needs::DoingEach(_) if answer.status == 200 => {
            let problem = &json["results"][0]["problem"];
            let status = problem["status"].as_u64().unwrap_or(200);
            (u16::try_from(status).ok()?, problem["code"].as_str())
        }
        _ => (answer.status, json["code"].as_str()),
    };
    match (status, code.unwrap_or_default()) {
        (401, _) => Some(Answered::SignIn),
        (403, "forbidden") => Some(Answered::Forbidden),
        (404, _) => Some(Answered::Hidden),
        (409, "wrong_state") => Some(Answered::NotInThisState),
        (409, "congress_not_open") => Some(Answered::NotInThisLife),
        // Malformed or without the headers it needs: a mistake of this test. And nothing may break.
        (400 | 403 | 415 | 428 | 500.., _) => None,
        _ => Some(Answered::LetIn),
    }
}
