//! What the handlers share: connections to the record, the staff, and the token.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::response::Response;
use record::{Record, View};
use tokio::sync::Semaphore;

use super::problem::Problem;
use super::staff::Staff;

/// Requests that read the record at the same time; others wait for their turn.
const READERS: usize = 8;

/// The desk on one record.
#[derive(Clone)]
pub struct Desk(Arc<Inside>);

struct Inside {
    path: PathBuf,
    staff: Box<dyn Staff>,
    token: String,
    /// Connections that nobody reads with now.
    idle: Mutex<Vec<Record>>,
    readers: Semaphore,
}

impl Desk {
    /// A desk on the record at `path`. `token` is a secret of this run: pages of other sites cannot know it.
    pub fn new(path: PathBuf, staff: Box<dyn Staff>, token: String) -> Self {
        let (idle, readers) = (Mutex::default(), Semaphore::new(READERS));
        Self(Arc::new(Inside { path, staff, token, idle, readers }))
    }

    /// Whoever does what is more than reading.
    pub fn staff(&self) -> &dyn Staff {
        self.0.staff.as_ref()
    }

    /// What a form must bring along to change anything.
    pub fn token(&self) -> &str {
        &self.0.token
    }

    /// Answers from the record, on a thread that may wait for the disk.
    pub(super) async fn look(
        &self,
        answer: impl FnOnce(&Self, View<'_>) -> Result<Response, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let desk = self.clone();
        self.work(move || {
            let record = desk.record()?;
            let answered = record
                .snapshot()
                .map_or_else(|error| Err(error.into()), |snapshot| answer(&desk, snapshot.view()));
            if let Ok(mut idle) = desk.0.idle.lock() {
                idle.push(record);
            }
            answered
        })
        .await
    }

    /// Answers with work that takes a while, beside the threads that talk to browsers.
    pub(super) async fn work(
        &self,
        answer: impl FnOnce() -> Result<Response, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let _turn = self.0.readers.acquire().await.map_err(|_| Problem::broken())?;
        let worked = tokio::task::spawn_blocking(answer).await;
        worked.unwrap_or_else(|_| Err(Problem::broken())).inspect_err(|problem| self.complain(problem))
    }

    fn record(&self) -> Result<Record, Problem> {
        let idle = self.0.idle.lock().ok().and_then(|mut idle| idle.pop());
        idle.map_or_else(|| Ok(Record::open(&self.0.path)?), Ok)
    }

    fn complain(&self, problem: &Problem) {
        if let Some(cause) = problem.cause() {
            self.staff().complain(cause);
        }
    }
}
