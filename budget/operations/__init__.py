"""What whoever runs the service sees of it: logs, metrics, failures. docs/operations.md says how to use them."""
