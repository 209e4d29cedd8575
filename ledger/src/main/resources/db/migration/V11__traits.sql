-- What a process says of itself, so that those that do not get on with one another are noticed.
ALTER TABLE process
    -- Of the program; empty of one that did not say.
    ADD release text NOT NULL DEFAULT '',
    -- The newest version of what travels between processes that it reads, and the one that it writes.
    ADD reads int NOT NULL DEFAULT 1,
    ADD writes int NOT NULL DEFAULT 1,
    -- What all have to share, each as its name, = and a fingerprint.
    ADD keys text[] NOT NULL DEFAULT '{}',
    -- The newest migration that it knows.
    ADD knows int NOT NULL DEFAULT 10;

-- Which programs may use these tables: those that know this migration. A newer one that adds leaves it as it is.
CREATE TABLE schema_floor (version int NOT NULL);
CREATE UNIQUE INDEX schema_floor_is_one ON schema_floor ((true));
INSERT INTO schema_floor VALUES (10);

-- To be called first by a migration with which programs that do not know it cannot work: it fails while one of them runs.
CREATE FUNCTION raise_schema_floor(needed int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    older text;
BEGIN
    SELECT string_agg(format('%s (number %s)', coalesce(nullif(name, ''), machine || ':' || pid), number), ', ' ORDER BY number)
        INTO older
    FROM process WHERE knows < needed AND number IN (SELECT living_processes());
    IF older IS NOT NULL THEN
        RAISE EXCEPTION 'processes run that do not know migration %, and cannot work with it: %; stop them first', needed, older
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    UPDATE schema_floor SET version = needed;
END $$;
