"""What people wait for: an officer to talk to, news, an answer; and officers for the end of a deadline."""
