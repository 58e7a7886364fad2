"""RunSheet: today's appointments of a medical or dental practice, kept true by itself."""

__version__ = "0.1.0"
