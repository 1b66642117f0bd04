//! 胸牌 and 桌签.

use domain::category::Category;
use serde_json::json;

use crate::stage::{Stage, read};

#[tokio::test]
async fn badges_and_table_cards_are_made_of_the_list_for_the_convener() {
    let stage = Stage::set().await;
    let one = stage.nominee(1, Category::Delegate).await;
    let two = stage.nominee(2, Category::Guest).await;
    let world = &stage.world;
    let all = stage
        .ask(&world.administrator, "badges", &json!({ "kind": "badge" }))
        .await;
    assert_eq!(all.status, 200, "{all}");
    let chosen = json!({
        "kind": "table_card", "people": [{ "unit": two.unit.to_string(), "nomination": two.id.to_string() }],
    });
    let cards = stage.ask(&world.reviewer, "badges", &chosen).await;
    assert_eq!(cards.status, 200, "{cards}");
    let by_liaison = stage
        .ask(&world.liaison, "badges", &json!({ "kind": "badge" }))
        .await;
    assert_eq!(by_liaison.refusal(), (403, "forbidden".into()));
    assert!(
        stage.disclosures().await.is_empty(),
        "no numbers stand on them"
    );
    let Some(badges) = read(&all.body, "badges_and_table_cards") else {
        return;
    };
    assert_eq!(badges.matches(&one.name).count(), 2, "{badges}");
    for words in [
        "代表",
        "参会嘉宾",
        "示例市第U001学会",
        "示例市科学技术协会第九次代表大会",
    ] {
        assert!(badges.contains(words), "{words} is missing in {badges}");
    }
    let cards = read(&cards.body, "badges_and_table_cards").unwrap();
    assert!(
        cards.contains("沿此线对折") && cards.contains(&two.name),
        "{cards}"
    );
}
