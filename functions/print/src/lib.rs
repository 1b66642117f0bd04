//! What leaves the system on paper.

pub use {typst as _, typst_layout as _, typst_pdf as _};
