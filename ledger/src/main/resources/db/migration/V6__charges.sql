-- Money that providers took, each time by itself: a payment may have several charges, and each ends in tickets or goes back. Until now a
-- payment had room for one, and its amount became what was taken; it is what was asked from here on.

CREATE TABLE charge (
    sale int NOT NULL,
    payment uuid NOT NULL,
    -- The provider's own id of it.
    reference text COLLATE "C" NOT NULL,
    -- Among the charges of its payment, from 1.
    number int NOT NULL CHECK (number > 0),
    -- Null where nobody here knows such a payment.
    reservation uuid,
    provider text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    currency text NOT NULL,
    status text NOT NULL CHECK (status IN ('KEPT', 'REFUND_DUE', 'REFUNDED')),
    taken_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (sale, payment, reference),
    CONSTRAINT nothing_is_kept_for_nobody CHECK (status <> 'KEPT' OR reservation IS NOT NULL)
);
-- No reservation keeps money twice.
CREATE UNIQUE INDEX charge_kept_once ON charge (reservation) WHERE status = 'KEPT';
CREATE INDEX charge_going_back ON charge (taken_at, payment, reference) WHERE status = 'REFUND_DUE';
CREATE INDEX charge_of_nobody ON charge (taken_at, payment, reference) WHERE reservation IS NULL;

-- A report that nothing was taken is nothing to return.
DELETE FROM outbox USING payment WHERE payment.id = outbox.payment AND outbox.kind = 'REFUND' AND payment.amount = 0;
UPDATE payment SET status = 'DECLINED' WHERE status IN ('REFUND_DUE', 'REFUNDED') AND amount = 0 AND provider_reference IS NOT NULL;

INSERT INTO charge (sale, payment, reference, number, reservation, provider, amount, currency, status, taken_at, changed_at)
SELECT sale, id, coalesce(provider_reference, id::text), 1, reservation, provider, amount, currency,
    CASE status WHEN 'PAID' THEN 'KEPT' ELSE status END, changed_at, changed_at
FROM payment WHERE status IN ('PAID', 'REFUND_DUE', 'REFUNDED') AND amount > 0;

UPDATE payment SET amount = reservation.amount, currency = sale.currency
FROM reservation JOIN sale ON sale.number = reservation.sale
WHERE reservation.sale = payment.sale AND reservation.id = payment.reservation AND payment.provider_reference IS NOT NULL
    AND (payment.amount <> reservation.amount OR payment.currency <> sale.currency);

ALTER TABLE payment DROP provider_reference;

-- Whose providers are asked, since their reports may be lost.
CREATE INDEX payment_open ON payment (created_at, id) WHERE status = 'PENDING';

-- A refund returns one charge. failed_at: when it was given up, for a person to look at.
ALTER TABLE outbox
    ADD reference text COLLATE "C",
    ADD failed_at timestamptz,
    DROP CONSTRAINT outbox_payment_fkey,
    DROP CONSTRAINT a_refund_has_its_payment;

UPDATE outbox SET reference = charge.reference FROM charge WHERE charge.payment = outbox.payment AND charge.sale = outbox.sale;

ALTER TABLE outbox
    ADD CONSTRAINT a_refund_has_its_charge CHECK (kind <> 'REFUND' OR (payment IS NOT NULL AND reference IS NOT NULL)),
    ADD CONSTRAINT outbox_charge_fkey FOREIGN KEY (sale, payment, reference) REFERENCES charge;

DROP INDEX outbox_refund_once;
CREATE UNIQUE INDEX outbox_refund_once ON outbox (payment, reference) WHERE kind = 'REFUND';
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (kind, due_at, message) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_waiting ON outbox (message) WHERE done_at IS NULL;
