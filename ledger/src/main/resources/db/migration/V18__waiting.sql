-- Who waits for a sale in which place: one row of each who took a number, and of each who came in with the place that a draw gave them.
CREATE TABLE waiting (
    sale int NOT NULL,
    -- The digest of the user in this sale.
    buyer uuid NOT NULL,
    place int NOT NULL CHECK (place > 0),
    -- When they came in last, having been called.
    came_at timestamptz,
    PRIMARY KEY (sale, buyer),
    CONSTRAINT a_place_is_given_once UNIQUE (sale, place)
);

-- How far a waiting room has come.
CREATE TABLE waiting_room (
    sale int PRIMARY KEY REFERENCES sale,
    -- Up to this place everybody was called.
    serving int NOT NULL CHECK (serving >= 0),
    -- How many in a thousand of those who are called come.
    shows smallint NOT NULL CHECK (shows BETWEEN 0 AND 1000)
);
