//! What tests see of a page.

/// What a browser shows of some HTML, without the numbers of claims.
pub fn shown(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some((words, tag)) = rest.split_once('<') {
        shown += words;
        let end = if tag.starts_with("a class=\"note") { "</a>" } else { ">" };
        rest = tag.split_once(end).expect("tags end").1;
    }
    shown += rest;
    [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")]
        .iter()
        .fold(shown, |shown, (escaped, character)| shown.replace(escaped, character))
}

/// The sentences that a page highlights, as a browser shows them.
pub fn quotes(page: &str) -> Vec<String> {
    page.split("<bdi class=\"quote\">")
        .skip(1)
        .map(|rest| shown(rest.split("</bdi>").next().unwrap_or_default()))
        .collect()
}
