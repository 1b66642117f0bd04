//! Markup without the indentation of its templates. A line break between elements stays a space to the browser, so
//! nothing changes on the screen; inside `textarea` and `pre` white space is content and stays.

/// The markup with leading and trailing white space of lines and empty lines removed.
pub(crate) fn tidy(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut verbatim = false;
    for line in html.lines() {
        if verbatim {
            out.push_str(line);
            out.push('\n');
        } else if !line.trim().is_empty() {
            out.push_str(line.trim());
            out.push('\n');
        }
        verbatim = after(line, verbatim);
    }
    out
}

/// Whether the text after this line is inside an element that keeps white space.
fn after(line: &str, before: bool) -> bool {
    let last = |needles: [&str; 2]| needles.iter().filter_map(|needle| line.rfind(needle)).max();
    match (last(["<textarea", "<pre"]), last(["</textarea", "</pre"])) {
        (None, None) => before,
        (opened, closed) => opened > closed,
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn indentation_goes_and_preformatted_text_stays() {
        let html = "<main>\n\n    <p>a</p>\n  <pre>\n  x\n\n  y</pre>\n  <p>b</p>\n</main>";
        assert_eq!(
            tidy(html),
            "<main>\n<p>a</p>\n<pre>\n  x\n\n  y</pre>\n<p>b</p>\n</main>\n"
        );
    }
}
