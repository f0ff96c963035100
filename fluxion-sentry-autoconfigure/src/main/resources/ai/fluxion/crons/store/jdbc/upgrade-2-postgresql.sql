ALTER TABLE fluxion_crons_monitor ADD COLUMN IF NOT EXISTS changed_at BIGINT DEFAULT 0 NOT NULL;

ALTER TABLE fluxion_crons_monitor ADD COLUMN IF NOT EXISTS monitor_key TEXT;

CREATE INDEX IF NOT EXISTS fluxion_crons_monitor_changed ON fluxion_crons_monitor (environment, changed_at);

INSERT INTO fluxion_crons_schema (version)
SELECT 2 WHERE NOT EXISTS (SELECT version FROM fluxion_crons_schema WHERE version = 2);
