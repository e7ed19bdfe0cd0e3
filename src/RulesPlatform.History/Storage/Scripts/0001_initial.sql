-- Version 1 of rulesplatform.db. Times are Unix milliseconds, UTC, unless a name says otherwise. Booleans are 0 and 1.
-- A script, once released, is never edited: the next change is the next script.

-- What a series is. Ids are dense, given once and never reused.
CREATE TABLE series (
    id      INTEGER PRIMARY KEY,
    metric  TEXT NOT NULL,
    labels  TEXT NOT NULL            -- JSON object, names sorted
) STRICT;
CREATE INDEX series_by_metric ON series (metric);

-- Where rows of samples come from: a job's target, or the signals kept by a judgement.
CREATE TABLE streams (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,           -- samples | signals
    job     TEXT NOT NULL,
    target  TEXT NOT NULL,           -- empty for pushed batches and signals
    UNIQUE (kind, job, target)
) STRICT;

-- Which streams carry a series: nearly always one.
CREATE TABLE series_streams (
    series_id  INTEGER NOT NULL,
    stream_id  INTEGER NOT NULL,
    PRIMARY KEY (series_id, stream_id)
) STRICT, WITHOUT ROWID;

-- Lists of series ids in column order, shared by journal rows and chunks.
CREATE TABLE layouts (
    id             INTEGER PRIMARY KEY,
    stream_id      INTEGER NOT NULL,
    last_sequence  INTEGER,          -- of the newest chunk that uses it; null while only the journal does
    body           BLOB NOT NULL     -- the program's own form
) STRICT;

-- The one sequenced log: every input of the cycle.
CREATE TABLE journal (
    sequence   INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,        -- batch | judgement | ruleset | deadline | command | receipt
    slot       INTEGER NOT NULL,     -- the slot, or the instant of what has none
    decisions  INTEGER NOT NULL,     -- how many decisions it led to when it was live
    body       ANY NOT NULL          -- JSON text; for a batch a BLOB: job, targets and layouts in the program's own form
) STRICT;

-- Columns of batches that are not all in chunks yet, and of the signals kept with an entry. Apart from the journal, so that
-- what is freed here leaves whole pages and the journal's rows stay short and close together.
CREATE TABLE unsealed_samples (
    sequence  INTEGER PRIMARY KEY,   -- of the journal
    body      BLOB NOT NULL
) STRICT;
CREATE TABLE unsealed_signals (
    sequence  INTEGER PRIMARY KEY,
    body      BLOB NOT NULL
) STRICT;

-- Sealed samples: some rows of one stream, column by column.
CREATE TABLE chunks (
    id              INTEGER PRIMARY KEY,
    stream_id       INTEGER NOT NULL,
    first_sequence  INTEGER NOT NULL,
    last_sequence   INTEGER NOT NULL,
    min_time        INTEGER NOT NULL,
    max_time        INTEGER NOT NULL,
    samples         INTEGER NOT NULL, -- how many
    header          BLOB NOT NULL,
    body            BLOB NOT NULL
) STRICT;
CREATE INDEX chunks_by_sequence ON chunks (stream_id, last_sequence);
CREATE INDEX chunks_by_time ON chunks (stream_id, max_time, min_time);
CREATE INDEX chunks_by_age ON chunks (max_time);

-- A day of a stream folded to steps of 5 min or 1 h: one row for each of min, max, sum and count, a column for each series.
-- Where every step has one sample, max and sum repeat min and are left out.
CREATE TABLE rollups (
    id             INTEGER PRIMARY KEY,
    stream_id      INTEGER NOT NULL,
    step           INTEGER NOT NULL,  -- ms
    day            INTEGER NOT NULL,  -- its first instant, UTC
    part           INTEGER NOT NULL,  -- large targets are cut into parts of some thousand series
    fold           TEXT NOT NULL,     -- min | max | sum | count
    through_chunk  INTEGER NOT NULL,  -- the newest chunk that is in it
    layout_id      INTEGER NOT NULL,
    header         BLOB NOT NULL,
    body           BLOB NOT NULL,
    UNIQUE (stream_id, step, day, part, fold)
) STRICT;
CREATE INDEX rollups_by_age ON rollups (step, day);
CREATE INDEX rollups_by_layout ON rollups (layout_id);

