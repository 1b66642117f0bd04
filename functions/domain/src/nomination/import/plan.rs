//! What each row of a file would do, decided on what is there now. Nothing is done here.

use std::collections::HashMap;

use jiff::Timestamp;

use super::table::{Line, Table};
use crate::{
    category::Category,
    decision::Person,
    form::{
        self, Form,
        schema::{self, Schema},
        values::Values,
    },
    id::{ImportId, NominationId},
    nomination::{
        Case, Nomination, Standing,
        allocate::{self, Row as Place},
        intake::{By, Intake, Taken},
        state::State,
    },
    permission::{Action, Actor},
    person_name::PersonName,
    refusal::{Fault, FaultCode, Refusal, Said},
    sheet::{self, CellFault, Verdict},
    text::Language,
    unit::Unit,
    window::china_date,
};

/// Who imports, where and when, and who is there already.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Congress and unit.
    pub standing: Standing<'a>,
    /// Who imports.
    pub actor: &'a Actor,
    /// When.
    pub now: Timestamp,
    /// All of the unit's nominations.
    pub nominations: &'a [Nomination],
    /// Their forms, as far as they were saved.
    pub forms: &'a [Form],
    /// Of the file's persons, those who are nominated in the congress, whichever unit's they are.
    pub held: &'a [(Person, NominationId)],
}

/// What a file would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Every row that is not blank, in order.
    pub rows: Vec<Planned>,
    /// The unit with the places of all good rows taken.
    pub unit: Unit,
}

/// What one row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its number in the file.
    pub line: u32,
    /// The name that stands in it, or that the person has.
    pub name: String,
    /// Which of the four.
    pub verdict: Verdict,
    /// What changes: `邮箱：（空） → a@example.org`. Nothing for somebody new.
    pub changes: Vec<Said>,
    /// How many answers are filled in.
    pub filled: usize,
    /// What is wrong.
    pub faults: Vec<CellFault>,
    /// Whom and what it is about; `None` with faults, and where nothing changes.
    pub taken: Option<Taken>,
}

impl Plan {
    /// How many rows have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.rows
            .iter()
            .filter(|row| row.verdict == verdict)
            .count()
    }

    /// What is wrong, row by row.
    pub fn faults(&self) -> Vec<CellFault> {
        self.rows
            .iter()
            .flat_map(|row| row.faults.clone())
            .collect()
    }

    /// Whether it fills in numbers of certificates for whose entry a consent must be attested.
    pub fn asks_consent(&self, scene: &Scene<'_>) -> bool {
        self.rows
            .iter()
            .filter_map(|row| row.taken.as_ref())
            .any(|taken| {
                let known = scene
                    .nominations
                    .iter()
                    .find(|one| one.id == taken.nomination);
                Intake::attests(taken, known)
            })
    }

    /// Everybody whom it concerns, to be taken in.
    pub fn intake(&self, scene: &Scene<'_>, import: ImportId) -> Intake {
        Intake {
            by: By::liaison(scene.standing, scene.actor, scene.now),
            import: Some(import),
            people: self
                .rows
                .iter()
                .filter_map(|row| row.taken.clone())
                .collect(),
        }
    }
}

/// Plans an import: every row with its verdict. `new_id` gives new nominations their ids.
///
/// # Errors
/// As [`super::require_liaison`].
pub fn plan(
    table: &Table<'_>,
    scene: &Scene<'_>,
    mut new_id: impl FnMut() -> NominationId,
) -> Result<Plan, Refusal> {
    super::require_liaison(scene.standing, scene.actor, scene.now)?;
    let mut unit = scene.standing.unit.clone();
    unit.last_activity_at = Some(scene.now);
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    for line in table.lines() {
        let judging = Judging { line, scene };
        let mut row = judging.judge(&mut new_id);
        row.faults.extend(seen.repeated(line));
        if let Some(place) = row.taken.as_ref().and_then(|taken| taken.place.as_ref())
            && row.faults.is_empty()
        {
            let so_far = Standing {
                unit: &unit,
                ..scene.standing
            };
            match allocate::takes_place(so_far, place.category) {
                Ok(counts) => unit.counts = counts,
                Err(says) => row.faults.push(line.fault("category", says)),
            }
        }
        rows.push(row.settled());
    }
    Ok(Plan { rows, unit })
}

