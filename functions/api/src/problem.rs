//! The one error of the edge: a problem document (RFC 9457) with a closed set of codes.
//!
//! Every refusal of the domain and every failure of the store becomes one here and nowhere else, and is logged once,
//! here, without what a person typed.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    refusal::{Fault, Refusal, Said},
    text::Language,
};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

/// What went wrong, for programs. The set is closed: the site has a reaction to each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// 400: not JSON, or not of the documented shape.
    MalformedRequest,
    /// 400: a POST without `Idempotency-Key`.
    IdempotencyKeyRequired,
    /// 401: nobody is signed in.
    Unauthenticated,
    /// 403: the role does not allow it.
    Forbidden,
    /// 403: a change without our own header.
    OwnHeaderRequired,
    /// 403: their role asks for a second factor, and none was shown in this session.
    SecondFactorRequired,
    /// 403: a factor must have been shown within the last ten minutes.
    FreshFactorRequired,
    /// 404: it does not exist, or not for this person.
    NotFound,
    /// 409: the state does not allow it.
    WrongState,
    /// 409: the stage's window is not open.
    StageClosed,
    /// 409: the congress is not open.
    CongressNotOpen,
    /// 409: no place left.
    QuotaExceeded,
    /// 409: a quota would fall below what is allocated.
    QuotaBelowAllocated,
    /// 409: nominated in this congress already.
    DuplicatePerson,
    /// 409: reporting with red indicators.
    IndicatorsRed,
    /// 409: two final reviewers must approve, and this one has.
    AnotherReviewerNeeded,
    /// 409: a condition of the congress is not met.
    NotEligible,
    /// 409: the separate consent to the certificate's number and the photo is missing or withdrawn.
    ConsentRequired,
    /// 409: the idempotency key was used by somebody else.
    AlreadyExists,
    /// 409: it is so already, or there is nothing to do it to.
    NothingToDo,
    /// 409: too many at once on the same thing; try again.
    Busy,
    /// 412: somebody was faster.
    StaleVersion,
    /// 413: too large.
    BodyTooLarge,
    /// 415: a kind of content that is not taken.
    UnsupportedMediaType,
    /// 422: faults in what was sent.
    InvalidInput,
    /// 422: the code is not the one sent.
    CodeWrong,
    /// 422: the code is too old or was used.
    CodeExpired,
    /// 422: the human verification is missing, wrong or used.
    VerificationFailed,
    /// 428: a change without `If-Match`.
    VersionRequired,
    /// 429: too often.
    TooManyRequests,
    /// 500: our fault.
    Internal,
    /// 503: storage cannot be reached now.
    Unavailable,
}

