CREATE TABLE shedlock (
    name VARCHAR(64) PRIMARY KEY,
    lock_until TIMESTAMP NOT NULL,
    locked_at TIMESTAMP NOT NULL,
    locked_by VARCHAR(255) NOT NULL
);
INSERT INTO shedlock VALUES ('ocupado', TIMESTAMP '2999-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00', 'elsewhere');
