//! The situation of a place for a terminal: a block for each heading, each line above its words.

use model::{Band, Claim, Control, Plan, PolicyHarm, Situation, Standing};

use crate::table::{Look, columns};
use publish::assessment::grid::grade;
use publish::situation::telling::{
    Shown, Told, bounds, figure, footing, head, holder, left_out, names, outcome, reviewed, total,
};
use publish::words::{self, one_line};

/// The width of the days that lines begin with.
const WHEN: usize = 24;

/// Claims of one line whose ids are shown; of others it is told how many there are.
const MOST_CLAIMS: usize = 3;

/// A situation to look at.
pub fn table(situation: &Situation, look: Look) -> String {
    let drawing = Drawing { shown: Shown::of(situation), look };
    format!("{}{}{}", drawing.title(), drawing.held(), drawing.rest())
}

/// A situation to read from the beginning: with a timeline of everything that the texts date.
pub fn brief(situation: &Situation, look: Look) -> String {
    let drawing = Drawing { shown: Shown::of(situation), look };
    format!("{}{}{}{}", drawing.title(), drawing.held(), drawing.timeline(), drawing.rest())
}

struct Drawing<'a> {
    shown: Shown<'a>,
    look: Look,
}

impl Drawing<'_> {
    fn title(&self) -> String {
        let Situation { place, at, known, reports, .. } = self.shown.situation;
        let country = place.country.as_ref().map(|country| format!(", {country}")).unwrap_or_default();
        let name = self.look.bold().apply_to(format!("{}{country}", one_line(&place.name)));
        let n_reports = reports.len();
        let reports = if n_reports == 1 { "report" } else { "reports" };
        let days = format!("at {at}, as known on {known}, by {n_reports} {reports}");
        let left_out = left_out(self.shown.situation).map(|words| self.dim_row(&words)).unwrap_or_default();
        format!("{name} {}\n{left_out}", self.look.dim().apply_to(days))
    }

    /// Who holds the place, and places within it.
    fn held(&self) -> String {
        let situation = self.shown.situation;
        let parts = situation.parts.iter().map(|part| {
            let name = one_line(&words::place_name(&part.place));
            self.control(&format!("Within it, {name} held by"), &part.control)
        });
        self.control("Held by", &situation.control) + &parts.collect::<String>()
    }

    fn timeline(&self) -> String {
        let dated = self.shown.dated();
        if dated.is_empty() {
            return String::new();
        }
        let row = |(_, told): &(_, Told<'_>)| self.row(&told.when, &format!("{}: {}", told.what, told.says));
        self.head("Timeline") + &dated.iter().map(row).collect::<String>()
    }

    fn rest(&self) -> String {
        let situation = self.shown.situation;
        let headed = situation.lines.iter().map(|(heading, lines)| self.lines(head(*heading), lines));
        let mut text: String = headed.collect();
        text += &self.harm();
        text += &self.plans();
        text += &self.lines("Of what it lies in, by the same reports", &situation.wider);
        text += &self.lines("By that day or only later, in reports without a date", &situation.undated);
        text += &self.disputed();
        format!("{text}{}\n\n", self.look.dim().apply_to(reviewed(situation)))
    }

    fn head(&self, words: &str) -> String {
        format!("{}\n", self.look.bold().apply_to(words))
    }

    /// Two columns, the first as wide as days are.
    fn row(&self, when: &str, text: &str) -> String {
        let width = self.look.width.clamp(60, 200) - WHEN - 4;
        let drawn =
            columns(&[when.to_owned(), text.to_owned()], &[WHEN, width], |cell, column| match column {
                0 => self.look.dim().apply_to(cell).to_string(),
                _ => cell.to_owned(),
            });
        drawn.lines().map(|line| format!("  {line}\n")).collect()
    }

    fn control(&self, words: &str, control: &Control) -> String {
        let mut text = self.head(words);
        text += &self.row("on that day", &holder(control));
        control.bands.iter().for_each(|band| text += &self.band(band));
        text
    }

    fn band(&self, band: &Band) -> String {
        let until = match &band.until {
            Some(until) => format!("until {}", bounds(until)),
            None => format!("last said {}", bounds(&band.last_said)),
        };
        let says = format!("{}{}, {until}", names(&band.by), footing(band.factuality));
        let shown = &self.shown;
        let claims: Vec<&Claim> =
            shown.claims(&band.claims).into_iter().chain(shown.claims(&band.ended_by)).collect();
        self.row(&format!("from {}", bounds(&band.from)), &says) + &self.evidence(&claims)
    }

    fn lines(&self, words: &str, lines: &[model::Line]) -> String {
        if lines.is_empty() {
            return String::new();
        }
        let lines = lines.iter().map(|line| self.line(&self.shown.line(line), ""));
        self.head(words) + &lines.collect::<String>()
    }

    fn line(&self, told: &Told<'_>, more: &str) -> String {
        let footing = if told.footing.is_empty() { String::new() } else { format!(" [{}]", told.footing) };
        let review = if told.review.is_empty() { String::new() } else { format!(", {}", told.review) };
        let says = format!("{}{footing}: {} ({}{review}){more}", told.what, told.says, told.by);
        self.row(&told.when, &says) + &self.evidence(&told.claims)
    }

    /// The sentences of claims, each once, with their ids.
    fn evidence(&self, claims: &[&Claim]) -> String {
        let mut quotes: Vec<(&str, Vec<&str>)> = Vec::new();
        for claim in claims.iter().take(MOST_CLAIMS) {
            let quote = claim.evidence.quote.as_str();
            match quotes.iter_mut().find(|(known, _)| *known == quote) {
                Some((_, ids)) if ids.contains(&claim.id.as_str()) => {}
                Some((_, ids)) => ids.push(claim.id.as_str()),
                None => quotes.push((quote, vec![claim.id.as_str()])),
            }
        }
        let mut text = String::new();
        for (quote, ids) in quotes {
            let evidence = format!("“{}” {}", one_line(quote), ids.join(" "));
            text += &self.dim_row(&evidence);
        }
        let n_more = claims.len().saturating_sub(MOST_CLAIMS);
        if n_more > 0 {
            text += &self.dim_row(&format!("and {n_more} claims more"));
        }
        text
    }

    fn dim_row(&self, text: &str) -> String {
        let width = self.look.width.clamp(60, 200) - WHEN - 4;
        let drawn = columns(&[String::new(), text.to_owned()], &[WHEN, width], |cell, _| {
            self.look.dim().apply_to(cell).to_string()
        });
        drawn.lines().map(|line| format!("  {line}\n")).collect()
    }

    fn harm(&self) -> String {
        let harm = self.shown.situation.harm.iter().filter(|policy| !policy.incidents.is_empty());
        harm.map(|policy| self.policy(policy)).collect()
    }

    fn policy(&self, policy: &PolicyHarm) -> String {
        let mut text = self.head(&format!("Harm by the policy {}", one_line(&policy.label)));
        if !policy.totals.is_empty() {
            let totals: Vec<String> = policy.totals.iter().map(total).collect();
            text += &self.row("all together", &totals.join("; "));
        }
        for reason in &policy.because {
            text += &self.row("", &one_line(&reason.words));
        }
        for incident in &policy.incidents {
            let figures: Vec<String> = incident.figures.iter().filter_map(figure).collect();
            let grades: Vec<String> = incident.grades.iter().map(grade).collect();
            let because: Vec<String> =
                incident.because.iter().map(|reason| one_line(&reason.words)).collect();
            let standing = match incident.standing {
                Standing::Counted if figures.is_empty() => "no figure".to_owned(),
                Standing::Counted => [figures, grades].concat().join("; "),
                Standing::OutOfScope => format!("out of scope: {}", because.join("; ")),
                Standing::NotAttributable => format!("not attributable: {}", because.join("; ")),
            };
            let when = incident.from.map_or("undated".to_owned(), |from| from.to_string());
            text += &self.row(&when, &format!("{} {standing}", incident.incident.as_str()));
        }
        text
    }

    fn plans(&self) -> String {
        let plans = &self.shown.situation.plans;
        if plans.is_empty() {
            return String::new();
        }
        self.head("Plans, and what came of them")
            + &plans.iter().map(|plan| self.plan(plan)).collect::<String>()
    }

    fn plan(&self, plan: &Plan) -> String {
        let ids: Vec<&str> = plan.outcome_claims.iter().map(|claim| claim.as_str()).collect();
        let by = if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(" ")) };
        self.line(&self.shown.line(&plan.line), &format!(" – {}{by}", outcome(plan.outcome)))
    }

    fn disputed(&self) -> String {
        let disputed = &self.shown.situation.disputed;
        if disputed.is_empty() {
            return String::new();
        }
        let rows = disputed.iter().map(|one| self.row(words::disputed(one.about), &one_line(&one.words)));
        self.head("Disputed") + &rows.collect::<String>()
    }
}
