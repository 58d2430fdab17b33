//! The public contract of a claim, held against its JSON Schema.

mod common;

use std::collections::BTreeMap;

use common::{assert_valid, schema_errors};
use jiff::civil::date;
use model::{
    Affiliation, AgeGroup, Amount, Anchor, Attribution, Basis, Bound, Bounds, Claim, ClaimId, Count,
    Evidence, Factuality, Filler, Form, Gender, Link, LinkKind, Measure, Number, PersonHarmed, Place,
    PlacePrecision, PlaceRelation, PlaceRole, Polarity, Realis, Reference, Relation, ReportId, Review,
    Reviewed, Span, Stance, Status, Time, TimePrecision,
};
use serde_json::{Value, json};

fn span() -> Span {
    Span { start: 3, end: 9 }
}

fn source() -> Attribution {
    Attribution {
        text: Some("the mayor".to_owned()),
        span: Some(span()),
        actor: None,
        stance: Stance::ClaimsResponsibility,
        party: false,
    }
}

fn filler() -> Filler {
    Filler {
        text: Some("a boy".to_owned()),
        span: Some(span()),
        actor: Some("state:IQ:army".to_owned()),
        refers_to: Some(Reference { text: "Ali".to_owned(), span: span() }),
        affiliation: Some(Affiliation { relation: Relation::InUniformOf, actor: None }),
        status: Some(Status::HorsDeCombat),
        age_group: Some(AgeGroup::Child),
        gender: Some(Gender::Male),
        occupation: Some("baker".to_owned()),
        factuality: Some(Factuality::Alleged),
        said_by: Some(vec![source()]),
        basis: Basis::Inferred,
        candidates: None,
    }
}

fn unknown() -> Filler {
    Filler {
        text: None,
        span: None,
        refers_to: None,
        affiliation: None,
        candidates: Some(vec![filler()]),
        ..filler()
    }
}

fn count() -> Count {
    Count {
        amount: Amount {
            form: Form::AtLeast,
            word: None,
            low: Some(Number(4.0)),
            high: None,
            best: None,
            strict: true,
            approx: false,
            zero: false,
        },
        of: "victim".to_owned(),
        measure: Measure::RunningTotal,
        unit: "people".to_owned(),
        as_of: None,
        part_of: Some("14 people".to_owned()),
        text: "more than four".to_owned(),
        span: span(),
    }
}

fn place() -> Place {
    Place {
        text: "Karmeh".to_owned(),
        span: span(),
        name: Some("Karmeh".to_owned()),
        id: None,
        lat: Some(33.5),
        lon: Some(43.25),
        country: Some("IQ".to_owned()),
        role: PlaceRole::Target,
        relation: PlaceRelation::NorthOf,
        precision: PlacePrecision::Town,
        site_kind: None,
        basis: Basis::Stated,
    }
}

fn person() -> PersonHarmed {
    PersonHarmed {
        names: vec!["Ali".to_owned()],
        span: span(),
        age: Some(9),
        gender: Some(Gender::Male),
        occupation: None,
        status: None,
        fate: Some("killed".to_owned()),
    }
}

fn occurrence() -> Time {
    Time::Occurrence {
        text: "on Monday".to_owned(),
        span: span(),
        from: Some(date(2031, 3, 3)),
        to: None,
        precision: TimePrecision::Day,
        basis: Basis::Stated,
        anchor: Some(Anchor { text: "the raid".to_owned(), span: span() }),
    }
}

fn state() -> Time {
    Time::State {
        text: "until April".to_owned(),
        span: span(),
        start: None,
        end: Some(Bounds { earliest: Some(Bound::Date(date(2031, 4, 1))), latest: Some(Bound::Report) }),
        precision: TimePrecision::Month,
        basis: Basis::Stated,
    }
}

