/** What processor and trainer share, and the two kinds of error that both end with. */
package io.lynceus.vision;
