//! Published notices as pages: for the worker that makes them while the site itself stays as it was built. They load the same
//! style sheet and no script, so that reading one calls no function.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use domain::notice::markup::{self, Element, Node};
use domain::notice::{LONGEST_TITLE, Notice};
use domain::text::Language;
use domain::window::china_minute;
use jiff::Timestamp;
use minijinja::{Environment, Value, context};
use serde_json::json;

use crate::fault::{BuildError, Fault};
use crate::load::{self, LANGUAGES, Sources};
use crate::plan::{self, Plan};
use crate::render::{self, Used};

/// The template of one notice; the list of all is the page `notices`.
const TEMPLATE: &str = "notices/notice.html";
/// How many the home page shows.
const NEWEST: usize = 5;

/// A notice that is public, and whose it is.
#[derive(Debug, Clone)]
pub struct Told {
    /// The notice.
    pub notice: Notice,
    /// The congress's title.
    pub congress: String,
}

impl Told {
    fn at(&self) -> Timestamp {
        self.notice.public_from().unwrap_or(self.notice.changed.at)
    }

    fn url(&self, language: Language) -> String {
        format!("{}notices/{}/", plan::prefix(language), self.notice.id)
    }
}

/// The site's sources, ready to make the pages of notices.
#[derive(Debug)]
pub struct Notices {
    sources: Sources,
    plan: Plan,
    origin: String,
}

impl Notices {
    /// Reads the sources below the repository's root, or a copy of its `site/` and `templates/`.
    ///
    /// # Errors
    /// As [`crate::build`].
    pub fn load(root: &Path, origin: &str) -> Result<Self, BuildError> {
        let sources = load::sources(root)?;
        let plan = plan::plan(&sources)?;
        let origin = origin.to_owned();
        Ok(Self {
            sources,
            plan,
            origin,
        })
    }

    /// Names the build whose style sheet the pages load: with another one they are to be made anew.
    pub fn build(&self) -> &str {
        &self.plan.assets.folder
    }

    /// Every file that shows these notices: their pages, the list of all, the feed, the sitemap and what the home page fetches.
    ///
    /// # Errors
    /// What a template gets wrong.
    pub fn files(&self, told: &[Told]) -> Result<BTreeMap<String, Vec<u8>>, BuildError> {
        let mut told: Vec<&Told> = told.iter().collect();
        told.sort_by_key(|one| std::cmp::Reverse(one.at()));
        let mut files = texts(&told, &self.origin);
        let used = Used::default();
        for language in LANGUAGES {
            let environment = render::environment(&self.sources, &self.plan, language, &used)?;
            for one in &told {
                let (path, html) = page(&environment, &self.sources, one, language)?;
                files.insert(path, html);
            }
            let list = self.plan.page("notices", language);
            let list = list.ok_or_else(|| fault("there is no page `notices`"))?;
            let html = render::html(
                &environment,
                &self.sources,
                &self.plan,
                list,
                rows(&told, language),
            )?;
            files.insert(list.file(), html.into_bytes());
        }
        Ok(files)
    }
}

/// What the site itself is built with, as long as nothing is published.
pub(crate) fn nothing_told(origin: &str) -> BTreeMap<String, Vec<u8>> {
    texts(&[], origin)
}

/// Renders the template of a notice once, so that a fault in it stops the build and its messages count as used.
pub(crate) fn example(
    environment: &Environment<'_>,
    sources: &Sources,
    language: Language,
) -> Result<(), Fault> {
    let at = Timestamp::UNIX_EPOCH;
    let act = || domain::notice::Act {
        at,
        by: String::new(),
    };
    let list = domain::notice::PublicList {
        columns: domain::notice::list::ListColumn::ALL.to_vec(),
        categories: Vec::new(),
        from: at,
        until: at,
        rows: Vec::new(),
    };
    let file = domain::notice::NoticeFile {
        id: domain::id::AttachmentId::parse("example").expect("letters are an id"),
        name: "example.pdf".to_owned(),
        size: 1,
        content_type: "application/pdf".to_owned(),
    };
    let notice = Notice {
        id: domain::id::NoticeId::parse("example").expect("letters are an id"),
        congress: domain::id::CongressId::parse("example").expect("letters are an id"),
        version: 1,
        title: "x".repeat(LONGEST_TITLE),
        markdown: String::new(),
        list: Some(list),
        files: vec![file],
        former_files: Vec::new(),
        changed: act(),
        published: Some(act()),
        withdrawn: None,
    };
    let told = Told {
        notice,
        congress: "x".to_owned(),
    };
    page(environment, sources, &told, language).map(drop)
}

