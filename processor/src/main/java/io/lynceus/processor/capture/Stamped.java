package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.CaptureTimeSource;
import java.time.Instant;

/**
 * A packet with all that its record says of time.
 *
 * @param packet with its timestamps on the connection's line
 * @param captureTime when the camera saw the frame
 * @param source where that comes from
 * @param ingest our clock when the packet was read
 */
record Stamped(Packet packet, Instant captureTime, CaptureTimeSource source, Instant ingest) {}
