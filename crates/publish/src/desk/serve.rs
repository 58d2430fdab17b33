//! Listening: on this machine alone, until somebody stops it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use tokio::net::TcpListener;

use super::router::app;
use super::staff::Staff;
use super::state::Desk;

/// Serves the record at `path` on a port of this machine, any free one for 0, until Ctrl-C. `listening` is called with the address
/// as soon as browsers can come.
pub fn serve(
    path: PathBuf,
    staff: Box<dyn Staff>,
    port: u16,
    listening: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let desk = Desk::new(path, staff, token()?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        listening(address);
        let stopped = async {
            // Where nobody can press it, nobody has.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        axum::serve(listener, app(desk, address.port())).with_graceful_shutdown(stopped).await
    })
}

/// A secret that nobody can guess.
fn token() -> io::Result<String> {
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("the system has no random numbers"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
