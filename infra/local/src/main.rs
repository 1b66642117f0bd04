//! Starts the whole system on this machine. `infra/local/up` builds and calls this.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use local::operator::Command;
use local::{Fault, Options, SiteSource, System, demo};
use notify::Gateway;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

const HELP: &str = "\
推选：在本机运行整个系统 / Tuixuan: the whole system on this machine

  infra/local/up                                  启动 / start
  infra/local/up grant-convener 手机号 换届单位     允许创建大会 / let a phone create congresses for an organisation
  infra/local/up reset-second-factor 手机号         重置丢失的第二重验证 / take lost second factors away
  infra/local/up access-events 手机号               该号码近半年的登录与被拒访问 / sign-ins and refused access of a phone
  infra/local/up verify                           核对全部数据 / check that all data stand together as they were written

  PORT       端口，默认 8080；0 为任意空闲端口 / port, 8080 by default; 0 for any that is free
  DATA_DIR   数据目录，默认 ./data / where the data is kept, ./data by default
  SITE_DIR   生成好的网站，默认每次启动时生成 / a built site; by default it is built at each start
  DEMO       设为 0 则不建演示大会 / 0 to start without the demo congress
  SMS_GATEWAY  sns、aliyun 或 tencent，默认只写入本机发件箱 / default: the local outbox (functions/notify/README.md)
  RUST_LOG   日志级别，默认 warn / log level, warn by default
";

/// How long running requests get to finish.
const LONGEST_GOODBYE: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return say(&error.to_string(), ExitCode::FAILURE),
    };
    let options = match options() {
        Ok(options) => options,
        Err(refusal) => return say(&refusal, ExitCode::FAILURE),
    };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let Some(command) = Command::parse(&arguments) {
        return runtime.block_on(operate(command, &options.data_dir));
    }
    match arguments[..] {
        [] => runtime.block_on(run(options)),
        ["--help" | "-h" | "help"] => say(HELP, ExitCode::SUCCESS),
        _ => say(HELP, ExitCode::FAILURE),
    }
}

/// On the tables that `RECORDS_TABLE` names, as `infra/aws/operate` sets it, else on this machine's data.
async fn operate(command: Result<Command, Fault>, data_dir: &Path) -> ExitCode {
    let told = match command {
        Ok(command) if std::env::var_os("RECORDS_TABLE").is_some() => {
            command.run_in_the_cloud().await
        }
        Ok(command) => command.run_on(data_dir).await,
        Err(fault) => Err(fault),
    };
    match told {
        Ok(told) => say(&told, ExitCode::SUCCESS),
        Err(fault) => say(&format!("{fault}\n"), ExitCode::FAILURE),
    }
}

fn options() -> Result<Options, String> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let port = match set("PORT") {
        None => 8080,
        Some(port) => port.parse().map_err(|_| {
            format!("PORT={port}：端口应为 0–65535 的数字。\nPORT={port}: a port is a number from 0 to 65535.\n")
        })?,
    };
    let data_dir = PathBuf::from(set("DATA_DIR").unwrap_or_else(|| "data".to_owned()));
    let built = set("SITE_DIR").map(|directory| SiteSource::Built(PathBuf::from(directory)));
    Ok(Options {
        port,
        site: built.unwrap_or_else(SiteSource::this_repository),
        demo: set("DEMO").as_deref() != Some("0"),
        gateway: Gateway::from_variables(set)
            .map_err(|fault| format!("短信网关的配置有误。\n{fault}\n"))?,
        ..Options::new(data_dir)
    })
}

async fn run(options: Options) -> ExitCode {
    // Listened for from the beginning, so that an early Ctrl-C is not lost.
    let mut stop = match Stop::listen() {
        Ok(stop) => stop,
        Err(error) => return say(&error.to_string(), ExitCode::FAILURE),
    };
    let data_dir = options.data_dir.clone();
    let system = tokio::select! {
        started = System::start(options) => match started {
            Ok(system) => system,
            Err(error) => return say(&format!("{error}\n"), ExitCode::FAILURE),
        },
        () = stop.asked() => return ExitCode::SUCCESS,
    };
    say(&greeting(&system, &data_dir), ExitCode::SUCCESS);
    stop.asked().await;
    // Somebody's half-sent request must not hold the end up; asked again, it ends at once. Either way
    // nothing acknowledged is lost.
    tokio::select! {
        () = system.shutdown() => {}
        () = tokio::time::sleep(LONGEST_GOODBYE) => {}
        () = stop.asked() => {}
    }
    ExitCode::SUCCESS
}

fn greeting(system: &System, data_dir: &Path) -> String {
    let origin = system.origin();
    let mut text = format!(
        "推选已启动 / Tuixuan is running\n\
         \n  网站 site      {origin}/\n  \
         短信 texts     {origin}/dev/outbox\n  \
         数据 data      {}\n",
        data_dir.display()
    );
    if system.has_demo() {
        text.push_str(
            "\n登录演示大会（验证码见“短信”）/ Sign in to the demo (codes are in the texts)\n\n",
        );
        for somebody in demo::people() {
            let demo::Somebody { phone, name, part } = somebody;
            text.extend(["  ", &phone, "  ", &name, "  ", &part, "\n"]);
        }
        let secret = demo::AUTHENTICATOR.text();
        text.extend([
            "\n换届单位的人还要身份验证器的验证码：也见“短信”，或在自己的 App 中输入密钥\n",
            "The convener's people also need their authenticator's code: it stands in the texts too, or put the key into an app\n",
            "\n  ",
            &secret,
            "\n",
        ]);
    }
    text.push_str("\n按 Ctrl-C 停止 / Ctrl-C stops it\n");
    text
}

/// The ways to ask for the end: Ctrl-C, or the polite request of a service manager.
struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Writes to standard output, or to standard error what the caller has to mend.
fn say(text: &str, code: ExitCode) -> ExitCode {
    let written = if code == ExitCode::SUCCESS {
        io::stdout().lock().write_all(text.as_bytes())
    } else {
        io::stderr().lock().write_all(text.as_bytes())
    };
    // Nobody reads us any more; the system runs on.
    drop(written);
    code
}
