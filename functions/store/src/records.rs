//! Whether the records are whole: what is written together stands together. Every count, copy, guard and pointer is made
//! once more of the records that it is about, and compared.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    decision::Person,
    id::{CongressId, NominationId, UnitId},
    material::Filed,
    nomination::{Nomination, listed::Listed, state::State},
    unit::{Counts, Unit},
};

use crate::{
    Owner, Store, StoreError,
    items::{self, Item, Reader, claim, partition_key, sort_key},
    keys::{self, InDossier, InPerson, Key},
    trail::{self, TrailReport},
};

/// What does not stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordFault {
    /// A unit's counts are not those of its nominations.
    Counts,
    /// A unit's place on the board is not as the unit is.
    Board,
    /// A unit's register is not as its nominations are.
    Register,
    /// A nomination, a place on the board or a part of the register is of no unit.
    UnitGone,
    /// Somebody who holds a place is not guarded: the same person could be nominated twice.
    Unguarded,
    /// A person is guarded who is not nominated: nobody could nominate them.
    StrayGuard,
    /// A form, an entry of a trail or a file is of no nomination.
    NominationGone,
    /// A form was submitted and is not there.
    FormGone,
    /// The number of a nomination's files is not the one that it says.
    Attachments,
    /// The files of materials are not those that a nomination or a unit counts.
    Materials,
    /// Somebody has a part by the unit or the congress and would not be let in.
    PointerGone,
    /// Somebody is let in who has no part.
    StrayPointer,
}

/// What a check of all records found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordReport {
    /// Units looked at.
    pub units: usize,
    /// Nominations looked at.
    pub nominations: usize,
    /// What does not stand together, by what it is about: an id, or a pointer's keyed hash.
    pub faults: BTreeMap<String, BTreeSet<RecordFault>>,
    /// The trails.
    pub trails: TrailReport,
}

impl RecordReport {
    /// Whether everything is as it should be.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.trails.faults.is_empty()
    }

    fn fault(&mut self, of: &impl ToString, fault: RecordFault) {
        self.faults.entry(of.to_string()).or_default().insert(fault);
    }
}

type UnitKey = (CongressId, UnitId);

/// What a reading of the whole table found. Everything that says whose it is stands under that.
#[derive(Default)]
struct Read {
    units: BTreeMap<UnitKey, Unit>,
    board: BTreeMap<UnitKey, Unit>,
    registers: BTreeMap<UnitKey, Vec<Listed>>,
    nominations: BTreeMap<NominationId, Nomination>,
    forms: BTreeSet<NominationId>,
    /// How many files were confirmed.
    files: BTreeMap<NominationId, u32>,
    /// Those of materials, by material.
    filed: BTreeMap<Owner, Filed>,
    /// Whose each guard is.
    guards: BTreeMap<Key, NominationId>,
    /// Liaisons' and officers'.
    pointers: BTreeSet<Key>,
    /// Those there should be.
    parts: BTreeSet<Key>,
    trails: trail::Read,
}

impl Read {
    /// Whether these are the files of materials that somebody has.
    fn counts_files(&self, owner: &Owner, counted: &Filed) -> bool {
        self.filed.get(owner).cloned().unwrap_or_default() == *counted
    }
}

