//! A desk on a record whose every word means harm.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annals_publish::desk::{
    Archived, AskedPlace, Became, Change, Common, Desk, EventType, Filled, Filling, FillingOf, PlaceChoice,
    Sheet, Staff, Step, Tried, Unable, Undecided, Unplaced, Upload, app,
};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use jiff::Timestamp;
use model::{
    About, Act, Assessment, Belonging, Block, ByteSpan, Claim, CodePoints, Decision, Imprint, Incident,
    IncidentId, Original, Part, PlaceAsked, Proposal, Report, ReportId, Situation, Translation,
};
use reconcile::situation::{Asked, Headings, Material, Received, situation};
use reconcile::{Dossier, Lexicon, Policy, Told};
use record::{Receipt, Record, RecordError, Signature, StoredDecision, Taken, View};
use serde_json::{Value, json};
use tower::ServiceExt;

/// Words that would do something wherever they were not taken for words.
pub const HOSTILE: &str = "\u{202e}</title></textarea></style>\"'><script>alert(1)</script><svg onload=alert(1)>\
     <img src=x onerror=alert(1) style=position:fixed>{{7007*7}}javascript:alert(1)\u{2066}";

/// The port that the desk believes to listen on.
pub const PORT: u16 = 8740;

/// A place of its claims.
pub const PLACE: &str = "geonames:1";

/// A claim of its report.
pub const CLAIM: &str = "clm_00000000000000000001";

/// The token of its forms.
pub const TOKEN: &str = "0123456789abcdef";

/// A desk, and the folder that its record is in.
pub struct House {
    app: Router,
    pub report: ReportId,
    pub incident: IncidentId,
    _folder: tempfile::TempDir,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl House {
    /// A desk on a record of one report, one incident, and hostile words in every field.
    pub fn hostile() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("annals.db");
        let by = Signature { time: Timestamp::UNIX_EPOCH, who: HOSTILE.to_owned() };
        let mut record = Record::create(&path, by.clone()).expect("a record");
        let report = report();
        let told = told(&report);
        let lexicon = lexicon();
        let incident = incident(std::slice::from_ref(&told), &lexicon);
        let mut batch = record.batch(by).expect("a batch");
        let receipt = Receipt {
            input: HOSTILE.to_owned(),
            media_type: "text/plain".to_owned(),
            published: None,
            language: None,
        };
        let taken = batch.receive(&report.id, report.text.as_bytes(), &receipt).expect("taken");
        let Taken::New(sequence) = taken else { panic!("a new report") };
        batch.put_report(sequence, &told.imprint).expect("put");
        batch.put_claims(&report.id, &told.claims).expect("put");
        batch.put_words(&told.imprint, &report.text, &told.claims).expect("put");
        batch.put_incident(&incident).expect("put");
        let act = Act::Note { about: About::Report(report.id.clone()) };
        batch.decide(&Decision { act, reason: HOSTILE.to_owned() }).expect("decided");
        let words = || HOSTILE.to_owned();
        let translation = Translation { language: words(), words: words(), by: Some(words()) };
        let act = Act::Translate { report: report.id.clone(), translation };
        batch.decide(&Decision { act, reason: HOSTILE.to_owned() }).expect("decided");
        batch.commit().expect("committed");
        let (id, incident) = (report.id.clone(), incident.id.clone());
        let staff = Stub { report, told, lexicon, policies: policies() };
        Self {
            app: app(Desk::new(path, Box::new(staff), TOKEN.to_owned()), PORT),
            report: id,
            incident,
            _folder: folder,
        }
    }

