//! Assessments as people and programs read them: table, CSV, workbook, page.

mod grid;
mod page;
mod sheet;
mod table;
mod workbook;

pub use page::page;
pub use sheet::csv;
pub use table::{compare, table};
pub use workbook::{WorkbookError, xlsx};

/// What must stand wherever an assessment is shown.
const REVIEW: &str = "Read by machine, reviewed by nobody.";
