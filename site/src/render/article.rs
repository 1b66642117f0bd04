//! Articles: Markdown to markup. Raw HTML in an article is shown as text, so that an article cannot bring scripts.

use minijinja::{Value, context};
use pulldown_cmark::{Event, Options, Parser, html};

use crate::load::Article;

/// What templates get of an article.
pub(super) fn rendered(article: &Article) -> Value {
    context! {
        title => &article.title,
        description => &article.description,
        version => &article.version,
        html => Value::from_safe_string(markup(&article.markdown)),
    }
}

fn markup(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

#[cfg(test)]
mod tests {
    use super::markup;

    #[test]
    fn markup_in_an_article_is_shown_not_run() {
        let html = markup("**好** <script>alert(1)</script>");
        assert!(html.contains("<strong>好</strong>"));
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"));
    }
}
