//! What a rule answers when it says no: every fault at once, each with what to do, in both languages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    congress::Life,
    indicator::Indicator,
    nomination::state::State,
    permission::{Action, Role},
    text::Language,
    window::{Stage, china_minute},
};

/// A sentence for a person in both languages, with its numbers and names filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Said {
    /// A sentence in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The sentence in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// What kind of fault: closed, so that the site and other programs can tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// Nothing was given where something must be.
    Required,
    /// It cannot be read as what it should be.
    Malformed,
    /// It reads well and cannot be true (a birth in the future, windows out of order).
    OutOfRange,
    /// Longer, or more of them, than is taken.
    TooLong,
    /// The code is not in its table.
    UnknownCode,
    /// There is no such field.
    UnknownField,
    /// Two entries contradict each other.
    Contradicts,
    /// No place is left.
    QuotaExceeded,
    /// A quota would fall below what is allocated.
    QuotaBelowAllocated,
    /// A minimum is larger than its quota.
    MinimumAboveQuota,
    /// The person is nominated already.
    DuplicatePerson,
    /// The same thing twice in one request.
    Repeated,
    /// The congress does not use this.
    NotUsed,
    /// A condition of the congress is not met.
    NotEligible,
    /// The person has not consented to it.
    ConsentRequired,
}

/// One fault at one place of what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer (RFC 6901) into the request, e.g. `/rows/2/phone`.
    pub pointer: String,
    /// Its kind.
    pub code: FaultCode,
    /// What is wrong and what to do.
    pub says: Said,
}

impl Fault {
    /// A fault at a place.
    pub fn new(
        pointer: impl Into<String>,
        code: FaultCode,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            says: Said::new(zh, en),
        }
    }

    /// The usual one: something required was left out.
    pub fn required(pointer: impl Into<String>, zh_label: &str, en_label: &str) -> Self {
        Self::new(
            pointer,
            FaultCode::Required,
            format!("请填写{zh_label}"),
            format!("Please fill in: {en_label}"),
        )
    }
}

/// Why a command was not carried out. Nothing has changed when one is returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The actor's roles do not allow the action; `roles` are those that would.
    NotPermitted {
        /// What was tried.
        action: Action,
        /// Who may do it.
        roles: &'static [Role],
    },
    /// What concerns the congress as a whole is for people of the convening body.
    RoleNeeded {
        /// Who may do it.
        roles: &'static [Role],
    },
    /// A unit that has nominations cannot be removed.
    UnitInUse {
        /// How many, deregistered ones included: their trail is kept.
        nominations: u32,
    },
    /// The nominee's own access is disabled by the unit.
    AccessDisabled,
    /// The nomination is in a state that does not allow the action.
    WrongState {
        /// What was tried.
        action: Action,
        /// Where the nomination is now.
        current: State,
    },
    /// The nominee is correcting the form and it is not complete, so it cannot go back under review.
    BeingCorrected,
    /// Files that the convener has with a report stay.
    FileReported,
    /// Only who decided can undo it, and only for a moment.
    TooLateToUndo,
    /// Somebody changed it since it was read.
    Stale {
        /// The version that was expected.
        expected: u64,
        /// The version there is.
        current: u64,
    },
    /// The stage's window is not open.
    StageClosed {
        /// Which stage.
        stage: Stage,
        /// When it closed, or when it will open.
        says: Said,
    },
    /// The congress is not open.
    CongressNotOpen {
        /// Where it is in its life.
        life: Life,
    },
    /// No place is left for one or more rows.
    QuotaExceeded(Vec<Fault>),
    /// A quota would fall below what is allocated.
    QuotaBelowAllocated(Vec<Fault>),
    /// Somebody is nominated in this congress already.
    DuplicatePerson(Vec<Fault>),
    /// Reporting needs every indicator green; these are red.
    IndicatorsRed(Vec<Indicator>),
    /// Two final reviewers must approve, and this one has.
    AnotherReviewerNeeded {
        /// Since when.
        since: Timestamp,
    },
    /// Somebody does not meet a condition of the congress and claims no exception.
    NotEligible(Vec<Fault>),
    /// The certificate's number and the photo wait for a consent of their own.
    ConsentRequired(Vec<Fault>),
    /// The nominee withdrew their consent: nobody else gives it for them.
    ConsentWithdrawn {
        /// When.
        at: Timestamp,
    },
    /// There is nothing that the command could be done to.
    NothingToDo(Said),
    /// Faults in what was sent.
    Invalid(Vec<Fault>),
}

impl Refusal {
    /// Every fault at its place; empty where the refusal is about the whole.
    pub fn faults(&self) -> &[Fault] {
        match self {
            Self::QuotaExceeded(faults)
            | Self::QuotaBelowAllocated(faults)
            | Self::DuplicatePerson(faults)
            | Self::NotEligible(faults)
            | Self::ConsentRequired(faults)
            | Self::Invalid(faults) => faults,
            _ => &[],
        }
    }

