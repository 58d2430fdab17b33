//! One incident of the claims that belong to it: every field holds all values that are stated.

use std::collections::BTreeMap;

use model::{
    Belonging, Claim, Factuality, Filler, Incident, IncidentId, Party, Period, PersonHarmed, Place,
    PlaceRole, Realis, Stated, Tally, Time,
};

use crate::contradictions;
use crate::dossier::{Dossier, Statement};
use crate::lexicon::words;
use crate::origins::{Given, Origins, Testimony};
use crate::stated::{Voice, add};
use crate::tallies::{counted_words, tally};

/// The incident of the claims that belong to it, with everything that they state of it. The first of them founded it and
/// names it; none if it is not in the dossier. How it stands to others is for the caller to say.
pub fn describe(dossier: &Dossier<'_>, mut belonging: Vec<Belonging>) -> Option<Incident> {
    belonging.retain(|one| dossier.claim(&one.claim).is_some());
    let id = IncidentId::of_claim(&belonging.first()?.claim);
    belonging.sort_by_key(|one| dossier.place(&one.claim));
    belonging.dedup_by(|one, other| one.claim == other.claim);
    let statements: Vec<Statement<'_>> =
        belonging.iter().filter_map(|one| dossier.statement(&one.claim)).collect();
    let contradictions = contradictions::find(dossier, &statements);
    let types = types(&statements);
    let Testimony { given, origins } = Testimony::of(dossier, statements);
    let mut fields = Fields { origins, ..Fields::default() };
    given.into_iter().for_each(|given| fields.take(dossier, given));
    let Fields { origins, times, places, perpetrators, victims, means, tallies, persons } = fields;
    Some(Incident {
        id,
        types,
        origins: origins.list,
        claims: belonging,
        times,
        places,
        perpetrators,
        victims,
        means,
        tallies,
        persons,
        contradictions,
        related: Vec::new(),
    })
}

/// The event types, most told first.
fn types(statements: &[Statement<'_>]) -> Vec<String> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in statements {
        *counted.entry(&statement.claim.event_type).or_default() += 1;
    }
    let mut types: Vec<(&str, usize)> = counted.into_iter().collect();
    // Types told as often stay in order of name.
    types.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    types.into_iter().map(|(name, _)| name.to_owned()).collect()
}

/// What claims state of an incident, as far as they were taken.
#[derive(Debug, Default)]
struct Fields {
    origins: Origins,
    times: Vec<Stated<Period>>,
    places: Vec<Stated<Place>>,
    perpetrators: Vec<Stated<Party>>,
    victims: Vec<Stated<Party>>,
    means: Vec<Stated<String>>,
    tallies: Vec<Stated<Tally>>,
    persons: Vec<Stated<PersonHarmed>>,
}

impl Fields {
    fn take(&mut self, dossier: &Dossier<'_>, (statement, origin): Given<'_>) {
        let claim = statement.claim;
        let voice = Voice { claim: &claim.id, factuality: claim.factuality, origin };
        self.take_setting(claim, voice);
        self.take_people(dossier, statement, voice);
        if let Some(tally) = tally(claim, dossier.lexicon) {
            add(&mut self.tallies, voice, &counted_words(claim), tally, Tally::eq);
        }
        for person in claim.persons.iter().filter(|_| is_so(claim)) {
            let called = person.names.first().map_or("", String::as_str);
            add(&mut self.persons, voice, called, person.clone(), is_same_person);
        }
    }

    fn take_setting(&mut self, claim: &Claim, voice: Voice<'_>) {
        if let Some((text, period)) = claim.time.as_ref().and_then(period) {
            add(&mut self.times, voice, text, period, Period::eq);
        }
        let sites =
            claim.places.iter().filter(|place| matches!(place.role, PlaceRole::Site | PlaceRole::Target));
        for place in sites {
            add(&mut self.places, voice, &place.text, place.clone(), is_same_place);
        }
        for text in fillers(claim, "means").filter_map(|filler| filler.text.as_deref()) {
            let words = words(text).collect::<Vec<_>>().join(" ");
            add(&mut self.means, voice, text, words, String::eq);
        }
    }

    fn take_people(&mut self, dossier: &Dossier<'_>, statement: Statement<'_>, voice: Voice<'_>) {
        let claim = statement.claim;
        for filler in fillers(claim, "perpetrator") {
            let voice = self.voice_of_filler(dossier, statement, filler, voice);
            add(&mut self.perpetrators, voice, said(filler), party(filler), is_same_party);
        }
        let targets = fillers(claim, "target").filter(|filler| is_people(filler));
        for filler in fillers(claim, "victim").chain(targets) {
            add(&mut self.victims, voice, said(filler), party(filler), is_same_party);
        }
    }

    /// A filler on weaker footing than its claim has a voice of its own.
    fn voice_of_filler<'a>(
        &mut self,
        dossier: &Dossier<'_>,
        statement: Statement<'_>,
        filler: &Filler,
        voice: Voice<'a>,
    ) -> Voice<'a> {
        let factuality = filler.factuality.unwrap_or(voice.factuality);
        let own = filler.said_by.as_ref().filter(|chain| !chain.is_empty());
        let origin = own.map_or(voice.origin, |chain| self.origins.of(dossier, statement.told, chain));
        Voice { factuality, origin, ..voice }
    }
}

/// Whether a claim says that it took place: who is harmed by what is denied or planned is no victim yet.
fn is_so(claim: &Claim) -> bool {
    claim.realis == Realis::Actual && claim.factuality != Factuality::Denied
}