impl Code {
    /// The status it goes with.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::MalformedRequest | Self::IdempotencyKeyRequired => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden
            | Self::OwnHeaderRequired
            | Self::SecondFactorRequired
            | Self::FreshFactorRequired => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongState
            | Self::StageClosed
            | Self::CongressNotOpen
            | Self::QuotaExceeded
            | Self::QuotaBelowAllocated
            | Self::DuplicatePerson
            | Self::IndicatorsRed
            | Self::AnotherReviewerNeeded
            | Self::NotEligible
            | Self::ConsentRequired
            | Self::AlreadyExists
            | Self::NothingToDo
            | Self::Busy => StatusCode::CONFLICT,
            Self::StaleVersion => StatusCode::PRECONDITION_FAILED,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::InvalidInput | Self::CodeWrong | Self::CodeExpired | Self::VerificationFailed => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::VersionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The title of a problem of this code.
    pub const fn title(self) -> domain::text::Text {
        use domain::text::Text;
        match self {
            Self::MalformedRequest | Self::IdempotencyKeyRequired => {
                Text::new("请求有误", "Malformed request")
            }
            Self::Unauthenticated => Text::new("请先登录", "Please sign in"),
            Self::Forbidden | Self::OwnHeaderRequired => Text::new("没有权限", "Not permitted"),
            Self::SecondFactorRequired => Text::new("需要第二重验证", "Second factor needed"),
            Self::FreshFactorRequired => Text::new("请再次验证身份", "Please show who you are"),
            Self::NotFound => Text::new("没有找到", "Not found"),
            Self::WrongState => Text::new("当前状态不能这样操作", "Not possible in this state"),
            Self::StageClosed => Text::new("不在开放时间内", "Outside the window"),
            Self::CongressNotOpen => Text::new("大会未开放", "The congress is not open"),
            Self::QuotaExceeded => Text::new("名额不足", "Not enough places"),
            Self::QuotaBelowAllocated => Text::new("名额少于已分配人数", "Quota below allocation"),
            Self::DuplicatePerson => Text::new("重复推荐", "Nominated already"),
            Self::IndicatorsRed => Text::new("指标未达标", "Indicators not met"),
            Self::AnotherReviewerNeeded => {
                Text::new("须另一位终审员复核", "Another reviewer is needed")
            }
            Self::NotEligible => Text::new("不符合资格条件", "Not eligible"),
            Self::ConsentRequired => Text::new("需要单独同意", "Consent needed"),
            Self::AlreadyExists => Text::new("已被使用", "Used already"),
            Self::NothingToDo => Text::new("无需操作", "Nothing to do"),
            Self::Busy => Text::new("操作繁忙", "Busy"),
            Self::StaleVersion => Text::new("内容已更新", "Changed meanwhile"),
            Self::BodyTooLarge => Text::new("内容过大", "Too large"),
            Self::UnsupportedMediaType => Text::new("不支持的内容类型", "Unsupported content"),
            Self::InvalidInput => Text::new("填写有误", "Please correct"),
            Self::CodeWrong | Self::CodeExpired => Text::new("验证码无效", "Invalid code"),
            Self::VerificationFailed => Text::new("验证未通过", "Verification failed"),
            Self::VersionRequired => Text::new("缺少版本", "Version required"),
            Self::TooManyRequests => Text::new("操作过于频繁", "Too often"),
            Self::Internal => Text::new("系统出错", "Something went wrong"),
            Self::Unavailable => Text::new("服务暂不可用", "Unavailable"),
        }
    }
}

/// A problem on its way out: what to say in both languages; [`Problem::speak`] makes the answer.
#[derive(Debug)]
pub struct Problem(Box<Parts>);

/// Boxed, so that a result that may be a problem stays small.
#[derive(Debug)]
struct Parts {
    code: Code,
    says: Said,
    faults: Vec<Fault>,
    current: Option<serde_json::Value>,
    retry_after_seconds: Option<u64>,
}

/// The document as it is sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// HTTP status.
    pub status: u16,
    /// What went wrong, for programs.
    pub code: Code,
    /// What went wrong, for people.
    pub title: &'static str,
    /// What to do about it.
    pub detail: String,
    /// Every fault at its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FaultView>,
    /// The thing as it is now, where the problem is that it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub current: Option<serde_json::Value>,
    /// Seconds after which to try again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u64>,
}

/// One fault at one place of what was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultView {
    /// JSON pointer (RFC 6901) into the request.
    pub pointer: String,
    /// Its kind.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
}

impl FaultView {
    /// A fault in one language.
    pub fn of(fault: &Fault, language: Language) -> Self {
        let code = serde_json::to_value(fault.code).ok();
        Self {
            pointer: fault.pointer.clone(),
            code: code
                .and_then(|code| code.as_str().map(str::to_owned))
                .unwrap_or_default(),
            detail: fault.says.get(language).to_owned(),
        }
    }
}

