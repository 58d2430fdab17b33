//! The desk, asked as a browser or a program would: every page and its twin, and whatever should get nobody anywhere.

mod answers;
mod guarded;
mod hostile;
mod house;