-- One line a collected batch.
CREATE TABLE job_runs (
    sequence   INTEGER PRIMARY KEY,
    job        TEXT NOT NULL,
    slot       INTEGER NOT NULL,
    targets    INTEGER NOT NULL,
    up         INTEGER NOT NULL,
    samples    INTEGER NOT NULL,
    late       INTEGER NOT NULL,
    slowest_ms REAL NOT NULL
) STRICT;

-- How each target answered last.
CREATE TABLE targets (
    job          TEXT NOT NULL,
    target       TEXT NOT NULL,
    up           INTEGER NOT NULL,
    reason       TEXT,               -- why it is down; null when up
    slot         INTEGER NOT NULL,   -- of the last answer
    received_at  INTEGER NOT NULL,
    duration_ms  REAL NOT NULL,
    samples      INTEGER NOT NULL,
    since        INTEGER NOT NULL,   -- slot at which it last went up or down
    PRIMARY KEY (job, target)
) STRICT, WITHOUT ROWID;

-- Slots in a row that a target failed, for one reason.
CREATE TABLE target_failures (
    id          INTEGER PRIMARY KEY,
    job         TEXT NOT NULL,
    target      TEXT NOT NULL,
    first_slot  INTEGER NOT NULL,
    last_slot   INTEGER NOT NULL,
    failures    INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    is_open     INTEGER NOT NULL     -- 0 once the target answered or failed otherwise
) STRICT;
CREATE INDEX target_failures_by_target ON target_failures (job, target, is_open);
CREATE INDEX target_failures_by_age ON target_failures (last_slot);

