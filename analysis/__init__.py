"""Media bias and framing analyser: shows how a news article is told, with the evidence in the text."""
