//! Who may do what: one table of action × roles × states. Everything that shows or hides a button, answers 403 or
//! documents a permission reads it here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    congress::{Congress, Office},
    nomination::{Nomination, state::State, undo},
    phone::Phone,
    refusal::Refusal,
    text::Text,
    unit::Unit,
    window::Stage,
};

/// A part somebody has towards one congress, unit or nomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 大会管理员: the convener's administrator.
    Administrator,
    /// 终审员: the convener's final reviewer.
    FinalReviewer,
    /// 选举单位联络员: the unit's liaison.
    Liaison,
    /// 被推荐人: the nominee.
    Nominee,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Administrator,
        Self::FinalReviewer,
        Self::Liaison,
        Self::Nominee,
    ];

    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::FinalReviewer => "final_reviewer",
            Self::Liaison => "liaison",
            Self::Nominee => "nominee",
        }
    }

    /// Whether whoever holds it must show a second factor: those who see other people's data beyond one unit, or decide
    /// finally.
    pub const fn needs_second_factor(self) -> bool {
        match self {
            Self::Administrator | Self::FinalReviewer => true,
            Self::Liaison | Self::Nominee => false,
        }
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::Administrator => Text::new("大会管理员", "Administrator"),
            Self::FinalReviewer => Text::new("终审员", "Final reviewer"),
            Self::Liaison => Text::new("选举单位联络员", "Unit liaison"),
            Self::Nominee => Text::new("被推荐人", "Nominee"),
        }
    }
}

/// What can be done to a nomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// 分配名额: makes a nomination, so there is no state it could be done in.
    Allocate,
    /// 查看.
    View,
    /// 填写 (nominee) / 补充信息 (liaison).
    FillIn,
    /// 从往届登记表带入: take answers of one's own form at another congress over.
    BringIn,
    /// 申明例外: claim a named reason that excepts from a condition, or take it back.
    ClaimException,
    /// 提交, for the first time or after being sent back by first review.
    Submit,
    /// 初审.
    FirstReview,
    /// 撤销初审.
    RevokeFirstReview,
    /// 上报.
    Report,
    /// 终审.
    FinalReview,
    /// 撤销终审.
    RevokeFinalReview,
    /// 撤回 of what one has just decided oneself.
    Undo,
    /// 退回上报, of all of a unit's at once.
    ReturnReport,
    /// 修改后重新上报, after being sent back by final review.
    Resubmit,
    /// 注销.
    Deregister,
    /// 禁用.
    Disable,
    /// 启用.
    Enable,
    /// 变更身份.
    ChangeCategory,
    /// 上传附件.
    Attach,
    /// 上传签字盖章的登记表.
    AttachSignedForm,
    /// 登记已收到原件.
    ReceiveOriginal,
    /// 提醒.
    Remind,
    /// 查看完整证件号和手机号; recorded each time.
    Reveal,
    /// 同意处理证件号码和照片 (nominee) / 确认已取得本人同意 (liaison).
    GiveConsent,
    /// 撤回同意.
    WithdrawConsent,
}

/// One row of the permission table.
#[derive(Clone, Copy, Debug)]
pub struct Permission {
    /// The action.
    pub action: Action,
    /// Who may do it.
    pub roles: &'static [Role],
    /// In which states.
    pub states: &'static [State],
    /// The stage whose window must be open; `None` where only the congress's life matters or nothing does.
    pub stage: Option<Stage>,
    /// Whether the congress must be open: everything that changes something.
    pub changes: bool,
}

const ANYWHERE: &[State] = &State::ALL;
/// The unit has it: neither with the convener, nor finally approved, nor gone.
const WITH_UNIT: &[State] = &[
    State::Allocated,
    State::FirstReviewPending,
    State::FirstReviewRejected,
    State::FirstReviewApproved,
    State::FinalReviewRejected,
];
const PRESENT: &[State] = &[
    State::Allocated,
    State::FirstReviewPending,
    State::FirstReviewRejected,
    State::FirstReviewApproved,
    State::Reported,
    State::FinalReviewApproved,
    State::FinalReviewRejected,
];
const TO_FILL_IN: &[State] = &[State::Allocated, State::FirstReviewRejected];
const UNIT_AND_NOMINEE: &[Role] = &[Role::Nominee, Role::Liaison];
const NOMINEE: &[Role] = &[Role::Nominee];
const UNIT: &[Role] = &[Role::Liaison];
const CONVENER: &[Role] = &[Role::Administrator];
const REVIEWER: &[Role] = &[Role::FinalReviewer];
const REVIEWERS: &[Role] = &[Role::Liaison, Role::FinalReviewer];
const DECIDED: &[State] = &[
    State::FirstReviewRejected,
    State::FirstReviewApproved,
    State::FinalReviewApproved,
    State::FinalReviewRejected,
];

