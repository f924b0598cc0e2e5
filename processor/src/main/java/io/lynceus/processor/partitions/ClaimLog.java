package io.lynceus.processor.partitions;

import io.lynceus.schemas.avro.CameraPartition;
import java.util.List;

/** A log of claims that many read and write, in one order for all. One thread. */
interface ClaimLog {
    /** What was written since the last call; all that there is at the first. */
    List<CameraPartition> news();

    /** Writes all of them or none, with no other's between them. The next {@link #news} has them. */
    void append(List<CameraPartition> records);
}
