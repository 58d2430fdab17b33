//! What pages and their twins answer, and how they say that they cannot.

use serde_json::Value;

use super::house::{CLAIM, House, PLACE, TOKEN, twin};

#[test]
fn every_page_has_a_twin_and_leads_to_it() {
    let house = House::hostile();
    for page in house.pages() {
        let answer = house.get(&page);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let link =
            format!("<a href=\"{}", twin(&page).split('?').next().unwrap_or_default().replace(':', "%3A"));
        assert!(answer.body.contains(&link), "{page} has no {link}");
        let answer = house.get(&twin(&page));
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/json");
        answer.json();
    }
}

#[test]
fn what_is_described_is_what_there_is() {
    let house = House::hostile();
    let described = house.get("/openapi.json").json();
    let paths = described["paths"].as_object().expect("paths");
    let own = |path: &str| {
        let incident = house.incident.as_str();
        let path = path
            .replace("/claims/{id}", &format!("/claims/{CLAIM}"))
            .replace("/places/{id}", &format!("/places/{PLACE}"))
            .replace("/history/{id}", &format!("/history/{CLAIM}"))
            .replace("{name}", "page.html");
        if path.starts_with("/incidents") {
            path.replace("{id}", incident)
        } else {
            path.replace("{id}", house.report.as_str())
        }
    };
    let matrix = house.post("/matrix.json", &[("token", TOKEN), ("text", "One died.")]).json();
    let assessment = matrix["assessments"][0].to_string();
    let fields = [
        ("token", TOKEN),
        ("text", "One died."),
        ("language", "en"),
        ("act", "undo 2"),
        ("reason", "so"),
        ("assessment", &assessment),
    ];
    for (path, operations) in paths {
        for method in operations.as_object().expect("methods").keys() {
            let answer =
                if method == "get" { house.get(&own(path)) } else { house.post(&own(path), &fields) };
            assert_eq!(answer.status, 200, "{method} {path}");
            let kind = if path.ends_with(".json") { "application/json" } else { "text/html; charset=utf-8" };
            assert_eq!(answer.header("content-type"), kind, "{method} {path}");
        }
    }
    let twins: Vec<String> = house.pages().iter().map(|page| twin(page)).collect();
    for twin in twins {
        let path = twin.split('?').next().unwrap_or_default();
        let path = path
            .replace(house.incident.as_str(), "{id}")
            .replace(house.report.as_str(), "{id}")
            .replace(CLAIM, "{id}")
            .replace(PLACE, "{id}");
        assert!(paths.contains_key(&path), "{path} is not described");
    }
}

#[test]
fn whatever_is_no_answer_is_described_as_a_problem() {
    let house = House::empty();
    let described = house.get("/openapi.json").json();
    let paths = described["paths"].as_object().expect("paths");
    let operations = paths.iter().flat_map(|(path, item)| {
        item.as_object().expect("methods").values().map(move |operation| (path, operation))
    });
    for (path, operation) in operations {
        // Whoever asks for a file is told by a page that there is none.
        let problem = if path.ends_with(".json") { "application/problem+json" } else { "text/html" };
        let responses = operation["responses"].as_object().expect("responses");
        for (status, response) in responses.iter().filter(|(status, _)| status.as_str() >= "400") {
            let content: Vec<&String> = response["content"].as_object().expect("content").keys().collect();
            assert_eq!(content, [problem], "{path} {status}");
        }
        for status in ["403", "421", "500", "503"] {
            assert!(responses.contains_key(status), "any request may come to {status}: {operation}");
        }
    }
}

#[test]
fn every_key_that_is_described_as_there_is_there() {
    let house = House::hostile();
    let described = house.get("/openapi.json").json();
    for (page, schema, key) in
        [("/reports.json", "ListedReport", "reports"), ("/decisions.json", "ListedDecision", "decisions")]
    {
        let first = house.get(page).json()[key][0].clone();
        let schema = described["components"]["schemas"][schema].clone();
        // What another type brings along stands beside the own keys.
        let own = schema["allOf"].as_array().and_then(|parts| parts.last()).cloned().unwrap_or(schema);
        let required = own["required"].as_array().expect("required keys").clone();
        assert!(
            !required.is_empty()
                && required.iter().all(|key| first[key.as_str().expect("a key")] != Value::Null)
        );
    }
}

