//! A warning in words.

use super::{EarlyWarning, Need};
use crate::{nomination::Standing, refusal::Said, structure::Trait};

pub(super) fn says(standing: Standing<'_>, warning: &EarlyWarning) -> Said {
    let name = standing.congress.category_name(warning.category);
    let EarlyWarning { free, unknown, .. } = warning;
    let lacking = lacking(standing, &warning.lacking);
    let too_many = warning.lacking.iter().any(|(_, number)| number > free);
    let says = if *free == 0 {
        Said::new(
            format!("{}名额已用完，但{}", name.zh, lacking.zh),
            format!("{}: no place is left, yet {}", name.en, lacking.en),
        )
    } else if too_many {
        Said::new(
            format!(
                "{}名额只剩 {free} 个，但{}，须先注销人员或请换届单位调整名额",
                name.zh, lacking.zh
            ),
            format!(
                "{}: only {free} left, yet {}; deregister somebody or ask the convening body to change the quota",
                name.en, lacking.en
            ),
        )
    } else {
        let needs = of_needs(standing, *free, &warning.needs);
        let stands = if warning.lacking.is_empty() {
            Said::new("", "")
        } else {
            Said::new(format!("，{}", lacking.zh), format!(", {}", lacking.en))
        };
        Said::new(
            format!("{}名额还剩 {free} 个{}：{}", name.zh, stands.zh, needs.zh),
            format!("{}: {free} left{}; {}", name.en, stands.en, needs.en),
        )
    };
    if *unknown == 0 {
        return says;
    }
    Said::new(
        format!("{}（{unknown} 名已分配人员尚未提交，未计入）", says.zh),
        format!(
            "{} ({unknown} allocated have not submitted and are not counted)",
            says.en
        ),
    )
}

fn lacking(standing: Standing<'_>, lacking: &[(Trait, u32)]) -> Said {
    let each = lacking.iter().map(|(wanted, number)| {
        let label = standing.congress.trait_name(*wanted);
        (
            format!("{}还差 {number} 名", label.zh),
            format!("{number} more of: {}", label.en),
        )
    });
    let (zh, en): (Vec<_>, Vec<_>) = each.unzip();
    Said::new(zh.join("、"), en.join(", "))
}

fn of_needs(standing: Standing<'_>, free: u32, needs: &[Need]) -> Said {
    let each = needs.iter().map(|need| {
        let names: Vec<Said> = need
            .traits
            .iter()
            .map(|wanted| standing.congress.trait_name(*wanted))
            .collect();
        let zh: Vec<_> = names.iter().map(|name| name.zh.as_str()).collect();
        let en: Vec<_> = names.iter().map(|name| name.en.as_str()).collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        let (people, together) = (need.people, need.traits.len() > 1);
        if need.at_least as usize != need.traits.len() {
            let of = need.at_least;
            return (
                format!("至少 {people} 名须具备以下各项中的 {of} 项：{zh}"),
                format!("at least {people} must have {of} of these: {en}"),
            );
        }
        let also = if together { "同时是" } else { "是" };
        let both = if together { " at once" } else { "" };
        if people == free {
            let all = if people > 1 { "都须" } else { "须" };
            (
                format!("接下来 {people} 名{all}{also}{zh}"),
                format!("the next {people} must be{both}: {en}"),
            )
        } else {
            (
                format!("其中至少 {people} 名须{also}{zh}"),
                format!("at least {people} of them must be{both}: {en}"),
            )
        }
    });
    let (zh, en): (Vec<_>, Vec<_>) = each.unzip();
    Said::new(zh.join("，"), en.join("; "))
}
