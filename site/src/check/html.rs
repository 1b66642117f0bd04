//! Start tags of finished pages. Our own markup only: attributes are quoted, `<` and `>` in texts are escaped.

/// One start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The element's name.
    pub(super) name: &'a str,
    /// Its attributes; those without a value have an empty one.
    pub(super) attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of one attribute.
    pub(super) fn get(&self, wanted: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| *value)
    }
}

/// The start tags of a page, in order.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if !after.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let end = after
            .find(|c: char| c.is_whitespace() || c == '>')
            .unwrap_or(after.len());
        let mut tag = Tag {
            name: &after[..end],
            attributes: Vec::new(),
        };
        rest = attributes(&after[end..], &mut tag.attributes);
        found.push(tag);
    }
    found
}

/// Reads attributes up to the tag's end; answers with what follows it.
fn attributes<'a>(mut rest: &'a str, found: &mut Vec<(&'a str, &'a str)>) -> &'a str {
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
            .unwrap_or(rest.len());
        if end == 0 {
            return rest.strip_prefix('>').unwrap_or(rest);
        }
        let (name, after) = rest.split_at(end);
        let value = after
            .strip_prefix("=\"")
            .and_then(|quoted| quoted.split_once('"'));
        let (value, after) = value.unwrap_or(("", after.trim_start_matches('=')));
        found.push((name, value));
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_are_read_with_and_without_values() {
        let found = tags("<p>a &lt; b</p><input required name=\"a\"/><a\n href=\"/x/?a=1>2\">");
        let names: Vec<&str> = found.iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["p", "input", "a"]);
        assert_eq!(found[1].attributes, [("required", ""), ("name", "a")]);
        assert_eq!(found[2].get("href"), Some("/x/?a=1>2"));
    }
}
