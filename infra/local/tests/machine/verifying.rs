//! The operator's command that checks all data.

use crate::running::Place;
use aws_sdk_dynamodb::types::AttributeValue;
use local::database;

fn verify(place: &Place) -> (bool, String) {
    let output = place.command(0).arg("verify").output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn it_says_that_all_holds_and_names_what_was_altered_while_the_system_runs_or_not() {
    let place = Place::new();
    let (well, said) = verify(&place);
    assert!(well && said.contains("0 units, 0 nominations"), "{said}");
    let running = place.spawn();
    let client = database::client(running.address("database"));
    let text = |text: &str| AttributeValue::S(text.to_owned());
    // An entry that no program of ours wrote.
    let put = client.put_item().table_name("records");
    let put = put
        .item("pk", text("N#somebody"))
        .item("sk", text("AUDIT#00000001"))
        .item("v", AttributeValue::N("1".into()));
    put.send().await.unwrap();
    for running in [Some(running), None] {
        let (well, said) = verify(&place);
        assert!(!well, "{said}");
        assert!(said.contains("somebody: 推荐记录缺失"), "{said}");
        drop(running);
    }
}
