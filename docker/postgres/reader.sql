-- Grafana's user: it reads what the history's sink makes from now on, and changes nothing. Run once, when the database is made.
create role grafana login password 'grafana';
alter default privileges grant usage on schemas to grafana;
alter default privileges grant select on tables to grafana;
