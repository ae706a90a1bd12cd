"""Roads in: links and codes on posters that open the chat at the first question of a category."""
