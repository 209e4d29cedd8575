ALTER TABLE sale ADD colour text NOT NULL DEFAULT 'red';
