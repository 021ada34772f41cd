-- Holds the place of a migration that is made elsewhere at the same time.
SELECT 1;