#[test]
fn what_is_not_there_is_told_in_the_shape_that_was_asked_for() {
    let house = House::hostile();
    for address in [
        "/nowhere",
        "/incidents/inc_0",
        "/incidents/nothing",
        "/incidents/inc_0/assessment",
        "/reports/rpt_0",
        "/claims/clm_0",
        "/history/clm_0",
        "/style/no.css",
    ] {
        let page = house.get(address);
        assert_eq!(
            (page.status.as_u16(), page.header("content-type")),
            (404, "text/html; charset=utf-8"),
            "{address}"
        );
        assert!(page.body.contains("<h1>"), "{}", page.body);
        let twin = house.get(&format!("{address}.json"));
        assert_eq!(
            (twin.status.as_u16(), twin.header("content-type")),
            (404, "application/problem+json"),
            "{address}"
        );
        assert_eq!(twin.json()["status"], 404);
    }
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    let house = House::hostile();
    for address in [
        "/incidents.json?from=yesterday",
        "/places/geonames:1.json?at=then",
        "/places/geonames:1.json?policy=none",
        "/incidents.json?to=2031-02-30",
        "/incidents.json?page=0",
        "/reports.json?page=x",
        "/search.json?kind=else",
        "/search.json?page=-1&q=a",
    ] {
        let answer = house.get(address);
        assert_eq!(answer.status, 400, "{address}");
        assert!(!answer.json()["detail"].as_str().unwrap_or_default().is_empty());
    }
    let unknown = house.get(&format!("/incidents/{}/assessment.json?policy=none", house.incident.as_str()));
    assert_eq!((unknown.status.as_u16(), unknown.json()["status"].as_u64()), (400, Some(400)));
    assert_eq!(house.post("/matrix.json", &[("token", TOKEN), ("text", " \n---\n")]).status, 400);
    assert_eq!(house.post("/add.json", &[("token", TOKEN), ("text", "a"), ("published", "x")]).status, 400);
}

#[test]
fn what_is_decided_has_a_reason_and_leads_back() {
    let house = House::hostile();
    let decide = |fields: &[(&str, &str)]| house.post("/decide", &[&[("token", TOKEN)], fields].concat());
    let confirm = format!("confirm {CLAIM}");
    let back = decide(&[("act", &confirm), ("back", "/claims/clm_1#card")]);
    assert_eq!((back.status.as_u16(), back.header("location")), (303, "/claims/clm_1#card"));
    assert_eq!(decide(&[("act", &confirm), ("back", "//example.org")]).header("location"), "/decisions");
    let correct = format!("correct {CLAIM}");
    let corrected =
        [("act", correct.as_str()), ("reason", "the caption"), ("field", "count"), ("value", "14")];
    assert_eq!(decide(&corrected).status, 303);
    let [redact, erase] = ["redact", "erase"].map(|kind| format!("{kind} {}", house.report.as_str()));
    for (fields, status) in [
        (vec![("act", "reject clm_1")], 400),
        (vec![("act", correct.as_str()), ("reason", "so"), ("field", "count"), ("value", "")], 400),
        (vec![("act", "explode clm_1"), ("reason", "so")], 400),
        (vec![("act", "undo x"), ("reason", "so")], 400),
        (vec![("reason", "so")], 400),
        (vec![("act", "merge inc_1 inc_2"), ("reason", "no")], 422),
        (vec![("act", redact.as_str()), ("reason", "so")], 400),
        (vec![("act", redact.as_str()), ("reason", "so"), ("words", "Amina\r\nRauf")], 303),
        (vec![("act", erase.as_str()), ("reason", "so")], 400),
        (vec![("act", erase.as_str()), ("reason", "so"), ("confirm", "yes")], 400),
        (vec![("act", erase.as_str()), ("confirm", house.report.as_str())], 400),
        (vec![("act", erase.as_str()), ("reason", "so"), ("confirm", house.report.as_str())], 303),
    ] {
        assert_eq!(decide(&fields).status, status, "{fields:?}");
    }
    let answer = house.post(
        "/decide.json",
        &[("token", TOKEN), ("act", "split inc_1"), ("claim", CLAIM), ("reason", "so")],
    );
    assert_eq!(answer.json()["decision"], 2);
}

#[test]
fn which_of_several_places_is_meant_is_asked() {
    let house = House::hostile();
    let page = house.get("/places/several?at=2031-03-05");
    assert_eq!(page.status, 300);
    assert!(page.body.contains("href=\"/places/geonames%3A1?at=2031-03-05\""), "{}", page.body);
    assert_eq!(house.get("/places/several.json").json()["choices"][0]["id"], PLACE);
}

#[test]
fn filters_narrow_what_is_listed() {
    let house = House::hostile();
    let n = |address: &str| house.get(address).json()["listing"]["n_all"].as_u64();
    for (query, expected) in [
        ("", 1),
        ("?type=killing&from=2031-03-05&to=2031-03-05&contested=yes&place=geonames:1&country=IQ", 1),
        ("?type=looting", 0),
        ("?from=2031-03-06", 0),
        ("?page=2", 1),
    ] {
        assert_eq!(n(&format!("/incidents.json{query}")), Some(expected), "{query}");
    }
    for (query, expected) in [
        ("q=killed", 4),
        ("q=killed&kind=report", 1),
        ("q=nowhere", 0),
        ("type=killing&kind=claim", 1),
        ("", 0),
    ] {
        assert_eq!(n(&format!("/search.json?{query}")), Some(expected), "{query}");
    }
}

