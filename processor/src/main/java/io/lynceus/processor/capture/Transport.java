package io.lynceus.processor.capture;

/** How RTSP's packets travel. TCP loses none; UDP does not wait for those that are lost. */
public enum Transport {
    TCP,
    UDP
}
