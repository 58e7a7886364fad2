"""The process below the window: Qt's loop, garbage, bugs, one start per person, waking up."""
