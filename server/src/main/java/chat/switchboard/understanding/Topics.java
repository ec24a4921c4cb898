package chat.switchboard.understanding;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What help desks anywhere are written to about: a hundred and more topics, each with ways to say it.
///
/// It knows what a model of this size does not: that `only one burger came` is about something missing. A text and a
/// question are alike when they are near the same topics. And a text near a topic that no question here is about is off
/// the topic of this desk, however many words it shares with a question.
final class Topics {
    static final String TEXTS = "topics.txt";
    static final String VECTORS = "topics.bin";

    /// How much nearer than another a topic has to be, to count much more.
    private static final double SHARPNESS = 0.04;

    private static final double NEAREST = 0.7;
    private static final int NEAR = 3;

    /// Read once, when first needed.
    private static final class Known {
        static final Topics TOPICS = new Topics(texts(), vectors());
    }

    private final List<Topic> topics = new ArrayList<>();
    private final byte[][] vectors;

    /// @param from the first of its texts
    /// @param to after the last
    private record Topic(boolean isForeign, int from, int to) {}

    private Topics(List<String> lines, byte[][] vectors) {
        this.vectors = vectors;
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            int from = count;
            boolean foreign = lines.get(i).startsWith("~");
            while (i + 1 < lines.size() && !isName(lines.get(i + 1))) {
                i++;
                count++;
            }
            topics.add(new Topic(foreign, from, count));
        }
        if (count != vectors.length) throw new IllegalStateException(VECTORS + " is not of " + TEXTS);
    }

    static Topics known() {
        return Known.TOPICS;
    }

    /// The lines that have a vector.
    static List<String> sayings() {
        return texts().stream().filter(line -> !isName(line)).toList();
    }

    static boolean isName(String line) {
        return line.startsWith("= ") || line.startsWith("~ ");
    }

    /// How near a text is to each topic, as shares of one; the roots of them, so that the inner product of two profiles
    /// is 1
    /// for equal ones.
    Profile profile(float[] vector) {
        short[] coarse = Coarse.precise(vector);
        double[] near = new double[topics.size()];
        for (int i = 0; i < near.length; i++) near[i] = nearness(topics.get(i), coarse);
        return new Profile(roots(near), isForeign(near));
    }

    /// @param isForeign near a topic that hardly any desk is about, and nearer than to any other
    record Profile(double[] roots, boolean isForeign) {}

    private boolean isForeign(double[] near) {
        int nearest = 0;
        for (int i = 1; i < near.length; i++) if (near[i] > near[nearest]) nearest = i;
        return topics.get(nearest).isForeign && near[nearest] > 0.5;
    }

    private double nearness(Topic topic, short[] vector) {
        double[] each = new double[topic.to - topic.from];
        for (int i = 0; i < each.length; i++) each[i] = Coarse.dot(vectors[topic.from + i], vector);
        Arrays.sort(each);
        int few = Math.min(NEAR, each.length);
        double sum = 0;
        for (int i = 0; i < few; i++) sum += each[each.length - 1 - i];
        return NEAREST * each[each.length - 1] + (1 - NEAREST) * sum / few;
    }

    private static double[] roots(double[] near) {
        double most = Arrays.stream(near).max().orElse(0);
        double[] shares = Arrays.stream(near)
                .map(each -> Math.exp((each - most) / SHARPNESS))
                .toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> Math.sqrt(share / sum)).toArray();
    }

    private static List<String> texts() {
        return Resources.lines(TEXTS);
    }

    private static byte[][] vectors() {
        try (InputStream file = Objects.requireNonNull(Topics.class.getResourceAsStream(VECTORS), VECTORS);
                DataInputStream data = new DataInputStream(file)) {
            byte[][] vectors = new byte[data.readInt()][data.readInt()];
            for (byte[] vector : vectors) data.readFully(vector);
            return vectors;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
