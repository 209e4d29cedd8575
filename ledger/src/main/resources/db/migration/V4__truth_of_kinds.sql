-- What each kind of thing must never do, as constraints. Their tables follow the rows of reservation, sale and tier by
-- triggers; nobody else writes them. A reservation is live, and has its units, while it is HELD (1) or CONFIRMED (3).

CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER TABLE reservation
    ADD CONSTRAINT a_stretch_goes_forward
        CHECK (stretch IS NULL OR coalesce(lower(stretch) >= 0 AND upper(stretch) > lower(stretch), false)),
    ADD CONSTRAINT a_number_each CHECK (units IS NULL OR cardinality(units) = quantity);

-- Over how many hops a tier's capacity is spread; 0 if it is not.
ALTER TABLE tier ADD hops int NOT NULL DEFAULT 0,
    ADD CONSTRAINT whole_seats CHECK (hops >= 0 AND (hops = 0 OR capacity % hops = 0));

-- Who has a seat. Ordinal 0: the merchant, who withholds it.
CREATE TABLE seat_taken (
    sale int NOT NULL,
    seat int NOT NULL,
    ordinal bigint NOT NULL,
    PRIMARY KEY (sale, seat)
);

-- Who has a seat on which stretch of a journey.
CREATE TABLE stretch_taken (
    sale int NOT NULL,
    seat int NOT NULL,
    stretch int4range NOT NULL,
    ordinal bigint NOT NULL,
    PRIMARY KEY (sale, seat, stretch WITHOUT OVERLAPS)
);

-- Seats that are taken on a hop of a journey, whether they have numbers or not.
CREATE TABLE hop_load (
    sale int NOT NULL,
    tier smallint NOT NULL,
    hop int NOT NULL,
    capacity bigint NOT NULL,
    taken bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (sale, tier, hop),
    FOREIGN KEY (sale, tier) REFERENCES tier (sale, number) ON DELETE CASCADE,
    CONSTRAINT never_overloaded CHECK (taken BETWEEN 0 AND capacity)
) WITH (fillfactor = 50);

-- What of a red packet was grabbed. returned: what went back to its sender, once it closed.
CREATE TABLE packet (
    sale int PRIMARY KEY REFERENCES sale,
    total bigint NOT NULL,
    shares int NOT NULL CHECK (shares > 0),
    given bigint NOT NULL DEFAULT 0,
    grabbed int NOT NULL DEFAULT 0,
    returned bigint,
    CONSTRAINT never_overgiven CHECK (grabbed BETWEEN 0 AND shares AND given >= grabbed
        AND total - given >= shares - grabbed),
    CONSTRAINT all_shares_are_the_total CHECK (grabbed < shares OR given = total),
    CONSTRAINT the_rest_returns CHECK (returned = total - given)
) WITH (fillfactor = 50);

-- How much of a tier's capacity a reservation takes. Inlined by the planner.
CREATE FUNCTION tier_load(quantity int, stretch int4range) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN stretch IS NULL THEN quantity ELSE quantity * (upper(stretch) - lower(stretch)) END $$;

-- ---- reservations

DROP FUNCTION count_units;

-- Counts what a statement changed of a tier, and returns the sale's kind if that needs more than counting. rows, with_units
-- and with_stretch say of what shape the new rows are.
CREATE FUNCTION count_units(of_sale int, of_tier smallint, more_unpaid bigint, more_sold bigint, more_waiting bigint,
    rows bigint, with_units bigint, with_stretch bigint)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE of_kind text;
BEGIN
    UPDATE tier
    SET unpaid = unpaid + more_unpaid, sold = sold + more_sold, waiting = waiting + more_waiting
    WHERE sale = of_sale AND number = of_tier
    RETURNING (SELECT kind FROM sale WHERE sale.number = of_sale) INTO of_kind;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'sale % has no tier %', of_sale, of_tier USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF (of_kind = 'journey' AND with_stretch < rows) OR (of_kind <> 'journey' AND with_stretch > 0)
        OR (with_units > 0 AND of_kind IN ('counted', 'redPacket'))
    THEN
        RAISE EXCEPTION 'units or stretches that nothing % has, in sale %', of_kind, of_sale USING ERRCODE = 'check_violation';
    END IF;
    RETURN nullif(of_kind, 'counted');
END $$;

