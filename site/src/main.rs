//! `cargo run -p site -- [--out DIR] [--origin URL] [--root DIR]`: builds the site, or says what is wrong with it.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let built = options(std::env::args().skip(1)).and_then(|options| {
        let report = site::build(&options).map_err(|error| error.to_string())?;
        Ok((options, report))
    });
    match built {
        Ok((options, report)) => {
            let (pages, files, kib) = (report.pages, report.files, report.bytes / 1024);
            eprintln!(
                "{pages} pages, {files} files, {kib} KiB in {}",
                options.out.display()
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the command line. The defaults suit a call from the repository's root.
fn options(mut arguments: impl Iterator<Item = String>) -> Result<site::Options, String> {
    let mut options = site::Options {
        root: PathBuf::from("."),
        out: PathBuf::from("target/site"),
        origin: "http://localhost:8080".to_owned(),
        precompress: true,
    };
    while let Some(name) = arguments.next() {
        let value = arguments
            .next()
            .ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--root" => options.root = PathBuf::from(value),
            "--out" => options.out = PathBuf::from(value),
            "--origin" => value.trim_end_matches('/').clone_into(&mut options.origin),
            _ => {
                return Err(format!(
                    "unknown option {name}: use --root, --out or --origin"
                ));
            }
        }
    }
    Ok(options)
}
