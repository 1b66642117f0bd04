//! The workbook writer against its peers, on the same twenty thousand rows of sixty columns, in the same run. `tests/bench` fetches
//! the peers; one that is not there is named and left out.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use domain::codes;

use crate::{column::Cell, workbook::Heading, workbook::RosterBook};

const ROWS: usize = 20_000;
const COLUMNS: usize = 60;
/// So many rows are different; the peers are handed these and write them again and again, as we do.
const DIFFERENT: usize = 500;

#[test]
#[ignore = "benchmark"]
fn benchmark_a_workbook_of_twenty_thousand_against_its_peers() {
    if cfg!(debug_assertions) {
        println!("a workbook against its peers: only as it is shipped, in a release build");
        return;
    }
    let rows: Vec<Vec<String>> = (0..DIFFERENT).map(row).collect();
    let mut given = tempfile::NamedTempFile::new().expect("a file");
    for row in &rows {
        writeln!(given, "{}", row.join("\t")).expect("room on the disk");
    }
    let (seconds, memory) = ours(&rows);
    println!("{ROWS} rows of {COLUMNS} columns: {seconds:.2} CPU-seconds, {memory:.1} MB");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (name, command) in peers(&root) {
        let Some(mut command) = command else {
            println!("{name}: skipped, it is not there (tests/bench fetches it)");
            continue;
        };
        let out = tempfile::NamedTempFile::new().expect("a file");
        let output = command.arg(given.path()).arg(out.path()).output();
        let output = output.expect("the peer starts");
        assert!(output.status.success(), "{name}: {output:?}");
        let said = String::from_utf8(output.stdout).expect("figures");
        let mut figures = said.split_whitespace().map(str::parse::<f64>);
        let (Some(Ok(theirs)), Some(Ok(memory))) = (figures.next(), figures.next()) else {
            panic!("{name}: {said}");
        };
        println!(
            "{name}: {theirs:.2} CPU-seconds, {:.1} times ours, {memory:.1} MB",
            theirs / seconds
        );
    }
}

/// Ours: seconds of a processor, and MB of memory beyond what there was before.
fn ours(rows: &[Vec<String>]) -> (f64, f64) {
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| row.iter().map(|text| Cell::Text(text.clone())).collect())
        .collect();
    let heading = Heading {
        sheet: "名册",
        title: "名册".to_owned(),
        mark: "由某某导出".to_owned(),
        pages: "",
    };
    let columns = (0..COLUMNS).map(|column| (format!("栏目{column}"), 16.0));
    let file = tempfile::tempfile().expect("a file");
    let (before, begun) = (peak(), processor());
    let mut book = RosterBook::new(heading, columns.collect());
    for number in 0..ROWS {
        book.row(None, &cells[number % DIFFERENT]).expect("a row");
    }
    book.finish(file).expect("a workbook");
    (processor() - begun, peak() - before)
}

/// A row as rosters have them: names of codes, digits, and a longer text.
fn row(number: usize) -> Vec<String> {
    let tables = [
        "division",
        "occupation",
        "party",
        "ethnic_group",
        "discipline",
        "title_rank",
    ];
    let cell = |column: usize| {
        if column % 12 == 3 {
            return format!("4501{:014}", number * 7_919 + column);
        }
        if column % 20 == 7 {
            return "在科研、教学和学会工作中长期承担一线任务，主持或参加省部级课题若干项，发表论文，获奖若干。".to_owned();
        }
        let entries =
            codes::table(tables[column % tables.len()]).map_or(&[][..], |table| &table.entries[..]);
        let entry = entries.get((number * 31 + column * 17) % entries.len().max(1));
        entry
            .map_or("示例市科学技术协会", |entry| entry.name.zh)
            .to_owned()
    };
    (0..COLUMNS).map(cell).collect()
}

fn peers(root: &Path) -> Vec<(&'static str, Option<Command>)> {
    let (fetched, sources) = (root.join("target/peers"), root.join("tests/peers"));
    let python = |peer: &str| {
        let libraries = fetched.join("python");
        let there = libraries.join(peer).is_dir();
        there.then(|| {
            let mut command = Command::new("python3");
            command.env("PYTHONPATH", &libraries);
            command.arg(sources.join("roster.py")).arg(peer);
            command
        })
    };
    vec![
        ("XlsxWriter (constant_memory)", python("xlsxwriter")),
        ("openpyxl (write-only)", python("openpyxl")),
        ("libxlsxwriter (constant_memory)", in_c(&fetched, &sources)),
    ]
}

/// The peer in C, built where its library was fetched.
fn in_c(fetched: &Path, sources: &Path) -> Option<Command> {
    let library: PathBuf = fetched.join("usr/lib/x86_64-linux-gnu");
    let program = fetched.join("roster");
    let built = Command::new("cc")
        .arg("-O2")
        .arg(sources.join("roster.c"))
        .arg(format!("-I{}", fetched.join("usr/include").display()))
        .arg(format!("-L{}", library.display()))
        .args(["-lxlsxwriter", "-o"])
        .arg(&program)
        .output();
    built.ok().filter(|built| built.status.success())?;
    let mut command = Command::new(program);
    command.env("LD_LIBRARY_PATH", library);
    Some(command)
}

/// The most memory this process has had, in MB (`VmHWM`).
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    figure.unwrap_or_default() / 1024.0
}

/// How long this process has kept a processor busy, in seconds.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks = after.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}