const fn row(
    action: Action,
    roles: &'static [Role],
    states: &'static [State],
    stage: Option<Stage>,
) -> Permission {
    Permission {
        action,
        roles,
        states,
        stage,
        changes: true,
    }
}

/// The table. The liaison's further states of [`Action::FillIn`] and [`Action::ClaimException`] stand in [`LIAISON_ALSO_FILLS_IN`].
pub const PERMISSIONS: &[Permission] = &[
    Permission {
        action: Action::View,
        roles: &Role::ALL,
        states: ANYWHERE,
        stage: None,
        changes: false,
    },
    Permission {
        action: Action::Reveal,
        roles: &Role::ALL,
        states: ANYWHERE,
        stage: None,
        changes: false,
    },
    row(Action::Allocate, UNIT, &[], Some(Stage::Nominating)),
    row(
        Action::FillIn,
        UNIT_AND_NOMINEE,
        TO_FILL_IN,
        Some(Stage::Nominating),
    ),
    row(
        Action::BringIn,
        NOMINEE,
        TO_FILL_IN,
        Some(Stage::Nominating),
    ),
    row(
        Action::ClaimException,
        UNIT_AND_NOMINEE,
        TO_FILL_IN,
        Some(Stage::Nominating),
    ),
    row(
        Action::Submit,
        UNIT_AND_NOMINEE,
        TO_FILL_IN,
        Some(Stage::Nominating),
    ),
    row(
        Action::FirstReview,
        UNIT,
        &[State::FirstReviewPending],
        Some(Stage::FirstReview),
    ),
    row(
        Action::RevokeFirstReview,
        UNIT,
        &[State::FirstReviewRejected, State::FirstReviewApproved],
        Some(Stage::FirstReview),
    ),
    row(
        Action::Report,
        UNIT,
        &[State::FirstReviewApproved],
        Some(Stage::FirstReview),
    ),
    row(
        Action::FinalReview,
        REVIEWER,
        &[State::Reported],
        Some(Stage::FinalReview),
    ),
    row(
        Action::RevokeFinalReview,
        REVIEWER,
        // Reported: the first of two approvals.
        &[State::FinalReviewApproved, State::Reported],
        None,
    ),
    row(Action::Undo, REVIEWERS, DECIDED, None),
    row(
        Action::ReturnReport,
        REVIEWER,
        &[State::Reported],
        Some(Stage::FinalReview),
    ),
    row(
        Action::Resubmit,
        UNIT,
        &[State::FinalReviewRejected],
        Some(Stage::FinalReview),
    ),
    row(Action::Deregister, UNIT, WITH_UNIT, None),
    row(Action::Disable, UNIT, WITH_UNIT, None),
    row(Action::Enable, UNIT, WITH_UNIT, None),
    row(
        Action::ChangeCategory,
        UNIT,
        &[
            State::Allocated,
            State::FirstReviewPending,
            State::FirstReviewRejected,
        ],
        Some(Stage::Nominating),
    ),
    row(Action::Attach, UNIT, WITH_UNIT, None),
    row(Action::AttachSignedForm, UNIT, PRESENT, None),
    row(Action::ReceiveOriginal, CONVENER, PRESENT, None),
    row(Action::GiveConsent, UNIT_AND_NOMINEE, PRESENT, None),
    row(Action::WithdrawConsent, NOMINEE, PRESENT, None),
    row(Action::Remind, UNIT, TO_FILL_IN, Some(Stage::Nominating)),
];

