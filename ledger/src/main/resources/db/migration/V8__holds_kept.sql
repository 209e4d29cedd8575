-- No hold with a deadline ends before; null where nobody asked for that. The rows of reservations keep their own deadlines.
ALTER TABLE sale ADD holds_kept_until timestamptz;
