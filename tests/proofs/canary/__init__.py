"""The canary search: secrets and people in every sandbox, every flow, then a look everywhere.

`people` plants them, `office` is the PC with its sandboxes, `practice`, `faults`, `bookings`,
`programs`, `window`, `keeping` and `commands` do what a desk does, `watch` keeps what there was to
see, and `search` finds.
"""