impl Store {
    /// Checks all records and all trails, by reading the whole table: an operator's command. While people work it may name
    /// what was being written between two pages of the reading; at rest it names nothing but what is wrong.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn verify_records(&self) -> Result<RecordReport, StoreError> {
        let mut read = Read::default();
        let mut from = None;
        loop {
            let (items, next) = self.scan_page(from).await?;
            for item in &items {
                self.read_record(item, &mut read)?;
                self.take(item, &mut read.trails)?;
            }
            from = next;
            if from.is_none() {
                break;
            }
        }
        let trails = self.report(std::mem::take(&mut read.trails)).await?;
        Ok(self.compare(&read, trails))
    }

    fn read_record(&self, item: &Item, read: &mut Read) -> Result<(), StoreError> {
        let keys = self.keys();
        let (pk, sk) = (partition_key(item), sort_key(item));
        if keys::nomination_of(pk, sk).is_some() {
            let one = items::nomination::nomination(item, keys)?;
            read.nominations.insert(one.id.clone(), one);
        } else if let Some(whose) = keys::on_board(pk, sk) {
            read.board.insert(whose, items::board::unit(item, keys)?);
        } else if let Some(whose) = keys::on_register(pk, sk) {
            let (entries, _) = items::register::entries(item, keys)?;
            read.registers.insert(whose, entries);
        } else if let Some(whose) = keys::unit_of(pk, sk) {
            let unit = items::unit::unit(item, keys)?;
            let pointer = |phone| Key::liaison(&keys.blind_phone(phone), &whose.0, &whose.1);
            let liaisons = unit.liaisons.iter().map(|one| pointer(&one.phone));
            read.parts.extend(liaisons);
            read.units.insert(whose, unit);
        } else if keys::is_congress(sk) {
            let congress = items::congress::congress(item, keys)?;
            let pointer = |phone| Key::officer(&keys.blind_phone(phone), &congress.id);
            let officers = congress
                .officers
                .iter()
                .map(|one| pointer(&one.contact.phone));
            read.parts.extend(officers);
        } else if keys::is_guard(pk, sk) {
            let holder = claim::holder(item, keys)?;
            read.guards.insert(Key::of_record(pk, sk), holder);
        } else if let Some(InPerson::Officer(_) | InPerson::Liaison(..)) = keys::in_person(sk) {
            read.pointers.insert(Key::of_record(pk, sk));
        } else if let Some((_, owner)) = keys::attachment_of(pk, sk) {
            self.read_file(owner, item, read)?;
        } else if let (Some(whose), Some(part)) = (keys::dossier_of(pk), keys::in_dossier(sk)) {
            self.read_part(whose, &part, item, read)?;
        }
        Ok(())
    }

    fn read_file(&self, owner: Owner, item: &Item, read: &mut Read) -> Result<(), StoreError> {
        let file = items::attachment::attachment(item, self.keys())?;
        if !file.confirmed {
            return Ok(());
        }
        if let Owner::Nomination(whose) = &owner {
            *read.files.entry(whose.clone()).or_default() += 1;
        }
        if let Some(material) = &file.material {
            read.filed.entry(owner).or_default().add(material);
        }
        Ok(())
    }

    fn read_part(
        &self,
        whose: NominationId,
        part: &InDossier,
        item: &Item,
        read: &mut Read,
    ) -> Result<(), StoreError> {
        match part {
            InDossier::Form => {
                // One that cannot be opened is as good as none.
                items::form::form(item, self.keys())?;
                read.forms.insert(whose);
            }
            InDossier::Attachment(_) | InDossier::Audit(_) => {
                Reader::new(item, "entry", u8::MAX, self.keys())?;
            }
        }
        Ok(())
    }

    fn compare(&self, read: &Read, trails: TrailReport) -> RecordReport {
        let mut report = RecordReport {
            units: read.units.len(),
            nominations: read.nominations.len(),
            trails,
            ..RecordReport::default()
        };
        compare_units(read, &mut report);
        self.compare_guards(read, &mut report);
        compare_dossiers(read, &mut report);
        for gone in read.parts.difference(&read.pointers) {
            report.fault(&gone.pk, RecordFault::PointerGone);
        }
        for stray in read.pointers.difference(&read.parts) {
            report.fault(&stray.pk, RecordFault::StrayPointer);
        }
        report
    }

    fn compare_guards(&self, read: &Read, report: &mut RecordReport) {
        let mut wanted = BTreeMap::new();
        let holding = read.nominations.values();
        for one in holding.filter(|one| one.state.holds_place()) {
            let persons = [
                Some(Person::Phone(one.phone.clone())),
                one.certificate.clone().map(Person::Certificate),
            ];
            for person in persons.into_iter().flatten() {
                let guard = claim::guard(&person, &one.congress, self.keys());
                wanted.insert(guard, &one.id);
            }
        }
        for (guard, one) in &wanted {
            if read.guards.get(guard) != Some(*one) {
                report.fault(one, RecordFault::Unguarded);
            }
        }
        for (guard, holder) in &read.guards {
            if !wanted.contains_key(guard) {
                report.fault(holder, RecordFault::StrayGuard);
            }
        }
    }
}

fn compare_units(read: &Read, report: &mut RecordReport) {
    let mut counts: BTreeMap<UnitKey, Counts> = BTreeMap::new();
    let mut listed: BTreeMap<UnitKey, BTreeMap<&NominationId, Listed>> = BTreeMap::new();
    for one in read.nominations.values() {
        let whose = (one.congress.clone(), one.unit.clone());
        if !read.units.contains_key(&whose) {
            report.fault(&one.id, RecordFault::UnitGone);
        }
        let of_unit = counts.entry(whose.clone()).or_default();
        of_unit.enter(one.category, one.state);
        if one.state != State::Deregistered {
            let of_unit = listed.entry(whose).or_default();
            of_unit.insert(&one.id, Listed::from(one));
        }
    }
    for (whose, unit) in &read.units {
        if counts.remove(whose).unwrap_or_default() != unit.counts {
            report.fault(&unit.id, RecordFault::Counts);
        }
        if !read
            .board
            .get(whose)
            .is_some_and(|shown| shows(shown, unit))
        {
            report.fault(&unit.id, RecordFault::Board);
        }
        if !read.counts_files(&unit.into(), &unit.materials) {
            report.fault(&unit.id, RecordFault::Materials);
        }
        let entries = read.registers.get(whose).map_or(&[][..], Vec::as_slice);
        let entries: BTreeMap<_, _> = entries.iter().map(|one| (&one.id, one.clone())).collect();
        if entries != listed.remove(whose).unwrap_or_default() {
            report.fault(&unit.id, RecordFault::Register);
        }
    }
    for owner in read.filed.keys() {
        if let Owner::Unit(congress, unit) = owner
            && !read.units.contains_key(&(congress.clone(), unit.clone()))
        {
            report.fault(unit, RecordFault::UnitGone);
        }
    }
    let copies = read.board.keys().chain(read.registers.keys());
    for (_, unit) in copies.filter(|whose| !read.units.contains_key(whose)) {
        report.fault(unit, RecordFault::UnitGone);
    }
}

/// Whether the board shows a unit as it is.
fn shows(shown: &Unit, unit: &Unit) -> bool {
    (&shown.code, &shown.name, shown.kind) == (&unit.code, &unit.name, unit.kind)
        && (&shown.counts, &shown.extensions) == (&unit.counts, &unit.extensions)
}

fn compare_dossiers(read: &Read, report: &mut RecordReport) {
    for one in read.nominations.values() {
        if one.submissions > 0 && !read.forms.contains(&one.id) {
            report.fault(&one.id, RecordFault::FormGone);
        }
        let files = read.files.get(&one.id).copied().unwrap_or(0);
        if files != one.attachments {
            report.fault(&one.id, RecordFault::Attachments);
        }
        if !read.counts_files(&one.into(), &one.materials) {
            report.fault(&one.id, RecordFault::Materials);
        }
    }
    let parts = read.forms.iter().chain(read.files.keys());
    for one in parts.filter(|one| !read.nominations.contains_key(one)) {
        report.fault(one, RecordFault::NominationGone);
    }
}
