-- What Lynceus keeps of its topics. day is that of ingested, our own clock; where that is more than a week off the
-- broker's, it is the broker's: a clock that is years off makes no partition of its own.

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

-- Where reading goes on. Written in the transaction of the rows. A topic that was made anew has another id.
create table offsets (
    topic    text    not null,
    shard    integer not null,
    topic_id text    not null,
    next     bigint  not null,
    primary key (topic, shard)
);
