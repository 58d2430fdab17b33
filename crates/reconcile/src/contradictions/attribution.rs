//! Who did it: several who have nothing to do with each other, somebody here and unknown there, claimed and denied.

use std::collections::BTreeSet;

use model::{Contradiction, Disputed, Factuality, Filler, Realis};

use super::{Voiced, dispute, sides};
use crate::dossier::{Dossier, Statement};
use crate::origins::Origins;

/// Whom a claim has for the perpetrator.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Blamed {
    /// Actors of the directory, those of one state as one.
    Actors(BTreeSet<String>),
    Unknown,
    /// Somebody says that they did not do it.
    Denied(BTreeSet<String>),
}

pub(super) fn find(
    dossier: &Dossier<'_>,
    statements: &[Statement<'_>],
    origins: &mut Origins,
) -> Option<Contradiction> {
    let mut blaming = Vec::new();
    for statement in statements.iter().filter(|statement| statement.claim.realis == Realis::Actual) {
        let fillers = perpetrators(statement);
        let Some(blamed) = blamed(statement, fillers, &dossier.lexicon.contradictions.parts_of_a_state)
        else {
            continue;
        };
        let own = fillers.iter().find_map(|filler| filler.said_by.as_ref());
        let chain = own.filter(|chain| !chain.is_empty()).unwrap_or(&statement.claim.said_by);
        let voiced = Voiced::by_chain(dossier, *statement, chain, origins);
        blaming.push((blamed.clone(), words(&blamed, fillers), voiced));
    }
    dispute(Disputed::Attribution, sides(blaming, join), Voiced::may_contradict)
}

fn perpetrators<'a>(statement: &Statement<'a>) -> &'a [Filler] {
    statement.claim.roles.get("perpetrator").map_or(&[], Vec::as_slice)
}

/// Those whom the directory does not know ("gunmen") may be anybody, and contradict nothing.
fn blamed(statement: &Statement<'_>, fillers: &[Filler], parts: &[String]) -> Option<Blamed> {
    if fillers.iter().any(|filler| filler.text.is_none()) {
        return Some(Blamed::Unknown);
    }
    let actors: BTreeSet<String> = fillers
        .iter()
        .filter_map(|filler| filler.actor.as_deref())
        .map(|actor| state(actor, parts))
        .collect();
    let is_denied = statement.claim.factuality == Factuality::Denied;
    match (actors.is_empty(), is_denied) {
        (true, _) => None,
        (false, true) => Some(Blamed::Denied(actors)),
        (false, false) => Some(Blamed::Actors(actors)),
    }
}

/// The state of an actor that is a part of one, else the actor.
fn state(actor: &str, parts: &[String]) -> String {
    parts.iter().find_map(|part| actor.strip_suffix(part.as_str())).unwrap_or(actor).to_owned()
}

fn words(blamed: &Blamed, fillers: &[Filler]) -> String {
    let names: Vec<&str> = fillers.iter().filter_map(|filler| filler.text.as_deref()).collect();
    match blamed {
        Blamed::Actors(_) => format!("“{}”", names.join("”, “")),
        Blamed::Unknown => "unknown who did it".to_owned(),
        Blamed::Denied(_) => format!("not “{}”", names.join("”, “")),
    }
}

/// Perpetrators who have one actor in common are on one side, and that side is of all of them.
fn join(known: &mut Blamed, blamed: &Blamed) -> bool {
    match (known, blamed) {
        (Blamed::Unknown, Blamed::Unknown) => true,
        (Blamed::Actors(known), Blamed::Actors(actors)) | (Blamed::Denied(known), Blamed::Denied(actors))
            if !known.is_disjoint(actors) =>
        {
            known.extend(actors.iter().cloned());
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{claim, contradictions, filled, said_by, told};
    use model::Disputed;
    use serde_json::json;

    /// Whether claims of two sources on who did it contradict each other; null is unknown.
    fn is_disputed(actors: [Option<&str>; 2]) -> bool {
        let claims: Vec<_> = ["Radio Lemna", "Daily Ost"]
            .into_iter()
            .zip(actors)
            .map(|(source, actor)| {
                let filler = match actor {
                    Some(actor) => filled("perpetrator", Some(actor), "actor", actor),
                    None => filled("perpetrator", None, "factuality", "unclear"),
                };
                claim(&format!("clm_{source}"), "killing", "", &[&filler, &said_by(source)])
            })
            .collect();
        let found = contradictions(&[told("rpt_1", None, &claims)]);
        found.iter().any(|one| one.about == Disputed::Attribution)
    }

    #[test]
    fn two_perpetrators_are_a_contradiction() {
        assert!(is_disputed([Some("islamic-state"), Some("iraq-armed-forces")]));
    }

    #[test]
    fn an_unknown_perpetrator_contradicts_a_known_one() {
        assert!(is_disputed([Some("islamic-state"), None]));
    }

    #[test]
    fn parts_of_one_state_are_one() {
        assert!(!is_disputed([Some("iraq-government"), Some("iraq-armed-forces")]));
    }

    #[test]
    fn a_headline_that_believes_contradicts_a_body_that_does_not_know() {
        let mut headline = claim(
            "clm_1",
            "killing",
            "",
            &[&filled("perpetrator", Some("rebels"), "actor", "islamic-state")],
        );
        headline.evidence.part = "headline".to_owned();
        let unknown =
            json!({"roles": {"perpetrator": [{"text": null, "basis": "stated", "factuality": "unclear"}]}});
        let body = claim("clm_2", "attribution", "", &[&unknown]);
        let found = contradictions(&[told("rpt_1", None, &[headline, body])]);
        assert_eq!(
            found.iter().map(|one| (one.about, one.within_report)).collect::<Vec<_>>(),
            [(Disputed::Attribution, true)]
        );
    }
}
