-- A purchase may be of several tiers, where its sale allows it. Its row stays one: tier is the lowest of them, quantity and amount are of all.

ALTER TABLE sale ADD mixed_tiers boolean NOT NULL DEFAULT false;

-- Of an order of several tiers how many units it has, or had last, of each, by the tier's number from 0: as quantity and units, without what was
-- taken back while it kept others. Null for an order of one. What was bought of each is in selection.
ALTER TABLE reservation ADD items int[];

-- Whether these are the items of such a reservation. Nobody waits for several tiers.
CREATE FUNCTION are_items(items int[], quantity int, status smallint) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(status <> 2 AND 0 <= ALL (items) AND (SELECT sum(count) FROM unnest(items) count) = quantity, false) $$;

CREATE FUNCTION refuse_items(of_sale int, of_ordinal bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'items of reservation % of sale % are not what it has, or was bought', of_ordinal, of_sale
        USING ERRCODE = 'check_violation';
END $$;

-- What the tickets of a reservation cost that were taken back while it kept others: those of several tiers each the price of its own.
CREATE FUNCTION price_back(of_sale int, amount bigint, quantity int, tickets_back int[], items int[]) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT CASE WHEN items IS NULL THEN price_back(amount, quantity, tickets_back) ELSE amount - (
    SELECT sum(count * price)::bigint
    FROM unnest(items) WITH ORDINALITY item (count, place) JOIN tier ON tier.sale = of_sale AND tier.number = place - 1)
END $$;

-- The counters follow each tier by itself. A statement without such an order is counted as it was; one that has some is counted in one go, so that
-- what is lost in a tier goes before what is won in it.

CREATE OR REPLACE FUNCTION count_made() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted record;
    kinds text[];
    several boolean := false;
BEGIN
    FOR counted IN
        SELECT sale, tier,
            coalesce(sum(tier_load(quantity, stretch)) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(tier_load(quantity, stretch)) FILTER (WHERE status = 3), 0) AS sold,
            count(*) FILTER (WHERE status = 2) AS waiting,
            count(*) AS rows, count(units) AS with_units, count(stretch) AS with_stretch,
            sum(count(items)) OVER () > 0 AS several
        FROM made GROUP BY sale, tier
    LOOP
        several := counted.several;
        EXIT WHEN several;
        kinds := kinds || count_units(counted.sale, counted.tier, counted.unpaid, counted.sold, counted.waiting,
            counted.rows, counted.with_units, counted.with_stretch);
    END LOOP;
    IF several THEN
        PERFORM refuse_items(sale, ordinal) FROM made WHERE items IS NOT NULL AND NOT are_items(items, quantity, status);
        FOR counted IN
            SELECT sale, tier,
                coalesce(sum(load) FILTER (WHERE status = 1), 0) AS unpaid,
                coalesce(sum(load) FILTER (WHERE status = 3), 0) AS sold,
                count(*) FILTER (WHERE status = 2) AS waiting,
                count(*) AS rows, count(units) AS with_units, count(stretch) AS with_stretch
            FROM (
                SELECT sale, tier, status, tier_load(quantity, stretch) AS load, units, stretch FROM made WHERE items IS NULL
                UNION ALL
                SELECT sale, (place - 1)::smallint, status, count, units, stretch
                FROM made, unnest(items) WITH ORDINALITY item (count, place) WHERE count > 0
            ) GROUP BY sale, tier
        LOOP
            kinds := kinds || count_units(counted.sale, counted.tier, counted.unpaid, counted.sold, counted.waiting,
                counted.rows, counted.with_units, counted.with_stretch);
        END LOOP;
    END IF;
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

CREATE OR REPLACE FUNCTION count_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted record;
    kinds text[];
    several boolean := false;
BEGIN
    FOR counted IN
        SELECT sale, tier,
            coalesce(sum(sign * tier_load(quantity, stretch)) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(sign * tier_load(quantity, stretch)) FILTER (WHERE status = 3), 0) AS sold,
            coalesce(sum(sign) FILTER (WHERE status = 2), 0) AS waiting,
            count(*) FILTER (WHERE sign = 1) AS rows,
            count(units) FILTER (WHERE sign = 1) AS with_units,
            count(stretch) FILTER (WHERE sign = 1) AS with_stretch,
            sum(count(items)) OVER () > 0 AS several
        FROM (
            SELECT sale, tier, status, quantity, stretch, units, items, -1 AS sign FROM before
            UNION ALL
            SELECT sale, tier, status, quantity, stretch, units, items, 1 AS sign FROM after
        ) GROUP BY sale, tier
    LOOP
        several := counted.several;
        EXIT WHEN several;
        kinds := kinds || count_units(counted.sale, counted.tier, counted.unpaid, counted.sold, counted.waiting,
            counted.rows, counted.with_units, counted.with_stretch);
    END LOOP;
    IF several THEN
        -- What was bought of each tier stays, but for what is taken back of it.
        PERFORM refuse_items(sale, ordinal) FROM after JOIN before USING (sale, ordinal)
        WHERE (after.items IS NOT NULL OR before.items IS NOT NULL) AND NOT coalesce(
            are_items(after.items, after.quantity, after.status) AND cardinality(after.items) = cardinality(before.items)
                AND NOT EXISTS (SELECT FROM unnest(before.items, after.items) item (was, now) WHERE now > was),
            false);
        FOR counted IN
            SELECT sale, tier,
                coalesce(sum(sign * load) FILTER (WHERE status = 1), 0) AS unpaid,
                coalesce(sum(sign * load) FILTER (WHERE status = 3), 0) AS sold,
                coalesce(sum(sign) FILTER (WHERE status = 2), 0) AS waiting,
                count(*) FILTER (WHERE sign = 1) AS rows,
                count(units) FILTER (WHERE sign = 1) AS with_units,
                count(stretch) FILTER (WHERE sign = 1) AS with_stretch
            FROM (
                SELECT sale, tier, status, tier_load(quantity, stretch) AS load, units, stretch, -1 AS sign FROM before
                    WHERE items IS NULL
                UNION ALL
                SELECT sale, tier, status, tier_load(quantity, stretch), units, stretch, 1 FROM after WHERE items IS NULL
                UNION ALL
                SELECT sale, (place - 1)::smallint, status, count, units, stretch, -1
                FROM before, unnest(items) WITH ORDINALITY item (count, place) WHERE count > 0
                UNION ALL
                SELECT sale, (place - 1)::smallint, status, count, units, stretch, 1
                FROM after, unnest(items) WITH ORDINALITY item (count, place) WHERE count > 0
            ) GROUP BY sale, tier
        LOOP
            kinds := kinds || count_units(counted.sale, counted.tier, counted.unpaid, counted.sold, counted.waiting,
                counted.rows, counted.with_units, counted.with_stretch);
        END LOOP;
    END IF;
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
            coalesce(sum(load) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(load) FILTER (WHERE status = 3), 0) AS sold,
            count(*) FILTER (WHERE status = 2) AS waiting
        FROM (
            SELECT sale, tier, status, tier_load(quantity, stretch) AS load FROM gone WHERE items IS NULL
            UNION ALL
            SELECT sale, (place - 1)::smallint, status, count
            FROM gone, unnest(items) WITH ORDINALITY item (count, place)
        ) GROUP BY sale, tier
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
