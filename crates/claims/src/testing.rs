//! A small codebook and frozen parses, so that the rules are tested without the shipped codebook and the model's weights.

use std::sync::Arc;

use model::{
    Amount, Attributed, Basis, Block, ByteSpan, Claim, CodePoints, Factuality, Form, Measure, Mentions,
    NounClass, Original, Parse, ParsedBlock, Part, Polarity, Predicate, QuantityKind, QuantityMention,
    Realis, Report, ReportId, Symbols, Time, TimeKind, TimeMention, TimePrecision, TimeRelation, TokenRange,
    TokenRow,
};

use crate::{Codebook, Miss};

#[derive(serde::Deserialize)]
struct Row {
    text: String,
    #[serde(flatten)]
    block: ParsedBlock,
}

/// The parse of `text` out of `tests/parses/claims.jsonl`.
///
/// Panics if it is not there: add the text to the file and run `make parses`.
pub(crate) fn frozen(text: &str) -> Parse {
    include_str!("../../../tests/parses/claims.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Row>(line).expect("a row of tests/parses"))
        .find(|row| row.text == text)
        .unwrap_or_else(|| panic!("no frozen parse of {text:?}: add it and run `make parses`"))
        .block
        .into_parse(text)
}

/// The parse of words of which each is `(word, pos, dep, head)`, for what the parser does to other texts than these. A word
/// marked with `|` begins a sentence.
pub(crate) fn by_hand(rows: &[(&str, &str, &str, usize)]) -> Parse {
    let words: Vec<&str> = rows.iter().map(|row| row.0.trim_start_matches('|')).collect();
    let mut symbols = Symbols::default();
    let mut start = 0;
    let tokens: Vec<TokenRow<'_>> = rows
        .iter()
        .zip(&words)
        .map(|(&(marked, pos, dep, head), &word)| {
            let span = ByteSpan::new(start, start + word.len());
            start += word.len() + 1;
            TokenRow {
                span,
                space_after: true,
                tag: symbols.intern(""),
                pos: symbols.intern(pos),
                morph: symbols.intern(""),
                dep: symbols.intern(dep),
                lemma: word,
                head,
                sent_start: marked.starts_with('|'),
            }
        })
        .collect();
    Parse::new(words.join(" "), Arc::new(symbols), tokens, Vec::new())
}

/// The first token that is written so.
pub(crate) fn token(parse: &Parse, word: &str) -> usize {
    (0..parse.len()).find(|&at| parse.word(at) == word).unwrap_or_else(|| panic!("{word:?} is in the text"))
}

/// Words separated by spaces, for lists of expected words.
pub(crate) fn words(parse: &Parse, tokens: &[usize]) -> String {
    tokens.iter().map(|&at| parse.word(at)).collect::<Vec<_>>().join(" ")
}

/// The classes of the nouns in the test texts.
const NOUNS: [(NounClass, &str); 5] = [
    (NounClass::Armed, "army gunmen gunners militia militias militiamen police rebel rebels soldiers troops"),
    (
        NounClass::People,
        "children governor guard herders investigators mayor officials others residents trader traders",
    ),
    (NounClass::Site, "bridge market mill port"),
    (NounClass::Time, "friday may sunday"),
    (NounClass::Weapon, "rockets"),
];

/// Mentions that know what the nouns are, and nothing else.
pub(crate) fn mentions(parse: &Parse) -> Mentions {
    let class = |at: usize| {
        let known = |words: &str| words.split(' ').any(|word| word == parse.lower(at));
        NOUNS.iter().find(|(_, words)| known(words)).map(|&(class, _)| class)
    };
    Mentions { classes: (0..parse.len()).map(class).collect(), ..Mentions::default() }
}

/// A number that counts a noun.
pub(crate) fn number(head: usize, of: usize, value: f64) -> QuantityMention {
    QuantityMention {
        tokens: TokenRange::new(head, head + 1),
        head,
        of: Some(of),
        kind: QuantityKind::Count,
        amount: Amount::exactly(Form::Exact, value),
        measure: Measure::Total,
        unit: "people".to_owned(),
        part_of: None,
    }
}

/// A time that no calendar holds, from token `first` to its head.
pub(crate) fn open_time(first: usize, head: usize) -> TimeMention {
    TimeMention {
        tokens: TokenRange::new(first, head + 1),
        head,
        kind: TimeKind::Date,
        value: None,
        from: None,
        to: None,
        precision: TimePrecision::Open,
        basis: Basis::Inferred,
        relation: TimeRelation::During,
        anchor: None,
    }
}

fn report(text: &str, part: Part) -> Report {
    Report {
        id: ReportId::of_hash(&[]),
        input: String::new(),
        title: None,
        published: None,
        publisher: None,
        byline: None,
        url: None,
        language: None,
        original: Original::default(),
        text: text.to_owned(),
        blocks: vec![Block { part, span: ByteSpan::new(0, text.len()) }],
        markup: Vec::new(),
        points: CodePoints::of(text),
    }
}

/// The claims of a text in the body of a report under the small codebook.
pub(crate) fn claims(text: &str) -> Vec<Claim> {
    claims_with(text, Part::Body, |_, _| {})
}

/// The claims of a text in some part of a report, where more is mentioned than nouns.
pub(crate) fn claims_with(text: &str, part: Part, mention: impl FnOnce(&Parse, &mut Mentions)) -> Vec<Claim> {
    let parse = frozen(text);
    let mut mentions = mentions(&parse);
    mention(&parse, &mut mentions);
    crate::code(&report(text, part), &parse, &mentions, &codebook())
}

/// The near misses of a text in the body of a report under the small codebook.
pub(crate) fn misses(text: &str) -> Vec<Miss> {
    let parse = frozen(text);
    crate::explain(&report(text, Part::Body), &parse, &mentions(&parse), &codebook()).misses
}

/// The attributions of a text under the small codebook.
pub(crate) fn attributions(text: &str) -> Vec<Attributed> {
    let parse = frozen(text);
    crate::attribute(&report(text, Part::Body), &parse, &mentions(&parse), &codebook())
}

/// The predicates of a text under the small codebook.
pub(crate) fn predicates(text: &str) -> Vec<Predicate> {
    let parse = frozen(text);
    crate::predicates(&report(text, Part::Body), &parse, &mentions(&parse), &codebook())
}

/// What a claim tells: "killing perpetrator=Gunmen victim=two herders at=Karsa"; "~" marks what is inferred.
pub(crate) fn told(claim: &Claim) -> String {
    let mut parts = vec![claim.event_type.clone()];
    for (role, fillers) in &claim.roles {
        let text = |filler: &model::Filler| {
            format!("{}{}", mark(filler.basis), filler.text.as_deref().unwrap_or("?"))
        };
        parts.push(format!("{role}={}", fillers.iter().map(text).collect::<Vec<_>>().join("+")));
    }
    parts.extend(claim.places.iter().map(|place| format!("at={}{}", mark(place.basis), place.text)));
    if let Some(Time::Occurrence { text, basis, .. }) = &claim.time {
        parts.push(format!("when={}{text}", mark(*basis)));
    }
    parts.join(" ")
}

fn mark(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "",
        Basis::Inferred => "~",
    }
}

