-- Charges that a person made by hand, beside those that the sandbox made itself: a second one of a payment, or one of no payment.

CREATE TABLE sandbox_other_charge (
    payment uuid NOT NULL,
    reference text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    currency text NOT NULL,
    refunded boolean NOT NULL DEFAULT false,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (payment, reference)
);
