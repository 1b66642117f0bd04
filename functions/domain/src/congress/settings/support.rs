//! Who helps.

use serde::{Deserialize, Serialize};

use super::too_long;
use crate::refusal::Fault;

/// Who helps (支持联系人), shown on every page's foot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Name.
    pub name: String,
    /// Phone as it is to be shown: a published number, landlines too.
    pub phone: String,
}

/// The longest name and phone, in characters.
const LONGEST: usize = 50;

impl Support {
    /// Every fault, with pointers below `/support`.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let name = too_long(
            "/support/name",
            "支持联系人",
            "The contact's name",
            &self.name,
            LONGEST,
        );
        let phone = too_long(
            "/support/phone",
            "支持电话",
            "The support phone",
            &self.phone,
            LONGEST,
        );
        name.into_iter().chain(phone).collect()
    }
}
