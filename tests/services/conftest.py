"""What holds for every test of the services."""

from tests.support.alike_databases import alike_databases

__all__ = ["alike_databases"]