impl Planned {
    fn settled(mut self) -> Self {
        if !self.faults.is_empty() {
            self.taken = None;
            self.changes.clear();
            self.faults.sort_by_key(|fault| sheet::place(&fault.cell));
        }
        self.verdict = match &self.taken {
            _ if !self.faults.is_empty() => Verdict::Error,
            None => Verdict::Unchanged,
            Some(taken) if taken.place.is_some() => Verdict::New,
            Some(_) => Verdict::Changed,
        };
        self
    }
}

/// Persons of the rows above, each with its line.
#[derive(Default)]
struct Seen(HashMap<String, u32>);

impl Seen {
    fn repeated(&mut self, line: Line<'_>) -> Vec<CellFault> {
        let phone = line.phone().and_then(Result::ok);
        let phone = phone.map(|phone| (schema::PHONE, phone.e164().to_owned()));
        let number = line.id_number().map(|number| (schema::ID_NUMBER, number));
        let mut faults = Vec::new();
        for (column, text) in phone.into_iter().chain(number) {
            let first = *self.0.entry(text).or_insert(line.row.line);
            if first != line.row.line {
                let says = Said::new(
                    format!("与第 {first} 行重复，请删去一行或改正"),
                    format!("The same as in row {first}; remove one or correct it"),
                );
                faults.push(line.fault(column, says));
            }
        }
        faults
    }
}

/// One row and what it is judged on.
struct Judging<'s> {
    line: Line<'s>,
    scene: &'s Scene<'s>,
}

impl<'s> Judging<'s> {
    fn judge(&self, new_id: &mut impl FnMut() -> NominationId) -> Planned {
        let line = self.line;
        let mut faults = line.formulas();
        if let Some(Err(says)) = line.phone() {
            faults.push(line.fault(schema::PHONE, says));
        }
        let mut planned = Planned {
            line: line.row.line,
            name: line.text(schema::NAME),
            verdict: Verdict::Error,
            changes: Vec::new(),
            filled: 0,
            faults,
            taken: None,
        };
        if !planned.faults.is_empty() {
            return planned;
        }
        match self.known() {
            Ok(Some(nomination)) => self.change(nomination, &mut planned),
            Ok(None) => self.place(&new_id(), &mut planned),
            Err(fault) => planned.faults.push(fault),
        }
        planned
    }

