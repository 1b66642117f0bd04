//! Who may create congresses: said by the operator's command, never over HTTP.

use std::net::SocketAddr;
use std::path::Path;

use domain::phone::Phone;
use domain::text::Language;
use store::Store;

use crate::database::{self, Database};
use crate::fault::Fault;
use crate::ground::open_data;
use crate::secrets::Secrets;
use crate::system::table_names;
use crate::{lock, tables};

const PART: &str = "授权 (the grant)";

/// Lets a phone create congresses for an organisation, whether the system runs or not.
///
/// # Errors
///
/// [`Fault::Part`] for what is no phone or an empty name; what keeps the data from being opened.
pub async fn grant(data_dir: &Path, phone: &str, organisation: &str) -> Result<(), Fault> {
    let failed = Fault::part(PART);
    let phone = Phone::parse(phone).map_err(|fault| {
        let (zh, en) = (fault.text(Language::Zh), fault.text(Language::En));
        failed(&format_args!("{zh}\n{en}"))
    })?;
    let organisation = organisation.trim();
    if organisation.is_empty() {
        return Err(failed(&"请写明换届单位的名称。\nName the convening body."));
    }
    match open_data(data_dir) {
        Ok((held, secrets, ..)) => {
            let database = Database::start(data_dir)?;
            tables::create(&database.client()).await?;
            let granted = write(database.address(), &secrets, &phone, organisation).await;
            database.shutdown().await;
            drop(held);
            granted
        }
        Err(Fault::DataInUse { data_dir, holder }) => {
            let noted = lock::noted(&data_dir, "database");
            let address = noted.and_then(|url| url.strip_prefix("http://")?.parse().ok());
            let Some(address) = address else {
                return Err(Fault::DataInUse { data_dir, holder });
            };
            let secrets = Secrets::load_or_create(&data_dir, true)?;
            write(address, &secrets, &phone, organisation).await
        }
        Err(fault) => Err(fault),
    }
}

async fn write(
    address: SocketAddr,
    secrets: &Secrets,
    phone: &Phone,
    organisation: &str,
) -> Result<(), Fault> {
    let keys = secrets.root_key().keys();
    let store = Store::new(database::client(address), table_names(), keys);
    let granted = store.grant_convener(phone, organisation).await;
    granted.map_err(|error| Fault::part(PART)(&error))
}