/// Where the liaison may edit the form though the nominee may not: to complete the data under review (domain.md:
/// `first_review_pending`) and to correct what final review sent back, each within its own stage.
pub const LIAISON_ALSO_FILLS_IN: &[(State, Stage)] = &[
    (State::FirstReviewPending, Stage::FirstReview),
    (State::FinalReviewRejected, Stage::FinalReview),
];

impl Action {
    /// All of them, in the table's order.
    pub fn all() -> impl Iterator<Item = Self> {
        PERMISSIONS.iter().map(|permission| permission.action)
    }

    /// Its row of the table.
    ///
    /// # Panics
    /// Never: a test shows that every action has one.
    pub fn permission(self) -> &'static Permission {
        let found = PERMISSIONS
            .iter()
            .find(|permission| permission.action == self);
        found.expect("every action has a row in the table")
    }

    /// The stage whose window must be open for it in a state.
    pub fn stage(self, state: State) -> Option<Stage> {
        let also = LIAISON_ALSO_FILLS_IN
            .iter()
            .find(|(other, _)| *other == state);
        match also {
            Some((_, stage)) if self.fills_in() => Some(*stage),
            _ => self.permission().stage,
        }
    }

    /// Whether it fills in what the nominee is asked for: liaisons then may in [`LIAISON_ALSO_FILLS_IN`] too.
    const fn fills_in(self) -> bool {
        matches!(self, Self::FillIn | Self::ClaimException)
    }

    /// What people call it, as it reads after “can't” (不能…).
    pub const fn name(self) -> Text {
        match self {
            Self::Allocate => Text::new("分配名额", "allocate places"),
            Self::View => Text::new("查看", "view"),
            Self::FillIn => Text::new("填写登记表", "fill in the form"),
            Self::BringIn => Text::new("从往届登记表带入", "take over a former form"),
            Self::ClaimException => Text::new("申明例外", "claim an exception"),
            Self::Submit => Text::new("提交登记表", "submit the form"),
            Self::FirstReview => Text::new("初审", "first review"),
            Self::RevokeFirstReview => Text::new("撤销初审结果", "revoke the first review"),
            Self::Report => Text::new("上报", "report"),
            Self::FinalReview => Text::new("终审", "final review"),
            Self::RevokeFinalReview => Text::new("撤销终审结果", "revoke the final review"),
            Self::Undo => Text::new("撤回刚作出的决定", "undo a decision just made"),
            Self::ReturnReport => Text::new("退回上报", "return the report"),
            Self::Resubmit => Text::new("修改后重新上报", "correct and report again"),
            Self::Deregister => Text::new("注销", "deregister"),
            Self::Disable => Text::new("禁用", "disable"),
            Self::Enable => Text::new("启用", "enable"),
            Self::ChangeCategory => Text::new("变更身份", "change the category"),
            Self::Attach => Text::new("上传附件", "attach files"),
            Self::AttachSignedForm => Text::new("上传签字盖章的登记表", "attach the signed form"),
            Self::ReceiveOriginal => Text::new("登记原件收讫", "record the original as received"),
            Self::Remind => Text::new("提醒填报", "remind"),
            Self::GiveConsent => Text::new(
                "同意处理证件号码和照片",
                "consent to the certificate’s number and the photo",
            ),
            Self::WithdrawConsent => Text::new(
                "撤回对证件号码和照片的同意",
                "withdraw the consent to number and photo",
            ),
            Self::Reveal => Text::new("查看完整号码", "see the full numbers"),
        }
    }
}

/// Whether a role may do an action in a state, windows and congress aside.
pub fn allows(role: Role, action: Action, state: State) -> bool {
    let permission = action.permission();
    let liaison_also = action.fills_in()
        && role == Role::Liaison
        && LIAISON_ALSO_FILLS_IN.iter().any(|(also, _)| *also == state);
    (permission.roles.contains(&role) && permission.states.contains(&state)) || liaison_also
}

/// Who acts: somebody signed in, with the roles they have towards what they act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The phone that signed in.
    pub phone: Phone,
    /// Name as the trail shows it.
    pub name: String,
    /// Roles towards the object at hand; empty for a stranger, to whom it does not exist.
    pub roles: Vec<Role>,
}

