//! Articles: Markdown with a few lines of front matter between `---`.

use domain::text::Language;

use crate::fault::Fault;

/// One article in one language.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its language.
    pub language: Language,
    /// Its name, which is its address: `terms` is published at `/terms/`.
    pub name: String,
    /// The heading and the window's title.
    pub title: String,
    /// One sentence for search engines and the sitemap's readers.
    pub description: String,
    /// The version people agree to (terms, privacy), e.g. `2026-11`.
    pub version: Option<String>,
    /// The Markdown, without front matter.
    pub markdown: String,
    /// Where it came from, relative to the root.
    pub file: String,
    /// How many lines of the file stand before the Markdown.
    pub lines_before: usize,
}

impl Article {
    /// Reads one file. Known front matter: `title`, `description`, `version`.
    pub(super) fn parse(language: Language, file: &str, text: &str) -> Result<Self, Fault> {
        let Some((matter, markdown)) = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
        else {
            let advice = "no front matter: begin with ---, title: ..., description: ..., ---";
            return Err(Fault::at_line(file, text, 1, advice));
        };
        let name = file.rsplit('/').next().unwrap_or(file);
        let mut article = Self {
            language,
            name: name.trim_end_matches(".md").to_owned(),
            title: String::new(),
            description: String::new(),
            version: None,
            markdown: markdown.to_owned(),
            file: file.to_owned(),
            lines_before: matter.lines().count() + 2,
        };
        for (index, line) in matter.lines().enumerate() {
            let (key, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.trim().to_owned();
            match key.trim() {
                "title" => article.title = value,
                "description" => article.description = value,
                "version" => article.version = Some(value),
                other => {
                    let message = format!(
                        "unknown front matter `{other}`: use title, description or version"
                    );
                    return Err(Fault::at_line(file, text, index + 2, message));
                }
            }
        }
        if article.title.is_empty() || article.description.is_empty() {
            return Err(Fault::at_line(
                file,
                text,
                1,
                "title and description are required",
            ));
        }
        Ok(article)
    }
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::Article;

    #[test]
    fn an_article_is_front_matter_and_markdown() {
        let text = "---\ntitle: 用户协议\ndescription: 怎么用\nversion: 2026-11\n---\n# 好\n";
        let article = Article::parse(Language::Zh, "site/content/zh/terms.md", text).unwrap();
        assert_eq!(
            (article.name.as_str(), article.title.as_str()),
            ("terms", "用户协议")
        );
        assert_eq!(article.version.as_deref(), Some("2026-11"));
        assert_eq!(
            (article.markdown.as_str(), article.lines_before),
            ("# 好\n", 5)
        );
    }

    #[test]
    fn what_is_missing_or_unknown_is_named_with_its_line() {
        let fault = |text| Article::parse(Language::En, "a.md", text).unwrap_err();
        assert_eq!(fault("# no matter").line, 1);
        assert_eq!(fault("---\ntitle: a\ncolour: red\n---\n").line, 3);
        assert!(
            fault("---\ntitle: a\n---\n")
                .message
                .contains("description")
        );
    }
}