CREATE FUNCTION load_hop(of_sale int, of_tier smallint, of_hop int, more bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE hop_load SET taken = taken + more WHERE sale = of_sale AND tier = of_tier AND hop = of_hop;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'tier % of sale % has no hop %', of_tier, of_sale, of_hop USING ERRCODE = 'foreign_key_violation';
    END IF;
END $$;

CREATE FUNCTION count_shares(of_sale int, more_given bigint, more_grabbed bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE packet SET given = given + more_given, grabbed = grabbed + more_grabbed WHERE sale = of_sale;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'sale % has no packet', of_sale USING ERRCODE = 'foreign_key_violation';
    END IF;
END $$;

CREATE FUNCTION refuse_shape(of_sale int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'sale % has live reservations that its kind cannot have', of_sale USING ERRCODE = 'check_violation';
END $$;

CREATE OR REPLACE FUNCTION count_made() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted record;
    kinds text[];
BEGIN
    FOR counted IN
        SELECT sale, tier,
            coalesce(sum(tier_load(quantity, stretch)) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(tier_load(quantity, stretch)) FILTER (WHERE status = 3), 0) AS sold,
            count(*) FILTER (WHERE status = 2) AS waiting,
            count(*) AS rows, count(units) AS with_units, count(stretch) AS with_stretch
        FROM made GROUP BY sale, tier
    LOOP
        kinds := kinds || count_units(counted.sale, counted.tier, counted.unpaid, counted.sold, counted.waiting,
            counted.rows, counted.with_units, counted.with_stretch);
    END LOOP;
    IF 'seated' = ANY (kinds) THEN
        PERFORM refuse_shape(made.sale) FROM made JOIN sale ON sale.number = made.sale
        WHERE kind = 'seated' AND status IN (1, 3) AND units IS NULL;
        INSERT INTO seat_taken (sale, seat, ordinal)
        SELECT sale, unnest(units), ordinal FROM made WHERE status IN (1, 3) AND stretch IS NULL;
    END IF;
    IF 'journey' = ANY (kinds) THEN
        PERFORM load_hop(sale, tier, hop, sum(quantity))
        FROM made, generate_series(lower(stretch), upper(stretch) - 1) hop
        WHERE status IN (1, 3) GROUP BY sale, tier, hop;
        INSERT INTO stretch_taken (sale, seat, stretch, ordinal)
        SELECT sale, unnest(units), stretch, ordinal FROM made WHERE status IN (1, 3) AND stretch IS NOT NULL;
    END IF;
    IF 'redPacket' = ANY (kinds) THEN
        PERFORM refuse_shape(made.sale) FROM made JOIN sale ON sale.number = made.sale
        WHERE kind = 'redPacket' AND (status <> 3 OR quantity <> 1 OR amount < 1);
        PERFORM count_shares(made.sale, sum(amount)::bigint, count(*))
        FROM made JOIN sale ON sale.number = made.sale WHERE kind = 'redPacket' GROUP BY made.sale;
    END IF;
    RETURN NULL;
END $$;

-- What stays as it is, as the seats of a hold that is paid, is not touched; what is lost goes before what is won.
CREATE OR REPLACE FUNCTION count_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted record;
    kinds text[];
BEGIN
    FOR counted IN
        SELECT sale, tier,
            coalesce(sum(sign * tier_load(quantity, stretch)) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(sign * tier_load(quantity, stretch)) FILTER (WHERE status = 3), 0) AS sold,
            coalesce(sum(sign) FILTER (WHERE status = 2), 0) AS waiting,
            count(*) FILTER (WHERE sign = 1) AS rows,
            count(units) FILTER (WHERE sign = 1) AS with_units,
            count(stretch) FILTER (WHERE sign = 1) AS with_stretch
        FROM (
            SELECT sale, tier, status, quantity, stretch, units, -1 AS sign FROM before
            UNION ALL
            SELECT sale, tier, status, quantity, stretch, units, 1 AS sign FROM after
        ) GROUP BY sale, tier
    LOOP
        kinds := kinds || count_units(counted.sale, counted.tier, counted.unpaid, counted.sold, counted.waiting,
            counted.rows, counted.with_units, counted.with_stretch);
    END LOOP;
    IF 'seated' = ANY (kinds) THEN
        PERFORM refuse_shape(after.sale) FROM after JOIN sale ON sale.number = after.sale
        WHERE kind = 'seated' AND status IN (1, 3) AND units IS NULL;
        DELETE FROM seat_taken USING (
            SELECT sale, unnest(units) AS seat, ordinal FROM before WHERE status IN (1, 3) AND stretch IS NULL
            EXCEPT ALL
            SELECT sale, unnest(units), ordinal FROM after WHERE status IN (1, 3) AND stretch IS NULL
        ) lost
        WHERE seat_taken.sale = lost.sale AND seat_taken.seat = lost.seat AND seat_taken.ordinal = lost.ordinal;
        INSERT INTO seat_taken (sale, seat, ordinal)
        SELECT sale, unnest(units), ordinal FROM after WHERE status IN (1, 3) AND stretch IS NULL
        EXCEPT ALL
        SELECT sale, unnest(units), ordinal FROM before WHERE status IN (1, 3) AND stretch IS NULL;
    END IF;
    IF 'journey' = ANY (kinds) THEN
        PERFORM load_hop(sale, tier, hop, sum(sign * quantity))
        FROM (
            SELECT sale, tier, status, quantity, stretch, -1 AS sign FROM before
            UNION ALL
            SELECT sale, tier, status, quantity, stretch, 1 AS sign FROM after
        ), generate_series(lower(stretch), upper(stretch) - 1) hop
        WHERE status IN (1, 3) GROUP BY sale, tier, hop HAVING sum(sign * quantity) <> 0;
        DELETE FROM stretch_taken USING (
            SELECT sale, unnest(units) AS seat, stretch, ordinal FROM before WHERE status IN (1, 3) AND stretch IS NOT NULL
            EXCEPT ALL
            SELECT sale, unnest(units), stretch, ordinal FROM after WHERE status IN (1, 3) AND stretch IS NOT NULL
        ) lost
        WHERE stretch_taken.sale = lost.sale AND stretch_taken.seat = lost.seat AND stretch_taken.stretch = lost.stretch
            AND stretch_taken.ordinal = lost.ordinal;
        INSERT INTO stretch_taken (sale, seat, stretch, ordinal)
        SELECT sale, unnest(units), stretch, ordinal FROM after WHERE status IN (1, 3) AND stretch IS NOT NULL
        EXCEPT ALL
        SELECT sale, unnest(units), stretch, ordinal FROM before WHERE status IN (1, 3) AND stretch IS NOT NULL;
    END IF;
    IF 'redPacket' = ANY (kinds) THEN
        PERFORM refuse_shape(after.sale) FROM after JOIN sale ON sale.number = after.sale
        WHERE kind = 'redPacket' AND (status <> 3 OR quantity <> 1 OR amount < 1);
        PERFORM count_shares(changed.sale, sum(sign * amount)::bigint, sum(sign))
        FROM (
            SELECT sale, amount, -1 AS sign FROM before UNION ALL SELECT sale, amount, 1 AS sign FROM after
        ) changed
        JOIN sale ON sale.number = changed.sale WHERE kind = 'redPacket' GROUP BY changed.sale;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_gone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted record;
    kinds text[];
BEGIN
    FOR counted IN
        SELECT sale, tier,
            coalesce(sum(tier_load(quantity, stretch)) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(tier_load(quantity, stretch)) FILTER (WHERE status = 3), 0) AS sold,
            count(*) FILTER (WHERE status = 2) AS waiting
        FROM gone GROUP BY sale, tier
    LOOP
        kinds := kinds || count_units(counted.sale, counted.tier, -counted.unpaid, -counted.sold, -counted.waiting, 0, 0, 0);
    END LOOP;
    IF 'seated' = ANY (kinds) THEN
        DELETE FROM seat_taken USING gone
        WHERE seat_taken.sale = gone.sale AND seat_taken.ordinal = gone.ordinal AND seat = ANY (units);
    END IF;
    IF 'journey' = ANY (kinds) THEN
        PERFORM load_hop(sale, tier, hop, -sum(quantity))
        FROM gone, generate_series(lower(stretch), upper(stretch) - 1) hop
        WHERE status IN (1, 3) GROUP BY sale, tier, hop;
        DELETE FROM stretch_taken USING gone
        WHERE stretch_taken.sale = gone.sale AND stretch_taken.ordinal = gone.ordinal AND seat = ANY (units);
    END IF;
    IF 'redPacket' = ANY (kinds) THEN
        PERFORM count_shares(gone.sale, -sum(amount)::bigint, -count(*))
        FROM gone JOIN sale ON sale.number = gone.sale WHERE kind = 'redPacket' GROUP BY gone.sale;
    END IF;
    RETURN NULL;
END $$;

-- ---- what merchants configure

-- Withheld seats are taken, and a packet holds what its sale says. What is sold stays what it was once somebody has some.
CREATE FUNCTION follow_inventory() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.kind <> NEW.kind THEN
        IF EXISTS (SELECT FROM reservation WHERE sale = NEW.number) THEN
            RAISE EXCEPTION 'sale % has reservations of kind %', NEW.number, OLD.kind USING ERRCODE = 'check_violation';
        END IF;
        DELETE FROM seat_taken WHERE sale = NEW.number;
        DELETE FROM packet WHERE sale = NEW.number;
    END IF;
    IF NEW.kind = 'seated' THEN
        DELETE FROM seat_taken WHERE sale = NEW.number AND ordinal = 0
            AND NOT coalesce(NEW.inventory -> 'withheld', '[]') @> to_jsonb(seat);
        INSERT INTO seat_taken (sale, seat, ordinal)
        SELECT NEW.number, withheld::int, 0 FROM jsonb_array_elements_text(NEW.inventory -> 'withheld') withheld
        EXCEPT ALL
        SELECT sale, seat, ordinal FROM seat_taken WHERE sale = NEW.number AND ordinal = 0;
    END IF;
    IF NEW.kind = 'redPacket' THEN
        INSERT INTO packet (sale, total, shares)
        VALUES (NEW.number, (NEW.inventory ->> 'total')::bigint, (NEW.inventory ->> 'shares')::int)
        ON CONFLICT (sale) DO NOTHING;
        UPDATE packet SET total = sent.total, shares = sent.shares, returned = sent.returned
        FROM (
            SELECT (NEW.inventory ->> 'total')::bigint AS total, (NEW.inventory ->> 'shares')::int AS shares,
                (NEW.inventory ->> 'returned')::bigint AS returned
        ) sent
        WHERE sale = NEW.number AND (grabbed = 0 OR (packet.total = sent.total AND packet.shares = sent.shares
            AND (packet.returned IS NULL OR packet.returned = sent.returned)));
        IF NOT FOUND THEN
            RAISE EXCEPTION 'shares of the packet of sale % were grabbed', NEW.number USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER follow_new_inventory AFTER INSERT ON sale FOR EACH ROW
    WHEN (NEW.kind IN ('seated', 'redPacket')) EXECUTE FUNCTION follow_inventory();
CREATE TRIGGER follow_inventory AFTER UPDATE OF kind, inventory ON sale FOR EACH ROW
    WHEN (OLD.kind <> NEW.kind OR OLD.inventory <> NEW.inventory) EXECUTE FUNCTION follow_inventory();

CREATE FUNCTION follow_hops() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM hop_load WHERE sale = NEW.sale AND tier = NEW.number AND hop >= NEW.hops AND taken > 0) THEN
        RAISE EXCEPTION 'tier % of sale % has reservations on more hops', NEW.number, NEW.sale USING ERRCODE = 'check_violation';
    END IF;
    DELETE FROM hop_load WHERE sale = NEW.sale AND tier = NEW.number AND hop >= NEW.hops;
    INSERT INTO hop_load (sale, tier, hop, capacity)
    SELECT NEW.sale, NEW.number, hop, NEW.capacity / NEW.hops FROM generate_series(0, NEW.hops - 1) hop
    ON CONFLICT (sale, tier, hop) DO UPDATE SET capacity = excluded.capacity;
    RETURN NULL;
END $$;

CREATE TRIGGER follow_new_hops AFTER INSERT ON tier FOR EACH ROW
    WHEN (NEW.hops > 0) EXECUTE FUNCTION follow_hops();
CREATE TRIGGER follow_hops AFTER UPDATE OF capacity, hops ON tier FOR EACH ROW
    WHEN (OLD.hops <> NEW.hops OR (NEW.hops > 0 AND OLD.capacity <> NEW.capacity)) EXECUTE FUNCTION follow_hops();
