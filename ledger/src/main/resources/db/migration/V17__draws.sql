-- What was entered for the draw of a sale: one row an account, also of those who withdrew. They are kept, so that anybody can work out the draw again.
CREATE TABLE draw_entry (
    sale int NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    tier smallint NOT NULL,
    quantity int NOT NULL CHECK (quantity > 0),
    -- Null for whichever.
    selection text,
    -- Without it nobody can tell whose an entry is in what is published.
    blind uuid NOT NULL,
    withdrawn boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (sale, user_id)
);

-- How far a draw has come. What it promises stands in sale.ordering.
CREATE TABLE draw (
    sale int PRIMARY KEY REFERENCES sale,
    root bytea CHECK (length(root) = 32),
    entries int CHECK (entries >= 0),
    sealed_at timestamptz,
    -- Those that are known, each in UTF-8, in no order.
    secrets bytea[] NOT NULL,
    beacon text,
    beacon_previous text,
    waived boolean NOT NULL,
    drawn_at timestamptz,
    -- How many, from the first in the order, were given what they entered for, a place on the waitlist, or nothing.
    served int NOT NULL CHECK (served >= 0),
    -- Units that they were given, by tier.
    taken bigint[] NOT NULL,
    CONSTRAINT a_seal_is_whole CHECK (num_nulls(root, entries, sealed_at) IN (0, 3)),
    CONSTRAINT values_follow_the_seal CHECK (root IS NOT NULL OR (secrets = '{}' AND beacon IS NULL AND NOT waived AND drawn_at IS NULL)),
    CONSTRAINT who_is_served_was_drawn CHECK (CASE WHEN drawn_at IS NULL THEN served = 0 ELSE served <= entries END)
);

-- A seal counts what is there, and what is sealed stays.
CREATE FUNCTION keep_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM draw WHERE root IS NOT NULL AND draw.sale IN (SELECT changed.sale FROM changed)) THEN
        RAISE EXCEPTION 'entries are sealed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_entries_made AFTER INSERT ON draw_entry
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();
CREATE TRIGGER keep_entries_changed AFTER UPDATE ON draw_entry
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();
CREATE TRIGGER keep_entries_gone AFTER DELETE ON draw_entry
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();

CREATE FUNCTION keep_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.root IS NOT NULL THEN
            RAISE EXCEPTION 'the draw of sale % is sealed', OLD.sale USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.root IS NOT NULL THEN
        IF (NEW.sale, NEW.root, NEW.entries, NEW.sealed_at) IS DISTINCT FROM (OLD.sale, OLD.root, OLD.entries, OLD.sealed_at)
            OR NOT NEW.secrets @> OLD.secrets
            OR (OLD.beacon IS NOT NULL AND NEW.beacon IS DISTINCT FROM OLD.beacon)
            OR (OLD.waived AND NOT NEW.waived)
            OR (OLD.drawn_at IS NOT NULL AND (NEW.drawn_at, NEW.secrets, NEW.beacon, NEW.waived)
                IS DISTINCT FROM (OLD.drawn_at, OLD.secrets, OLD.beacon, OLD.waived))
            OR NEW.served < OLD.served THEN
            RAISE EXCEPTION 'what was told of the draw of sale % stays', NEW.sale USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.root IS NOT NULL
        AND NEW.entries <> (SELECT count(*) FROM draw_entry WHERE sale = NEW.sale AND NOT withdrawn) THEN
        RAISE EXCEPTION 'sale % has other entries than are sealed', NEW.sale USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_draw BEFORE INSERT OR UPDATE OR DELETE ON draw FOR EACH ROW EXECUTE FUNCTION keep_draw();
