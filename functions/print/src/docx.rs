//! 登记表 as a Word document, to be edited: the parts of `templates/print/form-docx`, filled in and zipped.

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use minijinja::{
    AutoEscape, Environment, UndefinedBehavior, Value as Jinja, context, value::Serde,
};
use serde_json::Value;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    paper::Sheet,
    press::{Press, PressFault, TemplateFault},
};

const FOLDER: &str = "form-docx";
const WORDS: &str = "words.json";
/// A part that is there only with a photo.
const PHOTO: &str = "word/media/photo.jpeg";
/// Readers expect it first (ECMA-376, part 2).
const FIRST: &str = "[Content_Types].xml";

/// The document's parts, read once for all people of an export.
pub(crate) struct Document {
    environment: Environment<'static>,
    parts: Vec<String>,
    words: Jinja,
}

impl Document {
    /// Reads the parts; every fault of theirs is told by file and line.
    ///
    /// # Errors
    /// [`PressFault::Template`].
    pub(crate) fn read(press: &Press, language: &str) -> Result<Self, PressFault> {
        let folder = press.layouts().join(FOLDER);
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        let mut parts = Vec::new();
        let unreadable = |path: &Path, message: String| TemplateFault {
            file: path.display().to_string(),
            line: 1,
            column: 1,
            message,
        };
        let mut open = vec![PathBuf::new()];
        while let Some(within) = open.pop() {
            let at = Path::new(FOLDER).join(&within);
            let entries = fs::read_dir(folder.join(&within))
                .map_err(|error| unreadable(&at, error.to_string()))?;
            for entry in entries.flatten() {
                let name = within.join(entry.file_name());
                if entry.path().is_dir() {
                    open.push(name);
                    continue;
                }
                let at = Path::new(FOLDER).join(&name);
                let text = fs::read_to_string(entry.path())
                    .map_err(|error| unreadable(&at, error.to_string()))?;
                let part = at.to_string_lossy().into_owned();
                environment
                    .add_template_owned(part.clone(), text)
                    .map_err(|error| TemplateFault::of_jinja(&part, &error))?;
                parts.push(part);
            }
        }
        parts.sort_by_key(|part| (!part.ends_with(FIRST), part.clone()));
        let path = press.layouts().join(WORDS);
        let words =
            fs::read(&path).map_err(|error| unreadable(Path::new(WORDS), error.to_string()))?;
        let words: Value = serde_json::from_slice(&words).map_err(|error| TemplateFault {
            file: WORDS.to_owned(),
            line: error.line(),
            column: error.column(),
            message: error.to_string(),
        })?;
        Ok(Self {
            environment,
            parts,
            words: Jinja::from(Serde(&words[language])),
        })
    }

    /// Somebody's document.
    ///
    /// # Errors
    /// [`PressFault::Template`].
    pub(crate) fn of(&self, sheet: &Sheet, photo: Option<&[u8]>) -> Result<Vec<u8>, PressFault> {
        let whole = context! { person => Jinja::from(Serde(sheet)), words => self.words.clone() };
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for part in &self.parts {
            let name = part.trim_start_matches(FOLDER).trim_start_matches('/');
            let filled = self
                .environment
                .get_template(part)
                .and_then(|template| template.render(&whole))
                .map_err(|error| TemplateFault::of_jinja(part, &error))?;
            archive.start_file(name, deflated)?;
            archive.write_all(filled.as_bytes())?;
        }
        if let Some(photo) = photo {
            // A JPEG does not get smaller.
            archive.start_file(PHOTO, stored)?;
            archive.write_all(photo)?;
        }
        Ok(archive.finish()?.into_inner())
    }
}
