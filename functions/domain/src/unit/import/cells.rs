//! The cells of one row, read as what their columns hold.

use super::header::Header;
use crate::{
    refusal::Said,
    sheet::{CellFault, Row, formula, is_formula},
    unit::{Unit, UnitKind, contact::ContactEntry, entry::UnitEntry, table::UnitColumn},
};

/// A row under its header.
pub(super) struct Cells<'a> {
    pub(super) header: &'a Header<'a>,
    pub(super) row: &'a Row,
}

type Faults = Vec<(UnitColumn, Said)>;

impl Cells<'_> {
    /// A cell's text, full-width characters made plain; `None` where the file lacks the column.
    fn given(&self, column: UnitColumn) -> Option<String> {
        let place = self.header.places.get(&column)?;
        Some(self.row.text(*place))
    }

    /// A cell's text, empty where there is none.
    pub(super) fn text(&self, column: UnitColumn) -> String {
        self.given(column).unwrap_or_default()
    }

    /// A fault in a cell. One about a column that the file lacks stands at the row's code.
    pub(super) fn fault(&self, column: UnitColumn, says: Said) -> CellFault {
        let header = column.header(self.header.settings);
        CellFault::new(header, self.place(column), self.row.line, says)
    }

    /// Where a column stands.
    pub(super) fn place(&self, column: UnitColumn) -> usize {
        let places = &self.header.places;
        places
            .get(&column)
            .or_else(|| places.get(&UnitColumn::Code))
            .copied()
            .unwrap_or(0)
    }

    /// What the row says of a unit; what it leaves out is as `before`.
    pub(super) fn entry(&self, before: Option<&Unit>) -> (UnitEntry, Faults) {
        let mut faults = self.formulas();
        let name = self.text(UnitColumn::Name);
        let kind = self.kind(&name, before, &mut faults);
        let liaisons = self.liaisons(before, &mut faults);
        let mut quotas = before.map(|unit| unit.quotas.clone()).unwrap_or_default();
        for column in self.header.places.keys() {
            match *column {
                UnitColumn::Places(category) => {
                    if let Some(places) = self.number(*column, &mut faults) {
                        quotas.0.entry(category).or_default().places = places;
                    }
                }
                UnitColumn::Minimum(category, wanted) => {
                    let minimums = &mut quotas.0.entry(category).or_default().minimums;
                    match self.number(*column, &mut faults) {
                        Some(0) => {
                            minimums.remove(&wanted);
                        }
                        Some(minimum) => {
                            minimums.insert(wanted, minimum);
                        }
                        None => {}
                    }
                }
                _ => {}
            }
        }
        quotas
            .0
            .retain(|_, quota| quota.places > 0 || !quota.minimums.is_empty());
        (
            UnitEntry {
                code: self.text(UnitColumn::Code),
                name,
                kind,
                liaisons,
                quotas,
            },
            faults,
        )
    }

    /// A formula stands for nothing that can be checked, wherever it is.
    fn formulas(&self) -> Faults {
        let columns = self.header.places.keys().copied();
        let formulas = columns.filter(|column| is_formula(&self.text(*column)));
        formulas.map(|column| (column, formula())).collect()
    }

    fn kind(&self, name: &str, before: Option<&Unit>, faults: &mut Faults) -> UnitKind {
        let guess = before.map_or_else(|| UnitKind::guess(name), |unit| unit.kind);
        let Some(text) = self
            .given(UnitColumn::Kind)
            .filter(|text| !text.is_empty() && !is_formula(text))
        else {
            return guess;
        };
        UnitKind::parse(&text).unwrap_or_else(|| {
            let names = |zh: bool| {
                let name = |kind: UnitKind| if zh { kind.name().zh } else { kind.code() };
                UnitKind::ALL.map(name).join(if zh { "、" } else { ", " })
            };
            let says = Said::new(
                format!("没有“{text}”这种单位类型，请填写：{}", names(true)),
                format!("There is no kind “{text}”; choose of: {}", names(false)),
            );
            faults.push((UnitColumn::Kind, says));
            guess
        })
    }

    fn liaisons(&self, before: Option<&Unit>, faults: &mut Faults) -> Vec<ContactEntry> {
        let names = several(&self.text(UnitColumn::LiaisonNames));
        let phones = several(&self.text(UnitColumn::LiaisonPhones));
        if let Some(unit) = before.filter(|_| names.is_empty() && phones.is_empty()) {
            let kept = unit.liaisons.iter();
            return kept
                .map(|one| ContactEntry {
                    name: one.name.clone(),
                    phone: one.phone.e164().to_owned(),
                })
                .collect();
        }
        if names.len() != phones.len() {
            let (people, numbers) = (names.len(), phones.len());
            let says = Said::new(
                format!("联络员 {people} 人、手机号 {numbers} 个，请用“、”分隔并一一对应"),
                format!(
                    "{people} liaisons and {numbers} phones; separate them with “、”, one phone each"
                ),
            );
            faults.push((UnitColumn::LiaisonPhones, says));
            return Vec::new();
        }
        let pairs = names.into_iter().zip(phones);
        pairs
            .map(|(name, phone)| ContactEntry { name, phone })
            .collect()
    }

    /// A number of places: blank is none. `None` after a fault.
    fn number(&self, column: UnitColumn, faults: &mut Faults) -> Option<u32> {
        let text = self.text(column);
        if is_formula(&text) {
            return None;
        }
        let bare = text.trim_end_matches(['名', '位', '人', '个']).trim();
        let bare = bare.strip_suffix(".0").unwrap_or(bare);
        if matches!(bare, "" | "-" | "—" | "/" | "无") {
            return Some(0);
        }
        let number = bare.parse().ok();
        if number.is_none() {
            faults.push((column, not_a_number(&text)));
        }
        number
    }
}

fn not_a_number(text: &str) -> Said {
    let shown: String = text.chars().take(20).collect();
    Said::new(
        format!("“{shown}”不是名额数，请填写 0 或以上的整数"),
        format!("“{shown}” is no number of places; enter a whole number from 0 on"),
    )
}

/// Several people in one cell.
fn several(text: &str) -> Vec<String> {
    let parts = text.split(['、', ';', ',', '\n', '，', '；']);
    parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_separated_as_offices_do() {
        assert_eq!(
            several("徐怡、 曹雨;周艳；,段思\n"),
            ["徐怡", "曹雨", "周艳", "段思"]
        );
    }
}
