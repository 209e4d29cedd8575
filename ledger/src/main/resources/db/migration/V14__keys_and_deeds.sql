-- By which machines ask. Only who has a key's text can use it: here is its SHA-256, of 256 random bits.
CREATE TABLE api_key (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    digest bytea NOT NULL CHECK (length(digest) = 32),
    name text NOT NULL,
    owner text NOT NULL,
    operator boolean NOT NULL,
    -- Of the enum Scope.
    scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    used_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
);
CREATE INDEX api_key_of_owner ON api_key (owner, number);

-- Moves with every key that is made or revoked, in the same transaction: whoever sees a version sees all that led to it.
CREATE TABLE api_key_version (version bigint NOT NULL);
CREATE UNIQUE INDEX api_key_version_is_one ON api_key_version ((true));
INSERT INTO api_key_version VALUES (0);

-- Who did what: a row before it is done, with what came of it once that is known.
CREATE TABLE deed (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    -- The id of the key that was used; a key may be forgotten before what was done with it.
    key text,
    roles text[] NOT NULL,
    act text NOT NULL,
    sale text,
    details text[] NOT NULL,
    address text NOT NULL,
    request text NOT NULL,
    ended_at timestamptz,
    status smallint,
    code text,
    made text,
    CONSTRAINT a_result_has_its_time CHECK ((ended_at IS NULL) = (status IS NULL))
);
CREATE INDEX deed_at ON deed (at);
CREATE INDEX deed_of_sale ON deed (sale, number) WHERE sale IS NOT NULL;
CREATE INDEX deed_of_subject ON deed (subject, number);
