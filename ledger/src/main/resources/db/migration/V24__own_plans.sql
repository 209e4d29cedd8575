-- Which halls a merchant has stored, to find them again. The halls themselves are shared by all who stored the same.
CREATE TABLE own_plan (
    merchant text COLLATE "C" NOT NULL,
    plan text COLLATE "C" NOT NULL REFERENCES plan,
    -- Grows; what is stored again is the newest.
    number bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    seats int NOT NULL CHECK (seats > 0),
    tiers text[] NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (merchant, plan)
);

CREATE UNIQUE INDEX own_plan_newest ON own_plan (merchant, number);
