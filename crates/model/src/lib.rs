//! The nouns of Annals and its public contract: plain data, no IO.

mod actor;
mod attribution;
mod by_token;
mod claim;
mod decision;
mod diagnostic;
mod family;
mod id;
mod imprint;
mod incident;
mod mention;
mod parse;
mod place;
mod predicate;
mod quantity;
mod report;
mod situation;
mod span;
mod time;
mod verdict;

pub use actor::{Affiliation, AgeGroup, Gender, Relation, Status};
pub use attribution::{Attributed, Phrase};
pub use by_token::{ByToken, OfTokens};
pub use claim::{
    Attribution, Basis, Claim, Evidence, Factuality, Filler, Link, LinkKind, PersonHarmed, Polarity, Reach,
    Realis, Reference, Stance,
};
pub use decision::{About, Act, Decision, Proposal, Review, Reviewed, Subject, Translation};
pub use diagnostic::Diagnostic;
pub use family::{Family, Kin, Kinship};
pub use id::{ClaimId, IncidentId, ReportId};
pub use imprint::{Imprint, input_name};
pub use incident::{
    Belonging, Contradiction, Disputed, Incident, Origin, OriginKind, Party, Period, Related, Relatedness,
    Stated, Tally,
};
pub use mention::{
    ActorMention, Chain, ChainKind, Mentions, NounClass, PeopleMention, PlaceMention, QuantityKind,
    QuantityMention, Roll, TimeKind, TimeMention, TimeRelation, Toponym,
};
pub use parse::{Entity, Parse, ParsedBlock, Rehung, Sentence, Symbol, Symbols, Token, TokenRange, TokenRow};
pub use place::{Place, PlacePrecision, PlaceRelation, PlaceRole};
pub use predicate::Predicate;
pub use quantity::{Amount, Count, Form, Measure, Number};
pub use report::{Block, Original, Part, Report};
pub use situation::{
    Band, Control, Dating, Heading, Held, HolderStanding, IncidentHarm, LeftOut, Line, Outcome, PartHeld,
    PlaceAsked, Plan, PolicyHarm, ReportSeen, Situation, Total, When,
};
pub use span::{ByteSpan, CodePoints, Span};
pub use time::{Anchor, Bound, Bounds, Time, TimePrecision};
pub use verdict::{
    Assessment, Column, Counted, Figure, Grade, Known, Quote, Reason, Row, Standing, Verdict, Words,
};
