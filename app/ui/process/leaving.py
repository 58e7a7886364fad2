"""The executor of the window's loop: at the end it waits for nobody.

A name that is looked up without a network, or a password store that waits for its own window, can't
be called back. The window is closed all the same; `app.__main__.end_process` ends the rest.
"""

from concurrent.futures import ThreadPoolExecutor


class AbandoningExecutor(ThreadPoolExecutor):
    """Its end leaves whoever still works to themselves."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Takes no more work and drops what has not begun."""
        super().shutdown(wait=False, cancel_futures=True)
