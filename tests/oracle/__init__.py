"""The form engine beside JavaRosa, the implementation that ODK Collect is built on and that we did not write."""
