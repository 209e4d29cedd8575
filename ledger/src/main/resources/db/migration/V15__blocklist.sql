-- Who may not buy: users, and ranges of addresses.
CREATE TABLE blocklist (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- One of these two.
    subject text,
    addresses cidr,
    -- Whether it only counts where a sale looks closely.
    suspect boolean NOT NULL,
    reason text NOT NULL,
    until timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT blocklist_is_of_one CHECK (num_nonnulls(subject, addresses) = 1)
);
CREATE UNIQUE INDEX blocklist_subject ON blocklist (subject) WHERE subject IS NOT NULL;
CREATE UNIQUE INDEX blocklist_addresses ON blocklist (addresses) WHERE addresses IS NOT NULL;

-- What gateways look at, several times a second. Whoever changes the list waits here for one another, so whoever reads a version sees all
-- that was changed up to it.
CREATE TABLE blocklist_version (version bigint NOT NULL);
CREATE UNIQUE INDEX blocklist_version_is_one ON blocklist_version ((true));
INSERT INTO blocklist_version VALUES (1);

CREATE FUNCTION blocklist_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE blocklist_version SET version = version + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER blocklist_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blocklist
    FOR EACH STATEMENT EXECUTE FUNCTION blocklist_changes();
