//! What the site says to machines: the sitemap, robots, and the headers that hosts read.

use super::html::escaped;
use crate::artifact::Artifact;
use crate::site::Site;
use std::fmt::Write;

/// The policy that every page obeys: nothing from elsewhere, no inline script, no inline style.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; \
base-uri 'none'; frame-ancestors 'self'";

/// The sitemap: the pages that are texts of their own, each with its true translations.
pub fn sitemap(site: &Site) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let base = escaped(&site.config.base_url);
    for entry in site.tree.entries.iter() {
        let own: Vec<_> = entry
            .pages
            .iter()
            .filter(|page| !page.is_borrowed())
            .collect();
        for page in &own {
            let _ = write!(out, "<url><loc>{base}{}</loc>", escaped(&page.path));
            if own.len() > 1 {
                for other in &own {
                    let _ = write!(
                        out,
                        "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{base}{}\"/>",
                        other.lang,
                        escaped(&other.path)
                    );
                }
            }
            out.push_str("</url>\n");
        }
    }
    out.push_str("</urlset>\n");
    out
}

/// What robots may read: everything.
pub fn robots(site: &Site) -> String {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n",
        site.config.base_url
    )
}

/// The headers of every path, beside the policy.
const HEADERS: &[(&str, &str)] = &[
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// The headers that mean something for a document alone. A query of the search brings a dozen small scripts,
/// and these headers would be as large as many of them.
fn of_documents() -> impl Iterator<Item = &'static str> {
    let names = HEADERS.iter().map(|(name, _)| *name);
    names.filter(|name| *name != "X-Content-Type-Options")
}

/// What stands under `assets/` has its hash in its name and never changes.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// Everything else may change with the next version.
const SHORT: &str = "public, max-age=300, must-revalidate";

/// What lets other sites read a file.
const SHARED: &[(&str, &str)] = &[
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
];

/// The files of `data/` that hosts may not know.
const DATA: [&str; 4] = [".bib", ".csv", ".jsonld", ".tbx"];

