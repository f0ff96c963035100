CREATE TABLE fluxion_crons_never (a huge_unknown_type);
