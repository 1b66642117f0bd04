//! 登记表 as a Word document.

use domain::category::Category;
use harness::person::phone;
use serde_json::json;

use crate::stage::{Stage, unzipped};

#[tokio::test]
async fn a_document_has_the_same_table_and_is_well_formed_whatever_was_typed() {
    let stage = Stage::set().await;
    let nominee = stage.nominee(1, Category::Delegate).await;
    let odd = json!({
        "name": "欧阳<𠮷>&\u{2EBF0}",
        "remarks": "e\u{301}tudes ]]> \"甲\" 'b'",
        "achievements": "第一行\n第二行",
    });
    stage.fill_in(&nominee, odd).await;
    let own = phone(1_001);
    let answer = stage.take(&own, &stage.of(&nominee, "form.docx")).await;
    assert_eq!(answer.status, 200, "{answer}");
    assert!(
        answer.headers["content-type"]
            .to_str()
            .unwrap()
            .contains("wordprocessingml")
    );
    let parts = unzipped(&answer.body);
    let names: Vec<_> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/styles.xml",
            "word/media/photo.jpeg",
        ]
    );
    assert_eq!(
        parts[5].1,
        crate::stage::photo(),
        "the photo's bytes as they are"
    );
    let document = String::from_utf8(parts[3].1.clone()).unwrap();
    assert!(document.starts_with("<?xml"), "{document:.80}");
    // What no font of ours has is Word's business; the character itself is there.
    for words in [
        "代表登记表",
        "欧阳&lt;𠮷&gt;&amp;\u{2EBF0}",
        "\u{e9}tudes ]]&gt;",
        ">第一行<",
        ">第二行<",
        "450103198003080",
        "2002.09—2006.07 示例大学学生",
        "换届单位意见（盖章）：",
    ] {
        assert!(document.contains(words), "{words} is missing in {document}");
    }
    assert!(
        !document.contains("核验码"),
        "what can be edited is not verified"
    );
    let cells = document.matches("<w:tc>").count();
    assert!(cells > 80, "{cells} cells");
    for cell in document.split("<w:tc>").skip(1) {
        let cell = cell.split("</w:tc>").next().unwrap();
        assert!(
            cell.contains("<w:p>") || cell.contains("<w:p/>"),
            "no paragraph: {cell}"
        );
    }
    for (row, cells) in document.split("<w:tr>").skip(1).enumerate() {
        assert_eq!(columns(cells), 7, "row {row}: {cells}");
    }
}

/// How many columns the cells of a row cover.
fn columns(row: &str) -> usize {
    let cells = row.split("<w:tc>").skip(1);
    let of = |cell: &str| {
        let span = cell.split("<w:gridSpan w:val=\"").nth(1);
        let span = span.and_then(|rest| rest.split('"').next());
        span.map_or(1, |span| span.parse().unwrap())
    };
    cells.map(of).sum()
}
