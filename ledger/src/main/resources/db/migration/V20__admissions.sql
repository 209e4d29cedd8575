-- A ticket that was used at the entrance: once, at however many doors it is shown at the same time.
CREATE TABLE admission (
    ticket uuid PRIMARY KEY,
    sale int NOT NULL,
    -- By the clock of whoever let them in, never later than it was written down.
    admitted_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL CHECK (recorded_at >= admitted_at),
    gate text NOT NULL,
    -- What the door calls it: the same again is this one.
    scan text NOT NULL,
    admitted_by text NOT NULL,
    by_key text,
    -- The door did without the server.
    offline boolean NOT NULL
);
CREATE INDEX admission_of_sale ON admission (sale);

-- Somebody whom a door let in that could not know better, by a ticket that another had used, or that was refunded.
CREATE TABLE admission_conflict (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sale int NOT NULL,
    ticket uuid NOT NULL,
    refunded boolean NOT NULL,
    admitted_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    gate text NOT NULL,
    scan text NOT NULL,
    admitted_by text NOT NULL,
    by_key text,
    CONSTRAINT a_scan_is_told_once UNIQUE (ticket, scan)
);
CREATE INDEX admission_conflict_of_sale ON admission_conflict (sale, number);

-- By what tickets were ever signed, so that those that are out can be checked when others sign. Public.
CREATE TABLE ticket_key (
    public_key bytea PRIMARY KEY CHECK (length(public_key) = 32),
    kept_at timestamptz NOT NULL
);
