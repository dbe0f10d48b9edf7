-- Run once as a superuser:  psql -v owner_password=… -v service_password=… -f roles.sql
-- The owner migrates; the services run as a role that owns nothing and cannot bypass row-level security.
CREATE ROLE saasplatform_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE saasplatform_service LOGIN PASSWORD :'service_password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE DATABASE saasplatform OWNER saasplatform_owner;
\connect saasplatform
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON DATABASE saasplatform FROM PUBLIC;
GRANT CONNECT ON DATABASE saasplatform TO saasplatform_service;
