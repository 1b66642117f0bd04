//! What a file of liaisons would change. A row adds a liaison or corrects the name of one with the same phone; nobody is
//! removed by a file, since who is missing in it may only have been forgotten.

use std::collections::{BTreeMap, HashSet};

use super::{MOST_TITLE_ROWS, Plan, Planned, nothing, refused};
use crate::{
    congress::Congress,
    phone::Phone,
    refusal::{Refusal, Said},
    sheet::{CellFault, Row, Verdict, formula, is_formula},
    unit::{Unit, contact::ContactEntry, entry::MOST_LIAISONS, liaison_table::LiaisonColumn},
};

type Places = BTreeMap<LiaisonColumn, usize>;
type Fault = (LiaisonColumn, Said);

/// Plans an import of liaisons. All that a file does to one unit stands at the last row that does something to it.
///
/// # Errors
/// [`Refusal::CongressNotOpen`] once the congress is closed; [`Refusal::Invalid`] when the header lacks columns or no row
/// follows it.
pub fn plan_liaisons(rows: &[Row], congress: &Congress, units: &[Unit]) -> Result<Plan, Refusal> {
    congress.require_editable()?;
    let filled: Vec<&Row> = rows.iter().filter(|row| !row.is_blank()).collect();
    let (places, rows) = header(&filled)?;
    let mut sheet = Sheet {
        places,
        congress,
        units,
        changed: BTreeMap::new(),
        seen: HashSet::new(),
    };
    let mut planned: Vec<Planned> = Vec::new();
    for row in rows {
        let one = sheet.judge(row, planned.len());
        planned.push(one);
    }
    for (place, changed) in sheet.changed {
        planned[changed.last].before = Some(units[place].clone());
        planned[changed.last].after = Some(changed.unit);
    }
    Ok(Plan { rows: planned })
}

fn header<'a, 'b>(rows: &'a [&'b Row]) -> Result<(Places, &'a [&'b Row]), Refusal> {
    let read = |row: &Row| -> Places {
        let cells = row.cells.iter().enumerate();
        let known = cells.filter_map(|(index, cell)| Some((LiaisonColumn::parse(cell)?, index)));
        known.collect()
    };
    let titles = rows.iter().take(MOST_TITLE_ROWS);
    let (first, places) = titles
        .map(|row| read(row))
        .enumerate()
        .max_by_key(|(index, places)| (places.len(), usize::MAX - index))
        .ok_or_else(nothing)?;
    let required = LiaisonColumn::ALL.into_iter();
    let missing: Vec<_> = required
        .filter(|column| *column != LiaisonColumn::UnitName && !places.contains_key(column))
        .map(LiaisonColumn::header)
        .collect();
    if !missing.is_empty() {
        return Err(refused(Said::new(
            format!(
                "表头不符。缺少列：{}。请下载模板后按模板填写",
                missing.join("、")
            ),
            format!(
                "The header is not as expected. Missing columns: {}. Please use the template",
                missing.join(", ")
            ),
        )));
    }
    match &rows[first + 1..] {
        [] => Err(nothing()),
        below => Ok((places, below)),
    }
}

/// A unit as the rows so far leave it, and which of them did something last.
struct Changed {
    unit: Unit,
    last: usize,
}

struct Sheet<'a> {
    places: Places,
    congress: &'a Congress,
    units: &'a [Unit],
    /// By the unit's place among `units`.
    changed: BTreeMap<usize, Changed>,
    seen: HashSet<(usize, Phone)>,
}

