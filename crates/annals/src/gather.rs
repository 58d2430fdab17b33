//! Puts what a report tells beside what others told: which episodes are of one occurrence, and the incident they make.
//!
//! Report by report in the order of the record, so that a record that is rebuilt holds the same incidents. Only what the new
//! episodes may be the same as is looked at.

use std::collections::{BTreeMap, BTreeSet};

use model::{Belonging, Family, IncidentId, Related, Relatedness, ReportId};
use reconcile::decisions::Tie;
use reconcile::{Comparison, Dossier, Episode, Rarity, Reason, Told, Verdict};
use record::{Batch, RecordError, StoredEdge, StoredEpisode, View};

use crate::Coder;
use crate::deciding::{self, Readings};

/// Episodes that a new one is compared with, at most: those that share most keys with it.
const N_NEIGHBOURS: usize = 64;

/// Pairs of episodes between two incidents from which on they stay two, however alike an episode finds them.
const MANY_PAIRS: usize = 4096;

/// Incidents on their way into a batch.
pub struct Gathering<'a> {
    coder: &'a Coder,
    /// Incidents to which episodes came, or from which they went, since they were last described.
    touched: BTreeSet<IncidentId>,
    /// Reports that were read again, for what was decided about them.
    pub(crate) readings: Readings,
}

impl<'a> Gathering<'a> {
    /// None yet, by the weights and words of a coder.
    pub fn new(coder: &'a Coder) -> Self {
        Self { coder, touched: BTreeSet::new(), readings: Readings::default() }
    }

    /// Forgets what a report tells.
    pub fn forget(&mut self, batch: &Batch<'_>, report: &ReportId) -> Result<(), RecordError> {
        let own = batch.view().episodes_of_report(report)?;
        for stored in own {
            self.touch_related(batch.view(), &stored.id)?;
            self.touched.extend(stored.incident);
            let episode: Episode = serde_json::from_str(&stored.json)?;
            batch.uncount_words(&episode.words())?;
        }
        batch.remove_episodes(report)
    }

    /// Takes in what the report of the entry `sequence` tells.
    pub fn take(
        &mut self,
        batch: &Batch<'_>,
        sequence: i64,
        told: &Told,
        episodes: &[Episode],
    ) -> Result<(), RecordError> {
        self.touch_family(batch.view(), &told.imprint.report)?;
        let ties = deciding::ties(batch.view(), &told.imprint.report)?;
        for episode in episodes {
            let mut episode = episode.clone();
            let rarity = rarity(batch.view(), &episode)?;
            episode.weigh(&rarity);
            batch.count_words(&episode.words())?;
            let ordinal = told.claims.iter().position(|claim| claim.id == *episode.founder()).unwrap_or(0);
            self.place(batch, (sequence, ordinal as i64), &episode, &rarity, &ties)?;
        }
        Ok(())
    }

    /// Groups the episodes of some incidents anew, as if they came in their order.
    pub fn regroup(
        &mut self,
        batch: &Batch<'_>,
        incidents: &BTreeSet<IncidentId>,
    ) -> Result<(), RecordError> {
        let mut episodes = Vec::new();
        for incident in incidents {
            episodes.extend(batch.view().episodes_of(incident)?);
        }
        episodes.sort_by_key(|episode| episode.place);
        for episode in &episodes {
            self.touch_related(batch.view(), &episode.id)?;
            batch.remove_episode(&episode.id)?;
        }
        self.touched.extend(incidents.iter().cloned());
        for stored in episodes {
            let episode: Episode = serde_json::from_str(&stored.json)?;
            let rarity = rarity(batch.view(), &episode)?;
            let ties = deciding::ties(batch.view(), &stored.report)?;
            self.place(batch, stored.place, &episode, &rarity, &ties)?;
            self.leave_word(batch, &stored)?;
        }
        Ok(())
    }

    /// Leaves word of where an episode went whose incident nothing is left of.
    fn leave_word(&self, batch: &Batch<'_>, was: &StoredEpisode) -> Result<(), RecordError> {
        let Some(before) = &was.incident else { return Ok(()) };
        let now = batch.view().episode(&was.id)?.and_then(|episode| episode.incident);
        match now {
            Some(now) if now != *before && batch.view().episodes_of(before)?.is_empty() => {
                batch.put_tombstone(before, &now)
            }
            _ => Ok(()),
        }
    }

