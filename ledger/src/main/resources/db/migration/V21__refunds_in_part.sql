-- Some tickets of a reservation can be taken back, and what they cost returned, while it keeps the others. Of such a reservation quantity and units
-- say what it still has, so that all that counts rows goes on counting right; amount says what all that was bought cost.

ALTER TABLE reservation
    -- Tickets that were taken back while it kept others, by their numbers among those that were bought, in the order in which they were; null for none.
    ADD tickets_back int[],
    -- The unit that each of them had; -1 where it could not be told apart, or not yet.
    ADD units_back int[],
    ADD CONSTRAINT a_unit_each_that_is_back CHECK ((tickets_back IS NULL) = (units_back IS NULL)
        AND cardinality(tickets_back) = cardinality(units_back) AND cardinality(tickets_back) > 0);

ALTER TABLE ticket ADD refunded_at timestamptz;

-- What of it goes back, or is back, apart from the rest; follows the rows of charge_part by a trigger.
ALTER TABLE charge ADD in_parts bigint NOT NULL DEFAULT 0 CHECK (in_parts >= 0);

-- The key by which a provider tells an order to return a part of a charge from others.
ALTER TABLE outbox ADD part_order text COLLATE "C" UNIQUE;

-- What some tickets cost that were taken back. Parts of a charge are numbered from 1, and go back in this order.
CREATE TABLE charge_part (
    sale int NOT NULL,
    payment uuid NOT NULL,
    reference text COLLATE "C" NOT NULL,
    number int NOT NULL CHECK (number > 0),
    amount bigint NOT NULL CHECK (amount > 0),
    ordered_at timestamptz NOT NULL,
    -- Null while it is on its way.
    back_at timestamptz,
    PRIMARY KEY (sale, payment, reference, number),
    FOREIGN KEY (sale, payment, reference) REFERENCES charge
);

-- No more goes back than was taken.
CREATE FUNCTION count_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE charge SET in_parts = charge.in_parts + more.amount
    FROM (SELECT sale, payment, reference, sum(amount) AS amount FROM made GROUP BY sale, payment, reference) more
    WHERE charge.sale = more.sale AND charge.payment = more.payment AND charge.reference = more.reference;
    IF EXISTS (
        SELECT FROM made JOIN charge USING (sale, payment, reference) WHERE charge.in_parts > charge.amount)
    THEN
        RAISE EXCEPTION 'more of a charge goes back than was taken' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_parts AFTER INSERT ON charge_part
    REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION count_parts();

CREATE FUNCTION keep_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was ordered back of a charge stays, and what is back stays back' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER keep_part AFTER UPDATE ON charge_part FOR EACH ROW
    WHEN (OLD.amount <> NEW.amount OR OLD.ordered_at <> NEW.ordered_at OR (OLD.back_at IS NOT NULL AND NEW.back_at IS DISTINCT FROM OLD.back_at))
    EXECUTE FUNCTION keep_part();

-- What is not kept any more goes back: as a whole, or all of it in parts, and never both. So a program that does not know parts orders no money
-- back twice.
CREATE FUNCTION keep_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'of charge % of payment % parts go back, so the rest does, too', NEW.reference, NEW.payment
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER keep_parts AFTER UPDATE ON charge FOR EACH ROW
    WHEN (NEW.in_parts > 0 AND NEW.status <> 'KEPT' AND NEW.in_parts <> NEW.amount) EXECUTE FUNCTION keep_parts();

-- What was bought stays what was bought, and what is back of it stays back.
CREATE FUNCTION keep_tickets_back() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was int := coalesce(cardinality(OLD.tickets_back), 0);
    now int := coalesce(cardinality(NEW.tickets_back), 0);
BEGIN
    IF NEW.quantity + now <> OLD.quantity + was OR NEW.amount <> OLD.amount OR now < was
        OR (was > 0 AND (NEW.tickets_back[1:was], NEW.units_back[1:was]) IS DISTINCT FROM (OLD.tickets_back, OLD.units_back))
        -- One commit may bring a reservation from being held to being paid, and on to having nothing left.
        OR (now > was AND (OLD.status = 7 OR NEW.status NOT IN (3, 7)))
        OR now <> (SELECT count(DISTINCT back) FROM unnest(NEW.tickets_back) back WHERE back BETWEEN 1 AND NEW.quantity + now)
    THEN
        RAISE EXCEPTION 'tickets of reservation % of sale % are taken back once each, and others kept', OLD.ordinal, OLD.sale
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_tickets_back AFTER UPDATE ON reservation FOR EACH ROW
    WHEN (OLD.tickets_back IS NOT NULL OR NEW.tickets_back IS NOT NULL) EXECUTE FUNCTION keep_tickets_back();

CREATE FUNCTION keep_ticket_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ticket % was taken back', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER keep_ticket_back AFTER UPDATE ON ticket FOR EACH ROW
    WHEN (OLD.refunded_at IS NOT NULL AND NEW.status <> 'REFUNDED') EXECUTE FUNCTION keep_ticket_back();

-- What the tickets of a reservation cost that were taken back while it kept others: all cost the same, and what does not divide is in the first ones.
CREATE FUNCTION price_back(amount bigint, quantity int, tickets_back int[]) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(sum(amount / bought + CASE WHEN back <= amount % bought THEN 1 ELSE 0 END), 0)::bigint
FROM unnest(tickets_back) back, LATERAL (SELECT quantity + cardinality(tickets_back)) counted (bought) $$;