impl Problem {
    /// A problem that says what to do.
    pub fn new(code: Code, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            code,
            says: Said::new(zh, en),
            faults: Vec::new(),
            current: None,
            retry_after_seconds: None,
        }))
    }

    /// Faults in what was sent.
    pub fn invalid(faults: Vec<Fault>) -> Self {
        Refusal::Invalid(faults).into()
    }

    /// It does not exist, or not for this person: the two are not told apart.
    pub fn not_found() -> Self {
        Self::new(
            Code::NotFound,
            "没有找到该内容，或您无权查看",
            "This does not exist, or is not yours to see",
        )
    }

    /// Nobody is signed in, or the session has ended.
    pub fn unauthenticated() -> Self {
        Self::new(
            Code::Unauthenticated,
            "登录已失效，请重新登录，已填写的内容不会丢失",
            "Please sign in again; nothing you typed is lost",
        )
    }

    /// The same with how things are now.
    #[must_use]
    pub fn with_current(mut self, current: impl Serialize) -> Self {
        self.0.current = serde_json::to_value(current).ok();
        self
    }

    /// The same with a sentence before what it says.
    #[must_use]
    pub fn preceded(mut self, by: &Said) -> Self {
        let Said { zh, en } = &self.0.says;
        self.0.says = Said::new(format!("{}{zh}", by.zh), format!("{} {en}", by.en));
        self
    }

    /// With faults at their places, where the code is another than `invalid_input`.
    #[must_use]
    pub fn with_faults(mut self, faults: Vec<Fault>) -> Self {
        self.0.faults = faults;
        self
    }

    /// What it says, in both languages.
    pub fn says(&self) -> &Said {
        &self.0.says
    }

    /// Whether it says already how things are now.
    pub fn has_current(&self) -> bool {
        self.0.current.is_some()
    }

    /// The same with when to try again.
    #[must_use]
    pub fn with_retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self
    }

    /// What went wrong.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The document in a language.
    pub fn speak(self, language: Language) -> ProblemDocument {
        ProblemDocument {
            status: self.0.code.status().as_u16(),
            code: self.0.code,
            title: self.0.code.title().get(language),
            detail: self.0.says.get(language).to_owned(),
            errors: self
                .0
                .faults
                .iter()
                .map(|fault| FaultView::of(fault, language))
                .collect(),
            current: self.0.current,
            retry_after_seconds: self.0.retry_after_seconds,
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let code = match &refusal {
            Refusal::NotPermitted { .. } | Refusal::RoleNeeded { .. } | Refusal::AccessDisabled => {
                Code::Forbidden
            }
            Refusal::WrongState { .. }
            | Refusal::UnitInUse { .. }
            | Refusal::BeingCorrected
            | Refusal::FileReported
            | Refusal::TooLateToUndo => Code::WrongState,
            Refusal::Stale { .. } => Code::StaleVersion,
            Refusal::StageClosed { .. } => Code::StageClosed,
            Refusal::CongressNotOpen { .. } => Code::CongressNotOpen,
            Refusal::QuotaExceeded(_) => Code::QuotaExceeded,
            Refusal::QuotaBelowAllocated(_) => Code::QuotaBelowAllocated,
            Refusal::DuplicatePerson(_) => Code::DuplicatePerson,
            Refusal::IndicatorsRed(_) => Code::IndicatorsRed,
            Refusal::AnotherReviewerNeeded { .. } => Code::AnotherReviewerNeeded,
            Refusal::NotEligible(_) => Code::NotEligible,
            Refusal::ConsentRequired(_) | Refusal::ConsentWithdrawn { .. } => Code::ConsentRequired,
            Refusal::NothingToDo(_) => Code::NothingToDo,
            Refusal::Invalid(_) => Code::InvalidInput,
        };
        let says = refusal.says();
        let faults = refusal.faults().to_vec();
        let red = match &refusal {
            Refusal::IndicatorsRed(red) => red.as_slice(),
            _ => &[],
        };
        let views: Vec<_> = red
            .iter()
            .map(|one| crate::view::IndicatorView::of(one, crate::language::current()))
            .collect();
        let current = (!views.is_empty()).then(|| serde_json::json!({ "indicators": views }));
        Self(Box::new(Parts {
            code,
            says,
            faults,
            current,
            retry_after_seconds: None,
        }))
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = %error, "storage failed");
        Self::new(
            Code::Unavailable,
            "服务暂时不可用，内容未丢失，请稍后重试",
            "The service is unavailable for a moment; nothing is lost, please try again",
        )
        .with_retry_after(2)
    }
}

impl IntoResponse for Problem {
    /// The answer in the language that `edge::language` put around the handler.
    fn into_response(self) -> Response {
        let document = self.speak(crate::language::current());
        let status =
            StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry = document.retry_after_seconds;
        let code = document.code;
        let mut response = (status, Json(document)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(code);
        response
    }
}
