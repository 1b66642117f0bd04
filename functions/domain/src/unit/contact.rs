//! People by name and phone as somebody enters them.

use super::{Contact, text_within};
use crate::{
    phone::Phone,
    refusal::{Fault, FaultCode},
    text::{Language, half_width},
};

/// The most characters of a contact's name.
const LONGEST_NAME: usize = 50;

/// Somebody as entered: not yet checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactEntry {
    /// Name.
    pub name: String,
    /// Phone as typed, or masked as it was read.
    pub phone: String,
}

impl ContactEntry {
    /// Reads the entry. A phone given masked, as it was shown, keeps that of `known`: whoever corrects a name need not
    /// know the number. Where several have the same mask, the name decides.
    ///
    /// Faults are added at `{pointer}/name` and `{pointer}/phone`.
    pub fn read(
        &self,
        known: &[Contact],
        pointer: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<Contact> {
        let before = faults.len();
        let name = half_width(self.name.trim()).trim().to_owned();
        text_within(
            &format!("{pointer}/name"),
            "姓名",
            "the name",
            &name,
            LONGEST_NAME,
            faults,
        );
        let phone = read_phone(&self.phone, &name, known);
        match phone {
            Ok(phone) if faults.len() == before => Some(Contact { name, phone }),
            Ok(_) => None,
            Err((code, zh, en)) => {
                faults.push(Fault::new(format!("{pointer}/phone"), code, zh, en));
                None
            }
        }
    }
}

fn read_phone(
    typed: &str,
    name: &str,
    known: &[Contact],
) -> Result<Phone, (FaultCode, String, String)> {
    let typed = half_width(typed.trim()).replace('＊', "*");
    if typed.contains('*') {
        let masked = |contact: &&Contact| contact.phone.masked() == typed.trim();
        let same: Vec<_> = known.iter().filter(masked).collect();
        let kept = match same.as_slice() {
            [only] => Some(*only),
            several => several.iter().copied().find(|contact| contact.name == name),
        };
        return kept.map(|contact| contact.phone.clone()).ok_or_else(|| {
            (
                FaultCode::Malformed,
                "隐去中间几位的手机号与原有人员对不上，请填写完整手机号".to_owned(),
                "This masked phone is none of those known here; please enter the whole number"
                    .to_owned(),
            )
        });
    }
    Phone::parse(&typed).map_err(|fault| {
        let code = if typed.trim().is_empty() {
            FaultCode::Required
        } else {
            FaultCode::Malformed
        };
        (code, fault.text(Language::Zh), fault.text(Language::En))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Contact> {
        let contact = |name: &str, phone: &str| Contact {
            name: name.to_owned(),
            phone: Phone::parse(phone).unwrap(),
        };
        vec![
            contact("徐怡", "19900900001"),
            contact("曹雨", "19912340001"),
        ]
    }

    fn read(name: &str, phone: &str) -> Result<Contact, Vec<(String, FaultCode)>> {
        let mut faults = Vec::new();
        let entry = ContactEntry {
            name: name.to_owned(),
            phone: phone.to_owned(),
        };
        let contact = entry.read(&known(), "/liaisons/0", &mut faults);
        contact.ok_or_else(|| {
            faults
                .into_iter()
                .map(|fault| (fault.pointer, fault.code))
                .collect()
        })
    }

    #[test]
    fn a_masked_phone_keeps_the_number_of_the_person_of_that_name() {
        assert_eq!(read("徐怡", "199****0001").unwrap().phone, known()[0].phone);
        assert_eq!(read("曹雨", "199****0001").unwrap().phone, known()[1].phone);
    }

    #[test]
    fn a_mask_that_fits_one_person_keeps_the_number_though_the_name_is_corrected() {
        let only = &known()[..1];
        let entry = ContactEntry {
            name: "徐宜".into(),
            phone: "199****0001".into(),
        };
        let contact = entry.read(only, "", &mut Vec::new()).unwrap();
        assert_eq!(
            (contact.name.as_str(), &contact.phone),
            ("徐宜", &only[0].phone)
        );
    }

    #[test]
    fn a_mask_of_nobody_and_a_mask_of_two_without_the_name_are_refused() {
        let phone = ("/liaisons/0/phone".to_owned(), FaultCode::Malformed);
        assert_eq!(
            read("徐怡", "138****0001").unwrap_err(),
            std::slice::from_ref(&phone)
        );
        assert_eq!(read("唐瑞", "199****0001").unwrap_err(), [phone]);
    }

    #[test]
    fn an_empty_name_and_a_broken_phone_are_named_together() {
        let expected = [
            ("/liaisons/0/name".to_owned(), FaultCode::Required),
            ("/liaisons/0/phone".to_owned(), FaultCode::Malformed),
        ];
        assert_eq!(read(" ", "1990090").unwrap_err(), expected);
        assert_eq!(read("徐怡", "").unwrap_err()[0].1, FaultCode::Required);
    }

    #[test]
    fn full_width_digits_and_spaces_are_put_right() {
        let contact = read(" 徐怡　", "１９９０ ０９０ ０００１").unwrap();
        assert_eq!(
            (contact.name.as_str(), contact.phone.national()),
            ("徐怡", "19900900001")
        );
    }
}
