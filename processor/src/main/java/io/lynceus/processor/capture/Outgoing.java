package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.EncodedPacket;

/** What comes out of a {@link GopBuffer}, to be settled when it is dealt with. */
sealed interface Outgoing {
    /** Numbers what was put in, from 1. */
    long ticket();

    /**
     * @param bytes of memory, about
     * @param tries how often it was handed over and came back
     */
    record Stored(long ticket, EncodedPacket packet, int bytes, int tries) implements Outgoing {
        private static final int FIELDS = 256;

        static Stored of(long ticket, EncodedPacket packet) {
            int extradata =
                    packet.getExtradata() == null ? 0 : packet.getExtradata().remaining();
            return new Stored(
                    ticket, packet, FIELDS + extradata + packet.getData().remaining(), 0);
        }

        Stored triedAgain() {
            return new Stored(ticket, packet, bytes, tries + 1);
        }

        Gap asGap(String reason) {
            long sequence = packet.getSequence();
            return new Gap(packet.getCamera(), packet.getEpoch(), sequence, sequence, 1, reason);
        }
    }

    /** In the place of packets that were dropped. */
    record Lost(long ticket, Gap gap) implements Outgoing {}
}
