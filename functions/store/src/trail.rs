//! Whether trails are as they were written: each entry has a link made of the one before it, and the summary has the last.

use std::collections::{BTreeMap, HashMap};

use domain::{
    audit::{AuditEntry, Link},
    id::{CongressId, NominationId, UnitId},
};

use crate::{
    Consistency, Store, StoreError, Wanted,
    calls::Order,
    items::{self, Item, Reader, audit, sort_key},
    keys::{self, InDossier},
};

/// How often a trail that does not fit its summary is read again: somebody may have added to it between the two reads.
const MOST_READS: u32 = 5;

/// An entry with the link that stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The entry.
    pub entry: AuditEntry,
    /// Its link; `None` when somebody took it away.
    pub link: Option<Link>,
    /// Whether the link is the one that the entry and what it follows make.
    pub holds: bool,
}

/// What is wrong with a trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrailFault {
    /// This entry is not as it was written.
    Altered(u64),
    /// An entry is gone.
    Gap,
    /// This entry stands outside of the chain.
    Outside(u64),
    /// The nomination is gone, and its trail is left.
    NominationGone,
    /// Nominations of a unit are gone with their trails: so many.
    NominationsGone(u32),
}

/// What a check of all trails found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailReport {
    /// Nominations looked at.
    pub nominations: usize,
    /// Entries looked at.
    pub entries: usize,
    /// What is wrong, by nomination or unit.
    pub faults: BTreeMap<String, Vec<TrailFault>>,
}

/// What is kept of an entry while all are read.
struct Seen {
    sequence: u64,
    follows: Option<Link>,
    link: Option<Link>,
    holds: bool,
}

impl From<&Linked> for Seen {
    fn from(linked: &Linked) -> Self {
        Self {
            sequence: linked.entry.sequence,
            follows: linked.entry.follows,
            link: linked.link,
            holds: linked.holds,
        }
    }
}

/// What a whole reading of the table found.
#[derive(Default)]
pub(crate) struct Read {
    trails: HashMap<NominationId, Vec<Seen>>,
    summaries: HashMap<NominationId, (CongressId, UnitId, Option<Link>)>,
    /// How many nominations each unit's counts say there are.
    units: BTreeMap<(String, String), u32>,
}

