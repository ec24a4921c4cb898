package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// English as it is typed in a hurry, in full: `wat dont u hv` becomes words of the dictionary.
final class ShortForms {
    private final Map<String, List<String>> full = new HashMap<>();

    ShortForms() {
        for (String line : Resources.lines("short-forms.txt")) {
            String[] parts = line.split("\\s*=\\s*");
            full.put(parts[0], List.of(parts[1].split(" ")));
        }
    }

    List<String> inFull(List<String> words) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            List<String> pair = i + 1 < words.size() ? full.get(words.get(i) + " " + words.get(i + 1)) : null;
            all.addAll(pair != null ? pair : full.getOrDefault(words.get(i), List.of(words.get(i))));
            if (pair != null) i++;
        }
        return all;
    }
}