#[test]
fn what_is_drawn_of_incidents_leads_to_them() {
    let house = House::hostile();
    let page = house.get("/incidents?type=killing&page=1").body;
    for link in [
        "href=\"?type=killing&#38;from=2031-03-05&#38;to=2031-03-05\"",
        "href=\"?type=killing&#38;place=geonames%3A1\"",
        "href=\"?type=killing&#38;country=IQ\"",
    ] {
        assert!(page.contains(link), "{link}\n{page}");
    }
    let page = house.get("/incidents?from=2031-04-01").body;
    assert!(page.contains("class=\"chosen\"") && page.contains("No incident is like that"), "{page}");
}

#[test]
fn what_waits_for_review_has_the_claims_to_decide() {
    let house = House::hostile();
    let waiting = house.get("/review.json").json()["waiting"][0].clone();
    assert_eq!(
        waiting["claims"].as_array().map(Vec::len),
        waiting["n_unreviewed"].as_u64().map(|n| n as usize)
    );
    let page = house.get("/review").body;
    assert!(page.contains(&format!("value=\"reject {CLAIM}\"")), "{page}");
    let incident = house.incident.as_str();
    let report = house.get(&format!("/reports/{}", house.report.as_str())).body;
    let item = report.split("<li data-claims=\"").nth(1).unwrap_or_default();
    assert!(item.starts_with(CLAIM) && item.contains(incident), "{report}");
}

#[test]
fn the_queue_goes_on_until_its_end() {
    let house = House::hostile();
    let queue = |address: &str| house.get(address).json();
    assert_eq!(queue("/review.json?from=0")["waiting"].as_array().map(Vec::len), Some(1));
    let further = queue("/review.json?from=1");
    assert_eq!((further["waiting"].as_array().map(Vec::len), &further["next"]), (Some(0), &Value::Null));
    assert!(house.get("/review?from=1").body.contains("Nothing waits"));
    for none in ["-1", "x", "99999999999999999999"] {
        assert_eq!(house.get(&format!("/review.json?from={none}")).status, 400, "{none}");
    }
}

#[test]
fn a_new_report_says_its_language() {
    let house = House::hostile();
    let rows = format!("/incidents/{}/rows.json", house.incident.as_str());
    let row = [("token", TOKEN), ("text", "One died."), ("killed", "1"), ("reason", "so")];
    let refused = house.post(&rows, &row);
    assert_eq!(refused.status, 400, "{}", refused.body);
    assert!(refused.json()["detail"].as_str().unwrap_or_default().contains("language"));
    assert_eq!(house.post(&rows, &[&row[..], &[("language", "uk")]].concat()).status, 200);
}

#[test]
fn a_translation_stands_in_the_cells_of_its_report() {
    let house = House::hostile();
    let page = house.get(&format!("/incidents/{}/assessment", house.incident.as_str())).body;
    let matrix = page.split("<table class=\"matrix\">").nth(1).and_then(|rest| rest.split("</table>").next());
    let beside: Vec<&str> = matrix.expect("a matrix").split("<details class=\"rendering\"").skip(1).collect();
    assert!(beside.len() > 1, "{page}");
    assert!(beside[0].starts_with(" open>") && beside[0].contains("Translated from"), "{}", beside[0]);
    assert!(beside.iter().skip(1).all(|cell| cell.starts_with('>')), "it is read once");
}

#[test]
fn pasted_texts_are_counted_one_by_one() {
    let house = House::hostile();
    let answer = house
        .post("/matrix.json", &[("token", TOKEN), ("text", "One.\n---\nTwo."), ("policy", "acled")])
        .json();
    assert_eq!(answer["became"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer["assessments"][0]["verdict"]["policy"], "acled");
}

#[test]
fn an_empty_record_says_what_to_do() {
    let house = House::empty();
    for (page, words) in
        [("/", "href=\"/add\""), ("/incidents", "No incidents yet"), ("/reports", "No reports here")]
    {
        let answer = house.get(page);
        assert!(answer.status == 200 && answer.body.contains(words), "{page}: {}", answer.body);
    }
}

#[test]
fn a_record_that_is_gone_is_told_without_its_path() {
    let house = House::without_record();
    for page in ["/", "/index.json", "/incidents", "/search?q=a"] {
        let answer = house.get(page);
        assert_eq!(answer.status, 500, "{page}");
        assert!(!answer.body.contains("annals.db") && !answer.body.contains("/tmp"), "{}", answer.body);
    }
}
