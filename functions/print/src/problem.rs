//! What is answered when something could not be printed.

use api::{Code, Problem};

use crate::press::PressFault;

impl From<PressFault> for Problem {
    fn from(fault: PressFault) -> Self {
        tracing::error!(%fault, "nothing was printed");
        match fault {
            PressFault::Template(fault) => Self::new(
                Code::Internal,
                format!("版式模板有错误，请联系运维人员修改：{fault}"),
                format!("The layout has an error; please tell the operator: {fault}"),
            ),
            PressFault::Fonts(missing) => {
                let missing = missing.join(", ");
                Self::new(
                    Code::Internal,
                    format!("服务器缺少字体，请联系运维人员安装：{missing}"),
                    format!("Fonts are missing; please tell the operator to install: {missing}"),
                )
            }
            PressFault::Write(_) => failed(),
        }
    }
}

/// A part of the work broke off.
pub(crate) fn broken(error: &(dyn std::error::Error + 'static)) -> Problem {
    tracing::error!(%error, "printing broke off");
    failed()
}

fn failed() -> Problem {
    Problem::new(
        Code::Internal,
        "文件生成失败，请稍后重试",
        "The file could not be made; please try again",
    )
}
