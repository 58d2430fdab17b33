//! Reports in another language than English, though nobody says so: they are kept and not read, since read as English they could
//! give claims that nobody made.
//!
//! In doubt a report is English: it is passed over only where its words show no English anywhere and are plainly those of another language.
//! The first dozens of words of ordinary English settle the matter; only what shows none is looked at further.

use model::{Diagnostic, Report};
use whatlang::{Detector, Lang};

use crate::{Layout, Options, Reading};

/// As many bytes of words without capitals are needed to tell a language: about 35 words of Spanish, 20 of Russian.
const MIN_BYTES: usize = 200;

/// As many of them are looked at.
const MAX_BYTES: usize = 1500;

/// What a small word of English speaks for English, and any other word against it. English has a small word in four, the languages
/// that share the most of them (Afrikaans, Dutch) fewer than one in ten.
const SMALL_WORD: u32 = 6;
const OTHER_WORD: u32 = 1;

/// English is shown: some five small words that stand close together.
const SHOWN: u32 = 24;

/// In another language at most one word in as many looks like a small word of English.
const FEW: usize = 25;

/// Fills in the language of reports that do not say theirs: what the caller says of the input, else what their words plainly show.
pub fn fill_in(reading: &mut Reading, input: &str, options: &Options<'_>) {
    let unsaid = |report: &&mut Report| report.language.as_deref().is_none_or(str::is_empty);
    for report in reading.reports.iter_mut().filter(unsaid) {
        if let Some(said) = options.language {
            report.language = Some(said.to_owned());
        } else if let Some(seen) = seen(&report.text, options.layout) {
            report.language = Some(seen.tag.to_owned());
            reading.diagnostics.push(remark(report, input, &seen));
        }
    }
}

/// A language that a text is plainly in.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    /// `spa`; `und` where it is not told apart from its sisters.
    tag: &'static str,
    name: &'static str,
}

impl Seen {
    const UNNAMED: Self = Self { tag: "und", name: "another language than English" };
}

fn remark(report: &Report, input: &str, seen: &Seen) -> Diagnostic {
    let name = if report.input == input { "it" } else { &report.input };
    let hint = "--language en reads it all the same; a row of JSON lines may say its own \"language\"";
    Diagnostic {
        span: None,
        message: format!("{name} seems to be in {} and is not read", seen.name),
        hint: Some(hint.to_owned()),
    }
}

/// The language that a text is plainly in, if that is another one than English.
fn seen(text: &str, layout: &Layout) -> Option<Seen> {
    let is_small = |word: &str| layout.english.iter().any(|small| small.eq_ignore_ascii_case(word));
    if text.len() < MIN_BYTES || shows_english(text, is_small) {
        return None;
    }
    let ordinary = ordinary_words(text)?;
    if words(&ordinary).filter(|word| is_small(word)).count() * FEW > words(&ordinary).count() {
        return None;
    }
    let nearest = Detector::new().detect(&ordinary).filter(|nearest| nearest.lang() != Lang::Eng)?;
    let against_english = Detector::with_allowlist(vec![nearest.lang(), Lang::Eng]).detect(&ordinary)?;
    if !against_english.is_reliable() || against_english.lang() == Lang::Eng {
        return None;
    }
    // That it is not English is sure; which of two sister languages it is may not be.
    let named =
        nearest.is_reliable().then(|| Seen { tag: nearest.lang().code(), name: nearest.lang().eng_name() });
    Some(named.unwrap_or(Seen::UNNAMED))
}

/// Whether enough small words of English stand close together anywhere in a text.
fn shows_english(text: &str, is_small: impl Fn(&str) -> bool) -> bool {
    let mut shown: u32 = 0;
    words(text).any(|word| {
        shown = if is_small(word) { shown + SMALL_WORD } else { shown.saturating_sub(OTHER_WORD) };
        shown >= SHOWN
    })
}

/// The first words of a text that are no names, as far as its letters tell them apart; none where there are too few of them beside
/// names and capitals, or where Latin and other letters stand side by side.
fn ordinary_words(text: &str) -> Option<String> {
    let (mut ordinary, mut n_latin, mut n_names) = (String::new(), 0, 0);
    for word in words(text) {
        if word.contains(char::is_uppercase) {
            n_names += word.len();
            continue;
        }
        if ordinary.len() + word.len() > MAX_BYTES {
            break;
        }
        n_latin += if word.starts_with(is_latin) { word.len() + 1 } else { 0 };
        ordinary.push_str(word);
        ordinary.push(' ');
    }
    let is_mixed = (ordinary.len() / 5..ordinary.len() * 4 / 5).contains(&n_latin);
    (ordinary.len() >= MIN_BYTES.max(n_names) && !is_mixed).then_some(ordinary)
}

