-- What was decided. Money is in minor units of the sale's currency, time is UTC.

CREATE TABLE sale (
    number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY CHECK (number <= 4194303),
    id text COLLATE "C" NOT NULL UNIQUE,
    title text NOT NULL,
    description text NOT NULL,
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL CHECK (closes_at > opens_at),
    mode text NOT NULL,
    limit_per_user int NOT NULL CHECK (limit_per_user > 0),
    -- The limit can be lowered below what a buyer has already.
    highest_limit_per_user int NOT NULL CHECK (highest_limit_per_user >= limit_per_user),
    hold_seconds int NOT NULL,
    take_stock text NOT NULL CHECK (take_stock IN ('HOLD', 'ORDER', 'PAYMENT')),
    overbook_percent int NOT NULL,
    waitlist_capacity int NOT NULL,
    currency text NOT NULL,
    paused boolean NOT NULL DEFAULT false,
    closed boolean NOT NULL DEFAULT false,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- A sale's one writer, apart from the sale because every commit changes it: it checks the epoch and moves the position of the
-- queue.
CREATE TABLE writer (
    sale int PRIMARY KEY REFERENCES sale,
    epoch bigint NOT NULL DEFAULT 0,
    position text NOT NULL DEFAULT ''
) WITH (fillfactor = 50);

-- unpaid, sold and waiting follow the rows of reservation by its triggers; nobody else writes them.
CREATE TABLE tier (
    sale int NOT NULL REFERENCES sale,
    number smallint NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    price bigint NOT NULL CHECK (price >= 0),
    capacity bigint NOT NULL,
    -- False where stock is taken at payment: reserved units are then not taken from the stock.
    takes_at_hold boolean NOT NULL,
    unpaid bigint NOT NULL DEFAULT 0,
    held bigint NOT NULL GENERATED ALWAYS AS (CASE WHEN takes_at_hold THEN unpaid ELSE 0 END) STORED,
    sold bigint NOT NULL DEFAULT 0,
    withheld bigint NOT NULL DEFAULT 0,
    -- Entries on the waitlist.
    waiting int NOT NULL DEFAULT 0,
    PRIMARY KEY (sale, number),
    UNIQUE (sale, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT never_oversold CHECK (held >= 0 AND sold >= 0 AND withheld >= 0 AND unpaid >= 0 AND waiting >= 0
        AND held + sold + withheld <= capacity)
) WITH (fillfactor = 50);

-- status: 1 HELD, 2 WAITLISTED, 3 CONFIRMED, 4 EXPIRED, 5 CANCELLED, 6 REJECTED, 7 REFUNDED. Above 2 it is settled.
-- The key grows with every row, so that a rush appends to the index. Rows by id and by user are asked for only once they
-- are settled; until then the sale's writer knows them.
CREATE TABLE reservation (
    sale int NOT NULL,
    ordinal bigint NOT NULL CHECK (ordinal > 0),
    id uuid NOT NULL,
    tier smallint NOT NULL,
    status smallint NOT NULL CHECK (status BETWEEN 1 AND 7),
    quantity int NOT NULL CHECK (quantity > 0),
    amount bigint NOT NULL CHECK (amount >= 0),
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    user_id text COLLATE "C" NOT NULL,
    reason text,
    PRIMARY KEY (sale, ordinal)
);
CREATE UNIQUE INDEX reservation_settled_id ON reservation (id) WHERE status > 2;
CREATE INDEX reservation_settled_user ON reservation (user_id, created_at, id) WHERE status > 2;

CREATE FUNCTION count_units(of_sale int, of_tier smallint, more_unpaid bigint, more_sold bigint, more_waiting bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tier
    SET unpaid = unpaid + more_unpaid, sold = sold + more_sold, waiting = waiting + more_waiting
    WHERE sale = of_sale AND number = of_tier;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'sale % has no tier %', of_sale, of_tier USING ERRCODE = 'foreign_key_violation';
    END IF;
END $$;

CREATE FUNCTION count_made() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE units record;
BEGIN
    FOR units IN
        SELECT sale, tier,
            coalesce(sum(quantity) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(quantity) FILTER (WHERE status = 3), 0) AS sold,
            count(*) FILTER (WHERE status = 2) AS waiting
        FROM made GROUP BY sale, tier
    LOOP
        PERFORM count_units(units.sale, units.tier, units.unpaid, units.sold, units.waiting);
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION count_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE units record;
BEGIN
    FOR units IN
        SELECT sale, tier,
            coalesce(sum(sign * quantity) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(sign * quantity) FILTER (WHERE status = 3), 0) AS sold,
            coalesce(sum(sign) FILTER (WHERE status = 2), 0) AS waiting
        FROM (
            SELECT sale, tier, status, quantity, -1 AS sign FROM before
            UNION ALL
            SELECT sale, tier, status, quantity, 1 AS sign FROM after
        ) GROUP BY sale, tier
    LOOP
        PERFORM count_units(units.sale, units.tier, units.unpaid, units.sold, units.waiting);
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION count_gone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE units record;
BEGIN
    FOR units IN
        SELECT sale, tier,
            coalesce(sum(quantity) FILTER (WHERE status = 1), 0) AS unpaid,
            coalesce(sum(quantity) FILTER (WHERE status = 3), 0) AS sold,
            count(*) FILTER (WHERE status = 2) AS waiting
        FROM gone GROUP BY sale, tier
    LOOP
        PERFORM count_units(units.sale, units.tier, -units.unpaid, -units.sold, -units.waiting);
    END LOOP;
    RETURN NULL;
END $$;

CREATE TRIGGER count_made AFTER INSERT ON reservation
    REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION count_made();
CREATE TRIGGER count_moved AFTER UPDATE ON reservation
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_moved();
CREATE TRIGGER count_gone AFTER DELETE ON reservation
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_gone();

-- Without this, deleting a tier and inserting it again would forget what was sold of it.
CREATE FUNCTION keep_tier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tier % of sale % has reservations', OLD.number, OLD.sale USING ERRCODE = 'foreign_key_violation';
END $$;
CREATE TRIGGER keep_tier BEFORE DELETE ON tier FOR EACH ROW
    WHEN (OLD.unpaid + OLD.sold + OLD.waiting > 0) EXECUTE FUNCTION keep_tier();

-- One row a unit from its confirmation on.
CREATE TABLE ticket (
    id uuid PRIMARY KEY,
    sale int NOT NULL,
    tier smallint NOT NULL,
    reservation uuid NOT NULL,
    index int NOT NULL CHECK (index > 0),
    user_id text COLLATE "C" NOT NULL,
    status text NOT NULL CHECK (status IN ('VALID', 'REFUNDED')),
    issued_at timestamptz NOT NULL,
    UNIQUE (sale, reservation, index)
);
CREATE INDEX ticket_user ON ticket (user_id, issued_at, id);

CREATE TABLE payment (
    id uuid PRIMARY KEY,
    sale int NOT NULL,
    reservation uuid NOT NULL,
    attempt int NOT NULL CHECK (attempt > 0),
    provider text NOT NULL,
    amount bigint NOT NULL CHECK (amount >= 0),
    currency text NOT NULL,
    status text NOT NULL CHECK (status IN ('PENDING', 'PAID', 'DECLINED', 'REFUND_DUE', 'REFUNDED')),
    provider_reference text,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    UNIQUE (sale, reservation, attempt)
);
-- No reservation takes money twice.
CREATE UNIQUE INDEX payment_paid_once ON payment (reservation) WHERE status = 'PAID';

-- Messages to the outside, committed with the decisions that caused them.
CREATE TABLE outbox (
    message bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sale int NOT NULL,
    kind text NOT NULL CHECK (kind IN ('REFUND')),
    payment uuid NOT NULL REFERENCES payment,
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    last_error text,
    done_at timestamptz
);
CREATE INDEX outbox_due ON outbox (due_at, message) WHERE done_at IS NULL;
CREATE UNIQUE INDEX outbox_refund_once ON outbox (payment) WHERE kind = 'REFUND';
