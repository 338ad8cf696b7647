"""The situation: what others measure, as series of dated values. Pictures, problems and causes come here."""