/// Whether a letter is a Latin one, plain or with marks.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The runs of letters in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, read};

    const SPANISH: &str = "Al menos nueve soldados murieron y otros quince resultaron heridos este martes en una emboscada de la \
        guerrilla contra una patrulla del ejército en una zona rural del departamento, informaron fuentes militares. Los atacantes \
        usaron explosivos y fusiles, y huyeron hacia la frontera.";

    /// The words by which English is told, as the codebook has them.
    fn layout() -> Layout {
        Layout::from_toml(include_str!("../../../codebooks/lexicon/layout.toml")).expect("a layout")
    }

    fn tag(text: &str) -> Option<&'static str> {
        seen(text, &layout()).map(|seen| seen.tag)
    }

    #[test]
    fn other_languages_are_seen_in_any_letters() {
        for (expected, text) in [
            ("spa", SPANISH),
            (
                "fra",
                "Au moins douze personnes ont été tuées et une trentaine d'autres blessées mardi lorsque des hommes armés ont attaqué \
                 un village du nord de la région, selon des sources sécuritaires et des habitants. Les assaillants ont incendié des \
                 maisons et emporté du bétail.",
            ),
            (
                "ara",
                "أعلنت وزارة الصحة أن القصف الذي استهدف السوق المركزي في المدينة صباح اليوم أسفر عن مقتل سبعة عشر مدنيا بينهم أربعة \
                 أطفال وإصابة أكثر من أربعين آخرين بجروح متفاوتة.",
            ),
            (
                "ukr",
                "Унаслідок ранкового обстрілу житлового кварталу загинули троє людей, ще одинадцять дістали поранення, повідомив голова \
                 обласної військової адміністрації. Рятувальники продовжують розбирати завали.",
            ),
            (
                "tur",
                "İl merkezindeki karakola düzenlenen bombalı saldırıda üç polis memuru hayatını kaybetti, aralarında sivillerin de \
                 bulunduğu on beş kişi yaralandı. Saldırganların yakalanması için operasyon başlatıldığı bildirildi.",
            ),
            (
                "mya",
                "ယနေ့နံနက်က ရွာကို လေယာဉ်ဖြင့် ဗုံးကြဲတိုက်ခိုက်မှုကြောင့် အရပ်သား ၇ ဦး သေဆုံးပြီး ၁၂ ဦး ဒဏ်ရာရရှိခဲ့သည်ဟု ဒေသခံများက ပြောသည်။",
            ),
            (
                "cmn",
                "据当地官员周二表示，该国东部一个村庄遭到武装分子袭击，造成至少十二人死亡，另有三十多人受伤。目击者称，袭击者在黎明前抵达，焚烧房屋并劫掠\
                 粮食，随后逃往边境地区。军方已派出增援部队前往该地区。",
            ),
        ] {
            assert_eq!(tag(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn english_is_never_passed_over() {
        let names = "Ahmad Khalil al-Masri, 34\nMaria de los Angeles Gutierrez, 25\nNguyen Van Thanh, 19\nIbrahim Traore, 33\n";
        let telegram = "ied detonation vic route tampa. 2x ln kia, 3x ln wia. unit conducted cordon, search neg results. crush wire, cp \
            det. qrf, eod on scene. medevac complete 1420z. bda: 1x hmmwv destroyed, minor road damage. no further enemy contact";
        let headlines = "blast kills 3 in kabul; gunmen abduct 2 teachers near kunduz; army retakes marjah district centre; mortar fire \
            hits herat bazaar, 7 hurt; police defuse car bomb outside jalalabad court; drone strike kills commander";
        let low = "according to local monitors, houses were shelled in qalat, balad, hit, tal abyad, ain issa, ras al-ain, hama, idlib, \
            saraqib, jisr al-shughur, khan shaykhun, maarrat misrin and kafr nabl, while raqqa, manbij, jarabulus stayed calm";
        for text in [
            "Shells kill four in Karmeh.",
            "Cayeron proyectiles en Qalat.",
            &names.repeat(9),
            &names.replace(", ", ", killed by a shell, ").repeat(9).to_lowercase(),
            &SPANISH.to_uppercase(),
            telegram,
            headlines,
            low,
            // The words of a witness, and what they mean.
            &format!(
                "{SPANISH}\n\nNine soldiers were killed and fifteen wounded in an ambush by the rebels, said sources in the army."
            ),
            &format!("{names} أحمد محمد {names} قتل في القصف").to_lowercase().repeat(9),
            &"a".repeat(5000),
            &" \n".repeat(5000),
        ] {
            assert_eq!(tag(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_the_language_holds() {
        let row = |language: &str| format!("{{\"id\":\"r1\",{language}\"text\":{SPANISH:?}}}");
        let of = |language: &str, said: Option<&str>| {
            let layout = layout();
            let options = Options { language: said, ..Options::new(Format::Jsonl, &layout) };
            let mut reading = read(row(language).as_bytes(), "wire.jsonl", &options);
            let remarks: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
            (reading.reports.pop().and_then(|report| report.language), remarks.concat())
        };
        let seen = "r1 seems to be in Spanish and is not read (--language en reads it all the same; a row of JSON lines may say its \
            own \"language\")";
        assert_eq!(of("", None), (Some("spa".to_owned()), seen.to_owned()));
        assert_eq!(of("\"language\":\"\",", None).1, seen);
        assert_eq!(of("\"language\":\"en\",", None), (Some("en".to_owned()), String::new()));
        assert_eq!(of("\"language\":\"ca\",", Some("en")), (Some("ca".to_owned()), String::new()));
        assert_eq!(of("", Some("en")), (Some("en".to_owned()), String::new()));
    }

    #[test]
    fn a_language_that_is_not_sure_has_no_name() {
        let hausa = "Akalla mutane goma sha biyu ne suka rasa rayukansu yayin da wasu da dama suka jikkata sakamakon harin da yan bindiga \
            suka kai wani kauye a arewacin kasar a daren jiya, kamar yadda mazauna yankin suka bayyana. Maharan sun kona gidaje da dama.";
        assert_eq!(seen(hausa, &layout()), Some(Seen::UNNAMED));
    }
}
