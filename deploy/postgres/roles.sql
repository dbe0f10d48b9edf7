-- Run as a superuser:  psql -v owner_password=… -v service_password=… -f roles.sql
-- The owner migrates; the services run as a role that owns nothing and cannot bypass row-level security.
-- Running it again sets the passwords anew and changes nothing else.
\set ON_ERROR_STOP on
SELECT format('CREATE ROLE %I LOGIN', name)
  FROM unnest(ARRAY['saasplatform_owner', 'saasplatform_service']) AS wanted (name)
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE saasplatform_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE saasplatform_service LOGIN PASSWORD :'service_password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
SELECT 'CREATE DATABASE saasplatform OWNER saasplatform_owner'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'saasplatform') \gexec
\connect saasplatform
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON DATABASE saasplatform FROM PUBLIC;
GRANT CONNECT ON DATABASE saasplatform TO saasplatform_service;
