/**
 * In: the URLs of cameras or paths of files, which may change while they are captured. Out: their encoded packets as
 * the demuxer gives them, and what happens to the cameras.
 */
package io.lynceus.processor.capture;
