-- Kinds of scarce things beside the counted ones.

-- What sales have in common: the seats of a hall, a train and its stops. Never changed.
CREATE TABLE plan (
    version text COLLATE "C" PRIMARY KEY CHECK (version ~ '^[0-9a-f]{64}$'),
    kind text NOT NULL,
    document jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE sale
    ADD kind text NOT NULL DEFAULT 'counted' CHECK (kind IN ('counted', 'seated', 'journey', 'redPacket')),
    ADD inventory jsonb NOT NULL DEFAULT '{}',
    ADD plan text COLLATE "C" REFERENCES plan;

-- selection: which units were asked for; stretch: from stop to stop; units: which it has or had last, by number.
ALTER TABLE reservation
    ADD selection text COLLATE "C",
    ADD stretch int4range,
    ADD units int[];
