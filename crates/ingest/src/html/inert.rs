//! A page to look at: its words in the order and the shape in which it has them, and nothing of it that a browser would do.
//!
//! What is written is put together anew from the tree: only elements that give words a shape, by their bare names, and only text that
//! is escaped. So there is no script, handler, style, picture, form, frame or address in it, however the page was written.

use std::fmt::Write;

use dom_query::{Document, Element, NodeData, NodeId};

use super::tree;
use crate::decode;

/// Elements that give words a shape.
const SHAPES: [&str; 51] = [
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "caption",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "i",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Those of them that stand alone.
const BREAKS: [&str; 2] = ["br", "hr"];

/// Elements that hold no words for people, or words that are shown by what they do.
const UNSEEN: [&str; 20] = [
    "applet", "audio", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "math",
    "noembed", "noframes", "object", "script", "select", "style", "svg", "template", "textarea", "video",
];

/// What cells span, at most: more columns and rows than any table of words has.
const MOST_CELLS: u32 = 1000;

/// The body of a page as markup that does nothing; none where it cannot be read within the bounds of a page.
pub fn inert(bytes: &[u8]) -> Option<String> {
    let decoded = decode::decode_page(bytes).ok()?;
    let document = tree::tree(&decoded.text).ok()?;
    let mut markup = String::new();
    write_children(&document, document.root().id, &mut markup);
    Some(markup)
}

fn write_children(document: &Document, id: NodeId, markup: &mut String) {
    let children: Vec<NodeId> = document.tree.child_ids_of_it(&id, false).collect();
    children.into_iter().for_each(|child| write(document, child, markup));
}

/// A tree is never deeper than `MAX_DEPTH`.
fn write(document: &Document, id: NodeId, markup: &mut String) {
    let kind = document.tree.query_node_or(&id, Kind::Unseen, |node| match &node.data {
        NodeData::Text { contents } => Kind::Words(escaped(contents)),
        NodeData::Element(element) => Kind::of(element),
        _ => Kind::Unseen,
    });
    match kind {
        Kind::Unseen => {}
        Kind::Words(words) => *markup += &words,
        Kind::Break(name) => {
            let _ = write!(markup, "<{name}>");
        }
        Kind::Bare => write_children(document, id, markup),
        Kind::Shape(name, attributes) => {
            let _ = write!(markup, "<{name}{attributes}>");
            write_children(document, id, markup);
            let _ = write!(markup, "</{name}>");
        }
    }
}

/// What becomes of a node.
enum Kind {
    Unseen,
    /// Only what is inside it is written.
    Bare,
    /// Words, escaped.
    Words(String),
    Break(&'static str),
    /// An element and its attributes.
    Shape(&'static str, String),
}

impl Kind {
    fn of(element: &Element) -> Self {
        let name: &str = &element.name.local;
        let known = |names: &[&'static str]| names.iter().copied().find(|known| *known == name);
        match (known(&UNSEEN), known(&BREAKS), known(&SHAPES)) {
            (Some(_), ..) => Self::Unseen,
            (_, Some(name), _) => Self::Break(name),
            (_, _, Some(name)) => Self::Shape(name, attributes(element)),
            _ if name == "img" => Self::Words(picture(element)),
            _ => Self::Bare,
        }
    }
}

/// What a picture is said to show, in its place.
fn picture(element: &Element) -> String {
    let shows = attribute(element, "alt").map(|alt| alt.trim().to_owned()).filter(|alt| !alt.is_empty());
    shows.map_or_else(String::new, |shows| format!(" [{}] ", escaped(&shows)))
}

/// The attributes that tell how words run, and what cells span.
fn attributes(element: &Element) -> String {
    let mut written = String::new();
    let way = attribute(element, "dir").map(|way| way.trim().to_ascii_lowercase());
    if let Some(way) = way.filter(|way| ["ltr", "rtl", "auto"].contains(&way.as_str())) {
        let _ = write!(written, " dir=\"{way}\"");
    }
    for name in ["colspan", "rowspan"] {
        let n = attribute(element, name).and_then(|n| n.trim().parse::<u32>().ok());
        if let Some(n) = n.filter(|n| (2..=MOST_CELLS).contains(n)) {
            let _ = write!(written, " {name}=\"{n}\"");
        }
    }
    written
}

fn attribute(element: &Element, name: &str) -> Option<String> {
    let found = element.attrs.iter().find(|attribute| &*attribute.name.local == name)?;
    Some(found.value.to_string())
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> String {
        inert(html.as_bytes()).expect("a page")
    }

    #[test]
    fn words_keep_their_shape() {
        let page = "<!doctype html><title>x</title><h1 class=a>Mill <em>hit</em></h1><ul><li>One<li>Two</ul>\
                    <table><tr><td colspan=2 dir=RTL>قتل أربعة<td rowspan=9999>4</table><p>a<br>b &amp; c";
        assert_eq!(
            of(page),
            "<h1>Mill <em>hit</em></h1><ul><li>One</li><li>Two</li></ul>\
             <table><tbody><tr><td dir=\"rtl\" colspan=\"2\">قتل أربعة</td><td>4</td></tr></tbody></table><p>a<br>b &amp; c</p>"
        );
    }

    #[test]
    fn nothing_is_left_that_does_something() {
        for html in [
            "<script>alert(1)</script>",
            "<style>body { display: none }</style><link rel=stylesheet href=//x.example/a.css>",
            "<meta http-equiv=refresh content='0;url=//x.example'><base href=//x.example>",
            "<link rel=preconnect href=//x.example><link rel=dns-prefetch href=//x.example>",
            "<iframe src=//x.example></iframe><object data=//x.example></object><embed src=//x.example>",
            "<svg onload=alert(1)><script>alert(1)</script><foreignObject><p>x</p></foreignObject></svg>",
            "<math><mtext></math><template><img src=x onerror=alert(1)></template>",
            "<video src=//x.example autoplay poster=//x.example></video><audio src=//x.example></audio>",
            "<textarea></textarea><select><option>x</select>",
        ] {
            assert_eq!(of(html), "", "{html}");
        }
    }

    #[test]
    fn elements_lose_all_that_they_were_told_to_do() {
        for (html, expected) in [
            (
                "<p onclick=alert(1) style='position:fixed' id=a class=b ping=//x>Two died.",
                "<p>Two died.</p>",
            ),
            ("<a href='javascript:alert(1)' target=_top>Two died.</a>", "Two died."),
            (
                "<form action=//x.example><button autofocus onfocus=alert(1)>Send</button><input value=x></form>",
                "Send",
            ),
            ("<img src=//x.example/a.png onerror=alert(1) alt='A mill <b>'>", " [A mill &lt;b&gt;] "),
            ("<p dir='\"><script>'>x", "<p>x</p>"),
            ("<x-y onx=1>Two <blink>died</blink></x-y>", "Two died"),
            ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">x</noscript>", "<p>x</p>"),
            ("<plaintext><script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("<!--><img src=x onerror=alert(1)>-->", "--&gt;"),
            ("<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "<p></p>&quot;&gt;"),
        ] {
            assert_eq!(of(html), expected, "{html}");
        }
    }

    #[test]
    fn a_page_beyond_its_bounds_is_none() {
        assert_eq!(inert("<div>".repeat(10_000).as_bytes()), None);
        assert_eq!(of(""), "");
    }
}
