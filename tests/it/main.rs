//! One binary of integration tests, one file a subject.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test that panics has failed, and its helpers are used by many files"
)]

mod adjudication;
mod agreement;
mod agreement_laws;
mod annotation_laws;
mod answer_flows;
mod article_html;
mod article_laws;
mod article_markdown;
mod article_plain;
mod article_view;
mod boundaries;
mod changed_flows;
mod cli_adjudicate;
mod cli_agree;
mod cli_check;
mod cli_export;
mod cli_import;
mod cli_tag;
mod cli_text;
mod cli_usage;
mod compared_flows;
mod correction_flows;
mod csv;
mod desk;
mod edit_flows;
mod flows;
mod format_files;
mod gamma_laws;
mod hostile_imports;
mod import;
mod import_whole;
mod jsonl;
mod merge_laws;
mod nasty;
mod papers;
mod picture;
mod report;
mod review_cases;
mod review_flows;
mod round_trips;
mod samples;
mod splits;
mod store_folder;
mod store_laws;
mod store_names;
mod store_open;
mod store_save;
mod store_settings;
mod store_sidecar;
mod store_tagset;
mod structure;
mod suggest;
mod support;
mod text_face;
mod text_laws;
mod window;
mod window_cards;
mod window_dialogs;
mod window_narrow;
mod window_panels;
mod window_review;
