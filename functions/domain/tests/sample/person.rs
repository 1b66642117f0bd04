//! Made-up people whose traits are chosen by number.

use std::collections::BTreeSet;

use domain::{
    form::{Form, values::Values},
    phone::Phone,
    structure::Trait,
};
use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};

use super::{nomination_id, now};

/// Somebody who does not exist.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) traits: BTreeSet<Trait>,
}

/// The traits in the order of a number's bits, from the lowest.
const BITS: [Trait; 5] = [
    Trait::Female,
    Trait::EthnicMinority,
    Trait::DemocraticParty,
    Trait::UnderAgeLimit,
    Trait::Grassroots,
];

/// The person with this number: each of its lowest five bits is a trait.
pub(crate) fn person(number: usize) -> Person {
    let bits = BITS.into_iter().enumerate();
    let has = bits.filter(|(place, _)| number >> place & 1 == 1);
    Person {
        number,
        name: format!(
            "张{}",
            ["一", "二", "三", "四", "五", "六", "七"][number % 7]
        ),
        traits: has.map(|(_, one)| one).collect(),
    }
}

impl Person {
    fn is(&self, one: Trait) -> bool {
        self.traits.contains(&one)
    }

    pub(crate) fn phone(&self) -> Phone {
        Phone::parse(&format!("1990000{:04}", self.number)).expect("a phone")
    }

    pub(crate) fn birth_date(&self) -> Date {
        if self.is(Trait::UnderAgeLimit) {
            date(1990, 3, 8)
        } else {
            date(1960, 3, 8)
        }
    }

    /// Everything a complete form needs, as it is typed; the phone is the nomination's.
    pub(crate) fn typed(&self) -> Map<String, Value> {
        let sex = if self.is(Trait::Female) { "2" } else { "1" };
        let form = json!({
            "name": self.name,
            "sex": sex,
            "ethnic_group": if self.is(Trait::EthnicMinority) { "11" } else { "01" },
            "birth_date": self.birth_date().to_string(),
            "nationality": "CHN",
            "native_place": "440605",
            "birth_place": "442000",
            "email": format!("p{}@example.org", self.number),
            "party": if self.is(Trait::DemocraticParty) { "09" } else { "01" },
            "occupation": "31",
            "id_type": "111",
            "id_number": id_number("440605", self.birth_date(), self.number, self.is(Trait::Female)),
            "full_time": true,
            "full_time_education": "14",
            "full_time_degree": "3",
            "full_time_school": "某大学",
            "full_time_major": "物理学",
            "discipline": "140",
            "title_rank": "1",
            "academician": "0",
            "post": "示例市物理学会理事长",
            "grassroots": self.is(Trait::Grassroots),
            "association_staff": false,
            "resume": [
                { "from": "2002-09", "to": "2006-07", "where": "某大学", "as_what": "物理学专业学习" },
                { "from": "2006-08", "where": "示例市物理学会", "as_what": "工程师" },
            ],
        });
        form.as_object().expect("an object").clone()
    }

    /// A complete form.
    pub(crate) fn values(&self) -> Values {
        let new = Values::of(&self.name, &self.phone());
        new.with(&super::built_in(), &self.typed())
            .expect("what is typed can be kept")
    }

    /// The form as it stands before the first submission, complete or with name and phone alone.
    pub(crate) fn form(&self, complete: bool) -> Form {
        Form {
            nomination: nomination_id(self.number),
            version: 1,
            values: if complete {
                self.values()
            } else {
                Values::of(&self.name, &self.phone())
            },
            before: None,
            saved_at: now(),
            saved_by: String::new(),
            imported: None,
        }
    }
}

/// A right citizen ID number (GB 11643). `sequence` is its order within the day and division, up to 499.
pub(crate) fn id_number(division: &str, birth: Date, sequence: usize, female: bool) -> String {
    let order = sequence % 499 * 2 + usize::from(!female);
    let body = format!("{division}{}{order:03}", birth.strftime("%Y%m%d"));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = body.bytes().map(|digit| usize::from(digit - b'0'));
    let sum: usize = digits
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum % 11];
    format!("{body}{check}")
}
