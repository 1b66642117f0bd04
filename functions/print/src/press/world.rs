//! What typst sees while it sets one paper: the layouts' folder, the data and the pictures. Nothing else of the machine, no
//! network, no clock.

use std::{collections::HashMap, fs, sync::Arc};

use typst::{
    Library,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::{Pictures, Press, fonts::Fonts};

/// Under what name a layout reads its data.
const DATA: &str = "data.json";

/// The world of one paper.
pub(super) struct World<'a> {
    press: &'a Press,
    fonts: &'a Fonts,
    layout: &'a str,
    main: FileId,
    given: HashMap<FileId, Bytes>,
}

impl<'a> World<'a> {
    pub(super) fn new(
        press: &'a Press,
        fonts: &'a Fonts,
        layout: &'a str,
        data: Bytes,
        pictures: &Pictures,
    ) -> Self {
        let pictures = pictures
            .iter()
            .map(|(path, bytes)| (id(path), Bytes::new(Arc::clone(bytes))));
        Self {
            press,
            fonts,
            layout,
            main: id(layout),
            given: pictures.chain([(id(DATA), data)]).collect(),
        }
    }

    pub(super) const fn layout(&self) -> &str {
        self.layout
    }

    fn read(&self, id: FileId) -> FileResult<Vec<u8>> {
        let rooted = id.get();
        if *rooted.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        // A virtual path cannot lead out of its root.
        let path = self
            .press
            .layouts()
            .join(rooted.vpath().get_without_slash());
        fs::read(&path).map_err(|error| FileError::from_io(error, &path))
    }
}

/// Names of pictures are few (their places in a paper), so that the engine's table of names stays small.
fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("our own names of files are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.press.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = String::from_utf8(self.read(id)?).map_err(|_| FileError::InvalidUtf8)?;
        Ok(self.press.source(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match self.given.get(&id) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.read(id).map(Bytes::new),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