    /// The nomination a row is about, by phone, by the number of the certificate, or by a masked phone with the name.
    fn known(&self) -> Result<Option<&'s Nomination>, CellFault> {
        let line = self.line;
        let active = || {
            let all = self.scene.nominations.iter();
            all.filter(|one| one.state != State::Deregistered)
        };
        let phone = line.phone().and_then(Result::ok);
        let by_phone = phone
            .as_ref()
            .and_then(|phone| active().find(|one| one.phone == *phone));
        let by_number = line.id_number().and_then(|number| {
            let has = |one: &&Nomination| {
                let form = self.form(&one.id);
                form.and_then(|form| form.values.text(schema::ID_NUMBER)) == Some(&*number)
            };
            active().find(has)
        });
        match (by_phone, by_number) {
            (Some(one), Some(other)) if one.id != other.id => Err(line.fault(
                schema::ID_NUMBER,
                Said::new(
                    "手机号和证件号属于本单位的两个人，请核对",
                    "The phone and the number are of two people of this unit; please check",
                ),
            )),
            (None, Some(one)) if phone.is_some() => Err(line.fault(
                schema::PHONE,
                Said::new(
                    format!("“{}”登录的手机号不是这个，手机号不能由导入更换", one.name),
                    format!(
                        "“{}” signs in with another phone, which an import cannot replace",
                        one.name
                    ),
                ),
            )),
            (Some(one), _) | (None, Some(one)) => Ok(Some(one)),
            (None, None) => Ok(self.by_mask(active())),
        }
    }

    fn by_mask(&self, mut active: impl Iterator<Item = &'s Nomination>) -> Option<&'s Nomination> {
        let (phone, name) = (self.line.text(schema::PHONE), self.line.text(schema::NAME));
        let same = |one: &&Nomination| one.phone.masked() == phone && one.name == name;
        let found = active.find(same)?;
        active.all(|one| !same(&one)).then_some(found)
    }

    fn form(&self, id: &NominationId) -> Option<&'s Form> {
        self.scene.forms.iter().find(|form| form.nomination == *id)
    }

    /// Somebody who is nominated already: what is filled in changes, nothing else.
    fn change(&self, one: &'s Nomination, planned: &mut Planned) {
        let (line, settings) = (self.line, &self.scene.standing.congress.settings);
        planned.name.clone_from(&one.name);
        match line.category(settings) {
            Some(Ok(category)) if category != one.category => planned.faults.push(line.fault(
                "category",
                Said::new(
                    format!("现为{}，请用“变更身份”修改", one.category.name().zh),
                    format!(
                        "Is {} now; please use “Change category”",
                        one.category.name().en
                    ),
                ),
            )),
            Some(Err(says)) => planned.faults.push(line.fault("category", says)),
            _ => {}
        }
        let form = self.form(&one.id).cloned().unwrap_or_else(|| Form::of(one));
        self.fill(&one.id, one.category, &form.values, None, planned);
        if let Some(taken) = &planned.taken {
            let withdrawn = one.consent.as_ref().filter(|consent| consent.withdrawn);
            if let Some(consent) = withdrawn.filter(|_| Intake::attests(taken, Some(one))) {
                let says = Refusal::ConsentWithdrawn { at: consent.at }.says();
                planned.faults.push(line.fault(schema::ID_NUMBER, says));
            }
            planned.faults.extend(self.not_now(one));
        }
    }

    /// Why somebody's form cannot be filled in now, if it cannot.
    fn not_now(&self, one: &Nomination) -> Option<CellFault> {
        let case = Case {
            standing: self.scene.standing,
            nomination: one,
            actor: self.scene.actor,
            now: self.scene.now,
        };
        let says = match case.require(Action::FillIn) {
            Ok(_) if one.state != State::FirstReviewPending => return None,
            Ok(_) | Err(Refusal::WrongState { .. }) => Said::new(
                format!("现为“{}”，不能由导入修改", one.state.name().zh),
                format!(
                    "Is “{}” now and cannot be changed by an import",
                    one.state.name().en
                ),
            ),
            Err(_) => Said::new(
                "现在不能填报，填报时间已过或大会未开放",
                "Forms cannot be filled in now: the time is over or the congress is not open",
            ),
        };
        Some(self.line.fault(schema::NAME, says))
    }

    /// Somebody new.
    fn place(&self, id: &NominationId, planned: &mut Planned) {
        let (line, settings) = (self.line, &self.scene.standing.congress.settings);
        let name = PersonName::parse(&line.text(schema::NAME)).map_err(|fault| {
            let says = Said::new(fault.text(Language::Zh), fault.text(Language::En));
            planned.faults.push(line.fault(schema::NAME, says));
        });
        let phone = line.phone().and_then(Result::ok);
        if phone.is_none() {
            let says = Said::new(
                "本单位没有此人；新增人员须有完整的手机号",
                "Nobody of this unit; somebody new needs a phone in full",
            );
            planned.faults.push(line.fault(schema::PHONE, says));
        }
        let category = match line.category(settings) {
            Some(Ok(category)) => Some(category),
            Some(Err(says)) => {
                planned.faults.push(line.fault("category", says));
                None
            }
            None => {
                let says = Said::new("请填写身份", "Please fill in: category");
                planned.faults.push(line.fault("category", says));
                None
            }
        };
        let (Ok(name), Some(phone), Some(category)) = (name, phone, category) else {
            return;
        };
        let before = Values::of(name.as_str(), &phone);
        let place = Place {
            id: id.clone(),
            name,
            phone,
            category,
        };
        self.fill(id, category, &before, Some(place), planned);
    }

    fn fill(
        &self,
        id: &NominationId,
        category: Category,
        before: &Values,
        place: Option<Place>,
        planned: &mut Planned,
    ) {
        let line = self.line;
        let settings = &self.scene.standing.congress.settings;
        planned.faults.extend(self.held_by_others(id));
        let schema = Schema::of(settings, category);
        let (changes, faults) = line.changes(before, &schema);
        planned.faults.extend(faults);
        let after = match before.with(&schema, &changes) {
            Ok(after) => after,
            Err(faults) => {
                planned
                    .faults
                    .extend(faults.iter().map(|fault| self.at_cell(fault)));
                return;
            }
        };
        let mut fields: Vec<String> = changes.keys().cloned().collect();
        fields.retain(|id| before.get(id) != after.get(id));
        if !fields.is_empty() {
            planned.faults.extend(self.untrue(&after, &schema));
        }
        planned.filled = fields.len();
        if place.is_none() {
            planned.changes = Self::said(&fields, before, &after, &schema);
        }
        if place.is_some() || !fields.is_empty() {
            planned.taken = Some(Taken {
                nomination: id.clone(),
                place,
                answers: after.only(&fields),
                fields,
            });
        }
    }

    /// What a complete check finds in the cells that are filled in; what is not filled in is nobody's fault yet.
    fn untrue(&self, after: &Values, schema: &Schema<'_>) -> Vec<CellFault> {
        let faults = form::check::complete(after, schema, china_date(self.scene.now));
        let given = |fault: &&Fault| {
            let id = field_of(&fault.pointer);
            !self.line.text(id).is_empty()
                || fault.code == FaultCode::Contradicts && self.line.has(schema::ID_NUMBER)
        };
        let wrong = faults
            .iter()
            .filter(|fault| fault.code != FaultCode::Required)
            .filter(given);
        wrong.map(|fault| self.at_cell(fault)).collect()
    }

    fn at_cell(&self, fault: &Fault) -> CellFault {
        let id = field_of(&fault.pointer);
        let id = if self.line.has(id) {
            id
        } else {
            schema::ID_NUMBER
        };
        self.line.fault(id, fault.says.clone())
    }

    fn held_by_others(&self, id: &NominationId) -> Vec<CellFault> {
        let line = self.line;
        let today = china_date(self.scene.now);
        let phone = line.phone().and_then(Result::ok).map(Person::Phone);
        let number = line.certificate(today).map(Person::Certificate);
        let persons = [(schema::PHONE, phone), (schema::ID_NUMBER, number)];
        let held = persons
            .into_iter()
            .filter_map(|(column, person)| Some((column, person?)));
        let by_other = held.filter(|(_, person)| {
            let holders = self.scene.held.iter().filter(|(held, _)| held == person);
            holders.into_iter().any(|(_, holder)| holder != id)
        });
        let says = || {
            Said::new(
                "此人在本届大会已被推荐，同一手机号或证件号只能推荐一次",
                "This person is nominated in this congress already; a phone or ID number counts once",
            )
        };
        by_other
            .map(|(column, _)| line.fault(column, says()))
            .collect()
    }

    fn said(fields: &[String], before: &Values, after: &Values, schema: &Schema<'_>) -> Vec<Said> {
        let changed = fields.iter().filter_map(|id| schema.field(id));
        changed
            .map(|field| {
                let says = |language, none: &str| {
                    let shown = |values: &Values| {
                        let text = values.display(field, language, true);
                        if text.is_empty() {
                            none.to_owned()
                        } else {
                            short(&text)
                        }
                    };
                    let label = field.label(schema.level, language);
                    (label, shown(before), shown(after))
                };
                let (zh, was, is) = says(Language::Zh, "（空）");
                let zh = format!("{zh}：{was} → {is}");
                let (en, was, is) = says(Language::En, "(empty)");
                Said::new(zh, format!("{en}: {was} → {is}"))
            })
            .collect()
    }
}

/// The field a pointer is about: `/values/email`, `/changes/resume/0/from`.
fn field_of(pointer: &str) -> &str {
    pointer.split('/').nth(2).unwrap_or_default()
}

fn short(text: &str) -> String {
    let mut letters = text.chars();
    let some: String = letters.by_ref().take(30).collect();
    if letters.next().is_some() {
        format!("{some}…")
    } else {
        some
    }
}
