/**
 * The live page. In: detection events, pictures of the frames they belong to, and facts that stay the same ({@link
 * io.lynceus.processor.web.PageFacts}). Out: one page on 127.0.0.1 with its numbers and pictures. Knows nothing of
 * Kafka and never holds up whoever feeds it: pictures are drawn only while somebody watches, and only the latest one is
 * kept.
 *
 * <p>And the cameras of a capture process ({@link io.lynceus.processor.web.CameraControl}). In: requests. Out: cameras
 * shown, put, deleted.
 */
package io.lynceus.processor.web;
