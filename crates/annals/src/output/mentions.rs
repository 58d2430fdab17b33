//! Mentions, one line each: the words, and what was understood of them.

use jiff::civil::Date;
use model::{
    ActorMention, Affiliation, AgeGroup, Amount, Basis, ChainKind, Gender, Measure, Mentions, Parse,
    PeopleMention, PlaceMention, PlacePrecision, PlaceRelation, QuantityKind, QuantityMention, Report, Span,
    Status, TimeKind, TimeMention, TimePrecision, TimeRelation, TokenRange, Toponym,
};
use serde::Serialize;

/// A stretch of the report with what it names.
#[derive(Debug, Clone, Serialize)]
pub struct Mention {
    pub text: String,
    pub span: Span,
    #[serde(flatten)]
    pub understood: Understood,
}

impl Mention {
    /// Where the mention stands, or every phrase of its chain.
    pub fn spans(&self) -> Vec<Span> {
        match &self.understood {
            Understood::Chain { members, .. } => members.iter().map(|member| member.span).collect(),
            _ => vec![self.span],
        }
    }
}

/// Words that a mention points to.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    pub text: String,
    pub span: Span,
}

/// What is understood of a mention, by kind.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Understood {
    Quantity {
        of: Option<Words>,
        quantity: QuantityKind,
        #[serde(flatten)]
        amount: Amount,
        measure: Measure,
        unit: String,
        part_of: Option<Words>,
    },
    Time {
        time: TimeKind,
        value: Option<String>,
        from: Option<Date>,
        to: Option<Date>,
        precision: TimePrecision,
        basis: Basis,
        relation: TimeRelation,
        anchor: Option<Words>,
    },
    Place {
        name: Option<String>,
        id: Option<String>,
        lat: Option<f64>,
        lon: Option<f64>,
        country: Option<String>,
        precision: PlacePrecision,
        relation: PlaceRelation,
        site_kind: Option<String>,
        within: Vec<String>,
        basis: Basis,
    },
    /// The name of a place alone.
    Toponym {
        id: Option<String>,
        lat: Option<f64>,
        lon: Option<f64>,
        country: Option<String>,
        precision: PlacePrecision,
    },
    Actor {
        actors: Vec<String>,
        affiliation: Option<Affiliation>,
    },
    People {
        status: Option<Status>,
        age_group: Option<AgeGroup>,
        gender: Option<Gender>,
        occupation: Option<String>,
        age: Option<u32>,
        names: Vec<String>,
        individual: bool,
    },
    /// Mentions of one thing; text and span are those of the fullest.
    Chain {
        chain: ChainKind,
        members: Vec<Words>,
    },
}

/// All mentions of a report: quantities, times, places, toponyms, actors, people, chains; each kind in order of text.
pub fn all(report: &Report, parse: &Parse, found: &Mentions) -> Vec<Mention> {
    let writer = Writer { report, parse };
    let mut all = Vec::new();
    all.extend(found.quantities.iter().map(|quantity| writer.quantity(quantity)));
    all.extend(found.times.iter().map(|time| writer.time(time)));
    all.extend(found.places.iter().map(|place| writer.place(place)));
    all.extend(found.toponyms.iter().map(|toponym| writer.toponym(toponym)));
    all.extend(found.actors.iter().map(|actor| writer.actor(actor)));
    all.extend(found.people.iter().map(|people| writer.people(people)));
    all.extend(found.chains.iter().filter_map(|chain| {
        let (_, fullest) = chain.members.get(chain.fullest)?;
        let members = chain.members.iter().map(|(_, tokens)| writer.words(*tokens)).collect();
        Some(writer.mention(*fullest, Understood::Chain { chain: chain.kind, members }))
    }));
    all
}

struct Writer<'a> {
    report: &'a Report,
    parse: &'a Parse,
}

impl Writer<'_> {
    fn words(&self, tokens: TokenRange) -> Words {
        let bytes = self.parse.bytes(tokens);
        Words { text: bytes.cut(&self.report.text).to_owned(), span: self.report.points.span(bytes) }
    }

    fn word(&self, token: Option<usize>) -> Option<Words> {
        token.filter(|&i| i < self.parse.len()).map(|i| self.words(TokenRange::new(i, i + 1)))
    }

    fn mention(&self, tokens: TokenRange, understood: Understood) -> Mention {
        let Words { text, span } = self.words(tokens);
        Mention { text, span, understood }
    }

    fn quantity(&self, quantity: &QuantityMention) -> Mention {
        let understood = Understood::Quantity {
            of: self.word(quantity.of),
            quantity: quantity.kind,
            amount: quantity.amount.clone(),
            measure: quantity.measure,
            unit: quantity.unit.clone(),
            part_of: self.word(quantity.part_of),
        };
        self.mention(quantity.tokens, understood)
    }

    fn time(&self, time: &TimeMention) -> Mention {
        let understood = Understood::Time {
            time: time.kind,
            value: time.value.clone(),
            from: time.from,
            to: time.to,
            precision: time.precision,
            basis: time.basis,
            relation: time.relation,
            anchor: self.word(time.anchor),
        };
        self.mention(time.tokens, understood)
    }

    fn place(&self, place: &PlaceMention) -> Mention {
        let understood = Understood::Place {
            name: place.name.clone(),
            id: place.id.clone(),
            lat: place.lat,
            lon: place.lon,
            country: place.country.clone(),
            precision: place.precision,
            relation: place.relation,
            site_kind: place.site_kind.clone(),
            within: place.within.clone(),
            basis: place.basis,
        };
        self.mention(place.tokens, understood)
    }

    fn toponym(&self, toponym: &Toponym) -> Mention {
        let understood = Understood::Toponym {
            id: toponym.id.clone(),
            lat: toponym.lat,
            lon: toponym.lon,
            country: toponym.country.clone(),
            precision: toponym.precision,
        };
        self.mention(toponym.tokens, understood)
    }

    fn actor(&self, actor: &ActorMention) -> Mention {
        let understood =
            Understood::Actor { actors: actor.actors.clone(), affiliation: actor.affiliation.clone() };
        self.mention(actor.tokens, understood)
    }

    fn people(&self, people: &PeopleMention) -> Mention {
        let understood = Understood::People {
            status: people.status,
            age_group: people.age_group,
            gender: people.gender,
            occupation: people.occupation.clone(),
            age: people.age,
            names: people.names.clone(),
            individual: people.individual,
        };
        self.mention(people.tokens, understood)
    }
}
