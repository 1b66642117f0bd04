//! Reading a table's file. The files are part of the program, so a fault in one is a fault of
//! ours: it stops at once with the table's name, and the tests read every file.

use super::{Code, CodeTable, Source};
use crate::text::Text;

/// The columns every file has, in this order. No cell holds a comma or a quotation mark.
const HEADER: &str = "code,zh,en,initials,parent,retired,aliases";

/// The table written in a file.
pub(super) fn table(id: &'static str, file: &'static str) -> CodeTable {
    let heading = |key: &str| {
        file.lines()
            .filter_map(|line| line.strip_prefix('#'))
            .find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(": "))
            .unwrap_or_else(|| panic!("table {id}: the heading has no {key}"))
    };
    let source = Source {
        standard: heading("source"),
        edition: heading("edition"),
        date: heading("date"),
    };
    let mut rows = file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    assert_eq!(rows.next(), Some(HEADER), "table {id}: unexpected columns");
    let entries = rows
        .map(|line| entry(line).unwrap_or_else(|| panic!("table {id}: cannot read {line}")))
        .collect();
    CodeTable::new(id, source, entries)
}

/// The entry written in one line, or `None` when it has not exactly the columns of [`HEADER`].
fn entry(line: &'static str) -> Option<Code> {
    let mut cells = line.split(',');
    let code = cells.next()?;
    let name = Text::new(cells.next()?, cells.next()?);
    let initials = cells.next()?;
    let parent = Some(cells.next()?).filter(|parent| !parent.is_empty());
    let retired = match cells.next()? {
        "" => false,
        "1" => true,
        _ => return None,
    };
    let aliases = cells.next()?;
    cells.next().is_none().then_some(Code {
        code,
        name,
        parent,
        retired,
        initials,
        aliases,
    })
}

#[cfg(test)]
mod tests {
    use super::{entry, table};

    const HEADING: &str = "# source: ours\n# edition: 1\n# date: 2026-11-22\n";

    #[test]
    fn a_line_with_all_columns_is_an_entry() {
        let read = entry("11,甲,A,j,1,1,子|丑").unwrap();
        assert_eq!(
            (read.code, read.parent, read.retired),
            ("11", Some("1"), true)
        );
        assert_eq!(read.aliases().collect::<Vec<_>>(), ["子", "丑"]);
    }

    #[test]
    fn a_line_with_other_columns_is_refused() {
        for line in ["11,甲,A,j,,", "11,甲,A,j,,,,", "11,甲,A,j,,yes,"] {
            assert!(entry(line).is_none(), "{line}");
        }
    }

    #[test]
    #[should_panic(expected = "table x: the heading has no date")]
    fn a_table_without_its_date_is_refused() {
        table("x", "# source: ours\n# edition: 1\ncode,zh\n");
    }

    #[test]
    #[should_panic(expected = "table x: unexpected columns")]
    fn a_table_with_other_columns_is_refused() {
        table(
            "x",
            "# source: ours\n# edition: 1\n# date: 2026\ncode,name\n",
        );
    }

    #[test]
    #[should_panic(expected = "table x: cannot read 1,甲")]
    fn a_table_with_a_broken_line_is_refused() {
        let file = format!("{HEADING}{}\n1,甲\n", super::HEADER);
        table("x", file.leak());
    }
}
