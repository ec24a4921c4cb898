package chat.switchboard.understanding;

/// One spelling for the many that a word of Urdu has in Latin letters: `paisay`, `paise` and `pesey` become `pese`.
///
/// Aspiration, doubled letters and length of vowels are dropped, for they are written at will. Different words may
/// become one (`khana` and `kana`); who looks one up knows what the desk is about.
final class Spelling {
    private Spelling() {}

    /// @param word in lower case, see [Words]
    static String of(String word) {
        if (word.isEmpty() || Words.isArabic(word)) return word;
        return endings(consonants(vowels(word)));
    }

    private static String vowels(String word) {
        return word.replace("iye", "ie")
                .replace("aye", "ae")
                .replaceAll("a{2,}", "a")
                .replaceAll("e{2,}", "i")
                .replaceAll("o{2,}", "u")
                .replaceAll("i{2,}", "i")
                .replaceAll("u{2,}", "u")
                .replaceAll("a[iye]|e[iy]", "e")
                .replaceAll("a[uw](?![aeiou])|o[uw](?![aeiou])", "o");
    }

    private static String consonants(String word) {
        return word.replace("ph", "f")
                .replace("ck", "k")
                .replaceAll("([bdgjkprt])h(?=.)", "$1")
                .replaceAll("([bdgjkprt])h$", "$1")
                .replace('q', 'k')
                .replace('w', 'v')
                .replace("x", "ks")
                .replaceAll("([a-z])\\1+", "$1");
    }

    private static String endings(String word) {
        String end = word.length() > 2 ? word.replaceAll("h$", "").replaceAll("y$", "i") : word;
        return end.length() > 4 ? end.replaceAll("(?<=[aeiou])n$", "") : end;
    }
}
