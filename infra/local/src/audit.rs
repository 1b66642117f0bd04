//! What a check of all trails found, in words.

use std::fmt::Write;

use store::{TrailFault, TrailReport};

pub(crate) const PART: &str = "审计记录 (the audit trail)";

/// The report in words, both languages.
pub(crate) fn words(report: &TrailReport) -> String {
    let TrailReport {
        nominations,
        entries,
        faults,
    } = report;
    let mut text = format!(
        "核对了 {nominations} 条推荐的 {entries} 条记录 / {entries} entries of {nominations} nominations checked\n"
    );
    if faults.is_empty() {
        text.push_str("全部完整，没有被改动 / all of them are as they were written\n");
    }
    for (of, faults) in faults {
        for fault in faults {
            let _ = writeln!(text, "  {of}: {}", said(*fault));
        }
    }
    text
}

fn said(fault: TrailFault) -> String {
    match fault {
        TrailFault::Altered(sequence) => {
            format!("第 {sequence} 条被改动 / entry {sequence} was altered")
        }
        TrailFault::Gap => "有记录缺失 / an entry is gone".to_owned(),
        TrailFault::Outside(sequence) => {
            format!("第 {sequence} 条不在链上 / entry {sequence} stands outside of the chain")
        }
        TrailFault::NominationGone => {
            "推荐记录缺失，只剩审计记录 / the nomination is gone, its trail is left".to_owned()
        }
        TrailFault::NominationsGone(count) => {
            format!("该单位缺失 {count} 条推荐记录 / {count} nominations of this unit are gone")
        }
    }
}
