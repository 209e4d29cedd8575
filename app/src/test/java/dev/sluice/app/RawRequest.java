package dev.sluice.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes that no client would send. */
final class RawRequest {
    /** Before the server has said anything. */
    private static final int PATIENCE_MILLIS = 60_000;

    private static final int SILENCE_MILLIS = 3_000;

    private RawRequest() {}

    /** Sends them straight to the server; returns what comes back until it hangs up or is silent. */
    static String send(RunningSluice sluice, String bytes) {
        try (Socket socket = new Socket("127.0.0.1", sluice.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8_192];
            try {
                for (int read = socket.getInputStream().read(buffer);
                        read >= 0;
                        read = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    socket.setSoTimeout(SILENCE_MILLIS);
                }
            } catch (SocketTimeoutException e) {
                return answer.toString();
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