    /// A desk on a record with nothing in it.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("annals.db");
        let by = Signature { time: Timestamp::UNIX_EPOCH, who: "anna".to_owned() };
        Record::create(&path, by).expect("a record");
        Self::at(path, folder)
    }

    /// A desk whose record is gone.
    pub fn without_record() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::at(folder.path().join("annals.db"), folder)
    }

    fn at(path: PathBuf, folder: tempfile::TempDir) -> Self {
        let report = report();
        let (id, told) = (report.id.clone(), told(&report));
        let staff = Stub { report, told, lexicon: lexicon(), policies: policies() };
        let incident = IncidentId::of_claim_id("clm_0");
        Self {
            app: app(Desk::new(path, Box::new(staff), TOKEN.to_owned()), PORT),
            report: id,
            incident,
            _folder: folder,
        }
    }

    /// Every page, of which each has a twin but the forms.
    pub fn pages(&self) -> Vec<String> {
        let (report, incident) = (self.report.as_str(), self.incident.as_str());
        let search = "/search?q=alert&kind=&type=&place=&from=&to=";
        let pages = [
            "/",
            "/incidents",
            "/reports",
            search,
            "/search?type=killing&kind=claim",
            "/review",
            "/decisions",
            "/places",
            "/add",
            "/matrix",
        ]
        .map(str::to_owned);
        let own = [
            format!("/incidents/{incident}"),
            format!("/incidents/{incident}/assessment"),
            format!("/incidents/{incident}/assessment?policy=acled"),
            format!("/reports/{report}"),
            format!("/places/{PLACE}?at=2031-03-07"),
            format!("/claims/{CLAIM}"),
            format!("/history/{CLAIM}"),
            format!("/history/{incident}"),
        ];
        pages.into_iter().chain(own).collect()
    }

    /// The answer to a request as it is.
    pub fn ask(&self, request: Request<Body>) -> Answer {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let response = self.app.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.expect("a body");
            let body = String::from_utf8(bytes.to_vec()).expect("UTF-8");
            Answer { status: parts.status, headers: parts.headers, body }
        })
    }

    /// The answer to a browser on this machine that asks for a page.
    pub fn get(&self, address: &str) -> Answer {
        self.ask(request(Method::GET, address).body(Body::empty()).expect("a request"))
    }

    /// The answer to a form with fields.
    pub fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let boundary = "------------------------annals";
        let part = |(name, value): &(&str, &str)| {
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = fields.iter().map(part).collect::<String>() + &format!("--{boundary}--\r\n");
        let kind = format!("multipart/form-data; boundary={boundary}");
        let request = request(Method::POST, address).header("content-type", kind);
        self.ask(request.body(Body::from(body)).expect("a request"))
    }
}

