//! One file a person, in folders by unit.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use domain::{category::Category, decision::Decision, id::AttachmentId, nomination::Nomination};
use serde_json::json;
use store::{Attachment, AttachmentKind, files::ObjectKey};

use crate::stage::{Stage, unzipped};

#[tokio::test]
async fn everybody_has_a_file_in_the_units_folder_with_what_belongs_to_them_and_an_index() {
    let stage = Stage::set().await;
    let (one, two) = (
        stage.nominee(1, Category::Delegate).await,
        stage.nominee(2, Category::Delegate).await,
    );
    let scan: &[u8] = b"%PDF-1.7 scan";
    let files = [("../证明:1.pdf", Some(scan)), ("丢失.pdf", None)];
    stage.attach(&one, &files).await;
    stage.put_photo(&two, b"no picture".to_vec()).await;
    let body = json!({
        "unit": stage.world.unit.to_string(), "format": "docx", "enclosures": true, "unmasked": true, "reason": "归档",
    });
    let answer = stage.ask(&stage.world.liaison, "forms", &body).await;
    assert_eq!(answer.status, 202, "a scan may be large: {answer}");
    assert!(stage.disclosures().await.is_empty(), "nothing is there yet");
    let made = stage.made(&answer).await;
    let recorded = stage.disclosures().await;
    assert_eq!((recorded.len(), recorded[0].people), (1, 2));
    let files = unzipped(&made);
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    let folder = format!("{} {}", unit.code, unit.name);
    assert_eq!(
        names,
        [
            format!("{folder}/欧阳示例.docx"),
            format!("{folder}/欧阳示例/_证明_1.pdf"),
            format!("{folder}/欧阳示例 (2).docx"),
            "索引.xlsx".to_owned(),
        ]
    );
    assert_eq!(files[1].1, b"%PDF-1.7 scan");
    let mut index = Xlsx::new(Cursor::new(files[3].1.clone())).unwrap();
    let index = index.worksheet_range("索引").unwrap();
    let rows: Vec<Vec<String>> = index
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(
        rows[0],
        ["序号", "选举单位", "姓名", "身份", "状态", "文件", "备注"]
    );
    assert_eq!(rows[1][5], names[0]);
    assert_eq!(rows[1][6], "附件“丢失.pdf”在存储中找不到");
    assert_eq!(rows[2][6], "照片文件已损坏，请重新上传");
}

#[tokio::test]
async fn many_are_a_job_of_volumes_with_an_index() {
    let stage = Stage::blank().await;
    let congress = &stage.world.congress;
    stage
        .harness
        .add_approved(congress, &stage.world.unit, 201)
        .await;
    let body = json!({ "unit": stage.world.unit.to_string() });
    let answer = stage.ask(&stage.world.liaison, "forms", &body).await;
    assert_eq!(answer.status, 202, "{answer}");
    assert_eq!(answer.json()["total"], 201);
    let files = unzipped(&stage.made(&answer).await);
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "登记表 00001-00200.pdf",
            "登记表 00201-00201.pdf",
            "索引.xlsx"
        ]
    );
    let one = json!({ "unit": stage.world.unit.to_string(), "filters": { "name": "没有这个人" } });
    let nobody = stage.ask(&stage.world.liaison, "forms", &one).await;
    assert_eq!(nobody.refusal(), (409, "nothing_to_do".into()));
}

impl Stage {
    /// Files that belong to somebody, as if they had been uploaded; of one without bytes the storage has lost them.
    async fn attach(&self, to: &Nomination, files: &[(&str, Option<&[u8]>)]) {
        let (store, now) = (self.harness.store(), self.harness.now());
        for (name, bytes) in files {
            let id = AttachmentId::parse(&self.harness.id()).unwrap();
            let file = Attachment {
                id: id.clone(),
                owner: to.into(),
                material: None,
                name: (*name).to_owned(),
                kind: AttachmentKind::Material,
                content_type: "application/pdf".to_owned(),
                size: 13,
                sha256: String::new(),
                confirmed: true,
                added_at: now,
                added_by: "徐怡".to_owned(),
                upload: None,
            };
            store.put_attachment(&file, None, now).await.unwrap();
            if let Some(bytes) = bytes {
                let key = ObjectKey::attachment(to, &id);
                let files = &self.harness.edge().files;
                files
                    .put(&key, "application/pdf", bytes.to_vec())
                    .await
                    .unwrap();
            }
        }
        let counted = Nomination {
            attachments: 2,
            ..self
                .harness
                .nomination(&to.congress, &to.unit, &to.id)
                .await
        };
        let decision = Decision {
            unit: Some(self.harness.unit(&to.congress, &to.unit).await),
            changed: vec![counted],
            ..Decision::default()
        };
        let committed = store.commit(&decision, None, now, || self.harness.id());
        committed.await.unwrap();
    }
}
