-- Sales that are not made yet, as far as their merchants have thought of them. Nothing is sold by them, and no rule reads them.
CREATE TABLE draft (
    -- Grows; what was made last is the newest.
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    merchant text COLLATE "C" NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    -- JSON: what the making of the sale would be sent, right or wrong; and what a page keeps beside, which is none of the sale. Gone once it is published.
    document text CHECK (octet_length(document) <= 1048576),
    form text CHECK (octet_length(form) <= 1048576),
    -- What lists show of the document, and find it by, as far as it has that.
    title text,
    sale_id text,
    kind text,
    words text NOT NULL,
    picture text COLLATE "C",
    made_at timestamptz NOT NULL,
    made_by text NOT NULL,
    -- The name of the key that was used; NULL for none.
    made_with text,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_with text,
    -- What it became, in the transaction that made that; so a draft becomes one sale at most.
    sale int UNIQUE REFERENCES sale,
    CONSTRAINT it_is_a_document_or_a_sale CHECK ((document IS NULL) = (sale IS NOT NULL))
);

CREATE INDEX draft_of_merchant ON draft (merchant, number) WHERE sale IS NULL;
CREATE INDEX draft_published ON draft (merchant, changed_at) WHERE sale IS NOT NULL;
