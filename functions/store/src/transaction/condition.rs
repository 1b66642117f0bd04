//! On which condition an item is written or deleted.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use domain::audit::Link;

use crate::items::{
    attribute::{REVISION, link_value},
    nomination::TRAIL_END,
    report_job::UNDER_WAY,
};

/// What must be so for a write to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Nothing.
    Always,
    /// There is no such item yet.
    Absent,
    /// There is one.
    Present,
    /// The item is still at the revision that was read; 0: there is none yet.
    Revision(u64),
    /// The nomination is still at the revision that was read, and its trail ends as it did; 0: there is none yet.
    Unmoved(u64, Option<Link>),
    /// The unit is still at the revision that was read, and no long report of it is under way.
    FreeRevision(u64),
    /// There is none, or its attribute says that it is ours.
    AbsentOr(&'static str, String),
    /// There is none, or it has no such attribute.
    Without(&'static str),
    /// Its attribute says that it is ours.
    Is(&'static str, String),
}

/// A condition as the SDK takes it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Expression {
    pub(crate) text: Option<String>,
    pub(crate) names: Option<HashMap<String, String>>,
    pub(crate) values: Option<HashMap<String, AttributeValue>>,
}

impl Condition {
    pub(crate) fn expression(&self) -> Expression {
        match self {
            Self::Always => Expression::default(),
            Self::Absent | Self::Revision(0) | Self::FreeRevision(0) | Self::Unmoved(0, _) => {
                plain("attribute_not_exists(pk)")
            }
            Self::Present => plain("attribute_exists(pk)"),
            Self::Revision(read) => {
                compare("#a = :a", REVISION, AttributeValue::N(read.to_string()))
            }
            Self::FreeRevision(read) => {
                let mut free = Self::Revision(*read).expression();
                free.text = Some("#a = :a AND attribute_not_exists(#j)".to_owned());
                let names = free.names.get_or_insert_default();
                names.insert("#j".to_owned(), UNDER_WAY.to_owned());
                free
            }
            Self::Unmoved(read, end) => {
                let mut unmoved = Self::Revision(*read).expression();
                let names = unmoved.names.get_or_insert_default();
                names.insert("#t".to_owned(), TRAIL_END.to_owned());
                if let Some(end) = end {
                    unmoved.text = Some("#a = :a AND #t = :t".to_owned());
                    let values = unmoved.values.get_or_insert_default();
                    values.insert(":t".to_owned(), link_value(*end));
                } else {
                    unmoved.text = Some("#a = :a AND attribute_not_exists(#t)".to_owned());
                }
                unmoved
            }
            Self::AbsentOr(name, value) => {
                let value = AttributeValue::S(value.clone());
                compare("attribute_not_exists(pk) OR #a = :a", name, value)
            }
            Self::Without(name) => Expression {
                text: Some("attribute_not_exists(#a)".to_owned()),
                names: Some(HashMap::from([("#a".to_owned(), (*name).to_owned())])),
                values: None,
            },
            Self::Is(name, value) => compare("#a = :a", name, AttributeValue::S(value.clone())),
        }
    }
}

fn plain(text: &str) -> Expression {
    Expression {
        text: Some(text.to_owned()),
        ..Expression::default()
    }
}

fn compare(text: &str, name: &str, value: AttributeValue) -> Expression {
    Expression {
        text: Some(text.to_owned()),
        names: Some(HashMap::from([("#a".to_owned(), name.to_owned())])),
        values: Some(HashMap::from([(":a".to_owned(), value)])),
    }
}
