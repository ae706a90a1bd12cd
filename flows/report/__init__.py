"""Filing a report: its questions, categories, care and evidence."""
