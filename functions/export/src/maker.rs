//! Makes the file of a roster that was asked for as a job.

use api::Edge;
use domain::export::{Export, Product};
use job::{Made, Maker, Making, NotMade, Progress};
use store::Wanted;

use crate::{
    delivery::kind,
    passage::Passage,
    roster::{RosterRequest, count},
    routes::named,
};

/// Makes rosters.
pub struct RosterMaker {
    edge: Edge,
}

impl RosterMaker {
    /// One that reads from this edge.
    pub const fn new(edge: Edge) -> Self {
        Self { edge }
    }

    async fn made(&self, export: &Export, progress: &Progress) -> Result<Made, NotMade> {
        let request: RosterRequest = serde_json::from_value(export.request.clone())?;
        let (edge, congress) = (&self.edge, &export.congress);
        let wanted = Wanted {
            congress: Some(congress),
            ..Wanted::default()
        };
        let congress = edge.store.load(&wanted).await?.congress;
        let congress = congress.ok_or_else(|| NotMade::internal(&"the congress is gone"))?;
        let filter = request.check(&congress.settings)?;
        let found = request.find(edge, &congress.id, &filter).await?;
        let (people, format) = (count(&found), request.format);
        let passage = Passage {
            request,
            filter,
            found,
            congress: congress.id,
            settings: congress.settings,
            asker: export.asker.clone(),
            at: export.at,
            unmasked: export.unmasked.is_some(),
        };
        let file = passage.write(edge, job::blank_file()?, progress).await?;
        let (content_type, ending) = kind(format);
        let (what, _) = named(export.unmasked.is_some());
        let day = domain::window::china_date(export.at).strftime("%Y%m%d");
        Ok(Made {
            file,
            name: format!("{what}-{day}.{ending}"),
            content_type,
            people,
            disclosed: export.disclosure(people),
        })
    }
}

impl Maker for RosterMaker {
    fn product(&self) -> Product {
        Product::Roster
    }

    fn make<'a>(&'a self, export: &'a Export, progress: &'a Progress) -> Making<'a> {
        Box::pin(self.made(export, progress))
    }
}
