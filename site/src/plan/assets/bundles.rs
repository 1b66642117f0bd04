//! The scripts as browsers get them: one file with what every page needs, and one per element with what only it needs.
//! Small modules are good to write and bad to fetch: forty of them are forty requests on a phone's connection. What is
//! imported only when it is wanted, `await import(…)`, travels then: in a file of its own beside each, `….later.js`.
//!
//! Each module becomes a function that runs once, when it is first wanted, in the order in which the browser would have
//! run it; names stay its own. The element's bundle adds its modules to those of the shell, so that both share state.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::SHELL;
use super::module::{Import, Module};
use crate::fault::{BuildError, Fault, none_of};

/// What every bundle needs to run modules.
const LOADER: &str = "export const $modules = {};\n\
    const $running = {};\n\
    export const $load = (name) => ($running[name] ??= $modules[name]());\n\
    export const $laterFrom = (file) => async (name) => ($modules[name] || (await import(file)), $load(name));\n";

/// How every other bundle gets at it.
const LOADED: &str = "import { $laterFrom, $load, $modules } from \"./shell.js\";\n";

/// The bundles by file name: the shell's, and one for each element, with what each imports later. An element's module is named
/// like it.
pub(super) fn bundles(
    scripts: &BTreeMap<String, String>,
    elements: &BTreeSet<&str>,
) -> Result<BTreeMap<String, String>, BuildError> {
    let modules = parsed(scripts)?;
    none_of(broken(scripts, &modules))?;
    let shared = first_needs(SHELL, &modules);
    let mut all = BTreeMap::new();
    if !modules.contains_key(SHELL) {
        return Err(Fault::of_file(
            format!("site/scripts/{SHELL}"),
            "every page loads this script",
        )
        .into());
    }
    let nothing = BTreeSet::new();
    add(&mut all, SHELL, &nothing, &modules);
    for element in elements {
        let entry = format!("{element}.js");
        if !modules.contains_key(&entry) {
            let advice =
                format!("a page has the element `{element}`: this script has to define it");
            return Err(Fault::of_file(format!("site/scripts/{entry}"), advice).into());
        }
        add(&mut all, &entry, &shared, &modules);
    }
    Ok(all)
}

fn parsed(scripts: &BTreeMap<String, String>) -> Result<BTreeMap<String, Module>, BuildError> {
    let mut faults = Vec::new();
    let mut modules = BTreeMap::new();
    for (name, text) in scripts {
        modules.insert(name.clone(), Module::parse(name, text, &mut faults));
    }
    none_of(faults)?;
    Ok(modules)
}

/// Imports of nothing, and modules that need each other: those would wait for one another for ever.
fn broken(scripts: &BTreeMap<String, String>, modules: &BTreeMap<String, Module>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, module) in modules {
        let mut fault = |import: &Import, words: String| {
            faults.push(Fault::at_line(
                format!("site/scripts/{name}"),
                &scripts[name],
                import.line,
                words,
            ));
        };
        for import in module.imports.iter().chain(&module.later) {
            if !modules.contains_key(&import.file) {
                fault(import, format!("there is no script `{}`", import.file));
            }
        }
        for import in &module.imports {
            if first_needs(&import.file, modules).contains(name) {
                fault(
                    import,
                    format!(
                        "`{}` needs this script too: move what both need into a third",
                        import.file
                    ),
                );
            }
        }
    }
    faults
}

/// Every module that has to run before one, itself included.
fn first_needs(entry: &str, modules: &BTreeMap<String, Module>) -> BTreeSet<String> {
    closure(entry, |name| {
        let module = modules.get(name);
        module.map_or_else(Vec::new, |module| module.imports.iter().collect())
    })
}

/// Every module that one can come to need, itself included.
fn reach(entry: &str, modules: &BTreeMap<String, Module>) -> BTreeSet<String> {
    closure(entry, |name| {
        modules.get(name).map_or_else(Vec::new, |module| {
            module.imports.iter().chain(&module.later).collect()
        })
    })
}

fn closure<'a>(entry: &str, needs: impl Fn(&str) -> Vec<&'a Import>) -> BTreeSet<String> {
    let mut found = BTreeSet::from([entry.to_owned()]);
    let mut open = vec![entry.to_owned()];
    while let Some(name) = open.pop() {
        for import in needs(&name) {
            if found.insert(import.file.clone()) {
                open.push(import.file.clone());
            }
        }
    }
    found
}

