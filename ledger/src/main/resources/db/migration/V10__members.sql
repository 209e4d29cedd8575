-- Which processes there are, for one another: what they do, what they are called, where they answer, and what their sales cost them.
ALTER TABLE process
    -- Of the enum Role. A process of a version that did not say does everything.
    ADD roles text[] NOT NULL DEFAULT '{GATEWAY,TICKET,ADMIN}',
    ADD name text NOT NULL DEFAULT '',
    ADD address text NOT NULL DEFAULT '',
    ADD load bigint NOT NULL DEFAULT 0,
    -- Sales that others handed to it, and that it has not heard of yet.
    ADD given int[] NOT NULL DEFAULT '{}',
    -- The last word of the application_name of its sessions; whoever takes its sales ends what it left under way.
    ADD run text NOT NULL DEFAULT '',
    -- When the server started that heard of it last: another one than this has not seen its session yet.
    ADD server timestamptz;

-- nonce: random, of one claim. A server that lost a claim hands out its epoch a second time, but not its nonce.
-- commits: how many there were. A server that lost some has fewer than their writer knows of.
ALTER TABLE writer
    ADD nonce bigint NOT NULL DEFAULT 0,
    ADD commits bigint NOT NULL DEFAULT 0;

CREATE OR REPLACE FUNCTION living_processes() RETURNS SETOF int LANGUAGE sql STABLE AS $$
    WITH connected AS MATERIALIZED (
        SELECT objid FROM pg_locks
        WHERE locktype = 'advisory' AND classid = 1936485731 AND objsubid = 2 AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
    SELECT process.number FROM process
    WHERE lease_until >= clock_timestamp()
        AND (process.number::oid IN (SELECT objid FROM connected)
            -- After a restart, or a failover, all sessions have ended. Whoever lives comes back soon.
            OR (CASE WHEN server IS NULL THEN seen_at <= pg_postmaster_start_time() ELSE server <> pg_postmaster_start_time() END
                AND seen_at + (lease_until - seen_at) / 2 >= clock_timestamp()))
$$;
