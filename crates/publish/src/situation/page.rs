//! The brief of a place as one page that stands alone. It runs no script and loads nothing; words of reports reach it through the
//! template alone, which escapes them.

use askama::Template;
use model::Situation;

use super::brief::Brief;
use super::telling::reviewed;
use crate::page::{HOUSE, policy, rendered};

#[derive(Template)]
#[template(path = "brief.html")]
struct Page<'a> {
    /// What the browser may do: apply the style of the page, and nothing else.
    policy: String,
    style: String,
    review: String,
    brief: Brief<'a>,
}

/// The style of briefs, on top of the house's.
pub(crate) const STYLE: &str =
    concat!(include_str!("../../templates/drawn.css"), include_str!("../../templates/brief.css"));

/// The page of a situation.
pub fn page(situation: &Situation) -> String {
    let style = format!("{HOUSE}{STYLE}");
    rendered(&Page {
        policy: policy(&style),
        style,
        review: reviewed(situation),
        brief: Brief::of(situation),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const HOSTILE: &str = "<script>alert(1)</script> \u{202e}\"'&";

    fn claim() -> Value {
        json!({
            "id": "clm_1", "report": "rpt_1", "type": "hazard", "ledger": "hazards", "factuality": "alleged",
            "polarity": "affirmed", "realis": "actual", "said_by": [],
            "roles": {"means": [{"text": HOSTILE, "span": null, "basis": "stated"}]}, "count": null,
            "places": [], "time": null, "persons": [], "links": [],
            "evidence": {"span": [0, 1], "trigger": [0, 1], "quote": HOSTILE, "part": "body"},
            "rule": "hazard#mine", "input": HOSTILE, "provenance": "prv_1",
        })
    }

    fn situation() -> Situation {
        let place = json!({"text": HOSTILE, "span": [0, 1], "name": HOSTILE, "id": null, "lat": 36.3, "lon": 43.1, "country": null,
            "role": "site", "relation": "near", "precision": "town", "site_kind": null, "basis": "stated"});
        let line = json!({"type": "hazard", "factuality": "alleged", "polarity": "affirmed", "realis": "actual", "roles": {},
            "count": null, "places": [place], "origins": [0], "claims": ["clm_1"],
            "when": {"from": "2031-03-01", "to": "2031-03-02", "dating": "stated", "text": HOSTILE}});
        let bounds = json!({"earliest": null, "latest": "2031-03-01"});
        let band = json!({"by": [{"name": HOSTILE, "actor": null, "status": null}], "from": bounds, "last_said": bounds, "until": null,
            "factuality": "alleged", "claims": ["clm_1"], "ended_by": []});
        let dispute =
            json!({"about": "holder", "words": HOSTILE, "sides": [["clm_1"]], "within_report": false});
        let report = json!({"report": "rpt_1", "input": HOSTILE, "title": HOSTILE, "published": null, "publisher": HOSTILE,
            "url": HOSTILE, "received": "2031-03-03", "known": "2031-03-03"});
        serde_json::from_value(json!({
            "place": {"id": HOSTILE, "name": HOSTILE, "country": HOSTILE}, "at": "2031-03-04", "known": "2031-03-04",
            "standing": "not-stated", "holder": null, "last_stated": null, "first_stated": null, "bands": [band], "parts": [],
            "lines": {"hazards": [line]}, "harm": [], "plans": [], "wider": [line], "undated": [line], "disputed": [dispute],
            "origins": [{"kind": "outlet", "name": HOSTILE, "actor": null, "party": false, "reports": ["rpt_1"], "quotes": []}],
            "reports": [report], "claims": [claim()],
        }))
        .expect("a situation")
    }

    #[test]
    fn words_of_reports_are_words_and_nothing_is_loaded() {
        let page = page(&situation());
        assert!(!page.contains("<script") && page.contains("&#60;script&#62;"), "{page}");
        assert!(
            page.contains("default-src &#39;none&#39;")
                && !page.contains("http://")
                && !page.contains(" style=")
        );
        assert!(
            !page.contains('\u{202e}'),
            "signs that turn the direction of writing are taken out or isolated"
        );
    }

    #[test]
    fn what_somebody_reviewed_says_who_and_how_much_of_all_it_is() {
        let mut situation = situation();
        let review =
            json!({"state": "confirmed", "who": "anna", "time": "2031-03-04T10:00:00Z", "decision": 7});
        situation.claims[0].review = serde_json::from_value(review).expect("a review");
        let page = page(&situation);
        assert!(
            page.contains("confirmed by anna") && page.contains("A person reviewed every claim."),
            "{page}"
        );
    }

    #[test]
    fn a_page_says_that_nobody_reviewed_it_and_shows_the_words_behind_each_line() {
        let page = page(&situation());
        assert!(page.contains(crate::assessment::REVIEW));
        assert!(page.matches("<blockquote>").count() >= 4, "{page}");
        assert!(page.contains("class=\"rough\""));
    }
}
