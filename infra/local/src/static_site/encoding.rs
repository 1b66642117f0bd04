//! Compressed forms that the site generator wrote beside a file, and which of them a browser takes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use http::HeaderMap;
use http::header::ACCEPT_ENCODING;

/// A compressed form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    /// The smallest first.
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// Where the generator puts this form of a file: `page.html.br`.
    pub(super) fn path(self, file: &Path) -> PathBuf {
        let mut name = OsString::from(file);
        name.push(".");
        name.push(self.extension());
        PathBuf::from(name)
    }

    /// Whether a request takes this form (RFC 9110, section 12.5.3).
    pub(super) fn accepted(self, asked: &HeaderMap) -> bool {
        let mut accepted = false;
        for range in asked
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|v| v.to_str().ok())
        {
            for part in range.split(',') {
                let (name, parameters) = part.split_once(';').unwrap_or((part, ""));
                let refused = parameters
                    .split(';')
                    .filter_map(|parameter| parameter.trim().strip_prefix("q="))
                    .any(|weight| weight.trim().parse() == Ok(0.0_f32));
                if name.trim().eq_ignore_ascii_case(self.name()) {
                    accepted = !refused;
                }
            }
        }
        accepted
    }
}

/// Whether a path is a compressed form of the file beside it.
pub(super) fn is_variant(path: &Path) -> bool {
    Encoding::ALL.iter().any(|encoding| {
        path.extension()
            .is_some_and(|extension| extension == encoding.extension())
            && path.with_extension("").is_file()
    })
}

#[cfg(test)]
mod tests {
    use http::header::ACCEPT_ENCODING;
    use http::{HeaderMap, HeaderValue};

    use super::Encoding;

    #[test]
    fn a_form_is_sent_only_to_who_takes_it() {
        let accepts = |header: &'static str| {
            let mut asked = HeaderMap::new();
            asked.insert(ACCEPT_ENCODING, HeaderValue::from_static(header));
            Encoding::ALL.map(|encoding| encoding.accepted(&asked))
        };
        assert_eq!(accepts("gzip, deflate, br, zstd"), [true, true]);
        assert_eq!(accepts("gzip;q=0.5, BR;q=0"), [false, true]);
        assert_eq!(accepts("identity"), [false, false]);
        assert!(!Encoding::Brotli.accepted(&HeaderMap::new()));
    }
}
