"""The command-line face: commands over the services, in plain words; never Qt, SQL or HTTP."""
