//! Who may depend on whom (README.md, “The house”): a function never on another, `domain` on nothing of ours.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Ours that each may use; tests and benchmarks may use more.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("api", &["domain", "store"]),
    ("login", &["domain", "store", "api"]),
    ("sheet", &["domain", "api"]),
    ("congress", &["domain", "store", "api", "sheet"]),
    ("nomination", &["domain", "store", "api", "sheet"]),
    ("review", &["domain", "store", "api"]),
    ("job", &["domain", "store", "api"]),
    ("export", &["domain", "store", "api", "job"]),
    ("inbox", &["domain", "store", "api"]),
    ("notify", &["domain", "store", "api"]),
    ("print", &["domain", "store", "api", "job"]),
    ("publish", &["domain", "store", "api", "site"]),
    ("site", &["domain"]),
];
/// These may use everything, and nothing may use them.
const ABOVE: &[&str] = &["local", "tests", "harness"];

fn dependencies() -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo answers JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let ours: Vec<String> = packages.iter().map(name).collect();
    let of = |package: &Value| {
        let all = package["dependencies"]
            .as_array()
            .expect("dependencies")
            .iter();
        let used = all.filter(|one| one["kind"].is_null()).map(name);
        used.filter(|name| ours.contains(name)).collect()
    };
    packages
        .iter()
        .map(|package| (name(package), of(package)))
        .collect()
}

#[test]
fn every_crate_depends_only_on_what_it_may() {
    let mut wrong = Vec::new();
    for (package, used) in dependencies() {
        if ABOVE.contains(&package.as_str()) {
            continue;
        }
        let allowed = MAY_USE.iter().find(|(name, _)| *name == package);
        let Some((_, allowed)) = allowed else {
            wrong.push(format!("{package} is missing in this table"));
            continue;
        };
        let not_allowed = used.iter().filter(|name| !allowed.contains(&name.as_str()));
        wrong.extend(not_allowed.map(|name| format!("{package} depends on {name}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}
