//! What a plan is decided on: the unit's nominations with their forms, and who of the file is nominated in the congress.

use api::{Edge, Problem, Scene};
use domain::{
    decision::Person,
    form::Form,
    id::NominationId,
    nomination::{
        Nomination, Standing,
        import::{self, Plan, Table},
    },
    sheet::Row,
    window::china_date,
};

/// Everything but the scene itself.
pub(super) struct Ground<'a> {
    table: Table<'a>,
    nominations: Vec<Nomination>,
    forms: Vec<Form>,
    held: Vec<(Person, NominationId)>,
}

impl<'a> Ground<'a> {
    /// Loads what the rows of a file need. The unit was read before, so what happens in between raises its version and the
    /// commit is refused.
    ///
    /// # Errors
    /// `invalid_input` for a file whose header cannot be understood.
    pub(super) async fn load(
        edge: &Edge,
        scene: &'a Scene,
        rows: &'a [Row],
    ) -> Result<Self, Problem> {
        let Standing { congress, unit } = scene.standing();
        let table = Table::read(rows, &congress.settings)?;
        let store = &edge.store;
        let nominations = store.nominations_of_unit(&congress.id, &unit.id).await?;
        let ids: Vec<_> = nominations.iter().map(|one| one.id.clone()).collect();
        let forms = store.forms(&ids).await?;
        let persons = table.persons(china_date(scene.now));
        let held = store.holders(&congress.id, &persons).await?;
        Ok(Self {
            table,
            nominations,
            forms,
            held,
        })
    }

    /// Who imports and who is there already.
    pub(super) fn scene<'s>(&'s self, scene: &'s Scene) -> import::Scene<'s> {
        import::Scene {
            standing: scene.standing(),
            actor: &scene.actor,
            now: scene.now,
            nominations: &self.nominations,
            forms: &self.forms,
            held: &self.held,
        }
    }

    /// What the file would do.
    ///
    /// # Errors
    /// As [`import::plan`].
    pub(super) fn plan(&self, edge: &Edge, scene: &Scene) -> Result<Plan, Problem> {
        let new_id = || NominationId::parse(&edge.new_id()).expect("a UUID is an id");
        Ok(import::plan(&self.table, &self.scene(scene), new_id)?)
    }
}