/// A page without the one script that is the desk's own; there is none where no scripts were bundled.
pub fn unscripted(page: &str) -> String {
    let Some((before, after)) = page.split_once("<script type=\"module\" src=\"/script/desk-") else {
        return page.to_owned();
    };
    let (name, after) = after.split_once("\"></script>").expect("an element without content");
    let digits = name.strip_suffix(".js").expect("a script");
    assert!(digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
    format!("{before}{after}")
}

/// A request of this machine's own browser.
pub fn request(method: Method, address: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(address).header("host", format!("127.0.0.1:{PORT}"))
}

/// The twin of a page.
pub fn twin(page: &str) -> String {
    let (path, query) =
        page.split_once('?').map_or((page, String::new()), |(path, query)| (path, format!("?{query}")));
    let path = if path == "/" { "/index" } else { path };
    format!("{path}.json{query}")
}

fn report() -> Report {
    let text = format!("{HOSTILE} killed \"two\" & 'more'. It ends.");
    Report {
        id: ReportId::of_hash(&[7; 32]),
        input: HOSTILE.to_owned(),
        title: Some(HOSTILE.to_owned()),
        published: "2031-03-05".parse().ok(),
        publisher: Some(HOSTILE.to_owned()),
        byline: None,
        url: Some("javascript:alert(4)".to_owned()),
        language: None,
        original: Original::default(),
        blocks: vec![Block { part: Part::Body, span: ByteSpan::new(0, text.len()) }],
        markup: Vec::new(),
        points: CodePoints::of(&text),
        text,
    }
}

fn told(report: &Report) -> Told {
    let claims =
        [("1", "killing", "casualties"), ("2", "airstrike", "attacks"), ("3", "attribution", "attribution")];
    Told {
        imprint: Imprint::from(report),
        text: report.text.clone(),
        claims: claims.map(|(number, kind, ledger)| claim(report, number, kind, ledger)).to_vec(),
    }
}

fn claim(report: &Report, number: &str, event_type: &str, ledger: &str) -> Claim {
    let length = HOSTILE.chars().count();
    let value = json!({
        "id": format!("clm_{number:0>20}"), "report": report.id, "type": event_type, "ledger": ledger,
        "factuality": "alleged", "polarity": "affirmed", "realis": "actual",
        "said_by": [{"text": HOSTILE, "span": [0, length], "actor": HOSTILE, "stance": "accuses", "party": true}],
        "roles": {
            "victim": [{"text": HOSTILE, "span": [0, length], "status": "civilian", "basis": "stated"}],
            "perpetrator": [{"text": HOSTILE, "span": null, "actor": HOSTILE, "basis": "stated"}],
            "means": [{"text": HOSTILE, "span": null, "basis": "stated"}],
        },
        "count": {
            "form": "exact", "word": null, "low": 2, "high": 2, "best": 2, "strict": false, "approx": false, "zero": false,
            "of": "victim", "measure": "total", "unit": "people", "as_of": null, "part_of": null, "text": HOSTILE, "span": [0, length],
        },
        "places": [{
            "text": HOSTILE, "span": [0, length], "name": HOSTILE, "id": "geonames:1", "lat": 1.0, "lon": 2.0, "country": "IQ",
            "role": "site", "relation": "in", "precision": "town", "site_kind": null, "basis": "stated"}],
        "time": {"text": HOSTILE, "span": [0, length], "from": "2031-03-05", "to": "2031-03-05", "precision": "day",
            "basis": "stated", "anchor": null},
        "persons": [{"names": [HOSTILE], "span": [0, length], "age": 41, "gender": null, "occupation": HOSTILE,
            "status": "civilian", "fate": "killed"}],
        "links": [],
        "evidence": {"span": [0, length + 23], "trigger": [length + 1, length + 7],
            "quote": report.text.chars().take(length + 23).collect::<String>(), "part": "body"},
        "rule": HOSTILE, "input": HOSTILE, "provenance": HOSTILE,
    });
    serde_json::from_value(value).expect("a claim")
}

fn lexicon() -> Lexicon {
    Lexicon::from_toml(&text("lexicon/reconcile.toml")).expect("a lexicon")
}

fn policies() -> Vec<Policy> {
    ["acled", "airwars"]
        .map(|name| {
            let file = format!("policies/{name}.toml");
            Policy::from_toml(&file, &text(&file)).expect("a policy")
        })
        .into()
}

/// A file of the codebook.
fn text(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codebooks").join(file);
    std::fs::read_to_string(path).expect("a file of the codebook")
}

fn incident(told: &[Told], lexicon: &Lexicon) -> Incident {
    let dossier = Dossier::new(told, &[], lexicon);
    let belonging = |claim: &Claim| Belonging {
        claim: claim.id.clone(),
        report: claim.report.clone(),
        because: vec![HOSTILE.to_owned()],
    };
    let claims = told.iter().flat_map(|told| &told.claims).map(belonging).collect();
    let mut incident = reconcile::describe(&dossier, claims).expect("an incident");
    incident.contradictions = serde_json::from_value(json!([
        {"about": "count", "words": HOSTILE, "sides": [], "within_report": true}
    ]))
    .expect("a contradiction");
    incident.related = serde_json::from_value(json!([
        {"relation": "possibly-same", "to": incident.id, "because": [HOSTILE]}
    ]))
    .expect("a relation");
    incident
}

/// A staff that knows one report.
struct Stub {
    report: Report,
    told: Told,
    lexicon: Lexicon,
    policies: Vec<Policy>,
}

impl Stub {
    fn assessments(&self, incident: &Incident) -> Vec<Assessment> {
        let dossier = Dossier::new([&self.told], &[], &self.lexicon);
        self.policies.iter().map(|policy| reconcile::assess(&dossier, incident, policy)).collect()
    }
}

impl Staff for Stub {
    fn policies(&self) -> Vec<(String, String)> {
        self.policies.iter().map(|policy| (policy.name.clone(), policy.label.clone())).collect()
    }

    fn event_types(&self) -> Vec<EventType> {
        vec![EventType { name: "killing".to_owned(), ledger: "casualties".to_owned() }]
    }

    fn read_again(&self, _: View<'_>, report: &ReportId) -> Result<Option<Report>, RecordError> {
        Ok((*report == self.report.id).then(|| self.report.clone()))
    }

    fn archived(&self, _: View<'_>, report: &ReportId) -> Result<Archived, RecordError> {
        let page = Archived::Page { n_bytes: HOSTILE.len() };
        Ok(if *report == self.report.id { page } else { Archived::Absent })
    }

    fn page(&self, _: View<'_>, report: &ReportId) -> Result<Option<String>, RecordError> {
        // No page that a staff puts together is like that; if one were, it would do nothing still.
        Ok((*report == self.report.id).then(|| HOSTILE.to_owned()))
    }

    fn assess(&self, _: View<'_>, incident: &Incident) -> Result<Vec<Assessment>, RecordError> {
        Ok(self.assessments(incident))
    }

    fn try_out(&self, uploads: &[Upload], _: &Common) -> Result<Tried, Unable> {
        let assessments = self.assessments(&incident(std::slice::from_ref(&self.told), &self.lexicon));
        Ok(Tried { assessments, became: became(uploads) })
    }

    fn add(&self, uploads: &[Upload], _: &Common) -> Result<Vec<Became>, Unable> {
        Ok(became(uploads))
    }

    fn tell(&self, _: View<'_>, decisions: Vec<StoredDecision>) -> Result<Vec<StoredDecision>, RecordError> {
        Ok(decisions)
    }

    fn decide(&self, _: &Proposal, reason: &str) -> Result<i64, Undecided> {
        if reason == "no" { Err(Undecided::Refused(HOSTILE.to_owned())) } else { Ok(2) }
    }

    fn sheet(&self, assessments: &[Assessment], sheet: Sheet) -> Result<Vec<u8>, String> {
        Ok(format!("{sheet:?} of {}", assessments.len()).into_bytes())
    }

    fn fill(&self, filling: &Filling, reason: &str) -> Result<Filled, Undecided> {
        if reason == "no" {
            return Err(Undecided::Refused(HOSTILE.to_owned()));
        }
        let report = match &filling.of {
            FillingOf::Held(report) => report.as_str().to_owned(),
            FillingOf::Typed(row) => row.get("text").cloned().unwrap_or_default(),
        };
        let filled = [&Some(report.clone()), &filling.cells.get("quote").cloned()];
        assert!(filled.iter().all(|one| one.is_some()));
        Ok(Filled { report, decisions: vec![2] })
    }

    fn situate(&self, _: View<'_>, asked: &AskedPlace) -> Result<Situation, Unplaced> {
        if asked.called == "several" {
            return Err(Unplaced::Several(vec![PlaceChoice {
                id: PLACE.to_owned(),
                words: HOSTILE.to_owned(),
            }]));
        }
        if asked.called != PLACE {
            return Err(Unplaced::Unknown(format!("no place is called {}", asked.called)));
        }
        let headings = Headings::from_toml(&text("lexicon/situation.toml")).expect("headings");
        let day = "2031-03-06".parse().expect("a day");
        let keys = BTreeSet::from([PLACE.to_owned()]);
        let place = PlaceAsked {
            id: Some(PLACE.to_owned()),
            name: HOSTILE.to_owned(),
            country: Some(HOSTILE.to_owned()),
        };
        let (at, known) = (asked.at.unwrap_or(day), asked.known.unwrap_or(day));
        let asked = Asked {
            place,
            itself: keys,
            within: BTreeSet::new(),
            around: BTreeSet::new(),
            at,
            known,
            left_out: None,
        };
        let incidents = [incident(std::slice::from_ref(&self.told), &self.lexicon)];
        let reports = [Received { told: self.told.clone(), day }];
        let (policies, lexicon) = (&self.policies, &self.lexicon);
        let material = Material {
            reports: &reports,
            families: &[],
            incidents: &incidents,
            policies,
            lexicon,
            headings: &headings,
        };
        Ok(situation(&asked, material))
    }

    fn history(&self, _: View<'_>, subject: &str) -> Result<Option<Vec<Step>>, Unable> {
        let said = || HOSTILE.to_owned();
        let change = Change { field: said(), from: Some(said()), to: None };
        let step = Step {
            sequence: 1,
            time: "2031-03-05T10:00:00Z".to_owned(),
            who: said(),
            what: said(),
            because: vec![said()],
            changes: vec![change],
        };
        Ok((subject != "clm_0").then(|| vec![step]))
    }

    fn complain(&self, _: &str) {}
}

/// What became of texts, by their names.
fn became(uploads: &[Upload]) -> Vec<Became> {
    let one = |upload: &Upload| Became {
        input: format!("{}{HOSTILE}", upload.name),
        taken: true,
        words: format!("{} bytes{HOSTILE}", upload.bytes.len()),
        report: None,
    };
    uploads.iter().map(one).collect()
}
