package chat.switchboard.understanding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Cuts text into the pieces that the model was trained on: words, or their beginnings and the rest after `##`.
final class WordPiece {
    private static final String FILE = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int LONGEST_WORD = 60;

    /// Read once, when first needed.
    private static final class Vocabulary {
        static final Map<String, Integer> PIECES = read();
    }

    private final Map<String, Integer> vocabulary = Vocabulary.PIECES;
    private final int most;
    private final int unknown = vocabulary.get("[UNK]");
    private final int first = vocabulary.get("[CLS]");
    private final int last = vocabulary.get("[SEP]");

    /// @param most how many pieces a text may have, with the two that every text gets
    WordPiece(int most) {
        this.most = most;
    }

    /// The place of an English word among the 30,000 most frequent pieces; the frequent ones have low numbers. A large
    /// number where it is none of them.
    static int rank(String word) {
        return Vocabulary.PIECES.getOrDefault(word, Integer.MAX_VALUE);
    }

    /// @param text in lower case
    long[] pieces(String text) {
        long[] pieces = new long[most];
        int count = 0;
        pieces[count++] = first;
        for (String word : text.strip().split("(?<=\\p{Punct})|(?=\\p{Punct})|\\s+"))
            if (!word.isBlank()) count = add(word.strip(), pieces, count);
        pieces[count++] = last;
        return Arrays.copyOf(pieces, count);
    }

    private int add(String word, long[] pieces, int from) {
        int count = from;
        for (int start = 0, end; start < word.length(); start = end) {
            end = longest(word, start);
            if (end < 0) return addUnknown(pieces, from);
            if (count == most - 1) return count;
            pieces[count++] = vocabulary.get(piece(word, start, end));
        }
        return count;
    }

    private int addUnknown(long[] pieces, int at) {
        if (at == most - 1) return at;
        pieces[at] = unknown;
        return at + 1;
    }

    private int longest(String word, int start) {
        if (word.length() > LONGEST_WORD) return -1;
        for (int end = word.length(); end > start; end--)
            if (vocabulary.containsKey(piece(word, start, end))) return end;
        return -1;
    }

    private static String piece(String word, int start, int end) {
        return start == 0 ? word.substring(0, end) : "##" + word.substring(start, end);
    }

    private static Map<String, Integer> read() {
        try (InputStream file = WordPiece.class.getResourceAsStream(FILE);
                JsonParser json = new JsonFactory().createParser(file)) {
            while (!"vocab".equals(json.nextFieldName())) if (json.currentToken() == null) throw new IOException(FILE);
            json.nextToken();
            Map<String, Integer> vocabulary = new HashMap<>(65_536);
            while (json.nextToken() != JsonToken.END_OBJECT) vocabulary.put(json.currentName(), json.nextIntValue(0));
            return vocabulary;
        } catch (IOException fault) {
            throw new ModelUnavailable(fault);
        }
    }
}