impl Actor {
    /// The roles that somebody has towards a congress and, where given, a unit and a nomination.
    ///
    /// Taken from the records themselves, so that removing somebody works at once. The name is the one by which
    /// the records know them.
    pub fn of(
        phone: &Phone,
        congress: &Congress,
        unit: Option<&Unit>,
        nomination: Option<&Nomination>,
    ) -> Self {
        let mut roles = Vec::new();
        let mut name = None;
        if let Some(officer) = congress
            .officers
            .iter()
            .find(|officer| officer.contact.phone == *phone)
        {
            name = Some(officer.contact.name.clone());
            let role = |office: &Office| match office {
                Office::Administrator => Role::Administrator,
                Office::FinalReviewer => Role::FinalReviewer,
            };
            roles.extend(officer.offices.iter().map(role));
        }
        let liaisons = unit
            .map(|unit| unit.liaisons.as_slice())
            .unwrap_or_default();
        if let Some(liaison) = liaisons.iter().find(|liaison| liaison.phone == *phone) {
            name.get_or_insert_with(|| liaison.name.clone());
            roles.push(Role::Liaison);
        }
        if let Some(nomination) = nomination.filter(|nomination| nomination.phone == *phone) {
            name.get_or_insert_with(|| nomination.name.clone());
            roles.push(Role::Nominee);
        }
        Self {
            phone: phone.clone(),
            name: name.unwrap_or_default(),
            roles,
        }
    }

    /// Whether they have a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether they have no part in it at all.
    pub fn is_stranger(&self) -> bool {
        self.roles.is_empty()
    }

    /// The role in which they would do an action in a state: the first that allows it.
    pub fn role_for(&self, action: Action, state: State) -> Option<Role> {
        self.roles
            .iter()
            .copied()
            .find(|role| allows(*role, action, state))
    }
}

/// Whether an actor may do something to a nomination now; answers the role they do it in. While the nominee's access is
/// disabled their part as nominee is worth nothing; whatever else they are, they stay.
///
/// # Errors
/// In this order: [`Refusal::NotPermitted`] when none of their roles ever may, [`Refusal::AccessDisabled`],
/// [`Refusal::WrongState`], [`Refusal::CongressNotOpen`], [`Refusal::StageClosed`].
pub fn require(
    action: Action,
    actor: &Actor,
    nomination: &Nomination,
    unit: &Unit,
    congress: &Congress,
    now: Timestamp,
) -> Result<Role, Refusal> {
    let permission = action.permission();
    let may_ever = |role: &Role| permission.roles.contains(role);
    if !actor.roles.iter().any(may_ever) {
        return Err(Refusal::NotPermitted {
            action,
            roles: permission.roles,
        });
    }
    let mut actor = actor.clone();
    if !nomination.enabled {
        actor.roles.retain(|role| *role != Role::Nominee);
    }
    if !actor.roles.iter().any(may_ever) {
        return Err(Refusal::AccessDisabled);
    }
    let state = nomination.state;
    let Some(role) = actor.role_for(action, state) else {
        return Err(Refusal::WrongState {
            action,
            current: state,
        });
    };
    if permission.changes {
        congress.require_open()?;
    }
    if let Some(stage) = action.stage(state) {
        congress
            .settings
            .windows
            .require(stage, &unit.extensions, now)?;
    }
    Ok(role)
}

/// Everything an actor may do to a nomination now: what a page shows as buttons.
pub fn possible(
    actor: &Actor,
    nomination: &Nomination,
    unit: &Unit,
    congress: &Congress,
    now: Timestamp,
) -> Vec<Action> {
    let may = |action: &Action| require(*action, actor, nomination, unit, congress, now).is_ok();
    let sensible = |action: &Action| match action {
        Action::Disable => nomination.enabled,
        Action::Enable => !nomination.enabled,
        Action::Undo => undo::is_open(nomination, actor, now),
        // Which of the two, the trail says, and whether there is a former form: the form's page asks there.
        Action::GiveConsent | Action::WithdrawConsent | Action::BringIn => false,
        Action::RevokeFinalReview => {
            nomination.state != State::Reported || nomination.approval.is_some()
        }
        _ => true,
    };
    Action::all().filter(may).filter(sensible).collect()
}
