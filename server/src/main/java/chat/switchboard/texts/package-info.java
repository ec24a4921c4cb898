/// Sentences by language, as templates with parameters: what the system says to people.
///
/// English and Urdu come with the program, in `texts/*.properties`; a desk may replace each text, and add languages, in
/// the table `text_template`. The domain knows only the keys and the parameters.
package chat.switchboard.texts;