-- The decision log, and the feed.
CREATE TABLE decisions (
    sequence          INTEGER PRIMARY KEY,
    journal_sequence  INTEGER NOT NULL,
    slot              INTEGER NOT NULL,
    kind              TEXT NOT NULL,
    subject           TEXT NOT NULL,
    json              TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_slot ON decisions (slot);

-- Every step of every alert, with what it was decided from.
CREATE TABLE alert_changes (
    id                INTEGER PRIMARY KEY,
    journal_sequence  INTEGER NOT NULL,
    fingerprint       TEXT NOT NULL,
    rule              TEXT NOT NULL,
    alert_labels      TEXT NOT NULL,  -- JSON: the signal's labels, which with the rule are the alert's identity
    slot              INTEGER NOT NULL,
    from_state        TEXT NOT NULL,
    to_state          TEXT NOT NULL,
    reason            TEXT NOT NULL,
    incarnation       INTEGER NOT NULL, -- first breached slot of the episode
    transition        INTEGER NOT NULL,
    mode              TEXT NOT NULL,
    unsent            TEXT,           -- why it is not to be sent; null when it may be
    name              TEXT NOT NULL,
    severity          TEXT NOT NULL,
    owner             TEXT NOT NULL,
    labels            TEXT NOT NULL,  -- JSON: the signal's and the rule's
    signal            TEXT NOT NULL,
    value             REAL,           -- null for NaN
    unit              TEXT NOT NULL,
    annotations       TEXT NOT NULL,  -- JSON
    evidence          TEXT NOT NULL   -- JSON
) STRICT;
CREATE INDEX alert_changes_by_alert ON alert_changes (fingerprint, slot);
CREATE INDEX alert_changes_by_rule ON alert_changes (rule, slot);
CREATE INDEX alert_changes_by_slot ON alert_changes (slot);

-- Alerts that are pending, firing or recovering now.
CREATE TABLE alerts (
    fingerprint   TEXT PRIMARY KEY,
    change_id     INTEGER NOT NULL,  -- the newest of alert_changes
    rule          TEXT NOT NULL,
    name          TEXT NOT NULL,
    severity      TEXT NOT NULL,
    state         TEXT NOT NULL,
    since         INTEGER NOT NULL,  -- slot of the newest change
    active_since  INTEGER NOT NULL,  -- first breached slot
    labels        TEXT NOT NULL,
    value         REAL
) STRICT, WITHOUT ROWID;

-- The outbox, and what became of it.
CREATE TABLE notifications (
    id                INTEGER PRIMARY KEY,
    dedup_key         TEXT NOT NULL,
    receiver          TEXT NOT NULL,
    journal_sequence  INTEGER NOT NULL,
    route             TEXT NOT NULL,
    cause             TEXT NOT NULL,
    group_key         TEXT NOT NULL,
    due_at            INTEGER NOT NULL,
    state             TEXT NOT NULL,   -- queued | delivered | dead
    attempts          INTEGER NOT NULL DEFAULT 0,
    detail            TEXT,            -- of the last attempt
    next_at           INTEGER,         -- when it is tried again
    settled_at        INTEGER,
    body              TEXT NOT NULL,   -- JSON
    UNIQUE (dedup_key, receiver)
) STRICT;
CREATE INDEX notifications_queued ON notifications (id) WHERE state = 'queued';
CREATE INDEX notifications_by_due ON notifications (due_at);

CREATE TABLE receipts (
    journal_sequence  INTEGER PRIMARY KEY,
    dedup_key         TEXT NOT NULL,
    receiver          TEXT NOT NULL,
    outcome           TEXT NOT NULL,   -- Delivered | Retry (given up) | Rejected
    detail            TEXT NOT NULL,
    attachment        TEXT,
    attempts          INTEGER NOT NULL,
    at                INTEGER NOT NULL
) STRICT;
CREATE INDEX receipts_by_key ON receipts (dedup_key, receiver);

CREATE TABLE silences (
    id                TEXT PRIMARY KEY, -- s1, s2, …
    journal_sequence  INTEGER NOT NULL,
    matchers          TEXT NOT NULL,    -- JSON array of {name, text}, text as rule files write it
    starts_at         INTEGER NOT NULL,
    ends_at           INTEGER NOT NULL, -- brought forward when it is expired by hand
    author            TEXT NOT NULL,
    comment           TEXT NOT NULL,
    expired_by        TEXT              -- who ended it early
) STRICT;

CREATE TABLE acknowledgements (
    journal_sequence  INTEGER PRIMARY KEY,
    fingerprint       TEXT NOT NULL,
    author            TEXT NOT NULL,
    comment           TEXT NOT NULL,
    is_noise          INTEGER NOT NULL, -- 1 labels the alert a false alarm
    at                INTEGER NOT NULL
) STRICT;
CREATE INDEX acknowledgements_by_alert ON acknowledgements (fingerprint);

-- Generations of the rules folder, with their text.
CREATE TABLE rule_sets (
    revision  TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    version   TEXT NOT NULL,
    saved_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE rule_files (
    revision  TEXT NOT NULL,
    position  INTEGER NOT NULL,
    path      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    version   TEXT NOT NULL,
    sha256    TEXT NOT NULL,           -- as the rule set has it
    text_id   TEXT NOT NULL,           -- of rule_texts
    PRIMARY KEY (revision, position)
) STRICT, WITHOUT ROWID;

-- Texts of rule files, each once, however many generations hold it.
CREATE TABLE rule_texts (
    id       TEXT PRIMARY KEY,         -- SHA-256 of the bytes
    content  BLOB NOT NULL             -- zstd
) STRICT;

-- The cycle's whole state after a journal entry; the newest two.
CREATE TABLE checkpoints (
    through   INTEGER PRIMARY KEY,
    format    INTEGER NOT NULL,
    revision  TEXT NOT NULL,
    sha256    TEXT NOT NULL,           -- of the state before compression
    state     BLOB NOT NULL            -- zstd
) STRICT;