impl Sheet<'_> {
    fn text(&self, row: &Row, column: LiaisonColumn) -> String {
        let place = self.places.get(&column);
        place.map(|place| row.text(*place)).unwrap_or_default()
    }

    fn judge(&mut self, row: &Row, index: usize) -> Planned {
        let code = self.text(row, LiaisonColumn::UnitCode);
        let name = self.text(row, LiaisonColumn::Name);
        let mut planned = Planned {
            line: row.line,
            code,
            name,
            verdict: Verdict::Error,
            changes: Vec::new(),
            faults: Vec::new(),
            before: None,
            after: None,
        };
        match self.apply(row, index) {
            Ok((verdict, changes)) => {
                planned.verdict = verdict;
                planned.changes = changes;
            }
            Err(faults) => {
                let fault = |(column, says): Fault| {
                    let place = self.places.get(&column).copied().unwrap_or(0);
                    CellFault::new(column.header(), place, row.line, says)
                };
                planned.faults = faults.into_iter().map(fault).collect();
            }
        }
        planned
    }

    fn apply(&mut self, row: &Row, index: usize) -> Result<(Verdict, Vec<Said>), Vec<Fault>> {
        let formulas: Vec<Fault> = LiaisonColumn::ALL
            .into_iter()
            .filter(|column| is_formula(&self.text(row, *column)))
            .map(|column| (column, formula()))
            .collect();
        if !formulas.is_empty() {
            return Err(formulas);
        }
        let found = self.unit(row);
        let known = match &found {
            Ok(place) => self.now(*place).liaisons.clone(),
            Err(_) => Vec::new(),
        };
        let entry = ContactEntry {
            name: self.text(row, LiaisonColumn::Name),
            phone: self.text(row, LiaisonColumn::Phone),
        };
        let mut of_person = Vec::new();
        let contact = entry.read(&known, "", &mut of_person);
        let mut faults: Vec<Fault> = found.as_ref().err().cloned().into_iter().collect();
        faults.extend(of_person.into_iter().map(|fault| {
            let name = fault.pointer.ends_with("/name");
            let column = if name {
                LiaisonColumn::Name
            } else {
                LiaisonColumn::Phone
            };
            (column, fault.says)
        }));
        let (Ok(place), Some(contact)) = (found, contact) else {
            return Err(faults);
        };
        if !self.seen.insert((place, contact.phone.clone())) {
            let says = Said::new(
                "这位联络员在文件中出现了两次，请删去一行",
                "This liaison stands in the file twice; remove one row",
            );
            return Err(vec![(LiaisonColumn::Phone, says)]);
        }
        let mut unit = self.now(place).clone();
        let full = unit.liaisons.len() >= MOST_LIAISONS;
        let there = unit
            .liaisons
            .iter_mut()
            .find(|one| one.phone == contact.phone);
        let (verdict, changes) = match there {
            Some(one) if one.name == contact.name => return Ok((Verdict::Unchanged, Vec::new())),
            Some(one) => {
                let said = format!("{} → {}", one.name, contact.name);
                one.name = contact.name;
                (Verdict::Changed, vec![Said::new(said.clone(), said)])
            }
            None if full => {
                let says = Said::new(
                    format!("该单位联络员已满 {MOST_LIAISONS} 人，请先删去不再担任的"),
                    format!("The unit has {MOST_LIAISONS} liaisons already; remove one first"),
                );
                return Err(vec![(LiaisonColumn::UnitCode, says)]);
            }
            None => {
                unit.liaisons.push(contact);
                (Verdict::New, Vec::new())
            }
        };
        self.changed.insert(place, Changed { unit, last: index });
        Ok((verdict, changes))
    }

    /// A unit as the rows so far leave it.
    fn now(&self, place: usize) -> &Unit {
        self.changed
            .get(&place)
            .map_or(&self.units[place], |changed| &changed.unit)
    }

    /// The unit of a row: by its code; the name, where given, must fit.
    fn unit(&self, row: &Row) -> Result<usize, Fault> {
        let code = self.text(row, LiaisonColumn::UnitCode);
        let name = self.text(row, LiaisonColumn::UnitName);
        let column = LiaisonColumn::UnitCode;
        if code.is_empty() {
            let says = Said::new("请填写单位编号", "Please fill in: the unit's code");
            return Err((column, says));
        }
        let Some(place) = self.units.iter().position(|unit| unit.code == code) else {
            let title = &self.congress.settings.title;
            let says = Said::new(
                format!("“{title}”没有编号为 {code} 的单位，请核对，或先导入单位"),
                format!("“{title}” has no unit {code}; check it, or import the units first"),
            );
            return Err((column, says));
        };
        let known = &self.units[place].name;
        if !name.is_empty() && name != *known {
            let says = Said::new(
                format!("编号 {code} 的单位是“{known}”，请核对编号和名称"),
                format!("The unit {code} is “{known}”; check code and name"),
            );
            return Err((LiaisonColumn::UnitName, says));
        }
        Ok(place)
    }
}
