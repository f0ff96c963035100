-- What a build with version 1 of the tables wrote: runs well and badly ended, open, skipped and missed.
INSERT INTO fluxion_crons_monitor (environment, slug, version, status, last_check_in, last_decided, next_slot, next_latest, incident_start, incident_check_in, incident_failures, open_runs, recent, basis, announced)
VALUES ('production', 'hourly', 7, 'ok', 1795179600007000, 1795176000000000, 1795183200000000, 1795183260000000, NULL, NULL, NULL, '00000000-0000-1000-8000-000000000009	1795179600007000	1795181400000000	1795179600000000		t\ttienda\t01', '00000000-0000-1000-8000-000000000009	1795179600007000	in_progress', '0 * * * * Z', 0);

INSERT INTO fluxion_crons_monitor (environment, slug, version, status, last_check_in, last_decided, next_slot, next_latest, incident_start, incident_check_in, incident_failures, open_runs, recent, basis, announced)
VALUES ('production', 'nightly', 3, 'error', 1795068060000000, 1795068060000000, 1795327200000000, 1795327260000000, 1795154400000000, '8e507388-596b-32e5-8f5f-3b3f0eccb31d', 2, NULL, '9f6c97c9-1bc1-3e84-b936-135607dcfeb4	1795240800000000	missed', '0 2 * * * America/Caracas', 0);

INSERT INTO fluxion_crons_monitor (environment, slug, version, status, last_check_in, last_decided, next_slot, next_latest, incident_start, incident_check_in, incident_failures, open_runs, recent, basis, announced)
VALUES ('production', 'etl-ventas-tienda-tienda-01', 2, 'ok', 1795154460000000, 1795154460000000, 1795240800000000, 1795240860000000, NULL, NULL, NULL, NULL, '00000000-0000-1000-8000-00000000001e	1795154460000000	ok', '0 2 * * * America/Caracas', 0);

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'hourly', '00000000-0000-1000-8000-000000000000', 2, 'ok', 1795168800000000, 1795168861250000, 61250000, NULL, 'x	0af7651916cd43dd8448eb211c80319c
t	tienda	01
n	registros_extraidos	i	42
n	costo	d	1.5
s	extraer	1200000000	true', NULL);

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'hourly', '00000000-0000-1000-8000-000000000001', 4, 'error', 1795172400000000, 1795172461250000, 61250000, 1795172400000000, 'm	O''Brien: 0 registros\n\tañadidos
x	0af7651916cd43dd8448eb211c80319c
t	tienda	01
n	registros_extraidos	i	42
n	costo	d	1.5
s	extraer	1200000000	true', NULL);

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'hourly', '00000000-0000-1000-8000-000000000002', 6, 'ok', 1795176000000000, 1795176061250000, 60500000, 1795176000000000, 'x	0af7651916cd43dd8448eb211c80319c
t	tienda	01
n	registros_extraidos	i	42
n	costo	d	1.5
s	extraer	1200000000	true', NULL);

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'hourly', '00000000-0000-1000-8000-000000000009', 7, 'in_progress', 1795179600007000, NULL, NULL, 1795179600000000, 't	tienda	01', '76fb9675-ce13-4b2a-8849-457f8135939c');

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'nightly', '00000000-0000-1000-8000-000000000014', 1, 'ok', 1795068060000000, 1795068300000000, 240000000, 1795154400000000, NULL, NULL);

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'nightly', '8e507388-596b-32e5-8f5f-3b3f0eccb31d', 2, 'missed', 1795154400000000, 1795154460000000, NULL, 1795154400000000, NULL, NULL);

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'nightly', '9f6c97c9-1bc1-3e84-b936-135607dcfeb4', 3, 'missed', 1795240800000000, 1795240860000000, NULL, 1795240800000000, NULL, NULL);

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'etl-ventas-tienda-tienda-01', '00000000-0000-1000-8000-00000000001e', 1, 'ok', 1795154460000000, 1795154700000000, 240000000, NULL, NULL, NULL);

INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at, finished_at, duration, expected_at, report, process)
VALUES ('production', 'etl-ventas-tienda-tienda-01', '00000000-0000-1000-8000-00000000001f', 2, 'skipped', 1795154760000000, 1795154760000000, NULL, 1795240800000000, 'm	locked', NULL);

INSERT INTO fluxion_crons_process (environment, id, place, pid, started_at, beats)
VALUES ('production', '76fb9675-ce13-4b2a-8849-457f8135939c', 'machine/Linux/-', 19438, 1795344501420, 1);

