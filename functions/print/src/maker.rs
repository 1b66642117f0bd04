//! Makes the forms that were asked for as a job: fifty people at a time, so that memory does not grow with their number.

use std::{fs::File, sync::Arc};

use api::{Edge, Problem};
use domain::{
    congress::Congress,
    export::{Export, Product},
    nomination::Nomination,
    paper::Paper,
    window::china_date,
};
use job::{Made, Maker, Making, NotMade, Progress};
use store::{Wanted, files::ObjectKey};

use crate::{
    bundle::Bundle,
    forms::{Enclosure, Format, pdf},
    paper::{Manner, Person, Sheet},
    people,
    press::Press,
    request::FormsRequest,
};

/// How many people's forms are set in one go. One PDF of more than a volume becomes several, in a ZIP with an index.
const VOLUME: usize = 200;
const AT_ONCE: usize = 50;
/// Everybody of the largest congress.
const MOST: usize = 50_000;

/// Makes forms.
pub struct FormsMaker {
    edge: Edge,
    press: Arc<Press>,
}

/// What a thread that sets type needs to know.
#[derive(Clone)]
struct Setting {
    edge: Edge,
    press: Arc<Press>,
    congress: Arc<Congress>,
    language: domain::text::Language,
    mask: bool,
    format: Format,
}

impl Setting {
    fn manner(&self) -> Manner<'_> {
        Manner {
            congress: &self.congress,
            language: self.language,
            mask: self.mask,
            paper: Paper::Form,
            set_here: self.format != Format::Docx,
        }
    }

    fn sheets(&self, people: &[Person]) -> Result<Vec<Sheet>, Problem> {
        let (manner, keys) = (self.manner(), self.edge.store.keys());
        let people = people.iter().enumerate();
        let sheet = |(place, person)| Sheet::of(person, place, manner, &self.press, keys);
        people.map(sheet).collect()
    }
}

impl FormsMaker {
    /// One that reads from this edge and prints with this press.
    pub const fn new(edge: Edge, press: Arc<Press>) -> Self {
        Self { edge, press }
    }

    async fn made(&self, export: &Export, progress: &Progress) -> Result<Made, NotMade> {
        let request: FormsRequest = serde_json::from_value(export.request.clone())?;
        let wanted = Wanted {
            congress: Some(&export.congress),
            ..Wanted::default()
        };
        let congress = self.edge.store.load(&wanted).await?.congress;
        let congress = congress.ok_or_else(|| NotMade::internal(&"the congress is gone"))?;
        let (nominations, units) = request.find(&self.edge, &export.congress, MOST).await?;
        let total = u32::try_from(nominations.len()).unwrap_or(u32::MAX);
        progress.expect(total);
        let setting = Setting {
            edge: self.edge.clone(),
            press: Arc::clone(&self.press),
            congress: Arc::new(congress),
            language: export.asker.language,
            mask: export.unmasked.is_none(),
            format: request.format,
        };
        let alone = request.format == Format::Pdf && !request.enclosures;
        let (file, ending, content_type) = if alone && nominations.len() <= VOLUME {
            let people = people::with_papers(&self.edge, nominations, &units).await?;
            (volume(setting, people).await?, "pdf", "application/pdf")
        } else {
            let mut bundle = on_a_thread(&setting, |setting| {
                let (press, language) = (&setting.press, setting.language);
                let file = job::blank_file()?;
                Ok(Bundle::begin(file, press, setting.format, language)?)
            })
            .await?;
            // Files are held one person's at a time: there may be two hundred megabytes of them.
            let some = match (request.enclosures, alone) {
                (true, _) => 1,
                (false, true) => VOLUME,
                (false, false) => AT_ONCE,
            };
            for nominations in nominations.chunks(some) {
                let enclosures = if request.enclosures {
                    enclosures(&self.edge, &nominations[0]).await?
                } else {
                    Vec::new()
                };
                let people = people::with_papers(&self.edge, nominations.to_vec(), &units).await?;
                let told = progress.clone();
                bundle = on_a_thread(&setting, move |setting| {
                    add(setting, bundle, &people, &enclosures, alone, &told)
                })
                .await?;
            }
            let file = on_a_thread(&setting, |setting| Ok(bundle.finish(setting.manner())?));
            (file.await?, "zip", "application/zip")
        };
        let day = china_date(export.at).strftime("%Y%m%d");
        Ok(Made {
            file,
            name: format!(
                "{}-{day}.{ending}",
                Product::Forms.name().get(export.asker.language)
            ),
            content_type,
            people: total,
            disclosed: export.disclosure(total),
        })
    }
}

impl Maker for FormsMaker {
    fn product(&self) -> Product {
        Product::Forms
    }

    fn make<'a>(&'a self, export: &'a Export, progress: &'a Progress) -> Making<'a> {
        Box::pin(self.made(export, progress))
    }
}

/// Setting type is work for a processor; what the engine remembers of it is forgotten afterwards.
async fn on_a_thread<T: Send + 'static>(
    setting: &Setting,
    work: impl FnOnce(&Setting) -> Result<T, NotMade> + Send + 'static,
) -> Result<T, NotMade> {
    let setting = setting.clone();
    let working = tokio::task::spawn_blocking(move || {
        let made = work(&setting);
        Press::forget();
        made
    });
    working.await.map_err(|error| NotMade::internal(&error))?
}

/// One PDF of so many people as fit.
async fn volume(setting: Setting, people: Vec<Person>) -> Result<File, NotMade> {
    on_a_thread(&setting, move |setting| {
        let sheets = setting.sheets(&people)?;
        let bytes = pdf(
            &setting.press,
            "form.typ",
            &sheets,
            &people,
            setting.language,
        )?;
        let mut file = job::blank_file()?;
        std::io::Write::write_all(&mut file, &bytes)?;
        Ok(file)
    })
    .await
}

/// Adds some people to a bundle, as one volume or each by themselves.
fn add(
    setting: &Setting,
    mut bundle: Bundle<File>,
    people: &[Person],
    enclosures: &[Enclosure],
    together: bool,
    progress: &Progress,
) -> Result<Bundle<File>, NotMade> {
    let (press, manner) = (&setting.press, setting.manner());
    let sheets = setting.sheets(people)?;
    if together {
        bundle.volume(press, manner, people, &sheets)?;
        progress.step(u32::try_from(people.len()).unwrap_or(u32::MAX));
    } else {
        for each in people.iter().zip(&sheets) {
            bundle.one(press, manner, each, enclosures)?;
            progress.step(1);
        }
    }
    Ok(bundle)
}

/// The files that belong to somebody.
async fn enclosures(edge: &Edge, of: &Nomination) -> Result<Vec<Enclosure>, NotMade> {
    let files = match of.attachments {
        0 => Vec::new(),
        _ => edge.store.dossier(&of.id).await?.attachments,
    };
    let mut enclosures = Vec::new();
    for file in files.into_iter().filter(|file| file.confirmed) {
        let bytes = edge.files.get(&ObjectKey::attachment(of, &file.id)).await?;
        enclosures.push(Enclosure {
            name: file.name,
            bytes,
        });
    }
    Ok(enclosures)
}
