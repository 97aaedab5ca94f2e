//! Tests the runtime in the way that generated code and users use it, with servers on loopback.

mod bodies;
mod budget;
mod budget_numbers;
mod deadline;
mod diagnosis;
mod downloads;
mod errors;
mod extremes;
mod given_up;
mod hostile;
mod lists;
mod multipart;
mod open_tenant;
mod paging;
mod part_files;
mod raw_calls;
mod redirects;
mod retry;
mod support;
mod surroundings;
mod transport;
mod uploads;
mod waiting;
mod wire;
