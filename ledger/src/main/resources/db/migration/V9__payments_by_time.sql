-- Whose providers are asked again, whatever they reported. Rows come in the order of time, so a summary of each range of pages finds them.
CREATE INDEX payment_begun ON payment USING brin (created_at) WITH (pages_per_range = 16, autosummarize = on);
