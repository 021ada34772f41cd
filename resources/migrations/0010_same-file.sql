-- A file that comes again as it was stores nothing; a mended row settles the one row that it was made of.

ALTER TABLE source ADD COLUMN reading TEXT CHECK (reading IS NULL OR json_valid(reading)); -- how its cells were read; null: imported before this was kept
ALTER TABLE source ADD COLUMN repeats INTEGER; -- the source that held the same bytes, read alike; it may be undone since

-- With file and line these say which rejected row it was: its sheet, and its cells as they stood.
ALTER TABLE rejected_row ADD COLUMN of_sheet TEXT;
ALTER TABLE rejected_row ADD COLUMN of_raw TEXT;
ALTER TABLE mended_row ADD COLUMN of_sheet TEXT;
ALTER TABLE mended_row ADD COLUMN of_raw TEXT NOT NULL DEFAULT '';

UPDATE mended_row SET (of_sheet, of_raw) = (r.sheet, r.raw)
  FROM (SELECT s.file, s.sheet, s.import_id, w.line, w.raw, MIN(w.id) FROM rejected_row w JOIN source s ON s.id = w.source_id
        WHERE w.of_file IS NULL GROUP BY s.file, s.import_id, w.line) r
  WHERE r.file = mended_row.of_file AND r.line = mended_row.of_line AND r.import_id = mended_row.of_import;
UPDATE rejected_row SET (of_sheet, of_raw) = (r.sheet, r.raw)
  FROM (SELECT s.file, s.sheet, w.line, w.raw, MIN(w.id) FROM rejected_row w JOIN source s ON s.id = w.source_id
        WHERE w.of_file IS NULL GROUP BY s.file, w.line) r
  WHERE r.file = rejected_row.of_file AND r.line = rejected_row.of_line;
