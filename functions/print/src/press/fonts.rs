//! The fonts that layouts name, as `fonts.json` beside them lists them. A face's bytes are read when a text needs it: most
//! papers need two of them, and the large ones for rare characters hardly ever.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use serde::Deserialize;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook, is_default_ignorable},
    utils::LazyHash,
};

const LIST: &str = "fonts.json";
/// As many characters as there can be, one bit each.
const CHARACTERS: usize = 0x11_0000;
/// Folders of fonts are not nested deeper.
const DEEPEST: usize = 6;

/// One line of the list.
#[derive(Deserialize)]
struct Wanted {
    /// The file's name.
    file: String,
    /// Which face of a collection; a file with one face has only that.
    face: u32,
    /// The Debian package it comes with.
    package: String,
    /// Whether nothing can be printed without it.
    needed: bool,
}

/// The fonts that were found.
pub(super) struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    covered: Vec<u64>,
    missing: Vec<String>,
}

struct Face {
    path: PathBuf,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl Fonts {
    /// Looks for the fonts of the layouts' list in folders. What is missing is said when something is printed.
    pub(super) fn find(layouts: &Path, folders: &[PathBuf]) -> Self {
        let mut found = HashMap::new();
        for folder in folders {
            list(folder, DEEPEST, &mut found);
        }
        let mut fonts = Self {
            book: LazyHash::new(FontBook::new()),
            faces: Vec::new(),
            covered: vec![0; CHARACTERS / 64],
            missing: Vec::new(),
        };
        let mut book = FontBook::new();
        let wanted = fs::read(layouts.join(LIST)).ok();
        let wanted = wanted.and_then(|bytes| serde_json::from_slice::<Vec<Wanted>>(&bytes).ok());
        if wanted.is_none() {
            fonts.missing.push(LIST.to_owned());
        }
        for one in wanted.unwrap_or_default() {
            let path = found.get(&one.file);
            match path.and_then(|path| Some((path, read(path, one.face)?))) {
                Some((path, font)) => {
                    for character in font.info().coverage.iter() {
                        fonts.covered[character as usize / 64] |= 1 << (character % 64);
                    }
                    book.push(font.info().clone());
                    fonts.faces.push(Face {
                        path: path.clone(),
                        index: font.index(),
                        font: OnceLock::new(),
                    });
                }
                None if one.needed => fonts
                    .missing
                    .push(format!("{} ({})", one.file, one.package)),
                None => tracing::warn!(file = one.file, package = one.package, "a font is missing"),
            }
        }
        fonts.book = LazyHash::new(book);
        fonts
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// A face with its bytes.
    pub(super) fn face(&self, index: usize) -> Option<Font> {
        let face = self.faces.get(index)?;
        let font = face.font.get_or_init(|| read(&face.path, face.index));
        font.clone()
    }

    /// Those without which nothing can be printed, with the package to install.
    pub(super) fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Whether some face has the character, or it leaves no mark.
    pub(super) fn has(&self, character: char) -> bool {
        let code = character as usize;
        self.covered[code / 64] >> (code % 64) & 1 == 1
            || character.is_whitespace()
            || is_default_ignorable(character)
    }
}

fn read(path: &Path, face: u32) -> Option<Font> {
    let bytes = Bytes::new(fs::read(path).ok()?);
    Font::new(bytes.clone(), face).or_else(|| Font::new(bytes, 0))
}

/// The files below a folder by their names; the first one of a name counts.
fn list(folder: &Path, deep: usize, found: &mut HashMap<String, PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            if deep > 0 {
                list(&path, deep - 1, found);
            }
        } else if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
            found.entry(name.to_owned()).or_insert(path);
        }
    }
}
