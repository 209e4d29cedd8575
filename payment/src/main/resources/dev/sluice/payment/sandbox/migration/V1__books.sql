-- The sandbox's own books. Nothing here refers to the ledger's tables: a real provider is elsewhere. Databases from before the
-- sandbox kept its own history have these tables already.

CREATE TABLE IF NOT EXISTS sandbox_charge (
    payment uuid PRIMARY KEY,
    amount bigint NOT NULL CHECK (amount >= 0),
    currency text NOT NULL,
    status text NOT NULL,
    refunded boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS sandbox_webhook (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment uuid NOT NULL REFERENCES sandbox_charge,
    event text NOT NULL,
    due_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    delivered_at timestamptz,
    last_error text
);
CREATE INDEX IF NOT EXISTS sandbox_webhook_due ON sandbox_webhook (due_at, id) WHERE delivered_at IS NULL;
