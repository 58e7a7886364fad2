"""The rooms of the support export: what may be in it, what is taken out, and how it is packed."""
