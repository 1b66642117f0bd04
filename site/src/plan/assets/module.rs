//! One script, taken apart: what it imports, what it exports, and what it does.
//!
//! Only the forms that our scripts use are known; any other is refused with its line rather than guessed at:
//! `import "./x.js"`, `import * as x from "./x.js"`, `import { a, b as c } from "./x.js"`, `import("./x.js")`, and
//! `export` before `function`, `async function`, `class` or `const`.

use crate::fault::Fault;

/// A script in parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Module {
    /// Imports in order.
    pub(super) imports: Vec<Import>,
    /// Modules loaded when they are wanted.
    pub(super) later: Vec<Import>,
    /// Exported names.
    pub(super) exports: Vec<String>,
    /// The rest, without imports, the word `export`, indentation, and comments on lines of their own or with types.
    pub(super) body: String,
}

/// One import.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// The file, e.g. `api.js`.
    pub(super) file: String,
    /// How it is bound, e.g. `{ get, post: send }` or `query`; empty when only its effects are wanted.
    pub(super) binding: String,
    /// Its line, from 1.
    pub(super) line: usize,
}

impl Module {
    /// Takes a script apart; what cannot be understood is added to `faults`.
    pub(super) fn parse(name: &str, text: &str, faults: &mut Vec<Fault>) -> Self {
        let mut module = Self::default();
        let mut lines = text.lines().enumerate();
        let mut fault = |line: usize, advice: &str| {
            faults.push(Fault::at_line(
                format!("site/scripts/{name}"),
                text,
                line,
                advice,
            ));
        };
        while let Some((index, line)) = lines.next() {
            let line_number = index + 1;
            if line.starts_with("import ") {
                let mut statement = line.to_owned();
                while !statement.ends_with(';') {
                    let Some((_, more)) = lines.next() else { break };
                    statement.push(' ');
                    statement.push_str(more.trim());
                }
                match import(&statement, line_number) {
                    Some(import) => module.imports.push(import),
                    None => fault(
                        line_number,
                        "write imports as `import { a, b as c } from \"./x.js\";`",
                    ),
                }
            } else if let Some(rest) = line.strip_prefix("export ") {
                match exported(rest) {
                    Some(exported) => module.exports.push(exported.to_owned()),
                    None => fault(
                        line_number,
                        "export a function, class or const where it is defined",
                    ),
                }
                module.push(&without_types(rest));
            } else if line.trim_start().starts_with("//") {
                // A comment is for us.
            } else if line.trim_start().starts_with("/*") {
                let mut last = line;
                while !last.contains("*/") {
                    let Some((_, more)) = lines.next() else { break };
                    last = more;
                }
                let code = last.split_once("*/").map_or("", |(_, code)| code);
                if !code.trim().is_empty() {
                    module.push(&without_types(code));
                }
            } else if !line.trim().is_empty() {
                if line.matches('`').count() % 2 == 1 {
                    fault(
                        line_number,
                        "begin and end a text in one line: indentation is not published",
                    );
                }
                let line = module.with_later(&without_types(line), line_number);
                module.push(&line);
            }
        }
        module
    }

    fn push(&mut self, line: &str) {
        self.body.push_str(line.trim());
        self.body.push('\n');
    }

    /// A line in which `import("./x.js")` became a call of the bundle's loader of what travels later. Types are gone already.
    fn with_later(&mut self, line: &str, number: usize) -> String {
        let Some((before, after)) = line.split_once("import(\"./") else {
            return line.to_owned();
        };
        let code = before.ends_with([' ', '(']);
        match after.split_once("\")") {
            Some((file, rest)) if code => {
                self.later.push(Import {
                    file: file.to_owned(),
                    binding: String::new(),
                    line: number,
                });
                format!("{before}$later(\"{file}\"){rest}")
            }
            _ => line.to_owned(),
        }
    }
}

/// A line without the types in it, which only the checker reads: `/** @type {…} */ `.
fn without_types(line: &str) -> String {
    let mut rest = line;
    let mut kept = String::with_capacity(line.len());
    while let Some((before, after)) = rest.split_once("/** @type ") {
        kept.push_str(before);
        let after = after.split_once("*/").map_or("", |(_, after)| after);
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    kept + rest
}

/// A whole import statement.
fn import(statement: &str, line: usize) -> Option<Import> {
    let rest = statement.strip_prefix("import ")?.strip_suffix("\";")?;
    let (what, file) = rest.split_once("\"./")?;
    let binding = match what.trim() {
        "" => String::new(),
        bound => {
            let bound = bound.strip_suffix(" from")?;
            match bound.strip_prefix("* as ") {
                Some(space) => space.trim().to_owned(),
                None if bound.starts_with('{') && bound.ends_with('}') => {
                    bound.replace(" as ", ": ")
                }
                None => return None,
            }
        }
    };
    Some(Import {
        file: file.to_owned(),
        binding,
        line,
    })
}

/// The name that stands behind `export`.
fn exported(rest: &str) -> Option<&str> {
    let defined = ["async function ", "function ", "class ", "const "];
    let rest = defined.iter().find_map(|word| rest.strip_prefix(word))?;
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))?;
    (end > 0).then(|| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::{Import, Module};

    fn parsed(text: &str) -> (Module, Vec<String>) {
        let mut faults = Vec::new();
        let module = Module::parse("a.js", text, &mut faults);
        (module, faults.iter().map(ToString::to_string).collect())
    }

    fn import(file: &str, binding: &str, line: usize) -> Import {
        Import {
            file: file.to_owned(),
            binding: binding.to_owned(),
            line,
        }
    }

    #[test]
    fn imports_exports_and_the_rest_are_told_apart() {
        let (module, faults) = parsed(
            "// @ts-check\nimport \"./b.js\";\nimport * as q from \"./q.js\";\nimport {\n  c,\n  d as e,\n} from \"./c.js\";\n\n\
             /** Adds. */\nexport function add(a) {\n  // why\n  return a;\n}\nexport const K = 1;\n",
        );
        assert!(faults.is_empty());
        assert_eq!(
            module.imports,
            [
                import("b.js", "", 2),
                import("q.js", "q", 3),
                import("c.js", "{ c, d: e, }", 4)
            ]
        );
        assert_eq!(module.exports, ["add", "K"]);
        assert_eq!(
            module.body,
            "function add(a) {\nreturn a;\n}\nconst K = 1;\n"
        );
    }

    #[test]
    fn an_import_for_later_is_loaded_from_the_bundle_and_types_are_not_published() {
        let (module, _) = parsed(
            "await import(\"./b.js\");\nconst a = /** @type {import(\"./c.js\").C} */ (b);\n",
        );
        assert_eq!(module.later, [import("b.js", "", 1)]);
        assert_eq!(module.body, "await $later(\"b.js\");\nconst a = (b);\n");
    }

    #[test]
    fn what_is_not_known_is_refused_with_its_line() {
        let (_, faults) =
            parsed("import a from \"./a.js\";\nexport default 1;\nexport let b = 2;\nc(`\n`);\n");
        let lines: Vec<&str> = faults.iter().map(|fault| &fault[..20]).collect();
        assert_eq!(
            lines,
            [
                "site/scripts/a.js:1:",
                "site/scripts/a.js:2:",
                "site/scripts/a.js:3:",
                "site/scripts/a.js:4:",
                "site/scripts/a.js:5:"
            ]
        );
    }
}