    /// Compares an episode with its neighbours, stores it, and groups it with them.
    fn place(
        &mut self,
        batch: &Batch<'_>,
        place: (i64, i64),
        episode: &Episode,
        rarity: &Rarity,
        ties: &[Tie],
    ) -> Result<(), RecordError> {
        let keys = reconcile::keys(episode);
        let tied = tied(batch.view(), episode, ties)?;
        let mut neighbours = batch.view().episodes_by_keys(&keys, N_NEIGHBOURS)?;
        neighbours.retain(|neighbour| !tied.iter().any(|(other, _)| other.id == neighbour.id));
        let id = episode.founder().as_str().to_owned();
        let json = serde_json::to_string(episode)?;
        let report = episode.report.clone();
        batch.put_episode(&StoredEpisode { id: id.clone(), report, place, incident: None, json }, &keys)?;
        let mut near = tied;
        for neighbour in neighbours {
            let other: Episode = serde_json::from_str(&neighbour.json)?;
            near.push((neighbour, reconcile::compare(episode, &other, rarity, self.coder.grouping())));
        }
        let mut compared = Vec::with_capacity(near.len());
        for (neighbour, comparison) in near {
            if comparison.verdict != Verdict::Distinct {
                let json = serde_json::to_string(&comparison)?;
                batch.put_edge(&StoredEdge { episodes: [id.clone(), neighbour.id], json })?;
                self.touched.extend(neighbour.incident.clone());
            }
            compared.extend(neighbour.incident.map(|incident| (incident, comparison)));
        }
        self.join(batch, &id, &compared)
    }

    /// Lets an episode join the incident that it is of, or found one of its own; incidents that it shows to be one become one.
    fn join(
        &mut self,
        batch: &Batch<'_>,
        episode: &str,
        compared: &[(IncidentId, Comparison)],
    ) -> Result<(), RecordError> {
        let likely = reconcile::join(compared, self.coder.grouping());
        let own = IncidentId::of_claim_id(episode);
        let incident = likely.first().unwrap_or(&own).clone();
        batch.move_episode(episode, &incident)?;
        self.touched.insert(incident.clone());
        likely.iter().skip(1).try_for_each(|other| self.merge(batch, &incident, other))
    }

    /// Makes one of two incidents, if their episodes are likely enough the same. The later one leaves word where it went.
    fn merge(&mut self, batch: &Batch<'_>, one: &IncidentId, other: &IncidentId) -> Result<(), RecordError> {
        let (first, second) = (batch.view().episodes_of(one)?, batch.view().episodes_of(other)?);
        let n_pairs = first.len() * second.len();
        if n_pairs > MANY_PAIRS || !self.are_one(batch.view(), &first, &second)? {
            return Ok(());
        }
        let started = |episodes: &[StoredEpisode]| episodes.first().map(|episode| episode.place);
        let (stays, goes, moved) =
            if started(&first) <= started(&second) { (one, other, second) } else { (other, one, first) };
        for episode in &moved {
            batch.move_episode(&episode.id, stays)?;
            self.touch_related(batch.view(), &episode.id)?;
        }
        self.touched.extend([stays.clone(), goes.clone()]);
        batch.put_tombstone(goes, stays)
    }

    /// What a report is a copy of decides who said so first: the incidents of its family are to be described anew.
    fn touch_family(&mut self, view: View<'_>, report: &ReportId) -> Result<(), RecordError> {
        if let Some(family) = view.family_of(report)? {
            for member in family.members() {
                let episodes = view.episodes_of_report(member)?;
                self.touched.extend(episodes.into_iter().filter_map(|episode| episode.incident));
            }
        }
        Ok(())
    }

    /// Those incidents that name the incident of an episode as one that may be the same are to be described anew.
    fn touch_related(&mut self, view: View<'_>, episode: &str) -> Result<(), RecordError> {
        for (ends, _) in compared(view, episode)? {
            for end in &ends {
                self.touched.extend(view.episode(end)?.and_then(|episode| episode.incident));
            }
        }
        Ok(())
    }

    fn are_one(
        &self,
        view: View<'_>,
        first: &[StoredEpisode],
        second: &[StoredEpisode],
    ) -> Result<bool, RecordError> {
        let there: BTreeSet<&String> = second.iter().map(|episode| &episode.id).collect();
        let mut between = Vec::new();
        for episode in first {
            let edges = compared(view, &episode.id)?.into_iter();
            between.extend(
                edges.filter(|(ends, _)| ends.iter().any(|end| there.contains(end))).map(|(_, how)| how),
            );
        }
        Ok(reconcile::are_one(&between, first.len() * second.len(), self.coder.grouping()))
    }

    /// Describes the incidents that were touched. To be called before a batch is committed.
    pub fn describe(&mut self, batch: &Batch<'_>) -> Result<(), RecordError> {
        for id in std::mem::take(&mut self.touched) {
            let episodes = batch.view().episodes_of(&id)?;
            match self.incident(batch.view(), &id, &episodes)? {
                Some(incident) => batch.put_incident(&incident)?,
                None => batch.remove_incident(&id)?,
            }
        }
        Ok(())
    }

