-- Who may buy in a sale that is for some: people, by the SHA-256 of what their tokens call them, on lists that the sale's guards name.
CREATE TABLE eligible (
    sale int NOT NULL,
    list text COLLATE "C" NOT NULL,
    person bytea NOT NULL CHECK (length(person) = 32),
    PRIMARY KEY (sale, list, person)
);

-- Codes that let people in, by a keyed hash of theirs: who reads this table can use none.
CREATE TABLE code (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sale int NOT NULL,
    digest bytea NOT NULL CHECK (length(digest) = 32),
    uses int NOT NULL CHECK (uses > 0),
    used int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CONSTRAINT code_is_used_as_often_as_it_may CHECK (used BETWEEN 0 AND uses),
    CONSTRAINT code_is_one_of_its_sale UNIQUE (sale, digest)
);
CREATE INDEX code_of_sale ON code (sale, number);

-- Who came in by which: one code a person and sale.
CREATE TABLE code_use (
    sale int NOT NULL,
    person bytea NOT NULL CHECK (length(person) = 32),
    code bigint NOT NULL REFERENCES code,
    used_at timestamptz NOT NULL,
    PRIMARY KEY (sale, person)
);
