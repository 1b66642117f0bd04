//! The people of the convening body and their parts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Congress;
use crate::{
    phone::Phone,
    refusal::{Fault, FaultCode, Refusal},
    text::Text,
    unit::{Contact, text_within},
};

/// A part somebody of the convening body has in a congress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// 管理员: sets up, watches, exports.
    Administrator,
    /// 终审员: does the final review.
    FinalReviewer,
}

impl Office {
    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Administrator => Text::new("管理员", "Administrator"),
            Self::FinalReviewer => Text::new("终审员", "Final reviewer"),
        }
    }
}

/// Somebody of the convening body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Who.
    pub contact: Contact,
    /// With which parts, at least one.
    pub offices: BTreeSet<Office>,
}

impl Congress {
    /// The parts somebody who signed in with this phone has in it.
    pub fn offices_of(&self, phone: &Phone) -> BTreeSet<Office> {
        let theirs = self
            .officers
            .iter()
            .filter(|officer| officer.contact.phone == *phone);
        theirs
            .flat_map(|officer| officer.offices.iter().copied())
            .collect()
    }

    /// Whoever has fewer parts in it than before, or none.
    pub fn who_lost_office(&self, after: &Self) -> Vec<Phone> {
        let officers = self.officers.iter().map(|officer| &officer.contact.phone);
        officers
            .filter(|phone| !self.offices_of(phone).is_subset(&after.offices_of(phone)))
            .cloned()
            .collect()
    }

    /// The congress with another set of officers.
    ///
    /// # Errors
    /// Every fault: somebody twice or without a part, and no administrator left.
    pub fn with_officers(mut self, officers: Vec<Officer>) -> Result<Self, Refusal> {
        let mut faults = Vec::new();
        for (index, officer) in officers.iter().enumerate() {
            let pointer = format!("/officers/{index}/name");
            text_within(
                &pointer,
                "姓名",
                "the name",
                &officer.contact.name,
                50,
                &mut faults,
            );
            if officer.offices.is_empty() {
                let pointer = format!("/officers/{index}/roles");
                faults.push(Fault::required(
                    pointer,
                    "至少一个角色",
                    "at least one role",
                ));
            }
            if officers[..index]
                .iter()
                .any(|other| other.contact.phone == officer.contact.phone)
            {
                faults.push(Fault::new(
                    format!("/officers/{index}/phone"),
                    FaultCode::Repeated,
                    "同一手机号填写了两次，请合并为一行",
                    "This phone is given twice; join the two rows",
                ));
            }
        }
        if !officers
            .iter()
            .any(|officer| officer.offices.contains(&Office::Administrator))
        {
            faults.push(Fault::required(
                "/officers",
                "至少一名管理员",
                "at least one administrator",
            ));
        }
        if faults.is_empty() {
            self.officers = officers;
            Ok(self)
        } else {
            Err(Refusal::Invalid(faults))
        }
    }
}
