ALTER TABLE fluxion_crons_later ADD COLUMN more INT DEFAULT 2;

INSERT INTO fluxion_crons_schema VALUES (4);
