//! Which module needs which: pages name all of them at once, so that no browser has to discover them one by one.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::{BuildError, Fault, none_of};

/// For each script, every module it imports statically, directly or through others.
pub(super) fn graph(
    scripts: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, BTreeSet<String>>, BuildError> {
    let mut direct = BTreeMap::new();
    let mut faults = Vec::new();
    for (name, text) in scripts {
        let mut needs = BTreeSet::new();
        for (index, module) in imports(text) {
            if scripts.contains_key(module) {
                needs.insert(module.to_owned());
            } else {
                let file = format!("site/scripts/{name}");
                faults.push(Fault::at_line(
                    file,
                    text,
                    index + 1,
                    format!("there is no script `{module}`"),
                ));
            }
        }
        direct.insert(name.clone(), needs);
    }
    none_of(faults)?;
    let reach = |name: &String| (name.clone(), closure(name, &direct));
    Ok(direct.keys().map(reach).collect())
}

fn closure(name: &str, direct: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = vec![name];
    while let Some(module) = open.pop() {
        for needed in direct.get(module).into_iter().flatten() {
            if needed != name && found.insert(needed.clone()) {
                open.push(needed);
            }
        }
    }
    found
}

/// The modules named by `import … from "./x.js"`, `export … from "./x.js"` and `import "./x.js"`, with their lines.
/// An import may run over several lines; its last one has the name. `import("./x.js")` is loaded when wanted and
/// `JSDoc`'s types are no import.
fn imports(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate();
    lines.filter_map(|(index, line)| {
        let line = line.trim();
        let before = line.split_once("\"./")?.0.trim_end();
        let statement = before == "import" || before.ends_with("from");
        let comment = line.starts_with('*') || line.starts_with('/');
        let name = line.split_once("\"./")?.1.split_once('"')?.0;
        (statement && !comment).then_some((index, name))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::graph;

    fn scripts(texts: &[(&str, &str)]) -> BTreeMap<String, String> {
        texts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_page_learns_of_modules_behind_modules() {
        let graph = graph(&scripts(&[
            (
                "a.js",
                "import { b } from \"./b.js\";\n// from \"./none.js\"\n",
            ),
            (
                "b.js",
                "import {\n  c,\n} from \"./c.js\";\nimport \"./a.js\";\n",
            ),
            ("c.js", "/** @import { X } from \"./types.js\" */\n"),
        ]))
        .unwrap();
        let of_a: Vec<&str> = graph["a.js"].iter().map(String::as_str).collect();
        assert_eq!(of_a, ["b.js", "c.js"]);
        assert!(graph["c.js"].is_empty());
    }

    #[test]
    fn an_import_of_nothing_is_named_with_its_line() {
        let error = graph(&scripts(&[("a.js", "\nimport \"./gone.js\";\n")])).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("site/scripts/a.js:2: there is no script `gone.js`")
        );
    }
}