/// How a claim is told: "killing reported negated planned by officials", each word only where it is not the default.
pub(crate) fn footing(claim: &Claim) -> String {
    let mut words = vec![claim.event_type.clone()];
    if claim.factuality != Factuality::Asserted {
        words.push(format!("{:?}", claim.factuality).to_lowercase());
    }
    if claim.polarity == Polarity::Negated {
        words.push("negated".to_owned());
    }
    if claim.realis != Realis::Actual {
        words.push(format!("{:?}", claim.realis).to_lowercase());
    }
    for source in &claim.said_by {
        words.push(format!("by {}", source.text.as_deref().unwrap_or("?")));
    }
    words.join(" ")
}

/// The small codebook.
pub(crate) fn codebook() -> Codebook {
    Codebook::from_toml(&FILES).expect("the small codebook is well-formed")
}

/// The files of the small codebook.
pub(crate) const FILES: [(&str, &str); 11] = [
    ("lexicon/lists.toml", LISTS),
    ("lexicon/footing.toml", FOOTING),
    ("lexicon/light.toml", LIGHT),
    ("roles.toml", ROLES),
    ("conflict/abduction.toml", ABDUCTION),
    ("conflict/armed-clash.toml", ARMED_CLASH),
    ("conflict/attack.toml", ATTACK),
    ("conflict/attribution.toml", ATTRIBUTION),
    ("conflict/capture.toml", CAPTURE),
    ("conflict/deployment.toml", DEPLOYMENT),
    ("conflict/killing.toml", KILLING),
];

const LISTS: &str = r#"
[list]
misfortune = ["flood", "accident"]
shell = ["rocket"]
police = ["police"]
[irregular]
shoot = ["shot"]
"#;

const FOOTING: &str = r#"
silent = ["fear", "call"]
attitude = ["hope", "call", "ask", "describe"]
topic = ["for"]
negating = ["fail"]
ended = ["longer", "more"]
temporal = ["after", "before", "when", "as"]
relative_time = ["when"]
prospective = ["before"]
simultaneous = ["when", "as"]
conditional = ["if"]
attributive = ["as"]
according = ["according"]
known = ["know"]
none = ["no"]
citing = ["cite"]
of_oneself = ["claim"]
earlier = ["earlier"]
taking_back = ["withdraw"]
staged = ["film", "exercise"]
on_stage = ["in", "during"]
mock = ["mock"]
bounding = ["end"]
realising = ["implement"]
unknown = ["unclear"]
hedge = { reported = ["reportedly"], alleged = ["allegedly"], believed = ["probably"] }
auxiliary = { planned = ["will"], hypothetical = ["may"], required = ["must"] }
modality = [
  { realis = "planned", words = ["plan", "effort", "commit to"] },
  { realis = "attempted", words = ["try"] },
  { realis = "required", words = ["need", "have"] },
]
saying = [
  { factuality = "reported", stance = "states", words = ["say", "report", "quote", "statement", "confirm"] },
  { factuality = "alleged", stance = "states", words = ["claim"] },
  { factuality = "alleged", stance = "accuses", words = ["accuse"] },
  { factuality = "believed", stance = "states", words = ["believe"] },
  { factuality = "denied", stance = "denies", words = ["deny"] },
]
"#;

