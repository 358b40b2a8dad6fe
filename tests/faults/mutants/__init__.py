"""K14: the service with one of its safeguards taken out. A suite that passes them all proves nothing.

Importing a mutant takes the safeguard out; `settings` does that for the one that $MUTANT names.
"""