    /// What is refused and what to do about it.
    pub fn says(&self) -> Said {
        match self {
            Self::NotPermitted { action, roles } => not_permitted(*action, roles),
            Self::RoleNeeded { roles } => role_needed(roles),
            Self::UnitInUse { nominations } => Said::new(
                format!(
                    "该单位已有 {nominations} 条推荐记录（含已注销），不能删除；可将其名额改为 0"
                ),
                format!(
                    "This unit has {nominations} nominations (deregistered ones included) and stays; set its quotas to 0 instead"
                ),
            ),
            Self::AccessDisabled => Said::new(
                "您的填报权限已被选举单位停用，请联系联络员",
                "Your unit has disabled your access; please ask its liaison",
            ),
            Self::WrongState { action, current } => Said::new(
                format!(
                    "当前状态为“{}”，不能{}，请刷新后再看",
                    current.name().zh,
                    action.name().zh
                ),
                format!(
                    "It is now “{}”, so this is not possible: {}. Please reload",
                    current.name().en,
                    action.name().en
                ),
            ),
            Self::BeingCorrected => Said::new(
                "被推荐人正在修改登记表，尚未填写完整，请等待其重新提交",
                "The nominee is correcting the form and it is not complete; please wait until they submit it",
            ),
            Self::FileReported => Said::new(
                "材料已随上报交换届单位，不能删除；如需补充可再上传，如需更换请联系换届单位退回上报",
                "The convening body has this file with your report, so it stays. You can add another one, or ask for the report to be returned",
            ),
            Self::TooLateToUndo => Said::new(
                "只有作出决定的人能在 10 秒内撤回，现在已不能撤回；如需更改，请用“撤销”",
                "Only who decided can undo it, within ten seconds. To change it now, revoke the decision",
            ),
            Self::Stale { .. } => Said::new(
                "内容刚刚被他人修改，已为您显示最新内容，请核对后再操作",
                "Somebody has just changed this; here is the current content, please check and try again",
            ),
            Self::StageClosed { says, .. } | Self::NothingToDo(says) => says.clone(),
            Self::CongressNotOpen { life } => Said::new(
                format!("本届大会当前为“{}”，暂不能操作", life.name().zh),
                format!(
                    "This congress is “{}”, so nothing can be changed now",
                    life.name().en
                ),
            ),
            Self::QuotaExceeded(_) => Said::new(
                "名额不足，本次没有分配任何人，请按提示调整后再分配",
                "Not enough places; nobody was allocated. Please adjust the rows named and try again",
            ),
            Self::QuotaBelowAllocated(_) => Said::new(
                "名额不能少于已分配人数，请先注销多余人员或调高名额",
                "A quota cannot be below what is allocated; deregister people first or raise the quota",
            ),
            Self::DuplicatePerson(_) => Said::new(
                "同一人在本届大会只能被推荐一次，请核对标出的人员",
                "A person can be nominated only once in a congress; please check those marked",
            ),
            Self::AnotherReviewerNeeded { since } => Said::new(
                format!(
                    "您已于 {} 通过，本届大会终审须由另一位终审员复核通过",
                    china_minute(*since)
                ),
                format!(
                    "You approved at {} (China time); in this congress another final reviewer must approve too",
                    china_minute(*since)
                ),
            ),
            Self::IndicatorsRed(red) => indicators_red(red),
            Self::NotEligible(faults) => not_eligible(faults),
            Self::ConsentRequired(faults) => faults.first().map_or_else(
                || Said::new("请先取得单独同意", "A separate consent is needed first"),
                |fault| fault.says.clone(),
            ),
            Self::ConsentWithdrawn { at } => Said::new(
                format!(
                    "本人已于 {} 撤回同意，只能由本人登录后重新同意",
                    china_minute(*at)
                ),
                format!(
                    "They withdrew their consent at {} (China time); only they themselves can give it again, signed in",
                    china_minute(*at)
                ),
            ),
            Self::Invalid(faults) => Said::new(
                format!("有 {} 处需要修改", faults.len()),
                format!("{} to correct", faults.len()),
            ),
        }
    }
}

fn not_permitted(action: Action, roles: &[Role]) -> Said {
    let zh: Vec<_> = roles.iter().map(|role| role.name().zh).collect();
    let en: Vec<_> = roles.iter().map(|role| role.name().en).collect();
    Said::new(
        format!(
            "您的身份不能{}，可由{}操作",
            action.name().zh,
            zh.join("、")
        ),
        format!(
            "Your role does not allow: {}. It can be done by: {}",
            action.name().en,
            en.join(", ")
        ),
    )
}

fn role_needed(roles: &[Role]) -> Said {
    let zh: Vec<_> = roles.iter().map(|role| role.name().zh).collect();
    let en: Vec<_> = roles.iter().map(|role| role.name().en).collect();
    Said::new(
        format!("此操作由{}进行，如有需要请与其联系", zh.join("、")),
        format!("This is done by: {}. Please ask them", en.join(", ")),
    )
}

fn not_eligible(faults: &[Fault]) -> Said {
    let list = |language| {
        let each = faults.iter().map(|fault| fault.says.get(language));
        each.collect::<Vec<_>>()
    };
    Said::new(
        format!(
            "有人不符合资格条件，暂不能通过：{}",
            list(Language::Zh).join("；")
        ),
        format!(
            "Conditions of the congress are not met: {}",
            list(Language::En).join("; ")
        ),
    )
}

fn indicators_red(red: &[Indicator]) -> Said {
    let list = |language| {
        let missing = red
            .iter()
            .map(|indicator| indicator.missing().get(language).to_owned());
        missing.collect::<Vec<_>>()
    };
    Said::new(
        format!(
            "指标未全部达标，暂不能上报：{}",
            list(Language::Zh).join("；")
        ),
        format!(
            "Reporting needs every indicator met: {}",
            list(Language::En).join("; ")
        ),
    )
}
