//! The record of an import: what it made, and whether it was taken back.

use jiff::Timestamp;

use crate::id::{CongressId, ImportId, NominationId, UnitId};

/// An import that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Into which congress.
    pub congress: CongressId,
    /// By which unit.
    pub unit: UnitId,
    /// Raised by one with every change.
    pub version: u64,
    /// When.
    pub at: Timestamp,
    /// The liaison's name.
    pub by: String,
    /// The file's name.
    pub file: String,
    /// Who got a place.
    pub placed: Vec<NominationId>,
    /// Whose forms were changed.
    pub changed: Vec<NominationId>,
    /// When it was undone, if it was.
    pub undone: Option<Undone>,
}

/// That an import was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}
