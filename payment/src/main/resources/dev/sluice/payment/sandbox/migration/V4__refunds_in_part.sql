-- Parts of charges that were ordered back, each once by its key.

CREATE TABLE sandbox_refund (
    key text PRIMARY KEY,
    payment uuid NOT NULL,
    reference text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    refund_at timestamptz NOT NULL,
    made boolean NOT NULL DEFAULT false
);
CREATE INDEX sandbox_refund_of ON sandbox_refund (payment, reference);
CREATE INDEX sandbox_refund_due ON sandbox_refund (refund_at) WHERE NOT made;
