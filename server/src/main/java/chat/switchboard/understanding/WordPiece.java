package chat.switchboard.understanding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Cuts text into the pieces that the model was trained on: words, or their beginnings and the rest after `##`.
final class WordPiece {
    private static final String FILE = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int LONGEST_WORD = 60;

    private final Map<String, Integer> vocabulary;
    private final int most;
    private final int unknown;
    private final int first;
    private final int last;

    private WordPiece(Map<String, Integer> vocabulary, int most) {
        this.vocabulary = vocabulary;
        this.most = most;
        unknown = vocabulary.get("[UNK]");
        first = vocabulary.get("[CLS]");
        last = vocabulary.get("[SEP]");
    }

    /// @param most how many pieces a text may have, with the two that every text gets
    static WordPiece load(int most) {
        return new WordPiece(read(), most);
    }

    /// Whole words of English that are in any large body of text, some 20,000.
    static Set<String> words() {
        return read().keySet().stream()
                .filter(word -> word.matches("[a-z]{2,}"))
                .collect(Collectors.toUnmodifiableSet());
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

    private int add(String word, long[] pieces, int count) {
        int from = count;
        for (int start = 0, end; start < word.length(); start = end) {
            end = longest(word, start);
            if (end < 0) return end(pieces, from, unknown);
            if (count == most - 1) return count;
            pieces[count++] = vocabulary.get(piece(word, start, end));
        }
        return count;
    }

    private int end(long[] pieces, int at, int piece) {
        if (at == most - 1) return at;
        pieces[at] = piece;
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
