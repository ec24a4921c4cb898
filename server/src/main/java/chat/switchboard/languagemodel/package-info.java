/// A language model behind an OpenAI-compatible endpoint: an option, off until an operator names one.
///
/// [Assistant] is the door for what is asked: a draft of a reply, a summary, a translation, the intent of a message.
/// [LanguageModel] is the only way out: it holds the budget of the day, the [Circuit], the time limits, and writes down
/// what is sent before it is sent. What leaves has passed [Redactor]; what comes back has passed [UntrustedText] and is
/// text that somebody reads, never something that is done. A failure is a refusal: nothing waits for the model.
package chat.switchboard.languagemodel;
