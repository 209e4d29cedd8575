ALTER TABLE sale
    -- What it tells people beside its title and its description, as merchants write it: {"event": {…}, "goods": …}; null if nothing.
    ADD facts jsonb,
    -- How long what is offered to who waited is held; null where that follows from hold_seconds.
    ADD offer_seconds int CHECK (offer_seconds > 0);
-- Which sales show a picture.
CREATE INDEX sale_picture ON sale ((facts -> 'event' ->> 'picture')) WHERE facts -> 'event' ->> 'picture' IS NOT NULL;

-- A picture by the SHA-256 of what its merchant sent. Only what was made of its pixels is kept.
CREATE TABLE picture (
    hash text COLLATE "C" PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    width int NOT NULL CHECK (width > 0),
    height int NOT NULL CHECK (height > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- The same picture in several widths.
CREATE TABLE picture_file (
    picture text COLLATE "C" NOT NULL REFERENCES picture ON DELETE CASCADE,
    width int NOT NULL CHECK (width > 0),
    type text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (picture, width)
);
ALTER TABLE picture_file ALTER content SET STORAGE EXTERNAL;

-- Whose it is: several may have sent the same one.
CREATE TABLE picture_owner (
    picture text COLLATE "C" NOT NULL REFERENCES picture ON DELETE CASCADE,
    merchant text COLLATE "C" NOT NULL,
    -- When it was sent, or when a sale was last told to show it: it is not taken away at once after that.
    named_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (merchant, picture)
);
CREATE INDEX picture_owner_of ON picture_owner (picture);
