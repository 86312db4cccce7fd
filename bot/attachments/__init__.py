"""Photos, recordings and files that people answer with: fetched from Telegram, freed of what they tell about the place
and the phone, and kept under the hash of their content.
"""
