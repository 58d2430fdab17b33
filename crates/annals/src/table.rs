//! Claims as a table for a terminal: who, whom, how many, where, when and who says so, above the words themselves.

use console::{Style, measure_text_width, truncate_str};
use model::{Claim, Report};

use publish::printable;
use publish::words::{filler, footing, how_many, joined, one_line, place, sides, source, time};

/// The widths of the columns in hundredths of what the type leaves.
const SHARES: [usize; 5] = [34, 15, 18, 15, 18];

const HEADS: [&str; 6] = ["TYPE", "WHO → WHOM", "HOW MANY", "WHERE", "WHEN", "SAID BY"];

const TYPE_WIDTH: usize = 17;

/// How a table is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    pub colours: bool,
}

impl Look {
    pub(crate) fn dim(self) -> Style {
        Style::new().dim().force_styling(self.colours)
    }

    pub(crate) fn bold(self) -> Style {
        Style::new().bold().force_styling(self.colours)
    }

    pub(crate) fn footing(self) -> Style {
        Style::new().yellow().force_styling(self.colours)
    }

    fn widths(self) -> [usize; 6] {
        let rest = self.width.clamp(60, 200) - TYPE_WIDTH - 2 * SHARES.len();
        let [who, many, place, time, said] = SHARES.map(|share| rest * share / 100);
        [TYPE_WIDTH, who, many, place, time, said]
    }
}

/// The table of one report's claims.
pub fn draw(report: &Report, claims: &[Claim], look: Look) -> String {
    let mut table = title(report, claims.len(), look);
    if !claims.is_empty() {
        table += &row(&HEADS.map(str::to_owned), look, |cell, _| look.dim().apply_to(cell).to_string());
    }
    for (index, claim) in claims.iter().enumerate() {
        let told =
            index.checked_sub(1).is_some_and(|before| claims[before].evidence.span == claim.evidence.span);
        if !told {
            table += &quote(claim, look);
        }
        table += &entry(claim, look);
    }
    table + "\n"
}

fn title(report: &Report, n_claims: usize, look: Look) -> String {
    let claims = match n_claims {
        0 => "no claims".to_owned(),
        1 => "1 claim".to_owned(),
        n => format!("{n} claims"),
    };
    let published = report.published.map(|date| format!(", published {date}")).unwrap_or_default();
    let name = look.bold().apply_to(printable(&report.input));
    format!("{name} {}\n", look.dim().apply_to(format!("{}{published}, {claims}", report.id.as_str())))
}

fn entry(claim: &Claim, look: Look) -> String {
    let cells = [
        claim.event_type.clone(),
        parties(claim),
        claim.count.as_ref().map(|count| how_many(claim, count)).unwrap_or_default(),
        joined(claim.places.iter().map(place)),
        claim.time.as_ref().map(time).unwrap_or_default(),
        joined(claim.said_by.iter().map(source)),
    ];
    let drawn = row(&cells, look, |cell, column| match column {
        0 => look.bold().apply_to(cell).to_string(),
        _ => cell.to_owned(),
    });
    drawn + &under(claim, look)
}

/// The line below a claim: its footing, where it is not plain fact.
fn under(claim: &Claim, look: Look) -> String {
    match footing(claim) {
        plain if plain.is_empty() => String::new(),
        footing => format!("  {}\n", look.footing().apply_to(footing)),
    }
}

/// The line above the claims of a sentence: its words.
fn quote(claim: &Claim, look: Look) -> String {
    let quote = format!("“{}”", one_line(&claim.evidence.quote));
    let quote = truncate_str(&quote, look.width.clamp(60, 200), "…”").into_owned();
    format!("{}\n", look.dim().apply_to(quote))
}

fn row(cells: &[String; 6], look: Look, paint: impl Fn(&str, usize) -> String) -> String {
    columns(cells, &look.widths(), paint)
}

/// Cells side by side, each wrapped within its column.
pub(crate) fn columns(cells: &[String], widths: &[usize], paint: impl Fn(&str, usize) -> String) -> String {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, &width)| wrap(cell, width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let part =
        |n: usize, column: usize| wrapped.get(column).and_then(|cell| cell.get(n)).map_or("", String::as_str);
    let line = |n: usize| {
        let parts = widths.iter().enumerate().map(|(column, width)| {
            let text = part(n, column);
            let blank = width.saturating_sub(measure_text_width(text));
            if text.is_empty() { " ".repeat(blank) } else { paint(text, column) + &" ".repeat(blank) }
        });
        parts.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    (0..height).map(line).collect()
}

/// `text` in lines of at most `width` columns, broken between words where that is possible.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = truncate_str(word, width, "…");
        match lines.last_mut() {
            Some(line) if measure_text_width(line) + 1 + measure_text_width(&word) <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word.into_owned()),
        }
    }
    lines
}

/// "ISIS → civilians (by mine)".
fn parties(claim: &Claim) -> String {
    let fillers =
        claim.roles.iter().flat_map(|(role, all)| all.iter().map(|one| (role.as_str(), filler(one))));
    sides(&fillers.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { width: 80, colours: false };

    fn cells(cells: [&str; 6]) -> String {
        row(&cells.map(str::to_owned), LOOK, |cell, _| cell.to_owned())
    }

    #[test]
    fn cells_wrap_within_their_columns() {
        let drawn = cells([
            "killing",
            "rebels → three men and a very long list of others",
            "three",
            "Karmeh",
            "",
            "",
        ]);
        assert!(drawn.lines().count() > 1);
        assert!(drawn.lines().all(|line| measure_text_width(line) <= LOOK.width), "{drawn}");
        let columns: Vec<Option<usize>> = drawn.lines().map(|line| line.find(|c: char| c != ' ')).collect();
        assert_eq!(columns, [Some(0), Some(TYPE_WIDTH + 2), Some(TYPE_WIDTH + 2)]);
    }

    #[test]
    fn a_word_wider_than_its_column_is_cut() {
        assert_eq!(wrap("a Donaudampfschiff b", 6), ["a", "Donau…", "b"]);
        assert_eq!(wrap("", 6), [""; 0]);
    }

    #[test]
    fn no_line_is_wider_than_a_terminal_of_any_width() {
        for width in [0, 1, 60, 61, 500] {
            let look = Look { width, colours: false };
            let drawn = row(&HEADS.map(str::to_owned), look, |cell, _| cell.to_owned());
            assert!(drawn.lines().all(|line| measure_text_width(line) <= width.max(60)), "{width}");
        }
    }

    #[test]
    fn colours_come_only_where_they_are_wanted() {
        let painted = |colours| Look { colours, ..LOOK }.bold().apply_to("killing").to_string();
        assert_eq!(painted(false), "killing");
        assert!(painted(true).contains('\u{1b}'));
    }
}
