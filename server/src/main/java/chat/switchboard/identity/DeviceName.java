package chat.switchboard.identity;

import java.util.LinkedHashMap;
import java.util.Map;

/// What people call a device, out of what its browser says: `Firefox, Windows`. A name to recognise
/// one's own by, and no proof of anything.
final class DeviceName {
    /// In this order: most browsers also name those that they want to be taken for.
    private static final Map<String, String> BROWSERS = ordered(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "Firefox",
            "Firefox",
            "FxiOS",
            "Firefox",
            "CriOS",
            "Chrome",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "Android",
            "Android",
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "CrOS",
            "ChromeOS",
            "Windows",
            "Windows",
            "Mac OS X",
            "macOS",
            "Linux",
            "Linux");

    private static final int MOST = 40;

    private DeviceName() {}

    /// Null for what says nothing.
    static String of(String userAgent) {
        if (userAgent == null || userAgent.isBlank()) return null;
        String browser = first(BROWSERS, userAgent);
        String system = first(SYSTEMS, userAgent);
        if (browser != null && system != null) return browser + ", " + system;
        if (browser != null || system != null) return browser != null ? browser : system;
        String program = userAgent.split("[\\s(]", 2)[0];
        return program.substring(0, Math.min(program.length(), MOST));
    }

    private static String first(Map<String, String> names, String userAgent) {
        for (Map.Entry<String, String> name : names.entrySet())
            if (userAgent.contains(name.getKey())) return name.getValue();
        return null;
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]);
        return map;
    }
}