fn killing() -> Claim {
    Claim {
        id: ClaimId::of_hash(&[1; 32]),
        report: ReportId::of_hash(&[2; 32]),
        event_type: "killing".to_owned(),
        ledger: "casualties".to_owned(),
        factuality: Factuality::Reported,
        polarity: Polarity::Affirmed,
        realis: Realis::Actual,
        said_by: vec![source()],
        roles: BTreeMap::from([
            ("victim".to_owned(), vec![filler()]),
            ("perpetrator".to_owned(), vec![unknown()]),
        ]),
        count: Some(count()),
        places: vec![place()],
        time: Some(occurrence()),
        persons: vec![person()],
        links: vec![Link { relation: LinkKind::EvidenceOf, to: ClaimId::of_hash(&[3; 32]) }],
        evidence: Evidence {
            span: span(),
            trigger: span(),
            quote: "Ali was killed.".to_owned(),
            part: "body".to_owned(),
        },
        rule: "killing#kill".to_owned(),
        input: "karmeh.txt".to_owned(),
        provenance: "prv_0123456789abcdef0123".to_owned(),
        review: None,
    }
}

fn siege() -> Claim {
    Claim {
        event_type: "siege".to_owned(),
        ledger: "control".to_owned(),
        roles: BTreeMap::from([("holder".to_owned(), vec![filler()])]),
        count: None,
        time: Some(state()),
        review: Some(Review {
            state: Reviewed::Confirmed,
            who: "anna".to_owned(),
            time: "2031-03-05T10:00:00Z".to_owned(),
            decision: 4,
        }),
        ..killing()
    }
}

fn as_json(claim: &Claim) -> Value {
    serde_json::to_value(claim).expect("JSON")
}

/// Asserts that the schema finds fault with a claim after `spoil`.
fn check_refused(what: &str, spoil: impl Fn(&mut Value)) {
    let mut claim = as_json(&killing());
    spoil(&mut claim);
    assert!(!schema_errors(&claim.to_string()).is_empty(), "{what} passes the schema");
}

#[test]
fn claims_of_the_model_are_claims_of_the_contract() {
    for claim in [killing(), siege(), Claim { time: None, count: None, ..killing() }] {
        assert_valid(&as_json(&claim).to_string());
    }
}

#[test]
fn a_claim_is_read_back_as_it_was_written() {
    for claim in [killing(), siege()] {
        let read: Claim = serde_json::from_value(as_json(&claim)).expect("a claim");
        assert_eq!(read, claim);
    }
}

#[test]
fn what_is_no_claim_is_refused() {
    check_refused("a key too many", |claim| claim["colour"] = json!("red"));
    check_refused("a key missing", |claim| _ = claim.as_object_mut().map(|claim| claim.remove("links")));
    check_refused("a factuality of one's own", |claim| claim["factuality"] = json!("likely"));
    check_refused("a role that killings do not have", |claim| claim["roles"]["holder"] = json!([filler()]));
    check_refused("a role that nobody fills", |claim| claim["roles"]["victim"] = json!([]));
    check_refused("a state's time on an occurrence", |claim| claim["time"] = json!(state()));
    check_refused("another ledger", |claim| claim["ledger"] = json!("attacks"));
    check_refused("a span that is no pair", |claim| claim["evidence"]["span"] = json!([1]));
    check_refused("a claim without words", |claim| claim["evidence"]["quote"] = json!(""));
    check_refused("an id of another form", |claim| claim["id"] = json!("1"));
}

#[test]
fn the_schema_knows_every_type_of_the_codebook() {
    let codebook = annals::coder::codebook(&annals::Files::embedded()).expect("a codebook");
    for kind in &codebook.types {
        let claim = Claim {
            event_type: kind.name.clone(),
            ledger: kind.ledger.clone(),
            roles: kind.roles.iter().map(|role| (role.clone(), vec![filler()])).collect(),
            time: Some(if kind.state { state() } else { occurrence() }),
            rule: format!("{}#word", kind.name),
            ..killing()
        };
        assert_valid(&as_json(&claim).to_string());
        let mut spoilt = as_json(&claim);
        spoilt["ledger"] = json!("none");
        assert!(!schema_errors(&spoilt.to_string()).is_empty(), "{} is not in the schema", kind.name);
    }
}

#[test]
fn a_type_of_ones_own_is_a_claim() {
    let mut claim = as_json(&killing());
    claim["type"] = json!("water-cut");
    claim["ledger"] = json!("utilities");
    assert_valid(&claim.to_string());
}
