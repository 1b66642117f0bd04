//! On which condition an item is written or deleted.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::items::{attribute::REVISION, report_job::UNDER_WAY};

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
            Self::Absent | Self::Revision(0) | Self::FreeRevision(0) => {
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
