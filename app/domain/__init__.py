"""The words of the front desk and its errors. Standard library only; imports nothing of app."""
