//! What only an operator may do, by a command and never over HTTP: say who may create congresses, read what happened
//! at an account's door, and check that all data stand together as they were written. The same on one machine, whether its system runs or not, and in the cloud.

use std::net::SocketAddr;
use std::path::Path;

use domain::phone::Phone;
use domain::text::Language;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use store::Store;
use store::access::Happened;

use crate::database::{self, Database};
use crate::fault::Fault;
use crate::ground::open_data;
use crate::secrets::Secrets;
use crate::system::table_names;
use crate::{lock, tables, verified};

const PART: &str = "操作 (the command)";

/// What an operator asks for.
#[derive(Debug, Clone)]
pub enum Command {
    /// Lets a phone create congresses for an organisation: how the first administrator comes to be.
    GrantConvener {
        /// Whose.
        phone: Phone,
        /// The convening body.
        organisation: String,
    },
    /// Takes somebody's second factors away: they lost them, and the operator made sure who they are.
    ResetSecondFactor {
        /// Whose.
        phone: Phone,
    },
    /// Tells what happened at an account's door in the last half year.
    AccessEvents {
        /// Whose.
        phone: Phone,
    },
    /// Checks that all records stand together and every trail is as it was written.
    Verify,
}

impl Command {
    /// Reads a command; `None` when it is none.
    ///
    /// # Errors
    ///
    /// [`Fault::Part`] for what is no phone or an empty name.
    pub fn parse(arguments: &[&str]) -> Option<Result<Self, Fault>> {
        match arguments {
            ["grant-convener", phone, organisation] => Some(grant(phone, organisation)),
            ["reset-second-factor", phone] => {
                Some(parse(phone).map(|phone| Self::ResetSecondFactor { phone }))
            }
            ["access-events", phone] => {
                Some(parse(phone).map(|phone| Self::AccessEvents { phone }))
            }
            ["verify"] => Some(Ok(Self::Verify)),
            _ => None,
        }
    }

    /// Carries it out on the data of a directory; answers what to tell.
    ///
    /// # Errors
    ///
    /// What keeps the data from being opened or written.
    pub async fn run_on(&self, data_dir: &Path) -> Result<String, Fault> {
        match open_data(data_dir) {
            Ok((held, secrets, ..)) => {
                let database = Database::start(data_dir)?;
                tables::create(&database.client()).await?;
                let told = self.run(&store(database.address(), &secrets)).await;
                database.shutdown().await;
                drop(held);
                told
            }
            Err(Fault::DataInUse { data_dir, holder }) => {
                let noted = lock::noted(&data_dir, "database");
                let address = noted.and_then(|url| url.strip_prefix("http://")?.parse().ok());
                let Some(address) = address else {
                    return Err(Fault::DataInUse { data_dir, holder });
                };
                let secrets = Secrets::load_or_create(&data_dir, true)?;
                self.run(&store(address, &secrets)).await
            }
            Err(fault) => Err(fault),
        }
    }

    /// Carries it out on the tables that the environment names, as a function on AWS finds them.
    ///
    /// # Errors
    ///
    /// Which variable is missing; what keeps the tables from being written.
    pub async fn run_in_the_cloud(&self) -> Result<String, Fault> {
        let store = api::environment::store().map_err(|fault| Fault::part(PART)(&fault))?;
        self.run(&store).await
    }

    async fn run(&self, store: &Store) -> Result<String, Fault> {
        let failed = |error| Fault::part(PART)(&error);
        match self {
            Self::GrantConvener {
                phone,
                organisation,
            } => {
                let granted = store.grant_convener(phone, organisation).await;
                granted.map_err(failed)?;
                let phone = phone.display();
                Ok(format!(
                    "{phone} 可以为{organisation}创建大会 / may create congresses for {organisation}\n"
                ))
            }
            Self::ResetSecondFactor { phone } => {
                let reset = store.reset_factors(phone, Timestamp::now()).await;
                let there = reset.map_err(|error| Fault::part(PART)(&error))?;
                let phone = phone.display();
                Ok(if there {
                    format!(
                        "{phone} 的第二重验证已重置，其登录已全部退出 / second factors reset, all sessions ended\n"
                    )
                } else {
                    format!("{phone} 没有第二重验证 / has no second factor\n")
                })
            }
            Self::AccessEvents { phone } => {
                let events = store.events_of(phone).await.map_err(failed)?;
                Ok(events.iter().rev().map(line).collect())
            }
            Self::Verify => {
                let report = store.verify_records().await.map_err(failed)?;
                let told = verified::words(&report);
                if report.is_whole() {
                    Ok(told)
                } else {
                    Err(Fault::part(verified::PART)(&told))
                }
            }
        }
    }
}

fn grant(phone: &str, organisation: &str) -> Result<Command, Fault> {
    let phone = parse(phone)?;
    let organisation = organisation.trim().to_owned();
    if organisation.is_empty() {
        let fault = "请写明换届单位的名称。\nName the convening body.";
        return Err(Fault::part(PART)(&fault));
    }
    Ok(Command::GrantConvener {
        phone,
        organisation,
    })
}

fn parse(phone: &str) -> Result<Phone, Fault> {
    Phone::parse(phone).map_err(|fault| {
        let (zh, en) = (fault.text(Language::Zh), fault.text(Language::En));
        Fault::part(PART)(&format_args!("{zh}\n{en}"))
    })
}

fn store(address: SocketAddr, secrets: &Secrets) -> Store {
    let keys = secrets.root_key().keys();
    Store::new(database::client(address), table_names(), keys)
}

/// One event on a line, in China's time: when, what, how often, from which network (a keyed hash), which route.
fn line(happened: &Happened) -> String {
    let china = TimeZone::fixed(Offset::constant(8));
    let at = happened.at.to_zoned(china).strftime("%Y-%m-%d %H:%M:%S");
    let event = happened.event.code();
    let times = happened.times;
    let from = happened.network.as_deref().unwrap_or("-");
    let route = happened.route.as_deref().unwrap_or("-");
    format!("{at}  {event}  ×{times}  {from}  {route}\n")
}
