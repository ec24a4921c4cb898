/// What an admin configures and everybody else reads: departments, categories, frequent questions.
package chat.switchboard.desk;
