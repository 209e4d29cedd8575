-- A message says all that is needed to deliver it; what its payload means, its kind knows. A refund's payment is there beside it,
-- because the commit that records it as returned takes the order out of the outbox.

ALTER TABLE outbox
    DROP CONSTRAINT outbox_kind_check,
    ALTER payment DROP NOT NULL,
    ADD payload jsonb;

UPDATE outbox
SET payload = jsonb_build_object('payment', payment.id, 'provider', provider, 'reference', provider_reference,
    'amount', amount, 'currency', currency)
FROM payment WHERE payment.id = outbox.payment;

ALTER TABLE outbox
    ALTER payload SET NOT NULL,
    ADD CONSTRAINT a_refund_has_its_payment CHECK (kind <> 'REFUND' OR payment IS NOT NULL);

DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (kind, due_at, message) WHERE done_at IS NULL;
