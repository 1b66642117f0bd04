//! Markdown as a tree of elements: the only markup that a notice can hold. What is not among [`Node`]'s tags cannot be
//! published, because there is no way to say it; so the page and the preview in the browser need not clean anything.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::Serialize;

use crate::refusal::{Fault, FaultCode};

/// A text, or an element with what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Node {
    /// A text, to be escaped by whoever writes markup.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element without any attribute but a link's address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Element {
    /// `p h2 h3 h4 ul ol li blockquote pre code em strong del a br hr table thead tbody tr th td`.
    pub tag: &'static str,
    /// Of `a`: `https:`, `http:`, `mailto:`, `tel:` or a path of this site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Element {
    fn new(tag: &'static str) -> Self {
        Self {
            tag,
            href: None,
            children: Vec::new(),
        }
    }
}

/// Reads Markdown (`CommonMark` with tables and strikethrough).
///
/// # Errors
/// Every piece of raw HTML, every picture and every address that is no link of a page, each with its line, at `/markdown`.
pub fn read(markdown: &str) -> Result<Vec<Node>, Vec<Fault>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reading = Reading {
        open: vec![Element::new("body")],
        faults: Vec::new(),
        in_head: false,
    };
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        let line = 1 + markdown[..range.start].matches('\n').count();
        reading.take(event, line);
    }
    if !reading.faults.is_empty() {
        return Err(reading.faults);
    }
    Ok(reading
        .open
        .pop()
        .map(|body| body.children)
        .unwrap_or_default())
}

struct Reading {
    open: Vec<Element>,
    faults: Vec<Fault>,
    in_head: bool,
}

impl Reading {
    fn take(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Start(tag) => self.begin(&tag, line),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.add(Node::Text(text.into_string())),
            Event::Code(text) => {
                let mut code = Element::new("code");
                code.children.push(Node::Text(text.into_string()));
                self.add(Node::Element(code));
            }
            // Between Chinese characters a line break of the source is no blank.
            Event::SoftBreak => self.add(Node::Text("\n".to_owned())),
            Event::HardBreak => self.add(Node::Element(Element::new("br"))),
            Event::Rule => self.add(Node::Element(Element::new("hr"))),
            Event::Html(_) | Event::InlineHtml(_) => self.fault(
                line,
                "不能使用 HTML 标签，请改用 Markdown 写法",
                "HTML is not taken; write Markdown instead",
            ),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.add(Node::Text(text.into_string()));
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, line: usize) {
        let element = match tag {
            Tag::Heading { level, .. } => Element::new(match level {
                // The notice's title is the page's first heading.
                HeadingLevel::H1 => "h2",
                HeadingLevel::H2 => "h3",
                _ => "h4",
            }),
            Tag::BlockQuote(_) => Element::new("blockquote"),
            Tag::CodeBlock(_) => Element::new("pre"),
            Tag::List(None) => Element::new("ul"),
            Tag::List(Some(_)) => Element::new("ol"),
            Tag::Item => Element::new("li"),
            Tag::Table(_) => Element::new("table"),
            Tag::TableHead => {
                self.in_head = true;
                self.open.push(Element::new("thead"));
                Element::new("tr")
            }
            Tag::TableRow => Element::new("tr"),
            Tag::TableCell if self.in_head => Element::new("th"),
            Tag::TableCell => Element::new("td"),
            Tag::Emphasis => Element::new("em"),
            Tag::Strong => Element::new("strong"),
            Tag::Strikethrough => Element::new("del"),
            Tag::Link { dest_url, .. } => self.link(dest_url, line),
            Tag::Image { .. } => {
                self.fault(
                    line,
                    "不能插入图片，请作为附件上传",
                    "Pictures are not taken; add them as attachments",
                );
                Element::new("em")
            }
            // A paragraph; of the others none is enabled but blocks of HTML, whose text is a fault of its own.
            _ => Element::new("p"),
        };
        self.open.push(element);
    }

