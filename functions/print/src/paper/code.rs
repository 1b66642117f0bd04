//! The verification code of a paper, and whether one that was typed or scanned matches the record as it is now.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use domain::{
    form::schema::Schema,
    id::NominationId,
    paper::{Paper, PaperCode},
};
use store::Keys;

use super::Person;

/// Somebody's code on a kind of paper.
pub(crate) fn code(person: &Person, paper: Paper, schema: &Schema<'_>, keys: &Keys) -> PaperCode {
    let photo = person.photo.bytes();
    let photo = photo.map(|bytes| STANDARD_NO_PAD.encode(digest(&SHA256, bytes)));
    let pieces = paper.says(
        &person.nomination,
        &person.unit,
        &person.form,
        schema,
        photo.as_deref().unwrap_or_default(),
    );
    PaperCode::of(&whose(&person.nomination.id, keys), &keys.of_paper(&pieces))
}

/// The digest that tells whose a code is.
pub(crate) fn whose(nomination: &NominationId, keys: &Keys) -> [u8; 32] {
    keys.of_paper(&["whose".to_owned(), nomination.to_string()])
}

/// Which paper of theirs says the same as the record, if any does.
pub(crate) fn matched(
    person: &Person,
    wanted: PaperCode,
    schema: &Schema<'_>,
    keys: &Keys,
) -> Option<Paper> {
    let mut papers = Paper::ALL.into_iter();
    papers.find(|paper| code(person, *paper, schema, keys) == wanted)
}
