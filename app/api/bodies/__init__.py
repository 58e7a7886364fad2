"""What the API takes and gives: the shapes of the OpenAPI document."""
