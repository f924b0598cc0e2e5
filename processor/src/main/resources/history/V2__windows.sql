-- A camera's capture time may be set back, and a window with the same start come again: both are counted.
-- Rows that were written before this say '', and are replaced when a record of their start is read again.
alter table counts add column window_id text not null default '';
alter table counts drop constraint counts_pkey;
alter table counts add primary key (camera, started_at, window_id, place, zone, class_id, day);

alter table heat add column window_id text not null default '';
alter table heat drop constraint heat_pkey;
alter table heat add primary key (camera, started_at, window_id, grid_column, grid_row, day);
