/**
 * In: the encoded packets of one stream, in order. Out: for every packet exactly one decoded frame, or word of why
 * there is none. Also pictures and videos for people to look at.
 */
package io.lynceus.processor.decode;