/// Headers in the format of `_headers` files. A path may have one `*`: some hosts know no more.
pub fn headers(site: &Site) -> String {
    let mut out = String::from("/*\n");
    for (name, value) in HEADERS {
        let _ = writeln!(out, "  {name}: {value}");
    }
    let _ = writeln!(out, "  Cache-Control: {SHORT}");
    // Not every host knows what these files are.
    for extension in DATA {
        let media_type = Artifact::media_type(extension);
        let _ = write!(out, "\n/data/*{extension}\n  Content-Type: {media_type}\n");
    }
    let _ = write!(
        out,
        "\n/assets/*\n  ! Cache-Control\n  Cache-Control: {IMMUTABLE}\n"
    );
    for path in ["/assets/*.css", "/assets/*.js", "/search/*.js"] {
        let _ = writeln!(out, "\n{path}");
        for name in of_documents() {
            let _ = writeln!(out, "  ! {name}");
        }
    }
    // Hosts know `.xml`, not what is in it.
    let feed = Artifact::media_type("feed.xml");
    let _ = write!(out, "\n/*/feed.xml\n  Content-Type: {feed}\n");
    let mut rule = |path: &str, own: &str| {
        let _ = write!(out, "\n{path}\n{own}");
        for (name, value) in SHARED {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    rule("/data/*", "");
    if !site.config.embeds {
        return out;
    }
    let framed = format!(
        "  ! Content-Security-Policy\n  Content-Security-Policy: {}\n  ! Cross-Origin-Opener-Policy\n",
        site.theme.embed_policy()
    );
    rule("/*/embed/", &framed);
    rule("/*/oembed.json", "");
    rule("/embed.js", "");
    rule("/assets/embed.*", "");
    rule("/assets/card-*", "");
    out
}

/// The addresses of pages for frames, as a regular expression.
const FRAMED: &str = "/embed/(index\\.html)?$";
/// The addresses of what other sites read beside them, and of data.
const READ: &str = "/(data/.*|oembed\\.json|embed\\.js|assets/(embed|card-).*)$";

/// Headers, the page for wrong addresses and media types for Apache.
pub fn htaccess(site: &Site) -> String {
    let base = site.config.base_path();
    let mut out = format!(
        "ErrorDocument 404 {base}404.html\nDirectoryIndex index.html\nOptions -Indexes\nAddDefaultCharset utf-8\n"
    );
    out.push_str("<IfModule mod_mime.c>\n  AddType text/javascript .js\n");
    for extension in DATA {
        let media_type = Artifact::media_type(extension).split(';').next();
        let _ = writeln!(
            out,
            "  AddType {} {extension}",
            media_type.unwrap_or_default()
        );
    }
    let _ = writeln!(out, "  AddCharset utf-8 {}", DATA.join(" "));
    out.push_str("</IfModule>\n<IfModule mod_headers.c>\n");
    for (name, value) in HEADERS {
        let _ = writeln!(out, "  Header always set {name} \"{value}\"");
    }
    let _ = write!(
        out,
        "  Header set Cache-Control \"{SHORT}\"\n  <If \"%{{REQUEST_URI}} =~ m#/assets/#\">\n    Header set Cache-Control \"{IMMUTABLE}\"\n  </If>\n"
    );
    let shared: String = SHARED
        .iter()
        .map(|(name, value)| format!("    Header always set {name} \"{value}\"\n"))
        .collect();
    out.push_str("  <If \"%{REQUEST_URI} =~ m#\\.(css|js)$#\">\n");
    for name in of_documents() {
        let _ = writeln!(out, "    Header always unset {name}");
    }
    out.push_str("  </If>\n");
    if site.config.embeds {
        let _ = write!(
            out,
            "  <If \"%{{REQUEST_URI}} =~ m#{FRAMED}#\">\n    Header always set Content-Security-Policy \"{}\"\n    Header always unset Cross-Origin-Opener-Policy\n{shared}  </If>\n",
            site.theme.embed_policy()
        );
    }
    let _ = write!(
        out,
        "  <If \"%{{REQUEST_URI}} =~ m#{READ}#\">\n{shared}  </If>\n"
    );
    out.push_str("</IfModule>\n");
    let feed = Artifact::media_type("feed.xml");
    let _ = write!(
        out,
        "<Files \"feed.xml\">\n  ForceType \"{feed}\"\n</Files>\n"
    );
    for lang in &site.config.languages {
        let _ = write!(
            out,
            "<If \"%{{REQUEST_URI}} =~ m#^{base}{lang}/#\">\n  ErrorDocument 404 {base}{lang}/404.html\n</If>\n"
        );
    }
    out
}

/// The same for nginx, which reads no file of the site: to be copied into its configuration and given a
/// name and a folder. Maps, because an `add_header` in a `location` would take away all the others.
pub fn nginx(site: &Site) -> String {
    let base = site.config.base_path();
    let host = site.config.base_url.split('/').nth(2).unwrap_or_default();
    let maps = [
        (
            "$carta_policy",
            CONTENT_SECURITY_POLICY,
            site.theme.embed_policy(),
            "",
        ),
        ("$carta_opener", "same-origin", "", ""),
        ("$carta_read", "", "*", "*"),
        ("$carta_resource", "", "cross-origin", "cross-origin"),
    ];
    let mut out = String::new();
    for (name, all, framed, read) in maps {
        let _ = writeln!(out, "map $uri {name} {{\n  default \"{all}\";");
        if site.config.embeds {
            let _ = writeln!(out, "  ~{FRAMED} \"{framed}\";");
        }
        if !read.is_empty() {
            let _ = writeln!(out, "  ~{READ} \"{read}\";");
        }
        out.push_str("}\n");
    }
    let _ = write!(
        out,
        "map $uri $carta_cache {{\n  default \"{SHORT}\";\n  ~/assets/ \"{IMMUTABLE}\";\n}}\n\
         server {{\n  listen 80;\n  server_name {host};\n  root /var/www/html;\n  index index.html;\n  charset utf-8;\n  error_page 404 {base}404.html;\n"
    );
    for lang in &site.config.languages {
        let _ = writeln!(
            out,
            "  location {base}{lang}/ {{ error_page 404 {base}{lang}/404.html; }}"
        );
    }
    for (name, value) in HEADERS {
        let value = match *name {
            "Content-Security-Policy" => "$carta_policy",
            "Cross-Origin-Opener-Policy" => "$carta_opener",
            _ => value,
        };
        let _ = writeln!(out, "  add_header {name} \"{value}\" always;");
    }
    out.push_str(
        "  add_header Access-Control-Allow-Origin $carta_read always;\n  \
         add_header Cross-Origin-Resource-Policy $carta_resource always;\n  \
         add_header Cache-Control $carta_cache;\n}\n",
    );
    out
}
