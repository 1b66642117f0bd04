//! What keeps the system from starting, said so that the reader knows what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// One reason why the system does not start.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Another program listens on the port.
    #[error(
        "端口 {port} 已被占用。请关闭占用它的程序，或换一个端口：PORT={} infra/local/up\n\
         Port {port} is taken. Stop the program that uses it, or choose another: PORT={} infra/local/up",
        port.wrapping_add(1).max(1024),
        port.wrapping_add(1).max(1024)
    )]
    PortTaken {
        /// The port asked for.
        port: u16,
    },
    /// The port cannot be listened on for another reason, such as missing rights.
    #[error("无法监听端口 {port}：{source}\nCannot listen on port {port}: {source}")]
    PortRefused {
        /// The port asked for.
        port: u16,
        /// What the operating system says.
        source: io::Error,
    },
    /// Another process of this system has the data directory open.
    #[error(
        "数据目录 {} 正由进程 {holder} 使用，不能同时启动两次。请先停止该进程，或换一个目录：DATA_DIR=… infra/local/up\n\
         The data in {} is in use by process {holder}; one directory serves one system. Stop that process first, or choose another directory: DATA_DIR=… infra/local/up",
        data_dir.display(),
        data_dir.display()
    )]
    DataInUse {
        /// The data directory.
        data_dir: PathBuf,
        /// The process id that the lock file names.
        holder: String,
    },
    /// A file or directory of ours cannot be read or written.
    #[error(
        "无法读写 {}：{source}。请检查该路径的权限和剩余空间。\n\
         Cannot read or write {}: {source}. Check the permissions of that path and the space left.",
        path.display(),
        path.display()
    )]
    Unusable {
        /// The path concerned.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// There is data, but the key that seals it is gone.
    #[error(
        "数据目录里有数据库，却没有密钥文件 {}。没有它，已保存的证件号和手机号无法解读：请从备份中恢复该文件。\n\
         There is a database but no key file {}. Without it the stored ID numbers and phones cannot be read: restore that file from your backup.",
        path.display(),
        path.display()
    )]
    KeyMissing {
        /// Where the key should be.
        path: PathBuf,
    },
    /// The key file is not one that we wrote.
    #[error(
        "密钥文件 {} 已损坏（应为 32 字节）：请从备份中恢复该文件。\n\
         The key file {} is damaged (it should hold 32 bytes): restore it from your backup.",
        path.display(),
        path.display()
    )]
    KeyDamaged {
        /// Where the key stands.
        path: PathBuf,
    },
    /// The directory of the built site holds no site.
    #[error(
        "{} 里没有生成好的网站（缺少 index.html）。请用 infra/local/up 启动。\n\
         There is no built site in {} (index.html is missing). Start with infra/local/up.",
        site_dir.display(),
        site_dir.display()
    )]
    SiteMissing {
        /// The directory looked in.
        site_dir: PathBuf,
    },
    /// The embedded database, the object storage or the demo reports a failure.
    #[error("{part}：没有成功 / failed\n{detail}")]
    Part {
        /// The part of the system, by its name in both languages.
        part: &'static str,
        /// What it reports.
        detail: String,
    },
}

impl Fault {
    /// A fault about one path.
    pub fn unusable(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::Unusable { path, source }
    }

    /// A fault that a part of the system reports in its own words.
    pub fn part(part: &'static str) -> impl Fn(&dyn fmt::Display) -> Self {
        move |detail| Self::Part {
            part,
            detail: detail.to_string(),
        }
    }
}

/// Every reason found at once, so that nobody mends one only to meet the next.
#[derive(Debug)]
pub struct StartError {
    /// The reasons, never empty.
    pub faults: Vec<Fault>,
}

impl From<Fault> for StartError {
    fn from(fault: Fault) -> Self {
        Self {
            faults: vec![fault],
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n\n")?;
            }
            write!(formatter, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for StartError {}
