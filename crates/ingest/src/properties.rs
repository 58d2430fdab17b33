//! What holds of every input, whatever its bytes.

use model::Report;
use proptest::prelude::*;

use crate::{Format, Layout, Options, read};

fn format() -> impl Strategy<Value = Format> {
    prop_oneof![Just(Format::Text), Just(Format::Markdown)]
}

/// Texts made of the signs that the layout looks at.
fn marked_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Za-z]{1,8}",
        "[0-9]{1,4}",
        "\\PC",
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\n\n".to_owned()),
        "[-*#>|.:,!`\\[\\]()\t •—]",
        Just(" ".to_owned()),
        Just("March 5".to_owned()),
        Just("é😀\u{2028}".to_owned()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// An original by itself gives the report that was read from it.
fn assert_same(report: &Report, layout: &Layout) {
    let format = Format::of_original(&report.original.media_type).expect("a format");
    let options = Options::new(format, layout);
    let again = read(&report.original.bytes, &report.input, &options).reports.pop().expect("a report");
    assert_eq!(format!("{again:?}"), format!("{report:?}"));
}

fn check_blocks(bytes: &[u8], format: Format) {
    let layout = Layout { caption: vec!["photo:".to_owned()], ..Layout::default() };
    let reading = read(bytes, "input", &Options::new(format, &layout));
    assert_eq!(reading.reports.len() + reading.refused.len(), 1);
    for report in reading.reports {
        assert_same(&report, &layout);
        let mut end = 0;
        for block in &report.blocks {
            assert!(end <= block.span.start, "blocks overlap: {:?}", report.blocks);
            let words =
                report.text.get(block.span.start as usize..block.span.end as usize).expect("a boundary");
            assert!(!words.is_empty() && words.trim() == words, "{words:?}");
            end = block.span.end;
        }
        for pair in report.markup.windows(2) {
            assert!(pair[0].end <= pair[1].start, "marks overlap: {:?}", report.markup);
        }
        assert_eq!(report.without_markup().len(), report.text.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn blocks_are_ordered_disjoint_and_whole(text in marked_text(), format in format()) {
        check_blocks(text.as_bytes(), format);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), format in format()) {
        check_blocks(&bytes, format);
    }

    #[test]
    fn any_rows_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let layout = Layout::default();
        let options = Options::new(Format::Jsonl, &layout);
        let n_rows = bytes.split(|&byte| byte == b'\n').filter(|row| !row.trim_ascii().is_empty()).count();
        let reading = read(&bytes, "input", &options);
        prop_assert!(reading.reports.len() + reading.refused.len() <= n_rows);
    }
}