/// A notice's page and where it stands.
fn page(
    environment: &Environment<'_>,
    sources: &Sources,
    told: &Told,
    language: Language,
) -> Result<(String, Vec<u8>), Fault> {
    let notice = &told.notice;
    let other = LANGUAGES.into_iter().find(|other| *other != language);
    let body = markup::read(&notice.markdown).unwrap_or_default();
    let table = notice.list.as_ref().map(|list| {
        let heads: Vec<_> = list
            .columns
            .iter()
            .map(|one| one.name().get(language))
            .collect();
        let rows: Vec<_> = list
            .rows
            .iter()
            .map(|row| row.get(language).to_vec())
            .collect();
        context! {
            heads => heads,
            rows => rows,
            from => china_minute(list.from),
            until => china_minute(list.until),
        }
    });
    let files: Vec<Value> = notice
        .files
        .iter()
        .map(|file| {
            context! {
                name => &file.name,
                url => format!("/notices/{}/{}", notice.id, file.published_name()),
                kilobytes => file.size.div_ceil(1024),
            }
        })
        .collect();
    let context = context! {
        page => context! {
            name => "notices",
            url => render::address(&told.url(language)),
            element => (),
            private => false,
            // People's names: public for a while, and not to be found for ever.
            indexed => notice.list.is_none(),
            still => true,
            other_url => other.map(|other| render::address(&told.url(other))),
        },
        notice => context! {
            title => &notice.title,
            congress => &told.congress,
            at => china_minute(told.at()),
            body => Value::from_safe_string(html(&body)),
            table => table,
            files => files,
        },
    };
    let template = environment.get_template(TEMPLATE);
    let html = template.and_then(|template| template.render(context));
    let html = html.map_err(|error| render::fault(sources, TEMPLATE, &error))?;
    let path = format!("{}index.html", told.url(language).trim_start_matches('/'));
    Ok((path, render::tidy(&html).into_bytes()))
}

/// The rows of the list of all.
fn rows(told: &[&Told], language: Language) -> Vec<Value> {
    let row = |told: &&Told| {
        context! {
            title => &told.notice.title,
            url => render::address(&told.url(language)),
            congress => &told.congress,
            at => china_minute(told.at()),
            is_list => told.notice.list.is_some(),
            until => told.notice.list.as_ref().map(|list| china_minute(list.until)),
        }
    };
    told.iter().map(row).collect()
}

/// Feed, sitemap and the newest for the home page.
fn texts(told: &[&Told], origin: &str) -> BTreeMap<String, Vec<u8>> {
    let newest: Vec<_> = told
        .iter()
        .take(NEWEST)
        .map(|told| {
            json!({
                "title": told.notice.title,
                "congress": told.congress,
                "at": told.at().to_string(),
                "zh": told.url(Language::Zh),
                "en": told.url(Language::En),
            })
        })
        .collect();
    let newest = json!({ "items": newest }).to_string();
    BTreeMap::from([
        (
            "notices/feed.xml".to_owned(),
            feed(told, origin).into_bytes(),
        ),
        (
            "notices/sitemap.xml".to_owned(),
            sitemap(told, origin).into_bytes(),
        ),
        ("notices/newest.json".to_owned(), newest.into_bytes()),
    ])
}

/// Atom (RFC 4287).
fn feed(told: &[&Told], origin: &str) -> String {
    let updated = told.iter().map(|told| told.at()).max();
    let updated = updated.unwrap_or(Timestamp::UNIX_EPOCH);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n\
         <id>{origin}/notices/</id>\n<title>公告公示</title>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" href=\"{origin}/notices/feed.xml\"/>\n<link href=\"{origin}/notices/\"/>\n"
    );
    for told in told {
        let (id, at) = (&told.notice.id, told.at());
        let (title, congress) = (escaped(&told.notice.title), escaped(&told.congress));
        let url = told.url(Language::Zh);
        let _ = writeln!(
            xml,
            "<entry><id>urn:uuid:{id}</id><title>{title}</title><updated>{at}</updated>\
             <author><name>{congress}</name></author><link href=\"{origin}{url}\"/></entry>"
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// Notices only: lists of names are not to be found by search engines.
fn sitemap(told: &[&Told], origin: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for told in told.iter().filter(|told| told.notice.list.is_none()) {
        for language in LANGUAGES {
            let url = told.url(language);
            let _ = writeln!(
                xml,
                "<url><loc>{origin}{url}</loc><lastmod>{}</lastmod></url>",
                told.at()
            );
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

/// The tree as markup. Nothing but the tags of [`markup`] can stand in it.
fn html(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(&escaped(text)),
            Node::Element(Element {
                tag,
                href,
                children,
            }) => {
                let _ = write!(out, "<{tag}");
                if let Some(href) = href {
                    let _ = write!(out, " href=\"{}\" rel=\"noopener nofollow\"", escaped(href));
                }
                out.push('>');
                if !matches!(*tag, "br" | "hr") {
                    let _ = write!(out, "{}</{tag}>", html(children));
                }
            }
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

fn fault(message: &str) -> Fault {
    Fault::of_file(format!("templates/{TEMPLATE}"), message)
}
