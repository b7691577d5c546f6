-- Counts what was written: who reads knows by it whether what was read before still holds.
ALTER TABLE library ADD COLUMN revision bigint NOT NULL DEFAULT 0;
