//! Which gateway a deployment has.
//!
//! | variable | says |
//! | --- | --- |
//! | `SMS_GATEWAY` | `sns`, `aliyun` or `tencent` |
//! | `SMS_REGION` | of SNS, else `AWS_REGION`; of Tencent, else `ap-guangzhou` |
//! | `SMS_KEY_ID`, `SMS_KEY_SECRET` | the access key at Alibaba or Tencent |
//! | `SMS_SIGNATURE` | the registered 短信签名 there, without brackets |
//! | `SMS_APP_ID` | `SmsSdkAppId` of Tencent |
//! | `SMS_TEMPLATES` | JSON: the registered templates, see [`Templates`] |
//! | `SMS_ENDPOINT` | another address than the provider's own, ending in a slash |
//! | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` | of SNS; Lambda sets them |

use aws_credential_types::Credentials;

use super::{
    GatewayError, Sms, SmsGateway, Templates,
    aliyun::{self, AccessKey, AliyunGateway},
    sns::SnsGateway,
    tencent::{self, Application, TencentGateway},
};

/// The gateway of a deployment. Alibaba's and Tencent's templates are registered for the Chinese mainland: a number of
/// another country is refused there, and stands with the operator.
#[derive(Clone, Debug)]
pub enum Gateway {
    /// Amazon SNS.
    Sns(SnsGateway),
    /// Alibaba Cloud.
    Aliyun(AliyunGateway),
    /// Tencent Cloud.
    Tencent(TencentGateway),
}

/// Everything that is missing or wrong; what secrets hold is never shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the SMS gateway cannot be used: {}", .0.join("; "))]
pub struct ConfigurationFault(Vec<String>);

impl Gateway {
    /// The gateway that variables name; `None` when they name none.
    ///
    /// # Errors
    /// [`ConfigurationFault`] with everything that is missing, at once.
    pub fn from_variables(
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, ConfigurationFault> {
        let mut settings = Settings {
            variable,
            faults: Vec::new(),
        };
        let Some(name) = settings.optional("SMS_GATEWAY") else {
            return Ok(None);
        };
        let gateway = match name.as_str() {
            "sns" => Some(settings.sns()),
            "aliyun" => settings.aliyun(),
            "tencent" => settings.tencent(),
            _ => {
                let fault = "SMS_GATEWAY is none of sns, aliyun, tencent";
                settings.faults.push(fault.to_owned());
                None
            }
        };
        match gateway {
            Some(gateway) if settings.faults.is_empty() => Ok(Some(gateway)),
            _ => Err(ConfigurationFault(settings.faults)),
        }
    }
}

impl SmsGateway for Gateway {
    async fn send(&self, sms: &Sms<'_>) -> Result<(), GatewayError> {
        let abroad = || GatewayError::Refused("not of the Chinese mainland".to_owned());
        match self {
            Self::Sns(gateway) => gateway.send(sms).await,
            _ if !sms.to().is_mainland() => Err(abroad()),
            Self::Aliyun(gateway) => gateway.send(sms).await,
            Self::Tencent(gateway) => gateway.send(sms).await,
        }
    }
}

struct Settings<V> {
    variable: V,
    faults: Vec<String>,
}

impl<V: Fn(&str) -> Option<String>> Settings<V> {
    fn optional(&self, name: &str) -> Option<String> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    /// Empty when it is missing, which is noted: all faults are told at once.
    fn required(&mut self, name: &str) -> String {
        self.optional(name).unwrap_or_else(|| {
            self.faults.push(format!("{name} is not set"));
            String::new()
        })
    }

    fn endpoint(&self, usual: &str) -> String {
        self.optional("SMS_ENDPOINT")
            .unwrap_or_else(|| usual.to_owned())
    }

    fn key(&mut self) -> AccessKey {
        AccessKey {
            id: self.required("SMS_KEY_ID"),
            secret: self.required("SMS_KEY_SECRET"),
        }
    }

