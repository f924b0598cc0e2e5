/**
 * What was seen, again. In: a frame's id, and the packets and events that the broker still has around it. Out: a clip
 * (MP4, as a rule without decoding anything) or a picture (JPEG), with boxes or pixels too large to know anybody where
 * that is wanted.
 */
@NullMarked
package io.lynceus.processor.playback;

import org.jspecify.annotations.NullMarked;
