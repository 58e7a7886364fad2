"""Connections: what is connected, is it healthy, and setting a system up step by step."""
