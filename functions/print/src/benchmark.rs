//! How many forms a second of one processor makes, one by one and together, as PDF and as Word documents; beside `LibreOffice`
//! making the PDF of the same Word documents, where it is installed.

#![expect(clippy::cast_precision_loss, reason = "figures are rounded")]

use std::{fs, path::PathBuf, process::Command, sync::Arc};

use domain::{form::schema::Schema, paper::Paper, text::Language};
use harness::Harness;
use serde_json::json;
use store::Wanted;

use crate::{
    docx::Document,
    forms::pdf,
    paper::{Manner, Person, Photo, Sheet},
    press::Press,
};

const PEOPLE: u32 = 100;
/// It is slow.
const OF_THE_PEER: usize = 10;
/// Clock ticks to a second, where `/proc` tells times (Linux on every machine we know).
const TICKS: f64 = 100.0;

/// Seconds of processor that this process and the children it waited for have taken.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let fields = stat.rsplit(')').next().unwrap().split_whitespace();
    // utime, stime, cutime and cstime: the 14th to 17th, of which the first two stand before the bracket.
    let ticks = fields
        .skip(11)
        .take(4)
        .map(|one| one.parse::<f64>().unwrap());
    ticks.sum::<f64>() / TICKS
}

fn rate(what: &str, count: usize, work: impl FnOnce()) -> f64 {
    let before = processor();
    work();
    let rate = count as f64 / (processor() - before).max(0.01);
    println!("{what}: {rate:.0} a CPU-second");
    rate
}

#[tokio::test]
#[ignore = "benchmark"]
async fn benchmark_forms() {
    let harness = Harness::start().await;
    let world = harness.world().await;
    let unit = harness.unit(&world.congress, &world.unit).await;
    let wanted = Wanted {
        congress: Some(&world.congress),
        ..Wanted::default()
    };
    let congress = harness
        .store()
        .load(&wanted)
        .await
        .unwrap()
        .congress
        .unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    let portrait = image::RgbImage::from_fn(413, 579, |x, y| {
        image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 128])
    });
    portrait
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    let photo: Arc<[u8]> = bytes.into_inner().into();
    let schema = Schema::built_in(domain::congress::Level::City);
    let people: Vec<Person> = (0..PEOPLE)
        .map(|number| {
            let nomination = harness.reported(&world.congress, &world.unit, number);
            let form = harness::form::saved(&nomination, number, harness.now());
            let own = json!({
                "post": format!("示例市第{number}研究所研究员"), "achievements": format!("主持课题{number}项，发表论文若干。"),
            });
            let form = form.with(&schema, own.as_object().unwrap(), "徐怡", harness.now());
            Person {
                form: form.unwrap(),
                unit: unit.clone(),
                photo: Photo::There(Arc::clone(&photo)),
                nomination,
            }
        })
        .collect();
    let layouts = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../templates/print"
    ));
    let press = Press::new(
        layouts,
        Press::font_folders(),
        "https://tuixuan.example.org",
    );
    let manner = Manner {
        congress: &congress,
        language: Language::Zh,
        mask: false,
        paper: Paper::Form,
        set_here: true,
    };
    let sheet = |(place, person)| Sheet::of(person, place, manner, &press, harness.store().keys());
    let sheets: Vec<Sheet> = people
        .iter()
        .enumerate()
        .map(sheet)
        .collect::<Result<_, _>>()
        .unwrap();
    let count = people.len();
    // Fonts are read and the layout is known: what the first paper costs is nobody's rate.
    pdf(&press, "form.typ", &sheets[..1], &people[..1], Language::Zh).unwrap();
    rate("PDF, one by one", count, || {
        for (sheet, person) in sheets.iter().zip(&people) {
            let (sheet, person) = (std::slice::from_ref(sheet), std::slice::from_ref(person));
            pdf(&press, "form.typ", sheet, person, Language::Zh).unwrap();
        }
    });
    Press::forget();
    let merged = rate("PDF, in one file", count, || {
        let bytes = pdf(&press, "form.typ", &sheets, &people, Language::Zh).unwrap();
        println!(
            "  {} bytes a form and the photo they share",
            bytes.len() / count
        );
    });
    let document = Document::read(&press, "zh").unwrap();
    let make = |sheet: &Sheet| document.of(sheet, Some(&photo)).unwrap();
    let mut size = 0;
    rate("DOCX", count * 10, || {
        for sheet in (0..10).flat_map(|_| &sheets) {
            size = make(sheet).len();
        }
    });
    println!("  {size} bytes with a photo of {}", photo.len());
    let folder = tempfile::tempdir().unwrap();
    for (place, sheet) in sheets.iter().take(OF_THE_PEER).enumerate() {
        fs::write(folder.path().join(format!("{place}.docx")), make(sheet)).unwrap();
    }
    let documents = (0..OF_THE_PEER).map(|place| folder.path().join(format!("{place}.docx")));
    let mut peer = Command::new("soffice");
    peer.args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path());
    peer.args(documents).stdout(std::process::Stdio::null());
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("skipped: LibreOffice as peer (no soffice)");
        return;
    }
    let peers = rate("LibreOffice, PDF of the same DOCX", OF_THE_PEER, || {
        assert!(peer.status().unwrap().success());
    });
    println!(
        "merged PDF against LibreOffice: {:.0} times",
        merged / peers
    );
}
