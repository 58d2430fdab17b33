//! Puts what a report tells beside what others told: which episodes are of one occurrence, and the incident they make.
//!
//! Report by report in the order of the record, so that a record that is rebuilt holds the same incidents. Only what the new
//! episodes may be the same as is looked at.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use model::{Belonging, ClaimId, Family, IncidentId, Related, Relatedness, ReportId};
use reconcile::decisions::Tie;
use reconcile::{Comparison, Dossier, Episode, Grouping, Rarity, Told, Verdict};
use record::{Batch, Member, RecordError, StoredEdge, StoredEpisode, View};
use serde::Deserialize;

use crate::Coder;
use crate::deciding::{self, Readings};
use crate::vocabulary::Vocabulary;

/// Episodes that are kept at hand, read out of their JSON: those that come one after another have neighbours in common.
const N_AT_HAND: usize = 4096;

/// Incidents on their way into a batch, and into those after it.
pub struct Gathering<'a> {
    coder: &'a Coder,
    vocabulary: Vocabulary,
    /// Episodes by their ids, with the JSON that they were read from.
    at_hand: HashMap<String, (String, Arc<Episode>)>,
    /// Incidents to which episodes came, or from which they went, since they were last described.
    touched: BTreeSet<IncidentId>,
    /// Reports that were read again, for what was decided about them.
    pub(crate) readings: Readings,
}

impl<'a> Gathering<'a> {
    /// None yet, by the weights and words of a coder.
    pub fn new(coder: &'a Coder) -> Self {
        Self {
            coder,
            vocabulary: Vocabulary::default(),
            at_hand: HashMap::new(),
            touched: BTreeSet::new(),
            readings: Readings::default(),
        }
    }

    /// What it is grouped by.
    pub fn grouping(&self) -> &Grouping {
        self.coder.grouping()
    }

