//! What a check of all records and trails found, in words.

use std::fmt::Write;

use store::{RecordFault, RecordReport, TrailFault};

pub(crate) const PART: &str = "数据核对 (the check of all data)";

/// The report in words, both languages.
pub(crate) fn words(report: &RecordReport) -> String {
    let RecordReport {
        units,
        nominations,
        faults,
        trails,
    } = report;
    let entries = trails.entries;
    let mut text = format!(
        "核对了 {units} 个单位、{nominations} 条推荐、{entries} 条审计记录 / {units} units, {nominations} nominations, \
         {entries} entries of trails checked\n"
    );
    if report.is_whole() {
        text.push_str("全部完整一致，没有被改动 / everything stands together as it was written\n");
    }
    for (of, faults) in faults {
        for fault in faults {
            let _ = writeln!(text, "  {of}: {}", said_of_record(*fault));
        }
    }
    for (of, faults) in &trails.faults {
        for fault in faults {
            let _ = writeln!(text, "  {of}: {}", said_of_trail(*fault));
        }
    }
    text
}

fn said_of_record(fault: RecordFault) -> &'static str {
    use RecordFault as F;
    match fault {
        F::Counts => {
            "单位的人数统计与推荐记录不符 / the unit's counts are not those of its nominations"
        }
        F::Board => "单位在总览中的数据与单位不符 / the board does not show the unit as it is",
        F::Register => {
            "单位的名册与推荐记录不符 / the unit's register is not as its nominations are"
        }
        F::UnitGone => "所属单位缺失 / its unit is gone",
        F::Unguarded => "缺少防重复推荐的标记 / the person could be nominated twice",
        F::StrayGuard => "未被推荐却有防重复标记 / a person is guarded who is not nominated",
        F::NominationGone => {
            "推荐记录缺失，只剩登记表或附件 / the nomination is gone, its form or files are left"
        }
        F::FormGone => "已提交的登记表缺失 / the submitted form is gone",
        F::Attachments => "附件数量不符 / the number of files is not the one that it says",
        F::Materials => "材料数量不符 / the files of materials are not those that it counts",
        F::PointerGone => "有职责的人无法进入 / somebody who has a part would not be let in",
        F::StrayPointer => "没有职责的人仍可进入 / somebody is let in who has no part",
    }
}

fn said_of_trail(fault: TrailFault) -> String {
    match fault {
        TrailFault::Altered(sequence) => {
            format!("第 {sequence} 条审计记录被改动 / entry {sequence} of the trail was altered")
        }
        TrailFault::Gap => "有审计记录缺失 / an entry of the trail is gone".to_owned(),
        TrailFault::Outside(sequence) => {
            format!(
                "第 {sequence} 条审计记录不在链上 / entry {sequence} stands outside of the chain"
            )
        }
        TrailFault::NominationGone => {
            "推荐记录缺失，只剩审计记录 / the nomination is gone, its trail is left".to_owned()
        }
        TrailFault::NominationsGone(count) => {
            format!("该单位缺失 {count} 条推荐记录 / {count} nominations of this unit are gone")
        }
    }
}
