//! What papers are printed with: the layouts in `templates/print`, the fonts they name, and typst, which sets them.

mod fonts;
mod picture;
mod template_fault;
mod world;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use serde::Serialize;
use typst::{
    Library, LibraryExt, comemo,
    foundations::{Bytes, Smart},
    syntax::{FileId, Source},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use fonts::Fonts;
pub(crate) use picture::is_picture;
pub use template_fault::TemplateFault;
use world::World;

/// How many settings the engine's memory of one is kept for, within one export. Words of people are among what it remembers, so
/// after the export all of it is forgotten.
const REMEMBERED: usize = 4;

/// Layouts and fonts. Fonts are looked for once, when the first paper is printed; a changed layout holds from the next paper on.
pub struct Press {
    layouts: PathBuf,
    font_folders: Vec<PathBuf>,
    origin: String,
    library: LazyHash<Library>,
    fonts: OnceLock<Fonts>,
    sources: Mutex<HashMap<FileId, Source>>,
}

/// Why nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PressFault {
    /// A layout has an error.
    #[error(transparent)]
    Template(#[from] TemplateFault),
    /// A font without which nothing can be printed is not installed.
    #[error("fonts are missing: {}", .0.join(", "))]
    Fonts(Vec<String>),
    /// A file could not be put together.
    #[error("the file could not be written: {0}")]
    Write(String),
}

impl From<std::io::Error> for PressFault {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error.to_string())
    }
}

impl From<zip::result::ZipError> for PressFault {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Write(error.to_string())
    }
}

impl From<rust_xlsxwriter::XlsxError> for PressFault {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Write(error.to_string())
    }
}

/// Pictures by the path under which a layout names them.
pub(crate) type Pictures = HashMap<String, Arc<[u8]>>;

impl Press {
    /// A press with the layouts of a folder (`templates/print`). Fonts are looked for in the folders and all below them. `origin`
    /// is where the page that checks a paper stands.
    pub fn new(
        layouts: impl Into<PathBuf>,
        font_folders: Vec<PathBuf>,
        origin: impl Into<String>,
    ) -> Self {
        Self {
            layouts: layouts.into(),
            font_folders,
            origin: origin.into(),
            library: LazyHash::new(Library::default()),
            fonts: OnceLock::new(),
            sources: Mutex::default(),
        }
    }

    /// Where fonts stand on a machine unless its operator says otherwise.
    pub fn font_folders() -> Vec<PathBuf> {
        let usual = [
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "/Library/Fonts",
        ];
        match std::env::var_os("FONTS_DIR") {
            Some(folders) => std::env::split_paths(&folders).collect(),
            None => usual.map(PathBuf::from).to_vec(),
        }
    }

    /// Where the layouts stand.
    pub(crate) fn layouts(&self) -> &Path {
        &self.layouts
    }

    /// Where pages stand.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether some font has the character, or it needs none.
    pub(crate) fn has(&self, character: char) -> bool {
        self.fonts().has(character)
    }

    /// The PDF that a layout makes of data; with tags for screen readers, which are 24 KB a form.
    ///
    /// # Errors
    /// [`PressFault`].
    pub(crate) fn pdf(
        &self,
        layout: &str,
        data: &impl Serialize,
        pictures: &Pictures,
        tagged: bool,
    ) -> Result<Vec<u8>, PressFault> {
        let fonts = self.fonts();
        if !fonts.missing().is_empty() {
            return Err(PressFault::Fonts(fonts.missing().to_vec()));
        }
        let data =
            serde_json::to_vec(data).map_err(|error| TemplateFault::of_data(layout, &error))?;
        let world = World::new(self, fonts, layout, Bytes::new(data), pictures);
        let set = typst::compile::<PagedDocument>(&world);
        let printed = set.output.and_then(|document| {
            let options = PdfOptions {
                tagged,
                creator: Smart::Custom(Some("推选 Tuixuan".to_owned())),
                ..PdfOptions::default()
            };
            typst_pdf::pdf(&document, &options)
        });
        comemo::evict(REMEMBERED);
        printed.map_err(|faults| TemplateFault::of(&world, &faults).into())
    }

    /// Forgets what the engine remembers of what it has set.
    pub(crate) fn forget() {
        comemo::evict(0);
    }

    fn fonts(&self) -> &Fonts {
        self.fonts
            .get_or_init(|| Fonts::find(&self.layouts, &self.font_folders))
    }

    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    /// A layout's source, the same one as before while its text is, so that what is known of it holds.
    fn source(&self, id: FileId, text: String) -> Source {
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        match sources.get(&id) {
            Some(source) if source.text() == text => source.clone(),
            _ => {
                let source = Source::new(id, text);
                sources.insert(id, source.clone());
                source
            }
        }
    }
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press")
            .field("layouts", &self.layouts)
            .field("font_folders", &self.font_folders)
            .finish_non_exhaustive()
    }
}
