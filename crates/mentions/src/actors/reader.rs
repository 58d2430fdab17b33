//! Reads the noun phrase that a token heads: which actors it is, and whom it stands by.

use jiff::civil::Date;
use model::{ActorMention, Affiliation, Mentions, Parse, Relation, TokenRange};

use super::lexicon::ActorLexicon;
use super::names::{NameInText, Names, StandsFor};
use super::phrase;
use crate::directory::{self, ActorDirectory};

/// How many phrases deep an owner is looked for ("the remnants of a coalition of forces of X").
const DEEPEST: usize = 4;

/// A report with all that is known of it and of actors.
pub(super) struct Reader<'a> {
    pub parse: &'a Parse,
    pub mentions: &'a Mentions,
    pub published: Option<Date>,
    pub directory: &'a ActorDirectory,
    pub lexicon: &'a ActorLexicon,
    pub names: &'a Names,
}

/// What a phrase says of who it is.
#[derive(Debug, Default, Clone)]
pub(super) struct Reading {
    pub actors: Vec<String>,
    pub affiliation: Option<Affiliation>,
    /// The tokens that name the first actor.
    pub named: Option<TokenRange>,
}

impl Reader<'_> {
    /// The mention that token `head` heads, if it is one of an actor.
    pub fn mention(&self, head: usize) -> Option<ActorMention> {
        if let Some(name) = self.names.at(head).filter(|name| name.root == head) {
            return self.named_mention(name);
        }
        if self.inside_name(head) || phrase::is_question(self.parse, head) {
            return None;
        }
        if phrase::is_modifier(self.parse, head) {
            return self.body_as_modifier(head);
        }
        let mut reading = self.noun(head, 0)?;
        let tie = self.tie(head);
        let tied = tie.as_ref().and_then(|tie| tie.tokens);
        reading.affiliation = tie.map(|tie| tie.affiliation).or(reading.affiliation);
        Some(self.compose(head, reading, tied))
    }

    /// The mention of a name: a phrase of its own, or the modifier of a noun that is no actor.
    fn named_mention(&self, name: &NameInText) -> Option<ActorMention> {
        if self.owner_beside(name.tokens.end).is_some() {
            return None;
        }
        let host = self.host(name);
        match &name.stands_for {
            StandsFor::Actors { ids, affiliation } => {
                if host.is_some_and(|host| self.absorbs(host, name)) {
                    return None;
                }
                let tie = self.tie(name.root);
                let tied = tie.as_ref().and_then(|tie| tie.tokens);
                let reading = Reading {
                    actors: ids.clone(),
                    affiliation: tie.map(|tie| tie.affiliation).or_else(|| affiliation.clone()),
                    named: Some(name.tokens),
                };
                Some(match host {
                    Some(_) => self.modifier(name, reading),
                    None => self.compose(name.root, reading, tied),
                })
            }
            StandsFor::State { id, adjective } => self.state_mention(name, id, *adjective, host),
        }
    }

    /// "The Israeli army" of "an Israeli army raid": a body with its owner before a noun that is no actor.
    fn body_as_modifier(&self, body: usize) -> Option<ActorMention> {
        let owner = self.owner_beside(body)?;
        let reading = self.body(body, 0).filter(|reading| !reading.actors.is_empty())?;
        let tokens = TokenRange::new(owner.tokens.first, body + 1);
        let ActorMention { head, actors, .. } = self.compose(body, reading, None);
        Some(ActorMention { tokens, head, actors, affiliation: None, named: owner.tokens })
    }

    /// The name right before a body that modifies a noun which is no actor.
    fn owner_beside(&self, body: usize) -> Option<&NameInText> {
        let body = Some(body).filter(|&body| body < self.parse.len())?;
        let modifies = self.is_body(self.parse.lower(body)) && phrase::is_modifier(self.parse, body);
        let owner = body.checked_sub(1).and_then(|i| self.names.at(i)).filter(|name| !self.is_bound(name))?;
        (modifies && self.noun(self.parse.head(body), 0).is_none()).then_some(owner)
    }

    fn state_mention(
        &self,
        name: &NameInText,
        id: &str,
        adjective: bool,
        host: Option<usize>,
    ) -> Option<ActorMention> {
        let reading = |branch: &str| Reading {
            actors: vec![directory::composed(id, branch)],
            affiliation: None,
            named: Some(name.tokens),
        };
        match host {
            Some(host) => {
                let branch = self.directory.branch_behind(self.parse.lower(host))?;
                (!self.is_bound(name)).then(|| self.modifier(name, reading(branch)))
            }
            None => (!adjective && self.acts(name.root))
                .then(|| self.compose(name.root, reading(directory::GOVERNMENT), None)),
        }
    }

    /// Whether a country's name stands where somebody acts, not where something lies.
    fn acts(&self, root: usize) -> bool {
        let parse = self.parse;
        let head = parse.head(root);
        match parse.dep(root) {
            "nsubj" | "nsubjpass" | "csubj" => true,
            "pobj" => self.lexicon.acting_prepositions.contains(parse.lower(head)),
            "dobj" => self.lexicon.verbs_about_actors.contains(&parse.lemma(head).to_lowercase()),
            "conj" => head != root && self.is_state_name(head) && self.acts(head),
            _ => false,
        }
    }

    fn is_state_name(&self, token: usize) -> bool {
        let state = |name: &NameInText| matches!(name.stands_for, StandsFor::State { .. });
        self.names.at(token).is_some_and(state)
    }

    fn inside_name(&self, token: usize) -> bool {
        self.names.at(token).is_some()
    }

    /// The noun that a name stands before and belongs to, as an adjective, in a compound or as its owner.
    fn host(&self, name: &NameInText) -> Option<usize> {
        let parse = self.parse;
        let after = name.tokens.end;
        let joined = after < parse.len() && !self.inside_name(after) && phrase::is_nominal(parse, after);
        if joined && parse.sentence_of(after).tokens.contains(name.root) && !phrase::is_modifier(parse, after)
        {
            return Some(after)
                .filter(|&host| self.noun_words(host) || phrase::is_modifier(parse, name.root));
        }
        let mut at = name.root;
        while phrase::is_modifier(parse, at)
            || parse.dep(at) == "poss"
            || parse.dep(at) == "conj" && self.inside_name(parse.head(at)) && self.inside_name(at)
        {
            at = parse.head(at);
        }
        (at > name.root && phrase::is_nominal(parse, at)).then_some(at)
    }

    /// Whether a noun is one that names actors or what they do.
    fn noun_words(&self, token: usize) -> bool {
        let word = self.parse.lower(token);
        self.is_body(word)
            || self.lexicon.members.contains(word)
            || self.directory.branch_behind(word).is_some()
    }

    fn is_body(&self, word: &str) -> bool {
        self.directory.branch_of([word].into_iter()).is_some()
    }

    /// Whether the phrase of `host` is a mention of the actor that `name` names.
    fn absorbs(&self, host: usize, name: &NameInText) -> bool {
        self.parse.dep(name.root) != "poss"
            && self.owns(host).any(|owner| owner.root == name.root)
            && self.noun(host, 0).is_some_and(|reading| !reading.actors.is_empty())
    }

    fn modifier(&self, name: &NameInText, reading: Reading) -> ActorMention {
        ActorMention {
            tokens: name.tokens,
            head: name.root,
            actors: reading.actors,
            affiliation: reading.affiliation,
            named: name.tokens,
        }
    }

    fn compose(&self, head: usize, reading: Reading, tied: Option<TokenRange>) -> ActorMention {
        let named = reading.named.unwrap_or(TokenRange::new(head, head + 1));
        let near = tied.filter(|tied| (head..tied.first).all(|i| self.parse.word(i) != ","));
        let mut tokens = phrase::phrase(self.parse, head, near);
        // The parser may tear a name in two; the phrase holds the whole of it, with what hangs on each part.
        let whole = self.names.at(head).map(|name| name.tokens);
        for name in whole.into_iter().chain([named].into_iter().filter(|named| named.end == head)) {
            let first = name.iter().map(|i| phrase::zone(self.parse, i).first).min().unwrap_or(name.first);
            tokens = TokenRange::new(tokens.first.min(first), tokens.end.max(name.end));
        }
        ActorMention { tokens, head, actors: reading.actors, affiliation: reading.affiliation, named }
    }

    /// Reads the phrase of any token: a name or a noun.
    pub fn read(&self, head: usize, depth: usize) -> Option<Reading> {
        let Some(name) = self.names.at(head) else {
            return self.noun(head, depth);
        };
        Some(match &name.stands_for {
            StandsFor::Actors { ids, .. } => {
                Reading { actors: ids.clone(), affiliation: None, named: Some(name.tokens) }
            }
            StandsFor::State { id, .. } => Reading {
                actors: vec![directory::composed(id, directory::GOVERNMENT)],
                affiliation: None,
                named: Some(name.tokens),
            },
        })
    }

    /// Reads the phrase that a common noun heads, or a person's name with a title before it.
    pub fn noun(&self, head: usize, depth: usize) -> Option<Reading> {
        if depth > DEEPEST || !phrase::is_nominal(self.parse, head) {
            return None;
        }
        let word = self.parse.lower(head);
        let lexicon = self.lexicon;
        if let Some(&relation) = lexicon.tied_nouns.get(word) {
            let actor = self.owned(head, directory::GOVERNMENT, depth).actors.into_iter().next()?;
            let affiliation = Some(Affiliation { relation, actor: Some(actor) });
            return Some(Reading { affiliation, ..Reading::default() });
        }
        if self.is_body(word) || self.has_title(head) {
            return self.body(head, depth);
        }
        if lexicon.members.contains(word) || self.is_collective(head) {
            return self.member(head, depth);
        }
        (lexicon.unnamed.contains(word) || self.is_armed(head) || self.follows(head)).then(Reading::default)
    }

    /// "The Iraqi army", "a spokesman for the UN": a branch of a state, or people who act for a group.
    fn body(&self, head: usize, depth: usize) -> Option<Reading> {
        let words = self.body_words(head);
        let branch = self.directory.branch_of(words.iter().map(|&i| self.parse.lower(i)))?;
        let reading = self.owned(head, branch, depth);
        if !reading.actors.is_empty() {
            return Some(self.dismissed(head, reading));
        }
        if let Some(shared) = self.shared_owner(head, branch) {
            return Some(shared);
        }
        let unnamed = self.lexicon.unnamed.contains(self.parse.lower(head)) || self.follows(head);
        unnamed.then(Reading::default)
    }

    /// "ISIS fighters", "members of Hamas", "the remnants of the army".
    fn member(&self, head: usize, depth: usize) -> Option<Reading> {
        let word = self.parse.lower(head);
        let collective = self.is_collective(head);
        let owners = self.owns(head).filter(|name| name.is_group() && self.lexicon.members.contains(word));
        let before = self.join(owners, depth);
        let reading =
            if before.actors.is_empty() { self.after(head, depth, collective) } else { Some(before) };
        if let Some(reading) = reading.filter(|reading| collective || !reading.actors.is_empty()) {
            return Some(self.dismissed(head, reading));
        }
        let unnamed = self.lexicon.unnamed.contains(word) || self.is_armed(head) || self.follows(head);
        unnamed.then(Reading::default)
    }

    /// "The remnants of", "a number of": whether a noun stands for what comes after it.
    fn is_collective(&self, head: usize) -> bool {
        let word = self.parse.lower(head);
        let indefinite = || self.parse.child(head, &["det"]).is_some_and(|i| self.parse.lower(i) == "a");
        self.lexicon.collectives.contains(word) || self.lexicon.sizes.contains(word) && indefinite()
    }

    /// Former members are no longer the actor, but linked to it.
    fn dismissed(&self, head: usize, reading: Reading) -> Reading {
        let former = |i| self.lexicon.former.contains(self.parse.lower(i));
        if !phrase::zone(self.parse, head).iter().any(former) {
            return reading;
        }
        let actor = reading.actors.into_iter().next();
        Reading {
            affiliation: Some(Affiliation { relation: Relation::LinkedTo, actor }),
            ..Reading::default()
        }
    }

    /// The actors that own the phrase before or after its head, as `branch` where the owner is a state.
    fn owned(&self, head: usize, branch: &str, depth: usize) -> Reading {
        // "Yemeni Houthi forces": the group is what is named, the adjective says where it is from.
        let group = self.owns(head).any(NameInText::is_group);
        let before = self.join(self.owns(head).filter(|name| !group || name.is_group()), depth);
        let reading = if before.actors.is_empty() {
            self.after(head, depth, false).unwrap_or_default()
        } else {
            before
        };
        self.as_branch(reading, branch)
    }

    /// What several names say together.
    fn join<'n>(&self, names: impl Iterator<Item = &'n NameInText>, depth: usize) -> Reading {
        let mut reading = Reading::default();
        names.filter_map(|name| self.read(name.root, depth + 1)).for_each(|part| reading.join(part));
        reading
    }

    fn as_branch(&self, reading: Reading, branch: &str) -> Reading {
        let actors =
            reading.actors.iter().map(|owner| self.directory.branch_of_actor(owner, branch)).collect();
        Reading { actors, ..reading }
    }

    /// The names before a head that own it, without those bound to another word by a hyphen.
    fn owns(&self, head: usize) -> impl Iterator<Item = &NameInText> {
        let zone = phrase::zone(self.parse, head);
        let beside =
            head.checked_sub(1).and_then(|i| self.names.at(i)).filter(|name| name.tokens.first < zone.first);
        beside.into_iter().chain(self.names.within(zone)).filter(|name| !self.is_bound(name))
    }

    /// What stands after a head with "of", "from", "for" and the like; of a collective, those that it is made of.
    fn after(&self, head: usize, depth: usize, collective: bool) -> Option<Reading> {
        let parse = self.parse;
        let mut reading: Option<Reading> = None;
        let prepositions = parse.children(head).filter(|&child| {
            child > head
                && parse.dep(child) == "prep"
                && self.lexicon.owner_prepositions.contains(parse.lower(child))
                && (!collective || parse.lower(child) == "of")
        });
        for object in prepositions.filter_map(|preposition| parse.child(preposition, &["pobj"])) {
            let coordinated = conjuncts(parse, object);
            let read = [object].into_iter().chain(coordinated).filter_map(|part| self.read(part, depth + 1));
            read.for_each(|part| reading.get_or_insert_default().join(part));
        }
        reading
    }

    /// "The Iraqi army and police": a later noun without an owner shares that of the first.
    fn shared_owner(&self, head: usize, branch: &str) -> Option<Reading> {
        let parse = self.parse;
        let first = parse.head(head);
        let bare = phrase::zone(parse, head).iter().all(|i| parse.dep(i) != "det");
        if parse.dep(head) != "conj" || first >= head || !bare || !self.is_body(parse.lower(first)) {
            return None;
        }
        let reading = self.owned(first, branch, 1);
        (!reading.actors.is_empty()).then_some(reading)
    }

    /// The nouns of a phrase that name a branch: its head, and those before it ("army spokesman").
    fn body_words(&self, head: usize) -> Vec<usize> {
        let zone = phrase::zone(self.parse, head).iter().chain([head]);
        zone.filter(|&i| !self.inside_name(i) && self.is_body(self.parse.lower(i))).collect()
    }

    /// Whose uniform it is: "Iraqi army uniforms", "the uniform of the police".
    pub fn uniform_owner(&self, uniform: usize) -> Option<String> {
        let words = self.body_words(uniform);
        let branch = self.directory.branch_of(words.iter().map(|&i| self.parse.lower(i)));
        self.owned(uniform, branch.unwrap_or("armed-forces"), 1).actors.into_iter().next()
    }

    /// Whether a person's name has a title before it: "army spokesman Karim Adel".
    fn has_title(&self, head: usize) -> bool {
        self.parse.pos(head) == "PROPN"
            && self.parse.entity_at(head).is_some_and(|entity| self.parse.label(entity) == "PERSON")
            && self.body_words(head).iter().any(|&i| self.parse.head(i) == head)
    }

    /// "Armed men": people who are a group by an adjective.
    fn is_armed(&self, head: usize) -> bool {
        self.lexicon.people.contains(self.parse.lower(head))
            && phrase::zone(self.parse, head).iter().any(|i| self.lexicon.armed.contains(self.parse.lower(i)))
    }

    /// Whether people who are no group themselves are said to stand by an actor.
    fn follows(&self, head: usize) -> bool {
        let word = self.parse.lower(head);
        let lexicon = self.lexicon;
        (lexicon.followers.contains(word) || lexicon.members.contains(word) || self.is_body(word))
            && self.tie(head).is_some()
    }
}

impl Reading {
    fn join(&mut self, other: Self) {
        self.named = self.named.or(other.named);
        for actor in other.actors {
            if !self.actors.contains(&actor) {
                self.actors.push(actor);
            }
        }
    }
}

/// What is coordinated with token `i` after it.
fn conjuncts(parse: &Parse, i: usize) -> Vec<usize> {
    let mut found: Vec<usize> = parse.children_by(i, &["conj"]).collect();
    let further: Vec<usize> = found.iter().flat_map(|&conjunct| conjuncts(parse, conjunct)).collect();
    found.extend(further);
    found
}
