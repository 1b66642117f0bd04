//! The world every test begins in, and files read back.

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::PathBuf,
    process::{Command, Stdio},
    sync::Arc,
};

use axum::Router;
use domain::{
    category::Category,
    congress::Level,
    decision::Decision,
    disclosure::Disclosure,
    form::schema::Schema,
    id::ExportId,
    nomination::{Nomination, state::State},
    phone::Phone,
};
use harness::{Answer, Harness, World, get, post};
use image::{ImageFormat, RgbImage};
use job::Worker;
use print::{FormsMaker, Press};
use serde_json::Value;
use store::files::ObjectKey;
use tempfile::TempDir;
use zip::ZipArchive;

pub(crate) struct Stage {
    pub(crate) harness: Harness,
    pub(crate) world: World,
    pub(crate) app: Router,
    press: Arc<Press>,
    /// Layouts of its own.
    pub(crate) layouts: Option<TempDir>,
}

/// The layouts of this repository.
pub(crate) fn layouts() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../templates/print"
    ))
}

pub(crate) const ORIGIN: &str = "https://tuixuan.example.org";

/// Layouts that set nothing.
pub(crate) fn blank() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in [("fonts.json", "[]"), ("words.json", "{}"), ("form.typ", "")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

impl Stage {
    pub(crate) async fn set() -> Self {
        let press = Press::new(layouts(), Press::font_folders(), ORIGIN);
        Self::with(Arc::new(press)).await
    }

    pub(crate) async fn with(press: Arc<Press>) -> Self {
        let harness = Harness::start().await;
        let world = harness.world().await;
        let (routes, _) = print::routes(Arc::clone(&press)).split_for_parts();
        let app = harness.app(routes);
        Self {
            harness,
            world,
            app,
            press,
            layouts: None,
        }
    }

    /// The same with layouts that are blank, for tests that do not look at what is printed.
    pub(crate) async fn blank() -> Self {
        let layouts = blank();
        let press = Press::new(layouts.path(), Vec::new(), ORIGIN);
        Self {
            layouts: Some(layouts),
            ..Self::with(Arc::new(press)).await
        }
    }

    /// Somebody of the unit whose form is filled in, with a photo.
    pub(crate) async fn nominee(&self, number: u32, category: Category) -> Nomination {
        let nominee = self
            .harness
            .add_nominee(&self.world, number, category, State::Reported)
            .await;
        self.put_photo(&nominee, photo()).await;
        nominee
    }

    pub(crate) async fn put_photo(&self, of: &Nomination, bytes: Vec<u8>) {
        let files = &self.harness.edge().files;
        files
            .put(&ObjectKey::photo(of), "image/jpeg", bytes)
            .await
            .unwrap();
    }

    /// Changes fields of somebody's saved form.
    pub(crate) async fn fill_in(&self, nomination: &Nomination, changes: Value) {
        let store = self.harness.store();
        let ids = std::slice::from_ref(&nomination.id);
        let saved = store.forms(ids).await.unwrap().remove(0);
        let changes = changes.as_object().unwrap();
        let schema = Schema::built_in(Level::City);
        let changed = saved
            .with(&schema, changes, "徐怡", self.harness.now())
            .unwrap();
        let decision = Decision {
            form: Some(changed),
            ..Decision::default()
        };
        let committed = store.commit(&decision, None, self.harness.now(), || self.harness.id());
        committed.await.unwrap();
    }

    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/api/prints/{}/{rest}", self.world.congress)
    }

    pub(crate) fn of(&self, nominee: &Nomination, rest: &str) -> String {
        self.path(&format!("{}/{}/{rest}", nominee.unit, nominee.id))
    }

    pub(crate) async fn take(&self, by: &Phone, path: &str) -> Answer {
        let cookie = self.harness.sign_in(by).await;
        get(path).by(&cookie).send(&self.app).await
    }

    pub(crate) async fn ask(&self, by: &Phone, rest: &str, body: &Value) -> Answer {
        let cookie = self.harness.sign_in(by).await;
        post(self.path(rest))
            .by(&cookie)
            .json(body)
            .send(&self.app)
            .await
    }

    /// The file of a job that was accepted, once a worker has come by.
    pub(crate) async fn made(&self, accepted: &Answer) -> Vec<u8> {
        let edge = self.harness.edge().clone();
        let maker = FormsMaker::new(edge.clone(), Arc::clone(&self.press));
        let worker = Worker::new(edge, vec![Box::new(maker)]);
        assert_eq!(worker.drain().await.unwrap(), 1);
        let id = ExportId::parse(accepted.json()["id"].as_str().unwrap()).unwrap();
        let key = ObjectKey::export(&self.world.congress, &id);
        self.harness.edge().files.get(&key).await.unwrap().unwrap()
    }

    pub(crate) async fn disclosures(&self) -> Vec<Disclosure> {
        let store = self.harness.store();
        store.disclosures(&self.world.congress).await.unwrap()
    }
}

/// A portrait in one colour.
pub(crate) fn photo() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(50, 70, image::Rgb([90, 120, 180]));
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// What an independent reader finds in a PDF, without white space: where lines break is the layout's business. `None` where
/// that reader is not installed.
pub(crate) fn text(pdf: &[u8]) -> Option<String> {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    let read = reader.wait_with_output().unwrap();
    assert!(read.status.success(), "pdftotext cannot read it");
    let text = String::from_utf8(read.stdout).unwrap();
    Some(packed(&text))
}

/// A text without white space.
pub(crate) fn packed(text: &str) -> String {
    let signs = text.chars();
    signs
        .filter(|sign| !sign.is_whitespace() && *sign != '\u{200b}')
        .collect()
}

/// Says by name that a test is skipped, where it is.
pub(crate) fn read(pdf: &[u8], test: &str) -> Option<String> {
    assert!(pdf.starts_with(b"%PDF"), "no PDF");
    let text = text(pdf);
    if text.is_none() {
        println!("skipped: {test} (no pdftotext)");
    }
    text
}

/// The files of a ZIP by name, in order.
pub(crate) fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The notes of an answer, as `name: note`.
pub(crate) fn notes(answer: &Answer) -> Vec<String> {
    let header = answer
        .headers
        .get("x-print-notes")
        .unwrap()
        .to_str()
        .unwrap();
    let mut bytes = Vec::new();
    let mut rest = header.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let code: String = [rest.next(), rest.next()]
                .into_iter()
                .flatten()
                .map(char::from)
                .collect();
            bytes.push(u8::from_str_radix(&code, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    let notes: Vec<(String, String)> = serde_json::from_slice(&bytes).unwrap();
    notes
        .into_iter()
        .map(|(name, note)| format!("{name}: {note}"))
        .collect()
}
