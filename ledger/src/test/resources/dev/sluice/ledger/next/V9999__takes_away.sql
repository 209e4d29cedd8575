SELECT raise_schema_floor(9999);
ALTER TABLE sale DROP colour;
