//! What single codes mean to the rules of structure.

/// Whether a code of `party` is one of the eight democratic parties: 04–11 of GB/T 4762.
///
/// ```
/// # use domain::codes::is_democratic_party;
/// assert!(is_democratic_party("10")); // 九三学社社员
/// assert!(!is_democratic_party("12")); // 无党派人士
/// ```
pub fn is_democratic_party(party: &str) -> bool {
    matches!(party, "04" | "05" | "06" | "07" | "08" | "09" | "10" | "11")
}

/// Whether a code of `ethnic_group` is an ethnic minority: any of the 56 groups but Han (`01`).
/// 其他 (`97`) and 外国血统中国籍人士 (`98`) are not groups, so they do not count.
///
/// ```
/// # use domain::codes::is_ethnic_minority;
/// assert!(is_ethnic_minority("05")); // 维吾尔族
/// assert!(!is_ethnic_minority("01")); // 汉族
/// ```
pub fn is_ethnic_minority(group: &str) -> bool {
    group.len() == 2
        && group
            .parse::<u8>()
            .is_ok_and(|number| (2..=56).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::{is_democratic_party, is_ethnic_minority};
    use crate::codes::table;

    #[test]
    fn eight_parties_are_democratic_parties() {
        let parties = table("party").unwrap();
        let count = parties
            .entries
            .iter()
            .filter(|party| is_democratic_party(party.code))
            .count();
        assert_eq!(count, 8);
        for code in ["01", "02", "03", "12", "13", "4", ""] {
            assert!(!is_democratic_party(code), "{code}");
        }
    }

    #[test]
    fn fifty_five_groups_are_minorities() {
        let groups = table("ethnic_group").unwrap();
        let count = groups
            .entries
            .iter()
            .filter(|group| is_ethnic_minority(group.code))
            .count();
        assert_eq!(count, 55);
        for code in ["01", "97", "98", "57", "00", "5", "+5", ""] {
            assert!(!is_ethnic_minority(code), "{code}");
        }
    }
}
