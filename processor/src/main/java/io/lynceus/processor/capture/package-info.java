/** In: the URL of a camera or the path of a file. Out: encoded packets as the demuxer gives them. */
package io.lynceus.processor.capture;