    fn templates(&mut self) -> Option<Templates> {
        let json = self
            .optional("SMS_TEMPLATES")
            .ok_or("is not set".to_owned());
        let read = json.and_then(|json| Templates::read(&json));
        read.map_err(|fault| self.faults.push(format!("SMS_TEMPLATES {fault}")))
            .ok()
    }

    fn sns(&mut self) -> Gateway {
        // Not every region can send texts.
        let region = self.optional("SMS_REGION");
        let region = region.unwrap_or_else(|| self.required("AWS_REGION"));
        let credentials = Credentials::new(
            self.required("AWS_ACCESS_KEY_ID"),
            self.required("AWS_SECRET_ACCESS_KEY"),
            self.optional("AWS_SESSION_TOKEN"),
            None,
            "environment",
        );
        let gateway = match self.optional("SMS_ENDPOINT") {
            Some(endpoint) => SnsGateway::at(&endpoint, &region, credentials),
            None => SnsGateway::new(&region, credentials),
        };
        Gateway::Sns(gateway)
    }

    fn aliyun(&mut self) -> Option<Gateway> {
        let (key, signature) = (self.key(), self.required("SMS_SIGNATURE"));
        let templates = self.templates()?;
        let endpoint = self.endpoint(aliyun::ENDPOINT);
        let gateway = AliyunGateway::new(&endpoint, key, &signature, templates);
        Some(Gateway::Aliyun(gateway))
    }

    fn tencent(&mut self) -> Option<Gateway> {
        let key = self.key();
        let application = Application {
            id: self.required("SMS_APP_ID"),
            signature: self.required("SMS_SIGNATURE"),
            region: self
                .optional("SMS_REGION")
                .unwrap_or_else(|| "ap-guangzhou".to_owned()),
        };
        let templates = self.templates()?;
        let endpoint = self.endpoint(tencent::ENDPOINT);
        let gateway = TencentGateway::new(&endpoint, key, application, templates);
        Some(Gateway::Tencent(gateway))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::templates;

    fn from(variables: &[(&str, &str)]) -> Result<Option<Gateway>, String> {
        let found = |name: &str| {
            let pair = variables.iter().find(|(known, _)| *known == name);
            pair.map(|(_, value)| (*value).to_owned())
        };
        Gateway::from_variables(found).map_err(|fault| fault.to_string())
    }

    #[test]
    fn each_provider_is_chosen_by_name() {
        let templates = templates::tests::all();
        let mut variables = vec![
            ("SMS_KEY_ID", "id"),
            ("SMS_KEY_SECRET", "s3cret"),
            ("SMS_SIGNATURE", "推选"),
            ("SMS_APP_ID", "1400006666"),
            ("SMS_TEMPLATES", &templates),
            ("AWS_REGION", "ap-east-1"),
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "s3cret"),
        ];
        assert!(matches!(from(&variables), Ok(None)));
        variables.push(("SMS_GATEWAY", "aliyun"));
        assert!(matches!(from(&variables), Ok(Some(Gateway::Aliyun(_)))));
        variables.last_mut().unwrap().1 = "tencent";
        assert!(matches!(from(&variables), Ok(Some(Gateway::Tencent(_)))));
        variables.last_mut().unwrap().1 = "sns";
        let gateway = from(&variables).unwrap().unwrap();
        assert!(matches!(gateway, Gateway::Sns(_)));
        assert!(!format!("{gateway:?}").contains("s3cret"));
    }

    #[test]
    fn everything_that_is_missing_is_named_at_once() {
        let fault = from(&[("SMS_GATEWAY", "tencent"), ("SMS_KEY_ID", "id")]).unwrap_err();
        for named in [
            "SMS_KEY_SECRET is not set",
            "SMS_APP_ID is not set",
            "SMS_SIGNATURE is not set",
            "SMS_TEMPLATES",
        ] {
            assert!(fault.contains(named), "{fault}");
        }
        assert!(
            from(&[("SMS_GATEWAY", "pigeon")])
                .unwrap_err()
                .contains("sns, aliyun, tencent")
        );
    }
}