/// Adds the bundle of an entry without what the shell has, and what it imports later.
fn add(
    all: &mut BTreeMap<String, String>,
    entry: &str,
    shared: &BTreeSet<String>,
    modules: &BTreeMap<String, Module>,
) {
    let first = first_needs(entry, modules);
    let own: BTreeSet<String> = first.difference(shared).cloned().collect();
    let wanted = reach(entry, modules);
    let later: BTreeSet<String> = wanted
        .difference(&first)
        .filter(|name| !shared.contains(*name))
        .cloned()
        .collect();
    let later_file = entry.replace(".js", ".later.js");
    let head = if entry == SHELL {
        LOADER.to_owned()
    } else {
        LOADED.to_owned()
    };
    let from = format!("const $later = $laterFrom(\"./{later_file}\");\n");
    let mut text = head + &from + &definitions(&own, modules);
    let _ = writeln!(text, "await $load(\"{entry}\");");
    all.insert(entry.to_owned(), text);
    if !later.is_empty() {
        let text = LOADED.to_owned() + &from + &definitions(&later, modules);
        all.insert(later_file, text);
    }
}

/// These modules, each as a function that runs it.
fn definitions(names: &BTreeSet<String>, modules: &BTreeMap<String, Module>) -> String {
    let mut text = String::new();
    for name in names {
        let module = &modules[name];
        let _ = writeln!(text, "$modules[\"{name}\"] = async () => {{");
        for import in &module.imports {
            let load = format!("await $load(\"{}\");", import.file);
            let _ = match import.binding.as_str() {
                "" => writeln!(text, "{load}"),
                binding => writeln!(text, "const {binding} = {load}"),
            };
        }
        text.push_str(&module.body);
        let _ = writeln!(text, "return {{ {} }};\n}};", module.exports.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::bundles;

    fn made(scripts: &[(&str, &str)]) -> Result<BTreeMap<String, String>, String> {
        let scripts = scripts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        bundles(&scripts, &BTreeSet::from(["a-page"])).map_err(|error| error.to_string())
    }

    #[test]
    fn an_elements_bundle_holds_what_the_shells_does_not() {
        let made = made(&[
            ("shell.js", "import { get } from \"./api.js\";\nget();\n"),
            ("api.js", "export const get = () => 1;\n"),
            (
                "a-page.js",
                "import { get as ask } from \"./api.js\";\nimport \"./part.js\";\nask();\n",
            ),
            ("part.js", "await import(\"./rare.js\");\n"),
            ("rare.js", "export class Rare {}\n"),
        ])
        .unwrap();
        let page = &made["a-page.js"];
        assert!(page.contains("const { get: ask } = await $load(\"api.js\");"));
        assert!(page.contains("await $later(\"rare.js\");"));
        assert!(!page.contains("$modules[\"rare.js\"]") && !page.contains("$modules[\"api.js\"]"));
        let later = &made["a-page.later.js"];
        assert!(page.contains("$laterFrom(\"./a-page.later.js\")"));
        assert!(
            later.contains("$modules[\"rare.js\"]") && !later.contains("$modules[\"part.js\"]")
        );
        assert!(made["shell.js"].contains("return { get };"));
        assert!(made["shell.js"].ends_with("await $load(\"shell.js\");\n"));
        assert!(!made.contains_key("shell.later.js"));
    }

    #[test]
    fn an_import_of_nothing_is_named_with_its_line() {
        let said =
            made(&[("shell.js", "\nimport \"./gone.js\";\n"), ("a-page.js", "")]).unwrap_err();
        assert!(
            said.starts_with("site/scripts/shell.js:2: there is no script `gone.js`"),
            "{said}"
        );
    }

    #[test]
    fn modules_that_need_each_other_are_refused() {
        let said = made(&[
            ("shell.js", "import \"./b.js\";\n"),
            ("b.js", "import \"./c.js\";\n"),
            ("c.js", "import \"./b.js\";\n"),
            ("a-page.js", ""),
        ])
        .unwrap_err();
        assert!(
            said.contains("site/scripts/b.js:1: `c.js` needs this script too"),
            "{said}"
        );
    }

    #[test]
    fn an_element_without_its_script_is_refused() {
        let said = made(&[("shell.js", "")]).unwrap_err();
        assert!(
            said.contains("site/scripts/a-page.js: a page has the element `a-page`"),
            "{said}"
        );
    }
}
