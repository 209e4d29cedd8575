-- What a process counted of a sale in a minute, by names of its own: the record of a sale, for people who look at it. Nothing is decided by it.
CREATE TABLE sale_minute (
    sale int NOT NULL,
    -- Since 1970.
    minute int NOT NULL,
    node int NOT NULL,
    counts jsonb NOT NULL,
    -- How the sale was when the minute was over, as far as that process knew.
    state jsonb NOT NULL,
    PRIMARY KEY (sale, minute, node)
);
CREATE INDEX sale_minute_by_time ON sale_minute (minute);

-- What a process that is there has counted of a sale so far, for the others; of no use once it is gone, and so not worth a place in the log.
CREATE UNLOGGED TABLE sale_pulse (
    sale int NOT NULL,
    node int NOT NULL,
    told_at timestamptz NOT NULL,
    counts jsonb NOT NULL,
    -- Of the counts, what is in minutes already.
    kept jsonb NOT NULL,
    state jsonb NOT NULL,
    PRIMARY KEY (sale, node)
);
