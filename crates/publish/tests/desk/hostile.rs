//! Whatever words a record holds, on pages they are words.

use super::house::{HOSTILE, House, TOKEN, unscripted};

/// What would be there if any of them were taken for anything else.
const NEVER: [&str; 7] = [
    "<script",
    "<svg onload",
    "<img",
    "onerror=alert(1) style=position:fixed>",
    "href=\"javascript:",
    "style=\"",
    "49049",
];

/// Holds a page against them; signs that turn the direction of writing are isolated or gone.
fn check(name: &str, page: &str) {
    let page = &unscripted(page);
    for never in NEVER {
        assert!(!page.contains(never), "{name}: {never}\n{page}");
    }
    for (at, _) in page.match_indices('\u{202e}') {
        let before = page.get(..at).unwrap_or_default();
        let opened = before.matches("<bdi").count() - before.matches("</bdi>").count();
        let in_tag = before.rfind('<') > before.rfind('>');
        let in_title = before.contains("<title>") && !before.contains("</title>");
        assert!(opened == 1 || in_tag || in_title, "{name}: a turn of direction stands open");
    }
}

#[test]
fn on_every_page() {
    let house = House::hostile();
    for page in house.pages() {
        let answer = house.get(&page);
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
        check(&page, &answer.body);
        assert!(
            answer.body.contains("&#60;script&#62;")
                || ["/add", "/matrix", "/places"].contains(&page.as_str()),
            "{page} shows the words"
        );
    }
}

#[test]
fn in_what_is_asked_for() {
    let house = House::hostile();
    let typed: String = HOSTILE.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for page in [
        format!("/search?q={typed}&type={typed}&place={typed}"),
        format!("/incidents?type={typed}&place={typed}&party={typed}"),
        format!("/incidents/{typed}"),
        format!("/reports/{typed}"),
        format!("/incidents/{}/assessment?policy={typed}", house.incident.as_str()),
        format!("/incidents?from={typed}"),
        format!("/{typed}"),
        format!("/claims/{typed}"),
        format!("/places/{typed}"),
        "/places/several".to_owned(),
        format!("/history/{typed}"),
    ] {
        check(&page, &house.get(&page).body);
    }
}

#[test]
fn in_texts_that_are_handed_in() {
    let house = House::hostile();
    for address in ["/matrix", "/add"] {
        let answer = house.post(address, &[("token", TOKEN), ("text", HOSTILE)]);
        assert_eq!(answer.status, 200, "{}", answer.body);
        check(address, &answer.body);
        assert!(answer.body.contains("&#60;script&#62;"), "{}", answer.body);
    }
    let rows = format!("/incidents/{}/rows", house.incident.as_str());
    let row = [("token", TOKEN), ("text", HOSTILE), ("language", "en"), ("reason", "no")];
    let refused = house.post(&rows, &row);
    assert_eq!(refused.status, 422, "{}", refused.body);
    check(&rows, &refused.body);
}

#[test]
fn in_files_that_are_shared() {
    let house = House::hostile();
    let own = format!("/incidents/{}/assessment", house.incident.as_str());
    for address in [format!("{own}/page.html"), "/places/geonames:1/brief.html?at=2031-03-07".to_owned()] {
        let answer = house.get(&address);
        assert_eq!(answer.status, 200, "{address}: {}", answer.body);
        assert!(answer.header("content-disposition").starts_with("attachment; "), "{address}");
        assert!(!answer.body.contains("<script") && answer.body.contains("&#60;script&#62;"), "{address}");
    }
    assert_eq!(house.get(&format!("{own}/table.csv?policy=acled")).body, "Csv of 1");
    assert_eq!(house.get(&format!("{own}/workbook.xlsx")).body, "Workbook of 1");
    assert_eq!(house.get(&format!("{own}/other.txt")).status, 404);
}

#[test]
fn in_assessments_that_are_not_kept() {
    let house = House::hostile();
    let told = house.post("/matrix.json", &[("token", TOKEN), ("text", "One died.")]).json();
    let assessment = told["assessments"][0].to_string();
    let share = |name: &str, assessment: &str| {
        house.post(&format!("/matrix/{name}"), &[("token", TOKEN), ("assessment", assessment)])
    };
    let page = share("page.html", &assessment);
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("content-disposition"), "attachment; filename=\"assessment.html\"");
    assert!(!page.body.contains("<script") && page.body.contains("&#60;script&#62;"), "{}", page.body);
    assert_eq!(share("table.csv", &assessment).body, "Csv of 1");
    assert_eq!(share("workbook.xlsx", &assessment).body, "Workbook of 1");
    assert_eq!(share("other.txt", &assessment).status, 404);
    for none in ["", "[]", "{\"incident\": 1}", &"[".repeat(10_000)] {
        assert_eq!(share("page.html", none).status, 400, "{none:.20}");
    }
    let laid_out = house.post("/matrix", &[("token", TOKEN), ("text", "One died.")]).body;
    assert!(laid_out.contains("formaction=\"/matrix/table.csv\""), "{laid_out}");
}
