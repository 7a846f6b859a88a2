# The developer's commands; `just` lists them.

default:
    @just --list

# Does it compile, and is it tidy?
check:
    cargo fmt --check
    cargo clippy --all-targets

# All tests, or those whose name holds FILTER.
test *FILTER:
    cargo test {{FILTER}}

# The laws with many more cases than the ordinary run.
laws CASES='5000':
    PROPTEST_CASES={{CASES}} cargo test --release laws

# Look through changed snapshots and take or leave each (needs cargo-insta).
snap:
    cargo insta review

# The window on the samples, without the release program's long link.
run *PATHS='samples':
    cargo run --profile fast -- {{PATHS}}

# The pictures of the README, drawn without a display; the tests compare with them.
screenshot:
    UPDATE_SNAPSHOTS=1 cargo test --test it the_window_looks

# How fast, against the budgets.
bench *FILTER:
    cargo bench {{FILTER}}

# The release program in a real window, under Xvfb.
window:
    cargo build --release
    python3 .ci/window.py target/release/copydesk samples

# Whether the programs of others read our exports as we mean them.
readers PYTHON='target/readers/bin/python':
    [ -x {{PYTHON}} ] || (python3 -m venv target/readers && target/readers/bin/pip install -q -r tests/readers/requirements.txt)
    cargo build
    {{PYTHON}} tests/readers/check.py target/debug/copydesk samples

# The export as a stage of Spark, under a local PySpark (needs Java: `apt-get install default-jre-headless`).
spark PYTHON='target/spark/bin/python':
    [ -x {{PYTHON}} ] || (python3 -m venv target/spark && target/spark/bin/pip install -q pyspark)
    cargo build
    {{PYTHON}} tests/readers/spark.py target/debug/copydesk samples

# All that the machine checks.
ci:
    .ci/run