    fn link(&mut self, address: &CowStr<'_>, line: usize) -> Element {
        if !is_link(address) {
            let shown: String = address.chars().take(40).collect();
            self.fault(
                line,
                &format!("链接“{shown}”不能使用，请写以 https:// 开头的完整网址"),
                &format!("The link “{shown}” is not taken; write a whole address from https:// on"),
            );
        }
        Element {
            href: Some(address.to_string()),
            ..Element::new("a")
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let Some(mut done) = self.open.pop() else {
            return;
        };
        if tag == TagEnd::TableHead {
            self.in_head = false;
            self.add(Node::Element(done));
            // The row is in; now the head itself is done.
            let Some(head) = self.open.pop() else {
                return;
            };
            self.add(Node::Element(head));
            return;
        }
        if tag == TagEnd::Table {
            let rows = done.children.split_off(done.children.len().min(1));
            if !rows.is_empty() {
                let children = rows;
                done.children.push(Node::Element(Element {
                    children,
                    ..Element::new("tbody")
                }));
            }
        }
        self.add(Node::Element(done));
    }

    fn add(&mut self, node: Node) {
        if let Some(open) = self.open.last_mut() {
            open.children.push(node);
        }
    }

    fn fault(&mut self, line: usize, zh: &str, en: &str) {
        self.faults.push(Fault::new(
            "/markdown",
            FaultCode::Malformed,
            format!("第 {line} 行：{zh}"),
            format!("Line {line}: {en}"),
        ));
    }
}

/// Whether an address may be linked to: nothing that runs, nothing relative to wherever the page will be.
fn is_link(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let whole = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| {
            lower
                .strip_prefix(scheme)
                .is_some_and(|rest| !rest.is_empty())
        });
    let path = address
        .strip_prefix('/')
        .is_some_and(|rest| !rest.starts_with(['/', '\\']));
    (whole || path)
        && !address
            .chars()
            .any(|letter| letter.is_control() || letter == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as markup, for reading it in a test.
    fn shown(nodes: &[Node]) -> String {
        let one = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(Element {
                tag,
                href,
                children,
            }) => {
                let href = href
                    .as_ref()
                    .map(|href| format!(" {href}"))
                    .unwrap_or_default();
                format!("<{tag}{href}>{}</>", shown(children))
            }
        };
        nodes.iter().map(one).collect()
    }

    #[test]
    fn what_offices_write_becomes_elements() {
        for (markdown, expected) in [
            (
                "# 通知\n\n请于**周五**前上报。",
                "<h2>通知</><p>请于<strong>周五</>前上报。</>",
            ),
            ("1. 甲\n2. 乙", "<ol><li>甲</><li>乙</></>"),
            (
                "[网站](https://example.cn/a)",
                "<p><a https://example.cn/a>网站</></>",
            ),
            (
                "| 单位 | 名额 |\n| --- | --- |\n| 甲 | 2 |\n| 乙 | 3 |",
                "<table><thead><tr><th>单位</><th>名额</></></><tbody><tr><td>甲</><td>2</></><tr><td>乙</><td>3</></></></>",
            ),
            ("`<b>` ~~旧~~", "<p><code><b></> <del>旧</></>"),
            ("a &lt;b&gt;", "<p>a <b></>"),
        ] {
            assert_eq!(shown(&read(markdown).unwrap()), expected, "{markdown}");
        }
    }

    #[test]
    fn raw_html_pictures_and_what_runs_are_refused_with_their_lines() {
        for (markdown, line) in [
            ("好\n\n<script>alert(1)</script>", 3),
            ("a <img src=x onerror=alert(1)> b", 1),
            ("<!-- x -->", 1),
            ("![图](https://example.cn/a.png)", 1),
            ("[a](javascript:alert(1))", 1),
            ("[a](JaVaScRiPt:alert(1))", 1),
            ("[a](java&#115;cript:alert(1))", 1),
            ("[a](data:text/html;base64,x)", 1),
            ("[a](//evil.example)", 1),
            ("[a](/\\\\evil.example)", 1),
            ("[a](page)", 1),
            ("[a]()", 1),
            ("<javascript:alert(1)>", 1),
            ("一\n\n[a][b]\n\n[b]: vbscript:x", 3),
        ] {
            let faults = read(markdown).expect_err(markdown);
            assert_eq!(faults[0].pointer, "/markdown");
            assert!(
                faults[0].says.zh.starts_with(&format!("第 {line} 行")),
                "{markdown}: {faults:?}"
            );
        }
    }

    #[test]
    fn all_faults_are_named_at_once() {
        assert_eq!(read("<b>x</b>\n\n[a](x)").unwrap_err().len(), 3);
    }
}