    fn incident(
        &self,
        view: View<'_>,
        id: &IncidentId,
        episodes: &[StoredEpisode],
    ) -> Result<Option<model::Incident>, RecordError> {
        let reports: BTreeSet<_> =
            episodes.iter().map(|episode| (episode.place.0, &episode.report)).collect();
        let (told, families) = told(view, reports.into_iter().map(|(_, report)| report))?;
        let dossier = Dossier::new(&told, &families, self.coder.lexicon());
        let (belonging, related) = connections(view, episodes)?;
        Ok(reconcile::describe(&dossier, belonging).map(|incident| model::Incident {
            id: id.clone(),
            related,
            ..incident
        }))
    }
}

/// What the record holds of reports, as reconciliation takes it, and the families that they are in.
pub fn told<'a>(
    view: View<'_>,
    reports: impl Iterator<Item = &'a ReportId>,
) -> Result<(Vec<Told>, Vec<Family>), RecordError> {
    let (mut told, mut families) = (Vec::new(), Vec::new());
    for report in reports {
        let Some(imprint) = view.imprint(report)? else { continue };
        told.push(Told { imprint, text: String::new(), claims: view.claims(report)? });
        families.extend(view.family_of(report)?);
    }
    Ok((told, families))
}

/// The edges of an episode.
fn compared(view: View<'_>, episode: &str) -> Result<Vec<([String; 2], Comparison)>, RecordError> {
    let edges = view.edges_of(episode)?;
    edges.into_iter().map(|edge| Ok((edge.episodes, serde_json::from_str(&edge.json)?))).collect()
}

/// How rare the words of an episode are among those that came before.
fn rarity(view: View<'_>, episode: &Episode) -> Result<Rarity, RecordError> {
    let mut rarity = Rarity { n_episodes: view.n_episodes()?, n_with: BTreeMap::new() };
    for word in episode.words() {
        rarity.n_with.insert(word.to_owned(), view.n_with(word)?);
    }
    Ok(rarity)
}

/// Why the claims of an incident belong to it, and how it stands to other incidents.
fn connections(
    view: View<'_>,
    episodes: &[StoredEpisode],
) -> Result<(Vec<Belonging>, Vec<Related>), RecordError> {
    let members: BTreeSet<&String> = episodes.iter().map(|episode| &episode.id).collect();
    let mut belonging = Vec::new();
    let mut related = BTreeMap::new();
    for stored in episodes {
        let mut because = Vec::new();
        for ([one, other], comparison) in compared(view, &stored.id)? {
            let there = if one == stored.id { other } else { one };
            if members.contains(&there) {
                because.push(comparison);
            } else if let Some(to) = view.episode(&there)?.and_then(|episode| episode.incident)
                && let Some(relation) = relation(comparison.verdict)
            {
                related.entry((to, relation)).or_insert_with(|| in_words(&comparison.reasons));
            }
        }
        because.sort_by(|one, other| other.odds.total_cmp(&one.odds));
        let because = because.first().map_or_else(Vec::new, |surest| in_words(&surest.reasons));
        let episode: Episode = serde_json::from_str(&stored.json)?;
        let claims = episode.claims.into_iter();
        belonging.extend(claims.map(|claim| Belonging {
            claim,
            report: stored.report.clone(),
            because: because.clone(),
        }));
    }
    let related = related.into_iter().map(|((to, relation), because)| Related { relation, to, because });
    Ok((belonging, related.collect()))
}

/// The episodes of which a person said whether they are of the same occurrence as this one.
fn tied(
    view: View<'_>,
    episode: &Episode,
    ties: &[Tie],
) -> Result<Vec<(StoredEpisode, Comparison)>, RecordError> {
    let mut tied: Vec<(StoredEpisode, Comparison)> = Vec::new();
    for tie in ties {
        for claim in tie.others(&episode.claims) {
            let Some(other) = view.episode_of(claim)? else { continue };
            // The later decision holds.
            tied.retain(|(known, _)| known.id != other.id);
            tied.push((other, Comparison::decided(tie.are_one, tie.words.clone())));
        }
    }
    Ok(tied)
}

/// How an incident stands to one with which it was compared; none if a person said that they have nothing to do with each other.
fn relation(verdict: Verdict) -> Option<Relatedness> {
    match verdict {
        Verdict::Parted => None,
        Verdict::Fulfils => Some(Relatedness::Fulfils),
        Verdict::Same | Verdict::PossiblySame | Verdict::Distinct | Verdict::Merged => {
            Some(Relatedness::PossiblySame)
        }
    }
}

fn in_words(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|reason| reason.words.clone()).collect()
}