    /// Forgets what a report tells.
    pub fn forget(&mut self, batch: &Batch<'_>, report: &ReportId) -> Result<(), RecordError> {
        let own = batch.view().episodes_of_report(report)?;
        for stored in own {
            self.touch_related(batch.view(), &stored.id)?;
            let episode = self.read(&stored)?;
            self.vocabulary.forget(batch.view(), &episode)?;
            self.touched.extend(stored.incident);
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
            let rarity = self.vocabulary.rarity(batch.view(), &episode)?;
            episode.weigh(&rarity);
            self.vocabulary.take(batch.view(), &episode)?;
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
        let mut ties: BTreeMap<ReportId, Vec<Tie>> = BTreeMap::new();
        for stored in episodes {
            let episode: Episode = serde_json::from_str(&stored.json)?;
            let rarity = self.vocabulary.rarity(batch.view(), &episode)?;
            if !ties.contains_key(&stored.report) {
                ties.insert(stored.report.clone(), deciding::ties(batch.view(), &stored.report)?);
            }
            let ties = ties.get(&stored.report).map_or(&[][..], Vec::as_slice);
            self.place(batch, stored.place, &episode, &rarity, ties)?;
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
        let grouping = self.coder.grouping();
        let (keys, totals) = (reconcile::keys(episode, grouping), reconcile::totals(episode, grouping));
        let mut near = tied(batch.view(), episode, ties)?;
        let mut neighbours = neighbours(batch.view(), &keys, &totals.looks_for, grouping)?;
        neighbours.retain(|neighbour| !near.iter().any(|(other, _)| other.id == neighbour.id));
        let id = episode.founder().as_str().to_owned();
        let json = serde_json::to_string(episode)?;
        let report = episode.report.clone();
        let stored = StoredEpisode { id: id.clone(), report, place, incident: None, json };
        batch.put_episode(&stored)?;
        batch.put_episode_keys(&stored, &keys)?;
        batch.put_episode_keys(&stored, &totals.found_by)?;
        for neighbour in neighbours {
            let other = self.read(&neighbour)?;
            near.push((neighbour, reconcile::compare(episode, &other, rarity, grouping)));
        }
        let mut compared = Vec::with_capacity(near.len());
        for (neighbour, comparison) in near {
            if comparison.verdict != Verdict::Distinct {
                put_edge(batch, [&id, &neighbour.id], comparison.clone())?;
                self.touched.extend(neighbour.incident.clone());
            }
            compared.extend(neighbour.incident.map(|incident| (incident, comparison)));
        }
        self.join(batch, &id, &compared)
    }

    /// An episode that is stored.
    fn read(&mut self, stored: &StoredEpisode) -> Result<Arc<Episode>, RecordError> {
        // An episode that was stored anew has other JSON.
        if let Some((json, episode)) = self.at_hand.get(&stored.id)
            && *json == stored.json
        {
            return Ok(Arc::clone(episode));
        }
        if self.at_hand.len() >= N_AT_HAND {
            self.at_hand.clear();
        }
        let episode: Arc<Episode> = Arc::new(serde_json::from_str(&stored.json)?);
        self.at_hand.insert(stored.id.clone(), (stored.json.clone(), Arc::clone(&episode)));
        Ok(episode)
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
        let (first, second) = (batch.view().members_of(one)?, batch.view().members_of(other)?);
        let n_pairs = first.len() * second.len();
        if self.coder.grouping().are_many(n_pairs) || !self.are_one(batch.view(), &first, &second)? {
            return Ok(());
        }
        let started = |members: &[Member]| members.first().map(|member| member.place);
        let (stays, goes, moved) =
            if started(&first) <= started(&second) { (one, other, second) } else { (other, one, first) };
        for Member { id, .. } in &moved {
            batch.move_episode(id, stays)?;
            self.touch_related(batch.view(), id)?;
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
        for edge in view.edges_of(episode)? {
            for end in &edge.episodes {
                self.touched.extend(view.incident_of_episode(end)?);
            }
        }
        Ok(())
    }

    /// Whether all that was compared between the episodes of two incidents says that they are one. It is looked up from those that
    /// are fewer.
    fn are_one(&self, view: View<'_>, one: &[Member], other: &[Member]) -> Result<bool, RecordError> {
        let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        let there: BTreeSet<&String> = many.iter().map(|member| &member.id).collect();
        let mut between = Vec::new();
        for member in few {
            let mut edges = view.edges_of(&member.id)?;
            edges.retain(|edge| edge.episodes.iter().any(|end| there.contains(end)));
            for edge in edges {
                between.push(serde_json::from_str(&edge.json)?);
            }
        }
        Ok(reconcile::are_one(&between, one.len() * other.len(), self.coder.grouping()))
    }

    /// Describes the incidents that were touched, and writes what was counted. To be called before a batch is committed.
    pub fn finish(&mut self, batch: &Batch<'_>) -> Result<(), RecordError> {
        self.vocabulary.write(batch)?;
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
        let (belonging, related) = connections(view, episodes)?;
        let (told, families) = told(view, &belonging)?;
        let dossier = Dossier::new(&told, &families, self.coder.lexicon());
        Ok(reconcile::describe(&dossier, belonging).map(|incident| model::Incident {
            id: id.clone(),
            related,
            ..incident
        }))
    }
}

/// What reports tell of an incident, as reconciliation takes it, and the families that they are in: of each report the claims that belong
/// to the incident and no others. Reports come in the order in which they are first met.
pub fn told(view: View<'_>, belonging: &[Belonging]) -> Result<(Vec<Told>, Vec<Family>), RecordError> {
    let mut places: BTreeMap<&ReportId, usize> = BTreeMap::new();
    let mut reports: Vec<(&ReportId, Vec<&ClaimId>)> = Vec::new();
    for one in belonging {
        let place = *places.entry(&one.report).or_insert(reports.len());
        match reports.get_mut(place) {
            Some((_, claims)) => claims.push(&one.claim),
            None => reports.push((&one.report, vec![&one.claim])),
        }
    }
    let (mut told, mut families) = (Vec::new(), Vec::new());
    for (report, claims) in reports {
        let Some(imprint) = view.imprint(report)? else { continue };
        told.push(Told { imprint, text: String::new(), claims: view.claims_among(&claims)? });
        families.extend(view.family_of(report)?);
    }
    Ok((told, families))
}

/// The episodes that an episode is to be compared with: those that share most keys with it, and totals and parts of it.
fn neighbours(
    view: View<'_>,
    keys: &[String],
    totals: &[String],
    grouping: &Grouping,
) -> Result<Vec<StoredEpisode>, RecordError> {
    let find = |keys| view.episodes_by_keys(keys, grouping.n_each_key(), grouping.n_neighbours());
    let mut neighbours = find(keys)?;
    let met: BTreeSet<String> = neighbours.iter().map(|neighbour| neighbour.id.clone()).collect();
    neighbours.extend(find(totals)?.into_iter().filter(|neighbour| !met.contains(&neighbour.id)));
    Ok(neighbours)
}

/// Stores how the first of two episodes compares with the second: as the lesser id stands to the other one.
fn put_edge(batch: &Batch<'_>, [one, other]: [&String; 2], compared: Comparison) -> Result<(), RecordError> {
    let compared = if one <= other { compared } else { compared.turned() };
    let json = serde_json::to_string(&compared)?;
    batch.put_edge(&StoredEdge { episodes: [one.clone(), other.clone()], json })
}

/// Of the JSON of a comparison what came of it, without the reasons.
#[derive(Deserialize)]
struct Outcome {
    verdict: Verdict,
    odds: f64,
}

/// Of the JSON of an episode its claims alone.
#[derive(Deserialize)]
struct Claims {
    claims: Vec<ClaimId>,
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
        let mut surest: Option<(f64, StoredEdge)> = None;
        for edge in view.edges_of(&stored.id)? {
            let Outcome { verdict, odds } = serde_json::from_str(&edge.json)?;
            let [low, high] = &edge.episodes;
            let (there, verdict) = if *low == stored.id { (high, verdict) } else { (low, verdict.turned()) };
            if members.contains(there) {
                if surest.as_ref().is_none_or(|(most, _)| odds.total_cmp(most).is_gt()) {
                    surest = Some((odds, edge));
                }
            } else if let Some(to) = view.incident_of_episode(there)?
                && let Some(relation) = relation(verdict)
                && let Entry::Vacant(place) = related.entry((to, relation))
            {
                place.insert(reasons(&edge)?);
            }
        }
        let because = surest.map_or(Ok(Vec::new()), |(_, edge)| reasons(&edge))?;
        let Claims { claims } = serde_json::from_str(&stored.json)?;
        belonging.extend(claims.into_iter().map(|claim| Belonging {
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
        Verdict::FulfilledBy => Some(Relatedness::FulfilledBy),
        Verdict::PartOf => Some(Relatedness::PartOf),
        Verdict::AggregateOf => Some(Relatedness::AggregateOf),
        Verdict::Overlaps => Some(Relatedness::Overlaps),
        Verdict::Same | Verdict::PossiblySame | Verdict::Distinct | Verdict::Merged => {
            Some(Relatedness::PossiblySame)
        }
    }
}

/// Why two episodes stand to each other as they do.
fn reasons(edge: &StoredEdge) -> Result<Vec<String>, RecordError> {
    let compared: Comparison = serde_json::from_str(&edge.json)?;
    Ok(compared.reasons.into_iter().map(|reason| reason.words).collect())
}
