//! What search engines are told: the public pages, each with its other language (sitemaps.org, hreflang extension).

use std::fmt::Write as _;

use crate::plan::{Kind, Plan};

/// `sitemap.xml`. Addresses are of our making and hold nothing that XML must escape.
pub(super) fn sitemap(plan: &Plan, origin: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in plan.pages.iter().filter(|page| page.kind == Kind::Public) {
        let _ = write!(xml, "<url><loc>{origin}{}</loc>", page.url());
        for twin in plan.pages.iter().filter(|twin| twin.name == page.name) {
            let (tag, url) = (twin.language.tag(), twin.url());
            let _ = write!(
                xml,
                "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{origin}{url}\"/>"
            );
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// `robots.txt`: everything that is public may be found, nothing of the interface.
pub(super) fn robots(origin: &str) -> String {
    format!(
        "User-agent: *\nDisallow: /api/\nSitemap: {origin}/sitemap.xml\nSitemap: {origin}/notices/sitemap.xml\n"
    )
}
