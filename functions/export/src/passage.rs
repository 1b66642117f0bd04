//! From storage to the finished file in one pass: unit by unit, a hundred people at a time, written by a thread that waits for
//! them. A roster of twenty thousand needs no more memory than one of two hundred, and the runtime's threads stay free.

use std::{collections::HashMap, fs::File, sync::Arc};

use api::{Edge, listing::Filter};
use domain::{
    congress::Settings,
    export::Asker,
    form::{Form, schema::Schema},
    id::CongressId,
    nomination::Nomination,
    unit::Unit,
};
use jiff::Timestamp;
use job::{NotMade, Progress};
use tokio::sync::mpsc;

use crate::{
    column::{Manner, Person},
    heading::{Kind, heading_of},
    roster::{Found, RosterRequest, count},
    writer::Writer,
};

/// How many people's forms are read in one call: what one `BatchGetItem` takes.
const AT_ONCE: usize = 100;
/// How many such runs may wait for the writer.
const WAITING: usize = 1;

/// Everything a roster's file is made of.
#[derive(Debug)]
pub(crate) struct Passage {
    pub(crate) request: RosterRequest,
    pub(crate) filter: Filter,
    pub(crate) found: Found,
    pub(crate) congress: CongressId,
    pub(crate) settings: Settings,
    pub(crate) asker: Asker,
    pub(crate) at: Timestamp,
    pub(crate) unmasked: bool,
}

/// Some people of a unit with their forms; `End` says that all have come.
enum Run {
    Of(Arc<Unit>, Vec<Nomination>, Vec<Form>),
    End,
}

impl Passage {
    /// Writes the file into one that is empty. Dropped before its end, it writes nothing more.
    ///
    /// # Errors
    /// [`NotMade`]: a storage or the disk.
    pub(crate) async fn write(
        self,
        edge: &Edge,
        file: File,
        progress: &Progress,
    ) -> Result<File, NotMade> {
        progress.expect(count(&self.found));
        let passage = Arc::new(self);
        let (send, receive) = mpsc::channel(WAITING);
        let writing = {
            let (passage, progress) = (Arc::clone(&passage), progress.clone());
            tokio::task::spawn_blocking(move || passage.written(file, receive, &progress))
        };
        passage.read(edge, send).await?;
        writing.await.map_err(|error| NotMade::internal(&error))?
    }

    /// Reads those who were found and hands them to the writer.
    async fn read(&self, edge: &Edge, send: mpsc::Sender<Run>) -> Result<(), NotMade> {
        let mut units = edge.store.units(&self.congress).await?;
        units.sort_by(|one, other| one.code.cmp(&other.code));
        for unit in units {
            let Some(ids) = self.found.get(&unit.id) else {
                continue;
            };
            let (congress, unit) = (&self.congress, Arc::new(unit));
            let mut people = edge.store.nominations_of_unit(congress, &unit.id).await?;
            people.retain(|one| ids.contains(&one.id));
            let mut people = self.arranged(people).into_iter().peekable();
            while people.peek().is_some() {
                let some: Vec<_> = people.by_ref().take(AT_ONCE).collect();
                let ids: Vec<_> = some.iter().map(|one| one.id.clone()).collect();
                let forms = edge.store.forms(&ids).await?;
                let run = Run::Of(Arc::clone(&unit), some, forms);
                if send.send(run).await.is_err() {
                    // The writer has failed; it says why.
                    return Ok(());
                }
            }
        }
        // The writer is gone only when it has failed.
        let _ = send.send(Run::End).await;
        Ok(())
    }

    /// A unit's people in the order asked for, or by category and allocation.
    fn arranged(&self, mut people: Vec<Nomination>) -> Vec<Nomination> {
        if self.request.filters.sort.is_empty() {
            people.sort_by_cached_key(|one| (one.category, one.allocated_at, one.id.clone()));
            return people;
        }
        self.filter.arrange(people)
    }

    fn written(
        &self,
        file: File,
        mut receive: mpsc::Receiver<Run>,
        progress: &Progress,
    ) -> Result<File, NotMade> {
        let schema = Schema::of_all(&self.settings);
        let kind = if self.unmasked {
            Kind::Full
        } else {
            Kind::Masked
        };
        let people = count(&self.found) as usize;
        let heading = heading_of(&self.settings.title, &self.asker, self.at, kind, people);
        let manner = Manner {
            settings: &self.settings,
            language: self.asker.language,
            mask: !self.unmasked,
        };
        let internal = |error: crate::Failure| NotMade::internal(&error);
        let writer = Writer::begin(file, &self.request, &schema, manner, heading);
        let mut writer = writer.map_err(internal)?;
        loop {
            match receive.blocking_recv() {
                Some(Run::Of(unit, people, forms)) => {
                    let mut forms: HashMap<_, _> = forms
                        .into_iter()
                        .map(|form| (form.nomination.clone(), form))
                        .collect();
                    for nomination in &people {
                        let form = forms.remove(&nomination.id);
                        let form = form.unwrap_or_else(|| Form::of(nomination));
                        let person = Person {
                            nomination,
                            unit: &unit,
                            form: &form,
                        };
                        writer.row(person).map_err(internal)?;
                        progress.step(1);
                    }
                }
                Some(Run::End) => return writer.finish(),
                None => return Err(NotMade::internal(&"nobody waits for it any more")),
            }
        }
    }
}
