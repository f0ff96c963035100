CREATE TABLE fluxion_crons_later (added INT);

INSERT INTO fluxion_crons_later VALUES (1);

INSERT INTO fluxion_crons_schema VALUES (3);
