package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "rtsp://10.0.0.7:554/stream1 rtsp://10.0.0.7:554/stream1",
                "rtsp://admin:secret@10.0.0.7/stream1 rtsp://***@10.0.0.7/stream1",
                "rtsp://admin:p@ss:w%25@[fe80::1]:554/a rtsp://***@[fe80::1]:554/a",
                "rtsp://cam/realmonitor?channel=1&subtype=0 rtsp://cam/realmonitor?channel=***&subtype=***",
                "http://cam/cgi?usr=a;sid=b&seen http://cam/cgi?usr=***;sid=***&***",
                "srt://host:9000?passphrase=secret&mode=caller srt://host:9000?passphrase=***&mode=***",
                "rtsp://10.0.0.7:554/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp?real_stream"
                        + " rtsp://10.0.0.7:554/***?***",
                "rtsp://10.0.0.7/live/psw/a/b rtsp://10.0.0.7/live/***",
                "http://cam/a#token http://cam/a#***",
                "http://cam/a/snap.cgi;jsessionid=secret/b;v=1?x=y http://cam/a/snap.cgi;***/b;***?x=***",
                "rtmp://cam:1935/live/secret-key?x=y rtmp://cam:1935/live/***?x=***",
                "RTMPS://cam/app/instance/key RTMPS://cam/app/***",
                "rtmp://cam/live rtmp://cam/live",
                "street.mp4 street.mp4",
                "/data/cam@home.mp4 /data/cam@home.mp4",
                "admin:secret@10.0.0.7/a ***@10.0.0.7/a",
            })
    void showsWhatIsNoSecret(String url, String shown) {
        assertThat(Redacted.url(url)).isEqualTo(shown);
        assertThat(Redacted.url(shown)).as("once more").isEqualTo(shown);
        assertThat(Redacted.text(shown + ": no answer")).isEqualTo(shown + ": no answer");
    }

    @Test
    void whereAnAtSignMayBePartOfTheQueryNothingBehindItIsShown() {
        assertThat(Redacted.url("rtsp://admin:a/b@host/x?token=@secret")).isEqualTo("rtsp://***");
        assertThat(Redacted.url("rtsp://host:80a/x?token=@secret")).isEqualTo("rtsp://***");
    }

    @Test
    void aPasswordThatBreaksTheUrlIsNotShownInPart() {
        assertThat(Redacted.url("rtsp://admin:se/cr@t@10.0.0.7/a")).isEqualTo("rtsp://***@10.0.0.7/a");
        assertThat(Redacted.url("rtsp://admin:12/34@10.0.0.7/a")).isEqualTo("rtsp://***");
        assertThat(Redacted.url("rtsp://admin:se?cr#t@10.0.0.7/a")).isEqualTo("rtsp://***");
        assertThat(Redacted.url("http://cam/snap?user=a&pwd=x@y.z")).isEqualTo("http://***");
        assertThat(Redacted.url("rtsp://admin:my pass word@10.0.0.7/a")).isEqualTo("rtsp://***@10.0.0.7/a");
    }

    @Test
    void aUrlInTheMiddleOfATextIsFound() {
        assertThat(Redacted.text("cannot open 'rtsp://u:my pass@h/a?b=c', tried twice"))
                .isEqualTo("cannot open 'rtsp://***@h/a?b=***', tried twice");
        assertThat(Redacted.text("lost http://h/a?b=c: the network is away"))
                .isEqualTo("lost http://h/a?b=***: the network is away");
        assertThat(Redacted.text("no URL at 12:30")).isEqualTo("no URL at 12:30");
    }

    @Test
    void whatIsKnownToBeQuotedIsFoundWhateverItHasInIt() {
        String given = "gate=http://h/a?b=it's a 'secret";
        assertThat(Redacted.text("unmatched argument '" + given + "' at 2", List.of(given)))
                .isEqualTo("unmatched argument 'gate=http://h/a?b=***' at 2");
    }
}
