//! Assessments as people and programs read them beside their page (`publish::assessment`): table, CSV, workbook.

mod sheet;
mod table;
mod workbook;

pub use sheet::csv;
pub use table::{compare, table};
pub use workbook::{WorkbookError, xlsx};
