-- Which process writes a sale, and until when nobody takes that from it. A process is a number here, of which it holds the advisory lock in a
-- session of its own: that breaks when it dies. Where it hangs, or is cut off, its time runs out.
CREATE TABLE process (
    number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Where it runs, and as which process since when, so that the next one there sees that it is gone.
    machine text NOT NULL,
    pid bigint NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    lease_until timestamptz NOT NULL,
    -- How often others took sales that were its.
    robbed bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- decided_at: the latest time at which its writer decided anything, below which no later one's clock begins.
ALTER TABLE writer
    ADD owner int,
    ADD decided_at timestamptz;

-- The classes of advisory locks are shared by all who use this database.
CREATE FUNCTION living_processes() RETURNS SETOF int LANGUAGE sql STABLE AS $$
    SELECT process.number FROM process
    WHERE lease_until >= clock_timestamp()
        AND (EXISTS (
                SELECT FROM pg_locks
                WHERE locktype = 'advisory' AND classid = 1936485731 AND objid = process.number AND objsubid = 2 AND granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
            -- A restart of this server ended all sessions. Whoever lives comes back soon.
            OR (seen_at <= pg_postmaster_start_time() AND seen_at + (lease_until - seen_at) / 2 >= clock_timestamp()))
$$;
