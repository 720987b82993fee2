package org.pawn.calendar.caldav;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets so many bytes come and no more, counted after decompression. */
final class BoundedStream extends FilterInputStream {
    /** More came than may. */
    static final class Passed extends IOException {
        private static final long serialVersionUID = 1L;

        Passed() {
            super("more than is taken");
        }
    }

    private long left;

    BoundedStream(InputStream in, long maxBytes) {
        super(in);
        this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int read) throws Passed {
        left -= read;
        if (left < 0) {
            throw new Passed();
        }
    }
}