fn fillers<'a>(claim: &'a Claim, role: &str) -> impl Iterator<Item = &'a Filler> {
    claim.roles.get(role).into_iter().flatten()
}

/// The words of a filler; none where it is said to be unknown.
fn said(filler: &Filler) -> &str {
    filler.text.as_deref().unwrap_or("")
}

fn is_people(filler: &Filler) -> bool {
    filler.actor.is_some()
        || filler.status.is_some()
        || filler.age_group.is_some()
        || filler.gender.is_some()
        || filler.occupation.is_some()
}

/// Somebody by the fullest mention of the report.
fn party(filler: &Filler) -> Party {
    let fullest = filler.refers_to.as_ref().map(|whole| whole.text.clone());
    Party {
        name: fullest.or_else(|| filler.text.clone()),
        actor: filler.actor.clone(),
        status: filler.status,
    }
}

/// When a claim happened, with the words that say so.
fn period(time: &Time) -> Option<(&str, Period)> {
    match time {
        Time::Occurrence { text, from, to, precision, .. } if from.is_some() || to.is_some() => {
            Some((text, Period { from: *from, to: *to, precision: *precision }))
        }
        _ => None,
    }
}

/// Whether two are one: the same actor, else the same words; a civilian here and a fighter there are two values.
fn is_same_party(one: &Party, other: &Party) -> bool {
    let named = |party: &Party| party.name.as_ref().map(|name| name.to_lowercase());
    one.status == other.status
        && one.actor == other.actor
        && (one.actor.is_some() || named(one) == named(other))
}

fn is_same_place(one: &Place, other: &Place) -> bool {
    match (&one.id, &other.id) {
        (Some(one_id), Some(other_id)) => one_id == other_id && one.site_kind == other.site_kind,
        (None, None) => one.text.to_lowercase() == other.text.to_lowercase(),
        _ => false,
    }
}

/// Whether two people are called by one name; whoever has none is nobody else.
pub(crate) fn is_same_person(one: &PersonHarmed, other: &PersonHarmed) -> bool {
    let folded = |name: &String| words(name).collect::<Vec<_>>();
    one.fate == other.fate
        && one.names.iter().any(|name| other.names.iter().any(|again| folded(name) == folded(again)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{chosen, claim, count, filled, lexicon, said_by, told, victim};
    use serde_json::json;

    fn incident(told: &[crate::Told]) -> Incident {
        let lexicon = lexicon();
        describe(&Dossier::new(told, &[], &lexicon), chosen(told)).expect("an incident")
    }

    #[test]
    fn five_outlets_that_quote_one_ministry_are_one_origin() {
        let report = |number: usize| {
            let claim = claim(
                &format!("clm_{number}"),
                "killing",
                "",
                &[
                    &victim("nine people", "status", "unknown"),
                    &count("exact", 9, "nine"),
                    &said_by("the Ministry of Relief"),
                ],
            );
            told(&format!("rpt_{number}"), Some(&format!("Outlet {number}")), &[claim])
        };
        let incident = incident(&(1..=5).map(report).collect::<Vec<_>>());
        assert_eq!(incident.origins.len(), 1);
        assert_eq!(incident.origins[0].reports.len(), 5);
        assert_eq!((incident.tallies.len(), incident.tallies[0].claims.len()), (1, 5));
    }

    #[test]
    fn all_values_are_kept_with_their_claims() {
        let told = [
            told(
                "rpt_1",
                Some("Radio Lemna"),
                &[claim(
                    "clm_1",
                    "killing",
                    "",
                    &[&victim("three miners", "status", "civilian"), &count("exact", 3, "three")],
                )],
            ),
            told(
                "rpt_2",
                Some("Daily Ost"),
                &[claim(
                    "clm_2",
                    "killing",
                    "",
                    &[&victim("four miners", "status", "civilian"), &count("exact", 4, "four")],
                )],
            ),
        ];
        let incident = incident(&told);
        let words: Vec<&str> = incident.tallies.iter().map(|tally| tally.words.as_str()).collect();
        assert_eq!(words, ["three miners", "four miners"]);
        assert_eq!(incident.tallies[1].origins, [1]);
    }

    #[test]
    fn a_killer_on_weaker_footing_keeps_it() {
        let mut perpetrator = filled("perpetrator", Some("rebels"), "factuality", "alleged");
        perpetrator["roles"]["victim"] = json!([{"text": "a baker", "basis": "stated"}]);
        let incident = incident(&[told("rpt_1", None, &[claim("clm_1", "killing", "", &[&perpetrator])])]);
        assert_eq!(incident.perpetrators[0].factuality, Factuality::Alleged);
        assert_eq!(incident.victims[0].factuality, Factuality::Asserted);
    }

    #[test]
    fn the_founding_claim_names_the_incident_wherever_it_stands() {
        let told =
            [told("rpt_1", None, &[claim("clm_1", "shelling", "", &[]), claim("clm_2", "killing", "", &[])])];
        let lexicon = lexicon();
        let dossier = Dossier::new(&told, &[], &lexicon);
        let mut belonging = chosen(&told);
        belonging.reverse();
        let incident = describe(&dossier, belonging).expect("an incident");
        assert_eq!(incident.id.as_str(), "inc_2");
        assert_eq!(incident.claims[0].claim, told[0].claims[0].id);
    }

    #[test]
    fn no_claim_makes_no_incident() {
        let lexicon = lexicon();
        assert_eq!(describe(&Dossier::new(&[], &[], &lexicon), chosen(&[told("rpt_9", None, &[])])), None);
    }
}
