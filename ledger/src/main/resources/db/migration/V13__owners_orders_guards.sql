ALTER TABLE sale
    -- Whose it is: the user who created it, or to whom an operator gave it. Null of those that were there before, which operators alone see to until they
    -- give them to somebody. Not called owner, as a writer's is: statements of the release before join the two, and say so without a table.
    ADD merchant text COLLATE "C",
    -- The order and what it promises, where it is not that of the queue, as merchants write it: {"mode", "order", "fairness"}.
    ADD ordering jsonb,
    -- What stands between buyers and the queue, as merchants write it; null if nothing does.
    ADD guards jsonb;
