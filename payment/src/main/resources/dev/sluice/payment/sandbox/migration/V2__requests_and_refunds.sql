-- What was asked for, and when a refund that was accepted is made.

ALTER TABLE sandbox_charge
    ADD description text NOT NULL DEFAULT '',
    ADD return_url text NOT NULL DEFAULT '/',
    ADD pay_until timestamptz,
    ADD refund_at timestamptz;
CREATE INDEX sandbox_charge_refunding ON sandbox_charge (refund_at) WHERE NOT refunded;
UPDATE sandbox_charge SET refund_at = changed_at WHERE refunded;
