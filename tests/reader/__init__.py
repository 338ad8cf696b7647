"""The reader's tests, and the corpus that it is measured on."""
