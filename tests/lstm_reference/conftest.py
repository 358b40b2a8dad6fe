from hypothesis import settings

# A busy machine is no reason to fail.
settings.register_profile("lstm_reference", deadline=None)
settings.load_profile("lstm_reference")
