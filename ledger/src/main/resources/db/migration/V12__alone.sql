-- How long a process that has a long lease, since it saw nobody who could take over, believes in that after it last saw it: whoever came since waits no
-- longer for it. Null of one of a version that looks at its lease alone.
ALTER TABLE process ADD alone_millis bigint;
