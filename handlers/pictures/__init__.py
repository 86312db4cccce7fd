"""The pictures that go with messages: texts and numbers in, the bytes of a PNG out."""
