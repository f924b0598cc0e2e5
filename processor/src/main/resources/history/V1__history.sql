-- What Lynceus keeps of its topics. day is that of the capture time, in UTC; where that is more than a week off the
-- broker's time, of the broker's: a clock that is years off makes no part of its own.

-- One row for each record of lynceus.detections.
create table frames (
    camera        text        not null,
    epoch         bigint      not null,
    sequence      bigint      not null,
    application   text        not null,
    day           date        not null,
    ingested      timestamptz not null,
    captured      timestamptz not null,
    captured_by   text        not null,
    processed     timestamptz not null,
    last_sequence bigint,
    frame_count   integer     not null,
    width         integer     not null,
    height        integer     not null,
    status        text        not null,
    reason        text,
    damaged       text,
    model         text        not null,
    model_version text        not null,
    engine        text        not null,
    primary key (camera, epoch, sequence, application, day)
) ${partitioned};
create index on frames (captured, camera);

-- One row for each object of a frame, in the order of the event. Boxes are fractions of the frame.
create table detections (
    camera      text        not null,
    epoch       bigint      not null,
    sequence    bigint      not null,
    application text        not null,
    number      integer     not null,
    day         date        not null,
    captured    timestamptz not null,
    class_id    integer     not null,
    label       text        not null,
    score       real        not null,
    x1          real        not null,
    y1          real        not null,
    x2          real        not null,
    y2          real        not null,
    track_id    bigint,
    primary key (camera, epoch, sequence, application, number, day)
) ${partitioned};
create index on detections (captured, camera, label);

-- One row for each record of lynceus.tracks. What a track has come to is its ENDED, or else its last UPDATED.
create table tracks (
    camera     text        not null,
    track_id   bigint      not null,
    number     integer     not null,
    day        date        not null,
    epoch      bigint      not null,
    change     text        not null,
    captured   timestamptz not null,
    class_id   integer     not null,
    label      text        not null,
    first_time timestamptz not null,
    first_x    real        not null,
    first_y    real        not null,
    last_time  timestamptz not null,
    last_x     real        not null,
    last_y     real        not null,
    best_frame text        not null,
    best_score real        not null,
    frames     bigint      not null,
    path       jsonb       not null,
    primary key (camera, track_id, number, day)
) ${partitioned};
create index on tracks (captured, camera);

-- One row for each record of lynceus.zone-events.
create table zone_events (
    event_id        text        not null,
    day             date        not null,
    camera          text        not null,
    zone            text        not null,
    kind            text        not null,
    epoch           bigint      not null,
    captured        timestamptz not null,
    happened        timestamptz not null,
    track_id        bigint,
    class_id        integer,
    label           text,
    x               real,
    y               real,
    direction       text,
    wrong_direction boolean     not null,
    since           timestamptz,
    dwell_millis    bigint,
    occupancy       integer,
    speed_kmh       real,
    condition_id    text,
    primary key (event_id, day)
) ${partitioned};
create index on zone_events (captured, camera, zone);

-- One row for each count of a record of lynceus.counts.
create table counts (
    camera          text        not null,
    started_at      timestamptz not null,
    place           text        not null,
    zone            text        not null,
    class_id        integer     not null,
    day             date        not null,
    ended_at        timestamptz not null,
    label           text        not null,
    frames          bigint      not null,
    tracks          bigint      not null,
    started         bigint      not null,
    entered         bigint      not null,
    left_zone       bigint      not null,
    dwell_millis    bigint      not null,
    forward         bigint      not null,
    backward        bigint      not null,
    wrong_direction bigint      not null,
    most            integer     not null,
    object_frames   bigint      not null,
    primary key (camera, started_at, place, zone, class_id, day)
) ${partitioned};

-- Of a record of lynceus.counts, where objects stood: one row for each cell of the grid that has any.
create table heat (
    camera      text        not null,
    started_at  timestamptz not null,
    grid_column integer     not null,
    grid_row    integer     not null,
    day         date        not null,
    columns     integer     not null,
    rows        integer     not null,
    objects     bigint      not null,
    primary key (camera, started_at, grid_column, grid_row, day)
) ${partitioned};

-- Where reading goes on. Written in the transaction of the rows. A topic that was made anew has another id.
create table offsets (
    topic    text    not null,
    shard    integer not null,
    topic_id text    not null,
    next     bigint  not null,
    primary key (topic, shard)
);
