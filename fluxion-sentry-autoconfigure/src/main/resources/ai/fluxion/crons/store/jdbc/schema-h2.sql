CREATE TABLE IF NOT EXISTS fluxion_crons_monitor (
  environment VARCHAR(64) NOT NULL,
  slug VARCHAR(64) NOT NULL,
  version BIGINT NOT NULL,
  status VARCHAR(16) NOT NULL,
  last_check_in BIGINT,
  last_decided BIGINT,
  next_slot BIGINT,
  next_latest BIGINT,
  incident_start BIGINT,
  incident_check_in CHAR(36),
  incident_failures INT,
  open_runs CLOB,
  recent CLOB,
  basis VARCHAR(1024),
  announced INT NOT NULL,
  PRIMARY KEY (environment, slug)
);

CREATE TABLE IF NOT EXISTS fluxion_crons_check_in (
  environment VARCHAR(64) NOT NULL,
  slug VARCHAR(64) NOT NULL,
  id CHAR(36) NOT NULL,
  version BIGINT NOT NULL,
  status VARCHAR(16) NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  duration BIGINT,
  expected_at BIGINT,
  report CLOB,
  process CHAR(36),
  PRIMARY KEY (environment, slug, id)
);

CREATE INDEX IF NOT EXISTS fluxion_crons_check_in_started ON fluxion_crons_check_in (environment, slug, started_at);

CREATE INDEX IF NOT EXISTS fluxion_crons_check_in_process ON fluxion_crons_check_in (environment, process);

CREATE TABLE IF NOT EXISTS fluxion_crons_process (
  environment VARCHAR(64) NOT NULL,
  id CHAR(36) NOT NULL,
  place VARCHAR(255) NOT NULL,
  pid BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  beats BIGINT NOT NULL,
  PRIMARY KEY (environment, id)
);

CREATE TABLE IF NOT EXISTS fluxion_crons_schema (
  version INT NOT NULL PRIMARY KEY
);

INSERT INTO fluxion_crons_schema (version)
SELECT 1 WHERE NOT EXISTS (SELECT version FROM fluxion_crons_schema WHERE version = 1);