impl Store {
    /// A nomination's trail with its links, in the order of the chain as far as it holds.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn linked_trail(&self, nomination: &NominationId) -> Result<Vec<Linked>, StoreError> {
        let (partition, prefix) = keys::trail(nomination);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Strong)
            .await?;
        let linked: Result<Vec<_>, _> = items.iter().map(|item| self.linked(item)).collect();
        let mut linked = linked?;
        linked.sort_by_key(|one| one.entry.at);
        Ok(linked)
    }

    fn linked(&self, item: &Item) -> Result<Linked, StoreError> {
        let entry = audit::entry(item, self.keys())?;
        let link = audit::link(item, self.keys())?;
        let holds = link == Some(self.keys().link(entry.follows, &entry));
        Ok(Linked { entry, link, holds })
    }

    /// Checks every trail there is, by reading the whole table: an operator's command.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn verify_trails(&self) -> Result<TrailReport, StoreError> {
        let mut read = Read::default();
        let mut from = None;
        loop {
            let (items, next) = self.scan_page(from).await?;
            for item in &items {
                self.take(item, &mut read)?;
            }
            from = next;
            if from.is_none() {
                break;
            }
        }
        self.report(read).await
    }

    /// One item of a reading.
    pub(crate) fn take(&self, item: &Item, read: &mut Read) -> Result<(), StoreError> {
        let reader = Reader::new(item, "item", u8::MAX, self.keys())?;
        let (pk, sk) = (reader.pk()?, sort_key(item));
        if let (Some(nomination), Some(InDossier::Audit(_))) =
            (keys::dossier_of(pk), keys::in_dossier(sk))
        {
            // What cannot be read at all is not as it was written either.
            let seen = self.linked(item).map_or_else(
                |_| Seen {
                    sequence: sequence_of(sk),
                    follows: None,
                    link: None,
                    holds: false,
                },
                |linked| Seen::from(&linked),
            );
            read.trails.entry(nomination).or_default().push(seen);
        } else if let Some((congress, unit, nomination)) = keys::nomination_of(pk, sk) {
            let end = reader.link(items::nomination::TRAIL_END)?;
            read.summaries.insert(nomination, (congress, unit, end));
        } else if let Some((congress, unit)) = keys::unit_of(pk, sk) {
            let total = items::unit::unit(item, self.keys())?.counts.total();
            let key = (congress.to_string(), unit.to_string());
            read.units.insert(key, total);
        }
        Ok(())
    }

    /// What a reading comes to.
    pub(crate) async fn report(&self, read: Read) -> Result<TrailReport, StoreError> {
        let mut report = TrailReport {
            nominations: read.summaries.len(),
            entries: read.trails.values().map(Vec::len).sum(),
            ..TrailReport::default()
        };
        let nothing = Vec::new();
        let mut of_units: BTreeMap<(String, String), u32> = BTreeMap::new();
        for (nomination, (congress, unit, end)) in &read.summaries {
            let key = (congress.to_string(), unit.to_string());
            *of_units.entry(key).or_default() += 1;
            let trail = read.trails.get(nomination).unwrap_or(&nothing);
            if !faults_of(trail, *end).is_empty() {
                let faults = self.read_again(congress, unit, nomination).await?;
                if !faults.is_empty() {
                    report.faults.insert(nomination.to_string(), faults);
                }
            }
        }
        for nomination in read.trails.keys() {
            if !read.summaries.contains_key(nomination) {
                let gone = vec![TrailFault::NominationGone];
                report.faults.insert(nomination.to_string(), gone);
            }
        }
        for (unit, said) in read.units {
            let there = of_units.get(&unit).copied().unwrap_or(0);
            if there < said {
                let gone = vec![TrailFault::NominationsGone(said - there)];
                report.faults.insert(unit.1, gone);
            }
        }
        Ok(report)
    }

    /// The faults of one trail, read until nothing happened to it in between.
    async fn read_again(
        &self,
        congress: &CongressId,
        unit: &UnitId,
        nomination: &NominationId,
    ) -> Result<Vec<TrailFault>, StoreError> {
        let mut faults = Vec::new();
        for _ in 0..MOST_READS {
            let before = self.end_of_trail(congress, unit, nomination).await?;
            let trail = self.linked_trail(nomination).await;
            let seen: Vec<Seen> = match trail {
                Ok(trail) => trail.iter().map(Seen::from).collect(),
                Err(StoreError::Corrupt { .. }) => return Ok(vec![TrailFault::Altered(0)]),
                Err(error) => return Err(error),
            };
            faults = faults_of(&seen, before);
            if self.end_of_trail(congress, unit, nomination).await? == before {
                break;
            }
        }
        Ok(faults)
    }

    async fn end_of_trail(
        &self,
        congress: &CongressId,
        unit: &UnitId,
        nomination: &NominationId,
    ) -> Result<Option<Link>, StoreError> {
        let wanted = Wanted {
            nomination: Some((congress, unit, nomination)),
            ..Wanted::default()
        };
        let loaded = self.load(&wanted).await?;
        Ok(loaded.nomination.and_then(|one| one.trail))
    }
}

fn sequence_of(sk: &str) -> u64 {
    match keys::in_dossier(sk) {
        Some(InDossier::Audit(sequence)) => sequence,
        _ => 0,
    }
}

/// What is wrong with a trail that ends so: followed from its end, every entry must be met once, and hold.
fn faults_of(trail: &[Seen], end: Option<Link>) -> Vec<TrailFault> {
    let altered = trail.iter().filter(|seen| !seen.holds);
    let mut faults: Vec<_> = altered
        .map(|seen| TrailFault::Altered(seen.sequence))
        .collect();
    let by_link: HashMap<Link, &Seen> = trail
        .iter()
        .filter_map(|seen| seen.link.map(|link| (link, seen)))
        .collect();
    let (mut met, mut next) = (Vec::new(), end);
    while let Some(link) = next {
        let Some(seen) = by_link.get(&link).filter(|_| met.len() <= trail.len()) else {
            faults.push(TrailFault::Gap);
            break;
        };
        met.push(seen.sequence);
        next = seen.follows;
    }
    if end.is_none() {
        faults.push(TrailFault::Gap);
    }
    let outside = trail.iter().filter(|seen| !met.contains(&seen.sequence));
    faults.extend(outside.map(|seen| TrailFault::Outside(seen.sequence)));
    faults
}