const LIGHT: &str = r#"
does = ["carry out", "mount"]
undergoes = ["come under"]
happens = ["break out", "continue", "last"]
causes = ["force"]
partitive = ["series"]
circumstance = ["during", "in"]
within = ["in", "by"]
war = ["war"]
same = ["same"]
definite = ["the", "this"]
drifting = ["with"]
reflexive = ["themselves"]
belonging = ["from", "of"]
way = ["to"]
identifying = ["of", "to"]
thing = ["it"]
so_far = ["so far"]
announcing = [":", "were"]
naming = ["be", "name"]
told_of = ["report"]
beside = ["alongside"]
"#;

const ROLES: &str = r#"
[role]
perpetrator = { definition = "Who did it.", takes = ["people", "armed", "organisation", "actor"] }
victim = { definition = "Who was harmed.", takes = ["people", "armed"] }
target = { definition = "What was struck.", takes = ["people", "armed", "place", "site"] }
means = { definition = "What it was done with.", takes = ["weapon", "harmful-event"] }
party = { definition = "A side.", takes = ["people", "armed"] }
opponent = { definition = "The other side.", takes = ["people", "armed"] }
holder = { definition = "Who holds it.", takes = ["armed"] }
action = { definition = "What was done.", takes = ["event"] }
"#;

const ABDUCTION: &str = r#"
name = "abduction"
ledger = "harm"
label = "Abduction"
definition = "People are held."
roles = ["perpetrator", "victim"]
[[trigger]]
verb = ["hold"]
roles = { subject = "perpetrator", object = "victim" }
if = { object = "people" }
"#;

const ARMED_CLASH: &str = r#"
name = "armed-clash"
ledger = "attacks"
label = "Armed clash"
definition = "Two sides fight."
roles = ["party", "opponent"]
[[trigger]]
noun = ["clash", "fighting"]
roles = { between = ["party", "opponent"] }
"#;

const ATTACK: &str = r#"
name = "attack"
ledger = "attacks"
label = "Attack"
definition = "One side strikes."
roles = ["perpetrator", "target", "means"]
harms = true
[[trigger]]
verb = ["attack", "besiege", "shell"]
noun = ["attack", "raid", "shelling"]
roles = { subject = "perpetrator", by = "perpetrator", object = "target", on = "target", with = "means" }
"#;

const ATTRIBUTION: &str = r#"
name = "attribution"
ledger = "attribution"
label = "Attribution"
definition = "Who did it is the point."
roles = ["perpetrator", "action"]
[[trigger]]
verb = ["claim responsibility"]
roles = { subject = "perpetrator", for = "action" }
stance = "claims-responsibility"
factuality = "reported"
"#;

const CAPTURE: &str = r#"
name = "capture"
ledger = "control"
label = "Capture"
definition = "A place changes hands."
roles = ["holder"]
[[trigger]]
verb = ["take control", "control"]
noun = ["control"]
roles = { subject = "holder", object = "place", of = "place" }
"#;

const DEPLOYMENT: &str = r#"
name = "deployment"
ledger = "forces"
label = "Deployment"
definition = "Forces are stationed."
roles = ["party"]
counts = "party"
[[trigger]]
verb = ["station"]
roles = { object = "party", in = "place" }
counted = true
measure = "running-total"
[[trigger]]
phrase = ["on ground"]
roles = { subject = "party", in = "place" }
predicated = true
"#;

const KILLING: &str = r#"
name = "killing"
ledger = "harm"
label = "Killing"
definition = "People are killed."
roles = ["perpetrator", "victim", "means"]
counts = "victim"
fate = "killed"
[[trigger]]
verb = ["kill", "shoot dead"]
noun = ["killing"]
roles = { subject = ["means", "perpetrator"], object = "victim", of = "victim", with = "means", in = "means" }
unless = { subject = "@misfortune" }
# A word for killing that asks for what the small codebook never has.
[[trigger]]
verb = ["massacre"]
roles = { object = "victim" }
if = { with = "weapon" }
[[trigger]]
verb = ["name dead"]
roles = { as = "victim" }
[[trigger]]
adjective = ["dead"]
roles = { subject = "victim" }
"#;
