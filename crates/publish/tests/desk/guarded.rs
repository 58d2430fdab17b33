//! Who is not answered, and what an answer lets a browser do.

use axum::body::Body;
use axum::http::{Method, Request};

use super::house::{House, PORT, TOKEN, request, twin, unscripted};

#[test]
fn a_page_may_load_what_lies_beside_it_and_nothing_else() {
    let house = House::hostile();
    for address in
        house.pages().into_iter().chain(["/nowhere".to_owned(), "/matrix".to_owned(), "/add".to_owned()])
    {
        let answer = house.get(&address);
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self';"),
            "{address}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let page = unscripted(&answer.body);
        assert!(!page.contains("<style") && !page.contains("<script"), "{address}");
        assert!(
            !answer.body.contains("http://") && !answer.body.contains("https://"),
            "{address} loads nothing"
        );
    }
}

#[test]
fn an_original_may_do_nothing_in_a_frame_of_ours() {
    let house = House::hostile();
    let own = format!("/reports/{}", house.report.as_str());
    let page = house.get(&format!("{own}/original/page.html"));
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html; charset=utf-8"));
    let policy = page.header("content-security-policy");
    let rules: Vec<&str> = policy.split(';').map(str::trim).collect();
    for rule in
        ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'", "sandbox"]
    {
        assert!(rules.contains(&rule), "{rule} in {policy}");
    }
    assert!(
        rules
            .iter()
            .all(|rule| !rule.contains("unsafe") && !rule.contains("script") && !rule.contains("img")),
        "{policy}"
    );
    assert_eq!(page.header("x-frame-options"), "SAMEORIGIN");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "no-referrer");

    let around = house.get(&own);
    let frame =
        around.body.split("<iframe ").nth(1).and_then(|rest| rest.split('>').next()).expect("a frame");
    assert!(frame.starts_with("sandbox src=\"/reports/"), "it allows nothing: {frame}");
    assert!(around.header("content-security-policy").contains("frame-src 'self';"));
    for nothing in ["/original/file", "/original/page", "/original/other.html", "/original/..%2f"] {
        assert_eq!(house.get(&format!("{own}{nothing}")).status, 404, "{nothing}");
    }
    assert_eq!(house.get("/reports/rpt_0/original/page.html").status, 404);
}

#[test]
fn the_script_of_a_page_is_there_under_its_name_alone() {
    let house = House::hostile();
    for page in ["/", "/nowhere"] {
        let body = house.get(page).body;
        let Some((_, after)) = body.split_once("<script type=\"module\" src=\"") else { continue };
        let script = house.get(after.split('"').next().unwrap_or_default());
        assert_eq!(
            (script.status.as_u16(), script.header("content-type")),
            (200, "text/javascript; charset=utf-8")
        );
        assert!(script.header("cache-control").contains("immutable"));
        for never in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "https://",
        ] {
            assert!(!script.body.contains(never), "{never}");
        }
    }
    assert_eq!(house.get("/script/desk-0123456789abcdef.js").status, 404);
}

#[test]
fn other_names_of_this_machine_are_not_answered() {
    let house = House::hostile();
    let ask = |host: &str| {
        let request = Request::builder().uri("/").header("host", host).body(Body::empty());
        house.ask(request.expect("a request")).status.as_u16()
    };
    for host in [format!("localhost:{PORT}"), format!("127.0.0.1:{PORT}"), format!("[::1]:{PORT}")] {
        assert_eq!(ask(&host), 200, "{host}");
    }
    for host in [
        "example.org",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.example.org:8740",
        "localhost:8740.example.org",
        "",
        "localhost:08740",
    ] {
        assert_eq!(ask(host), 421, "{host}");
    }
    let none = Request::builder().uri("/").body(Body::empty()).expect("a request");
    assert_eq!(house.ask(none).status, 421);
}

#[test]
fn pages_of_other_sites_get_nothing_done() {
    let house = House::hostile();
    for origin in ["https://example.org", "null", "http://127.0.0.1:1", "https://127.0.0.1:8740"] {
        let request = request(Method::POST, "/add").header("origin", origin).body(Body::empty());
        assert_eq!(house.ask(request.expect("a request")).status, 403, "{origin}");
    }
    let own =
        request(Method::GET, "/").header("origin", format!("http://127.0.0.1:{PORT}")).body(Body::empty());
    assert_eq!(house.ask(own.expect("a request")).status, 200);
}

#[test]
fn nothing_is_done_without_the_token() {
    let house = House::hostile();
    let rows = format!("/incidents/{}/rows", house.incident.as_str());
    for address in ["/matrix/page.html", "/matrix/table.csv"] {
        assert_eq!(house.post(address, &[("assessment", "{}")]).status, 403, "{address}");
    }
    for address in ["/add", "/matrix", "/decide", rows.as_str()] {
        for token in [None, Some(""), Some("0123"), Some("0123456789abcdeF")] {
            let fields: Vec<(&str, &str)> =
                token.map(|token| ("token", token)).into_iter().chain([("text", "One died.")]).collect();
            let answer = house.post(address, &fields);
            assert_eq!(answer.status, 403, "{address} {token:?}");
            assert!(!answer.body.contains(TOKEN));
        }
        let done = house.post(
            address,
            &[
                ("token", TOKEN),
                ("text", "One died."),
                ("language", "en"),
                ("act", "undo 2"),
                ("reason", "so"),
            ],
        );
        assert!(done.status == 200 || done.status == 303, "{address}: {}", done.body);
        let other =
            request(Method::POST, address).header("content-type", "text/plain").body(Body::from("token="));
        assert_eq!(house.ask(other.expect("a request")).status, 415);
    }
}

#[test]
fn an_address_does_what_it_is_for_and_says_so() {
    let house = House::hostile();
    for page in house.pages() {
        let takes_forms = ["/add", "/matrix"].contains(&page.as_str());
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            if takes_forms && method == Method::POST {
                continue;
            }
            let answer =
                house.ask(request(method.clone(), &twin(&page)).body(Body::empty()).expect("a request"));
            assert_eq!(answer.status, 405, "{method} {page}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert!(answer.header("allow").contains("GET"), "{}", answer.header("allow"));
        }
    }
}
