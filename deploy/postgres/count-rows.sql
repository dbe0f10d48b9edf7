-- The number of rows of every table of the services, one line each: schema.table|rows
SELECT format('SELECT %L, count(*) FROM %I.%I', schemaname || '.' || tablename, schemaname, tablename)
  FROM pg_tables WHERE schemaname IN ('identity', 'company', 'user', 'partner')
  ORDER BY schemaname, tablename \gexec
